"""The pieces that show something: text, buttons, portraits, signs, meters, lines over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.art.marks import ring, shape, sign
from game.art.portraits import portrait
from game.i18n import tr
from game.window.keys import told
from game.window.layout import Rect
from game.window.text import Line, Typeset
from game.window.widget import Press, Widget

if TYPE_CHECKING:
    from game.window.paint import Canvas

Tip = Callable[[], Widget]
"""What is shown when a piece is hovered over or asked "why?"."""


@dataclass(frozen=True, slots=True)
class Card:
    """A tip with an id: it can be pinned, and is built anew when what it tells has changed."""

    id: str
    title: str
    build: Tip

    def __call__(self) -> Widget:
        """Return the card as it is to be now."""
        return self.build()


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: its role, colour token, side, and whether its lines are stretched."""

    role: str = "body"
    tint: str = "ink"
    align: str = "left"
    justify: bool = False


class Text(Widget):
    """Paragraphs of text, broken into lines; nothing of it is ever cut off."""

    role = "text"

    def __init__(
        self,
        typeset: Typeset,
        setting: Setting,
        links: Sequence[Link] = (),
    ) -> None:
        """`links` are those of the typeset, in its order."""
        super().__init__(links)
        self.setting = setting
        self._set = typeset
        self._lead = typeset.lead

    def label(self) -> str:
        """Return the text itself."""
        return " / ".join(
            "".join((" " if w.spaced else "") + w.text for w in part) for part in self._set.words
        )

    def _least(self) -> int:
        """Return the width of the longest word, at most twelve times the size of the type."""
        return min(self._set.longest_word, 12 * self._lead)

    def _natural(self) -> int:
        """Return the width of the longest paragraph on one line."""
        return self._set.longest_paragraph

    def lines(self) -> list[tuple[int, Line]]:
        """Return the lines in the width it was placed in, each with its distance from the top."""
        return self._set.lines(self.rect.w)

    def _height(self, width: int) -> int:
        lines = self._set.lines(width)
        return lines[-1][0] + self._lead if lines else 0

    def _left(self, line: Line) -> int:
        spare = self.rect.w - line.width
        return self.rect.x + {"left": 0, "centre": spare // 2, "right": spare}[self.setting.align]

    def _arrange(self) -> None:
        links = {link.term: link for link in self.children if isinstance(link, Link)}
        if not links:
            return
        for y, line in self.lines():
            left = self._left(line)
            for word in line.words:
                link = links.pop(word.link, None) if word.link else None
                if link:
                    same = [w for w in line.words if w.link == word.link]
                    wide = same[-1].x + same[-1].width - word.x
                    link.place(Rect(left + word.x, self.rect.y + y, wide, self._lead))

    def _paint(self, canvas: Canvas) -> None:
        role, tint = self.setting.role, self.setting.tint
        for y, line in self.lines():
            top = self.rect.y + y
            if top + self._lead <= canvas.clip.y or top >= canvas.clip.bottom:
                continue
            left = self._left(line)
            if line.plain and not self.setting.justify:
                canvas.text((left, top), line.plain, role, tint)
                continue
            for word in line.words:
                colour = "darkred" if word.link else tint
                canvas.text((left + word.x, top), word.text, role, colour, word.style)
                if word.link:
                    low = top + self._lead - canvas.px(2)
                    canvas.box(Rect(left + word.x, low, word.width, canvas.px(1)), colour)


class Link(Widget):
    """A marked word of a text: it opens the concept it names."""

    role = "link"
    focusable = True

    def __init__(self, name: str, term: str, press: Press, tip: Tip) -> None:
        super().__init__()
        self.name = name
        self.term = term
        self.press = press
        self.tip = tip

    def label(self) -> str:
        """Return the term."""
        return self.term

    def _over(self, canvas: Canvas) -> None:
        if canvas.focus == self.name:
            canvas.ring(self.rect)
        elif canvas.hover == self.name:
            canvas.frame(self.rect, "darkred", canvas.px(1))


@dataclass(frozen=True, slots=True)
class Look:
    """How a button is drawn. `style`: cut (a card with a cut corner and a hard shadow), flat, or
    bare (nothing but its child).
    """

    style: str = "cut"
    fill: str = "bone"
    margin: tuple[int, int] = (0, 0)
    edge: str = "ink"


class Button(Widget):
    """Something that can be pressed by mouse, by Enter when it has the focus, and by its key.

    `barred` can still be looked at. `tip` is what hovering shows and W opens.
    """

    role = "button"
    focusable = True

    def __init__(
        self, name: str, child: Widget, press: Press | None, look: Look, title: str
    ) -> None:
        super().__init__([child])
        self.name = name
        self.press = press
        self.look = look
        self.title = title
        self.ground = look.fill if look.style != "bare" else ""
        self.key = ""
        self.barred = False
        self.chosen = False
        self.tip: Tip | None = None
        self.shadow = 0

    def label(self) -> str:
        """Return its title."""
        return self.title

    def state(self) -> str:
        """Return its key, and whether it is barred or chosen."""
        marks = [tr("told.key", key=told(self.key))] if self.key else []
        flags = {"barred": self.barred, "chosen": self.chosen, "why": self.tip is not None}
        marks += [tr(f"told.{flag}") for flag, is_so in flags.items() if is_so]
        return ", ".join(marks)

    def _least(self) -> int:
        """Return the least width with margins and shadow."""
        return super()._least() + 2 * self.look.margin[0] + self.shadow

    def _natural(self) -> int:
        """Return the natural width with margins and shadow."""
        return super()._natural() + 2 * self.look.margin[0] + self.shadow

    def _height(self, width: int) -> int:
        inner = width - 2 * self.look.margin[0] - self.shadow
        return self.children[0].measure(inner) + 2 * self.look.margin[1] + self.shadow

    def _face(self) -> Rect:
        return Rect(self.rect.x, self.rect.y, self.rect.w - self.shadow, self.rect.h - self.shadow)

    def _arrange(self) -> None:
        self.children[0].place(self._face().inset(*self.look.margin))

    def _paint(self, canvas: Canvas) -> None:
        face = self._face()
        if self.look.style == "flat":
            canvas.box(face, self.look.fill)
        elif self.look.style == "cut":
            self._cut_card(canvas, face)

    def _cut_card(self, canvas: Canvas, face: Rect) -> None:
        cut, thin = min(canvas.px(9), face.h // 3), canvas.px(1)
        if self.shadow and not self.barred:
            canvas.shape(_cut_corner(face.moved(self.shadow, self.shadow), cut), "grey")
        canvas.shape(_cut_corner(face, cut), "grey" if self.barred else self.look.edge)
        canvas.shape(_cut_corner(face.inset(thin, thin), cut), self.look.fill)

    def _over(self, canvas: Canvas) -> None:
        face = self._face()
        if self.chosen:
            canvas.frame(face, "red", canvas.px(3))
        if canvas.hover == self.name and canvas.focus != self.name:
            canvas.frame(face, "ochre", canvas.px(2))
        if canvas.focus == self.name:
            canvas.ring(face)


def _cut_corner(rect: Rect, cut: int) -> list[tuple[int, int]]:
    return [
        (rect.x, rect.y),
        (rect.right - 1, rect.y),
        (rect.right - 1, rect.bottom - 1 - cut),
        (rect.right - 1 - cut, rect.bottom - 1),
        (rect.x, rect.bottom - 1),
    ]


class Entry(Button):
    """A line in which text can be typed while it has the focus."""

    role = "entry"

    def __init__(
        self, name: str, child: Widget, look: Look, value: str, changed: Callable[[str], None]
    ) -> None:
        super().__init__(name, child, None, look, value)
        self._changed = changed

    def type(self, letters: str) -> None:
        """Put letters at the end."""
        self._changed(self.title + letters)

    def erase(self) -> None:
        """Take the last letter away."""
        self._changed(self.title[:-1])


class Gap(Widget):
    """Empty room of a size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._width = width
        self._tall = height

    def _least(self) -> int:
        """Return the width."""
        return self._width

    def _natural(self) -> int:
        """Return the width."""
        return self._width

    def _height(self, _width: int) -> int:
        return self._tall


class Rule(Gap):
    """A line across."""

    def __init__(self, thick: int, tint: str) -> None:
        super().__init__(0, thick)
        self.ground = tint


class Sign(Gap):
    """A drawn sign or a faction's shape. `meaning` is told in the transcript."""

    role = "sign"

    def __init__(
        self, kind: str, tint: str, size: int, meaning: str = "", *, tall: int = 0
    ) -> None:
        super().__init__(size, max(size, tall))
        self.kind = kind
        self._tint = tint
        self._size = size
        self._meaning = meaning

    def label(self) -> str:
        """Return what it means."""
        return self._meaning

    def _paint(self, canvas: Canvas) -> None:
        x, y = self.rect.centre
        place = Rect(x - self._size // 2, y - self._size // 2, self._size, self._size)
        canvas.svg(place, ("sign", self.kind, self._tint), lambda: sign(self.kind, self._tint))


class Mark(Gap):
    """A faction's shape on its colour."""

    role = "sign"

    def __init__(self, kind: str, fill: str, size: int, meaning: str, *, tile: str = "") -> None:
        super().__init__(size, size)
        self._kind = kind
        self._fill = fill
        self._size = size
        self._meaning = meaning
        self.ground = tile

    def label(self) -> str:
        """Return the faction's name."""
        return self._meaning

    def _paint(self, canvas: Canvas) -> None:
        super()._paint(canvas)
        size = self._size if not self.ground else round(self._size * 0.62)
        x, y = self.rect.centre
        place = Rect(x - size // 2, y - size // 2, size, size)
        canvas.svg(place, ("shape", self._kind, self._fill), lambda: shape(self._kind, self._fill))


class Portrait(Gap):
    """A drawn head in a ring of a faction's colour; the gone are crossed by a band."""

    role = "portrait"

    def __init__(
        self, parameters: tuple[tuple[str, str], ...], ring: str, size: int, *, gone: bool = False
    ) -> None:
        super().__init__(size, size)
        self._parameters = parameters
        self._ring = ring
        self._size = size
        self._gone = gone

    def _paint(self, canvas: Canvas) -> None:
        x, y = self.rect.centre
        size = min(self.rect.w, self.rect.h)
        thick = max(2, round(size * 0.045))
        ground = "grey" if self._gone else "sand"
        place = Rect(x - size // 2, y - size // 2, size, size)
        canvas.svg(place, ("disc", self._ring), lambda: ring(self._ring))
        inner = place.inset(thick, thick)
        key = ("head", ground, *self._parameters)
        canvas.svg(inner, key, lambda: portrait(self._parameters, ground))
        if self._gone:
            high = max(3, size // 12)
            canvas.box(Rect(place.x, y + size // 4, size, high), "ink")


class Picture(Gap):
    """A piece of art made for its place: `make(width, height)` gives the SVG. What may be cut at
    the right and below is made in whole steps of size: places of nearly one size share it.
    """

    role = "picture"

    def __init__(
        self,
        key: tuple[object, ...],
        make: Callable[[int, int], str],
        size: tuple[int, int],
        *,
        step: int = 1,
    ) -> None:
        super().__init__(*size)
        self._key = key
        self._make = make
        self._step = step

    def _least(self) -> int:
        """Return 0: it is drawn for whatever place it gets."""
        return 0

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect
        if r.w <= 0 or r.h <= 0:
            return
        wide, high = (-(-side // self._step) * self._step for side in (r.w, r.h))
        with canvas.inside(r):
            canvas.svg(Rect(r.x, r.y, wide, high), self._key, lambda: self._make(wide, high))


class Meter(Gap):
    """A bar from low to high with a value; a tick shows where it would be or was."""

    role = "meter"

    def __init__(
        self, share_: float, tint: str, size: tuple[int, int], before: float | None = None
    ) -> None:
        super().__init__(*size)
        self._share = min(1.0, max(0.0, share_))
        self._before = before
        self._tint = tint

    def state(self) -> str:
        """Return how full it is."""
        return f"{round(100 * self._share)} %"

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect
        canvas.box(r, "sand")
        canvas.box(Rect(r.x, r.y, round(r.w * self._share), r.h), self._tint)
        if self._before is not None:
            x = r.x + round(r.w * min(1.0, max(0.0, self._before)))
            canvas.box(Rect(min(x, r.right - 2), r.y, canvas.px(2), r.h), "ink")


class Axis(Gap):
    """A position between two ends: a line with a marker, the middle ticked."""

    role = "meter"

    def __init__(self, share_: float, tint: str, size: tuple[int, int]) -> None:
        super().__init__(*size)
        self._share = min(1.0, max(0.0, share_))
        self._tint = tint

    def state(self) -> str:
        """Return where the marker stands."""
        return f"{round(100 * self._share)} %"

    def _paint(self, canvas: Canvas) -> None:
        r, thin = self.rect, canvas.px(1)
        x, y = r.x + r.w // 2, r.y + r.h // 2
        canvas.box(Rect(r.x, y - thin, r.w, 2 * thin), "grey")
        canvas.box(Rect(x - thin // 2, r.y, thin, r.h), "grey")
        size = min(r.h, canvas.px(13))
        left = r.x + round((r.w - size) * self._share)
        place = Rect(left, y - size // 2, size, size)
        canvas.svg(place, ("shape", "diamond", self._tint), lambda: shape("diamond", self._tint))


class Bars(Gap):
    """Shares side by side: (part, colour token) each."""

    role = "bars"

    def __init__(self, parts: Sequence[tuple[float, str]], size: tuple[int, int]) -> None:
        super().__init__(*size)
        self._parts = list(parts)

    def state(self) -> str:
        """Return the parts."""
        return " : ".join(f"{part:g}" for part, _ in self._parts)

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect
        canvas.box(r, "sand")
        total = sum(part for part, _ in self._parts) or 1
        passed = 0.0
        for part, tint in self._parts:
            left = r.x + round(r.w * passed / total)
            passed += part
            right = r.x + round(r.w * passed / total)
            canvas.box(Rect(left, r.y, right - left, r.h), tint)


class Spark(Gap):
    """A value over the turns, as a line with its end marked. One value alone is a point."""

    role = "line"

    def __init__(self, series: Sequence[float], tint: str, size: tuple[int, int]) -> None:
        super().__init__(*size)
        self._series = list(series)
        self._tint = tint

    def state(self) -> str:
        """Return how many values it shows."""
        return tr("told.values", number=len(self._series))

    def _paint(self, canvas: Canvas) -> None:
        if not self._series:
            return
        r = self.rect.inset(canvas.px(2), canvas.px(2))
        low, high = min(self._series), max(self._series)
        span = (high - low) or 1
        steps = max(1, len(self._series) - 1)
        points = [
            (r.x + r.w * i / steps, r.bottom - r.h * (0.5 if high == low else (v - low) / span))
            for i, v in enumerate(self._series)
        ]
        if len(points) == 1:
            points = [(r.x, points[0][1]), (r.right, points[0][1])]
        canvas.shape([(r.x, r.bottom), *points, (r.right, r.bottom)], "sand")
        canvas.lines(points, self._tint, canvas.px(2))
        x, y = points[-1]
        dot = canvas.px(3)
        canvas.box(Rect(round(x) - dot, round(y) - dot, 2 * dot, 2 * dot), self._tint)
