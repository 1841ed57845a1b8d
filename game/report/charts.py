"""Charts as SVG, drawn by our own code: they follow the page's colours, light, dark and in print.

Every chart has a title for those who cannot see it; the numbers stand in a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

from game.lab.statistics import Share

HUES = 7
"""Line colours there are; each also has a dash of its own."""

_DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 3", "12 4", "4 2 1 2")


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` on pixels from `first` to `last`."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """The pixel of a number."""
        span = self.high - self.low or 1.0
        return round(self.first + (value - self.low) / span * (self.last - self.first), 1)

    def ticks(self, count: int = 4) -> list[float]:
        """Round numbers inside, about so many."""
        span = self.high - self.low
        if span <= 0:
            return [self.low]
        rough = span / count
        power = 10 ** floor(log10(rough))
        step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
        at, found = floor(self.low / step) * step, list[float]()
        while at <= self.high + step / 1e6:
            if at >= self.low - step / 1e6:
                found.append(round(at, 10))
            at += step
        return found


def short(value: float) -> str:
    """A number for an axis."""
    size = abs(value)
    if size >= 10_000:
        return f"{value / 1000:g} k"
    return f"{value:g}"


def _svg(width: float, height: float, title: str, parts: Iterable[Markup], kind: str) -> Markup:
    inner = Markup("").join(parts)
    return Markup(
        '<svg class="{}" viewBox="0 0 {:g} {:g}" width="{:g}" height="{:g}" role="img">'
        "<title>{}</title>{}</svg>"
    ).format(kind, width, height, width, height, title, inner)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> Markup:
    return Markup('<text x="{:g}" y="{:g}" text-anchor="{}" class="{}">{}</text>').format(
        x, y, anchor, kind, words
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}" class="{}"/>').format(
        x1, y1, x2, y2, kind
    )


def _box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    return Markup('<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" class="{}"/>').format(
        x, y, max(width, 0), max(height, 0), kind
    )


def _path(points: Sequence[tuple[float, float]], kind: str, dash: str = "") -> Markup:
    places = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Markup('<polyline points="{}" class="{}" stroke-dasharray="{}"/>').format(
        places, kind, dash or "none"
    )


# -------------------------------------------------------------------- shares


def bars(rows: Sequence[tuple[str, Share]], title: str, *, marks: Sequence[float] = ()) -> Markup:
    """A bar for every share, with the whisker of its interval; `marks` are bounds to stay in."""
    left, right, step = 250, 60, 24
    top = max([0.1, *(share.high for _, share in rows), *marks])
    across = Scale(0, min(1.0, top), left, 720 - right)
    height = step * len(rows) + 26
    parts = [_line(across(tick), 4, across(tick), height - 22, "grid") for tick in across.ticks()]
    parts += [
        _text(across(tick), height - 6, f"{100 * tick:g} %", "axis", "middle")
        for tick in across.ticks()
    ]
    for number, (label, share) in enumerate(rows):
        y = 6 + step * number
        parts.append(_text(left - 8, y + 13, _cut(label, 36), "name", "end"))
        parts.append(_box(left, y, across(share.value) - left, 16, "bar"))
        parts.append(_line(across(share.low), y + 8, across(share.high), y + 8, "whisker"))
        parts.append(_text(across(share.high) + 6, y + 13, percent(share.value), "value"))
    parts += [_line(across(mark), 4, across(mark), height - 22, "bound") for mark in marks]
    return _svg(720, height, title, parts, "chart")


def percent(value: float) -> str:
    """A share as people read it: 12 %, 3.4 %, 0.02 %."""
    share = 100 * value
    if share == 0 or share >= 10:
        return f"{share:.0f} %"
    return f"{share:.1f} %" if share >= 1 else f"{share:.2g} %"


def meter(value: float, title: str) -> Markup:
    """A small bar inside a table."""
    parts = [_box(0, 2, 80, 10, "slot"), _box(0, 2, 80 * min(max(value, 0.0), 1.0), 10, "bar")]
    return _svg(80, 14, title, parts, "meter")


def sparks(counts: Sequence[int], title: str) -> Markup:
    """A count for every turn, in a small row."""
    width, top = 5, max([1, *counts])
    parts = [_box(0, 23, width * len(counts), 1, "grid-fill")]
    for number, count in enumerate(counts):
        high = 22 * count / top
        parts.append(_box(width * number, 23 - high, width - 1, high, "bar"))
    return _svg(width * len(counts), 24, title, parts, "sparks")


def margins(counts: Sequence[int], title: str) -> Markup:
    """How votes divided: ayes less nays, lost on the left, carried on the right."""
    middle, top = len(counts) // 2, max([1, *counts])
    used = [abs(place - middle) for place, count in enumerate(counts) if count]
    reach = max([4, *used])
    width = 140 / (2 * reach + 1)
    parts = [_line(70, 0, 70, 24, "grid")]
    for place in range(middle - reach, middle + reach + 1):
        high = 22 * counts[place] / top
        kind = "bar" if place > middle else "bar against" if place < middle else "bar even"
        at = (place - middle + reach) * width
        parts.append(_box(round(at, 1), 23 - high, round(width - 0.8, 1), high, kind))
    return _svg(140, 24, title, parts, "sparks")


def split(shares: Sequence[tuple[str, float]], title: str) -> Markup:
    """Shares of one whole, side by side."""
    parts, at = [], 0.0
    for number, (_, share) in enumerate(shares):
        parts.append(_box(round(at, 1), 1, round(180 * share - 1, 1), 13, f"part part-{number}"))
        at += 180 * share
    return _svg(180, 15, title, parts, "meter")


# -------------------------------------------------------------------- courses


@dataclass(frozen=True, slots=True)
class Axis:
    """The turns along the bottom of a chart, with a label for some of them."""

    turns: int
    labels: tuple[tuple[int, str], ...]


def fan(
    turns: Sequence[int],
    bands: Sequence[Sequence[float]],
    true: Sequence[tuple[float, float]],
    axis: Axis,
    title: str,
) -> Markup:
    """A quantity turn by turn: outer, middle and inner band, the median, and the true figures as
    dots. `bands` are the seven quantiles of `reading.FAN_PARTS`.
    """
    every = [value for band in (bands[0], bands[-1]) for value in band] + [v for _, v in true]
    low, high = (min(every), max(every)) if every else (0.0, 1.0)
    pad = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5)
    up = Scale(low - pad, high + pad, 150, 8)
    along = Scale(1, max(axis.turns, 2), 46, 352)
    parts = _grid(up, along, axis, 150)
    for number in range(3):
        lower, upper = bands[number], bands[-1 - number]
        outline = [(along(t), up(v)) for t, v in zip(turns, lower, strict=True)]
        outline += [
            (along(t), up(v)) for t, v in zip(reversed(turns), reversed(upper), strict=True)
        ]
        places = " ".join(f"{x:g},{y:g}" for x, y in outline)
        parts.append(Markup('<polygon points="{}" class="band"/>').format(places))
    parts.append(_path([(along(t), up(v)) for t, v in zip(turns, bands[3], strict=True)], "median"))
    if len(true) > 1:
        parts.append(_path([(along(t), up(v)) for t, v in true], "true-line", "3 3"))
    parts += [
        Markup('<circle cx="{:g}" cy="{:g}" r="3.2" class="true"/>').format(along(t), up(v))
        for t, v in true
    ]
    return _svg(360, 172, title, parts, "chart")


def _grid(up: Scale, along: Scale, axis: Axis, bottom: float) -> list[Markup]:
    parts = []
    for tick in up.ticks(5 if bottom > 200 else 4):
        parts.append(_line(along.first, up(tick), along.last, up(tick), "grid"))
        parts.append(_text(along.first - 5, up(tick) + 4, short(tick), "axis", "end"))
    for turn, label in axis.labels:
        parts.append(_line(along(turn), bottom, along(turn), bottom + 4, "tick"))
        anchor = "middle" if along(turn) < along.last else "end"
        parts.append(_text(along(turn), bottom + 16, label, "axis", anchor))
    return parts


def lines(
    courses: Sequence[tuple[str, Sequence[tuple[int, float]]]],
    axis: Axis,
    title: str,
    marks: Sequence[tuple[float, str]] = (),
) -> Markup:
    """Several courses over the turns, each named at its end; `marks` are turning points."""
    every = [value for _, points in courses for _, value in points] or [0.0, 1.0]
    low, high = min([*every, 0.0]), max(every)
    up = Scale(low, high + (high - low) * 0.06 + 0.01, 270, 24)
    along = Scale(1, max(axis.turns, 2), 46, 590)
    parts = _grid(up, along, axis, 270)
    for number, (turn, label) in enumerate(marks, start=1):
        parts.append(_line(along(turn), 24, along(turn), 270, "mark"))
        parts.append(_text(along(turn), 16, label or str(number), "mark-name", "middle"))
    ends = []
    for number, (name, points) in enumerate(courses):
        hue = number % HUES
        places = [(along(turn), up(value)) for turn, value in points]
        parts.append(_path(places, f"course hue-{hue}", _DASHES[hue]))
        if places:
            ends.append((places[-1][1], name, hue, places[-1][0]))
    floor_at = 0.0
    for y, name, hue, x in sorted(ends):
        at = max(y + 4, floor_at + 14)
        floor_at = at
        parts.append(_text(x + 8, at, name, f"end hue-{hue}"))
    return _svg(720, max(292, floor_at + 8), title, parts, "chart")


# -------------------------------------------------------------------- dates


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact with its true turn, and for every kind of games the share and the turns by which a
    tenth, half and nine tenths of those that saw it had seen it.
    """

    label: str
    turn: int
    found: tuple[tuple[float, tuple[int, int, int]], ...]


def dates(rows: Sequence[Dated], axis: Axis, names: Sequence[str], title: str) -> Markup:
    """Every fact on the calendar: the true date, and when games see it. The thicker a line, the
    more games.
    """
    left, step = 320, 14 + 7 * len(names)
    along = Scale(1, max(axis.turns, 2), left, 705)
    height = step * len(rows) + 30
    parts = []
    for turn, label in axis.labels:
        parts.append(_line(along(turn), 4, along(turn), height - 24, "grid"))
        parts.append(_text(along(turn), height - 8, label, "axis", "middle"))
    for number, row in enumerate(rows):
        top = 8 + step * number
        middle = top + 3.5 * len(names)
        parts.append(_text(left - 10, middle + 4, _cut(row.label, 42), "name", "end"))
        for place, (share, (first, half, last)) in enumerate(row.found):
            if first < 1:
                continue
            y = top + 3 + 7 * place
            thick = Markup('<line x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}" class="{}" {}/>')
            wide = Markup('stroke-width="{:.1f}"').format(0.6 + 4.4 * share)
            parts.append(
                thick.format(along(first), y, along(last) + 0.1, y, f"span s-{place}", wide)
            )
            parts.append(
                Markup('<circle cx="{:g}" cy="{:g}" r="2.6" class="dot s-{}"/>').format(
                    along(half), y, place
                )
            )
        if 1 <= row.turn <= axis.turns:
            x = along(row.turn)
            parts.append(_line(x, top - 2, x, top + 7 * len(names) + 2, "truth"))
    return _svg(720, height, title, parts, "chart")


# -------------------------------------------------------------------- changes


def changes(rows: Sequence[tuple[str, float, float, float]], title: str) -> Markup:
    """Changes of shares with their intervals, left or right of nothing: label, low, value, high."""
    left, step = 300, 22
    reach = max([0.05, *(abs(end) for _, low, _, high in rows for end in (low, high))])
    across = Scale(-reach, reach, left, 700)
    height = step * len(rows) + 26
    parts = []
    for tick in across.ticks(6):
        parts.append(_line(across(tick), 4, across(tick), height - 22, "grid"))
        parts.append(_text(across(tick), height - 6, f"{100 * tick:+g}", "axis", "middle"))
    for number, (label, low, value, high) in enumerate(rows):
        y = 6 + step * number
        zero, end = across(0), across(value)
        sure = low > 0 or high < 0
        kind = ("bar" if value > 0 else "bar against") if sure else "bar even"
        parts.append(_text(left - 8, y + 12, _cut(label, 44), "name", "end"))
        parts.append(_box(min(zero, end), y, abs(end - zero), 14, kind))
        parts.append(_line(across(low), y + 7, across(high), y + 7, "whisker"))
    parts.append(_line(across(0), 4, across(0), height - 22, "tick"))
    return _svg(720, height, title, parts, "chart")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
