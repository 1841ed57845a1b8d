"""Lines over the turns: one or several courses on one scale, with the years below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from game.window.boxes import Column, Row, Wrap
from game.window.kit import Kit
from game.window.layout import Rect
from game.window.widget import Widget
from game.window.widgets import Gap

if TYPE_CHECKING:
    from game.window.paint import Canvas


@dataclass(frozen=True, slots=True)
class Course:
    """One line of a chart: a value a turn, None where it is not known. `style`: line, dashed or
    dots, so that two lines differ without colour.
    """

    label: str
    values: tuple[float | None, ...]
    tint: str
    style: str = "line"


class Chart(Gap):
    """Courses on one scale; `turns` is how many there can be, so that charts can be compared."""

    role = "chart"

    def __init__(self, courses: Sequence[Course], turns: int, size: tuple[int, int]) -> None:
        super().__init__(*size)
        self._courses = list(courses)
        self._turns = max(2, turns)
        values = [v for course in courses for v in course.values if v is not None]
        self.low, self.high = (min(values), max(values)) if values else (0.0, 1.0)

    def state(self) -> str:
        """Return what is drawn."""
        told = [f"{c.label} {len(c.values)} values" for c in self._courses]
        return "; ".join(told)

    def least(self) -> int:
        """Return 0: a chart is drawn for whatever width it gets."""
        return 0

    def _point(self, r: Rect, turn: int, value: float) -> tuple[float, float]:
        span = (self.high - self.low) or 1
        share = 0.5 if self.high == self.low else (value - self.low) / span
        return r.x + r.w * turn / (self._turns - 1), r.bottom - r.h * share

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect.inset(canvas.px(3), canvas.px(4))
        thin = canvas.px(1)
        for year in range(0, self._turns, 4):
            x = round(r.x + r.w * year / (self._turns - 1))
            canvas.box(Rect(x, self.rect.y, thin, self.rect.h), "sand")
        for course in self._courses:
            self._course(canvas, r, course)
        canvas.box(Rect(self.rect.x, self.rect.bottom - thin, self.rect.w, thin), "ink")

    def _course(self, canvas: Canvas, r: Rect, course: Course) -> None:
        run: list[tuple[float, float]] = []
        last: tuple[float, float] | None = None
        for turn, value in enumerate(course.values[: self._turns]):
            if value is None:
                self._stroke(canvas, run, course)
                run = []
                continue
            last = self._point(r, turn, value)
            run.append(last)
        self._stroke(canvas, run, course)
        if last and course.style == "line":
            dot = canvas.px(3)
            x, y = last
            canvas.box(Rect(round(x) - dot, round(y) - dot, 2 * dot, 2 * dot), course.tint)

    @staticmethod
    def _stroke(canvas: Canvas, run: Sequence[tuple[float, float]], course: Course) -> None:
        if course.style == "dots" or len(run) == 1:
            size = canvas.px(5)
            for x, y in run:
                place = Rect(round(x) - size // 2, round(y) - size // 2, size, size)
                canvas.frame(place, course.tint, canvas.px(1.5))
            return
        if course.style == "dashed":
            for (x, y), (u, v) in pairwise(run):
                middle = (x + (u - x) * 0.62, y + (v - y) * 0.62)
                canvas.lines([(x, y), middle], course.tint, canvas.px(2))
            return
        canvas.lines(run, course.tint, canvas.px(2))


class Key(Gap):
    """A short sample of a course's line."""

    def __init__(self, course: Course, size: tuple[int, int]) -> None:
        super().__init__(*size)
        self._course = course

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect
        y, thick = r.y + r.h // 2, canvas.px(2)
        if self._course.style == "dots":
            size = canvas.px(5)
            place = Rect(r.x + (r.w - size) // 2, y - size // 2, size, size)
            canvas.frame(place, self._course.tint, canvas.px(1.5))
        elif self._course.style == "dashed":
            part = r.w // 3
            canvas.box(Rect(r.x, y, part, thick), self._course.tint)
            canvas.box(Rect(r.x + 2 * part, y, part, thick), self._course.tint)
        else:
            canvas.box(Rect(r.x, y, r.w, thick), self._course.tint)


def chart(kit: Kit, courses: Sequence[Course], turns: int, high: float) -> Widget:
    """Return a chart with its greatest and least value at its side and a key below."""
    drawn = Chart(courses, turns, (kit.px(80), kit.px(high)))
    ends = Column(
        [
            kit.text(_short(drawn.high), "small", "caption", "right"),
            Gap(1, max(0, kit.px(high) - 2 * kit.type.lead("small"))),
            kit.text(_short(drawn.low), "small", "caption", "right"),
        ]
    )
    parts: list[Widget] = [Row([ends, drawn], kit.px(5), [0, 1])]
    if len(courses) > 1:
        parts.append(Wrap([_key(kit, course) for course in courses], kit.px(12), 0))
    return Column(parts, kit.px(2))


def _key(kit: Kit, course: Course) -> Widget:
    sample = Key(course, (kit.px(18), kit.type.lead("small")))
    return Row([sample, kit.text(course.label, "small")], kit.px(4), [0, 1])


def _short(value: float) -> str:
    size = abs(value)
    text = f"{size:,.0f}".replace(",", " ") if size >= 20 else f"{size:.1f}".removesuffix(".0")
    return f"–{text}" if value < 0 and text != "0" else text
