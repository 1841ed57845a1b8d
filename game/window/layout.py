"""Geometry of the window, in whole pixels and without pygame: rectangles and how they share room.

Everything is measured first and placed afterwards; nothing has a fixed place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle by its upper left corner, width and height."""

    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        """The point in the middle."""
        return self.x + self.w // 2, self.y + self.h // 2

    def inset(self, x: int, y: int) -> Rect:
        """Return it without a margin of x at both sides and y above and below."""
        return Rect(self.x + x, self.y + y, max(0, self.w - 2 * x), max(0, self.h - 2 * y))

    def moved(self, x: int, y: int) -> Rect:
        """Return it shifted by x and y."""
        return Rect(self.x + x, self.y + y, self.w, self.h)

    def holds(self, x: int, y: int) -> bool:
        """Whether the point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def contains(self, other: Rect) -> bool:
        """Whether the other lies wholly in it."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Rect) -> bool:
        """Whether the two have a pixel in common."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def cut(self, other: Rect) -> Rect:
        """Return what the two have in common; empty if nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(
            x,
            y,
            max(0, min(self.right, other.right) - x),
            max(0, min(self.bottom, other.bottom) - y),
        )


def share(
    total: int, least: Sequence[int], natural: Sequence[int], weights: Sequence[int]
) -> list[int] | None:
    """Return widths for things side by side, or None when they do not fit.

    Nobody gets less than its `least`. Things of weight 0 then grow up to their natural width; the
    rest of the room goes to the others so that their widths are as their weights.
    """
    widths = list(least)
    spare = total - sum(widths)
    if spare < 0:
        return None
    wishes = [
        n - m if not g and n > m else 0 for m, n, g in zip(least, natural, weights, strict=True)
    ]
    wanted = sum(wishes)
    if wanted:
        for index, wish in enumerate(wishes):
            widths[index] += wish if wanted <= spare else wish * spare // wanted
    _fill(widths, [index for index, weight in enumerate(weights) if weight], weights, total)
    return widths


def _fill(widths: list[int], open_: list[int], weights: Sequence[int], total: int) -> None:
    """Bring the weighted widths to shares of the room, leaving those that already have more."""
    while open_:
        room = total - sum(widths) + sum(widths[index] for index in open_)
        parts = sum(weights[index] for index in open_)
        narrow = [i for i in open_ if widths[i] * parts <= room * weights[i]]
        if len(narrow) == len(open_):
            for index in open_:
                widths[index] = room * weights[index] // parts
            widths[open_[-1]] += total - sum(widths)
            return
        open_ = narrow


def flow(sizes: Sequence[int], width: int, gap: int) -> list[list[int]]:
    """Return the indexes of things of these widths, line by line, as words fill lines."""
    lines: list[list[int]] = []
    used = width + 1
    for index, size in enumerate(sizes):
        if used + gap + size > width:
            lines.append([])
            used = -gap
        lines[-1].append(index)
        used += gap + size
    return lines


def ring(
    number: int, room: Rect, seat: tuple[int, int], middle: Rect, gap: int
) -> list[Rect] | None:
    """Return places for so many seats of one size around a middle, the first on top and clockwise;
    None where they do not fit. They stand in rows: some on top, two in each row at the sides, drawn
    in where the oval narrows, and the rest below.
    """
    wide, high = seat
    rows = (room.h + gap) // (high + gap)
    for sides in range(min(rows - 2, (number - 1) // 2), -1, -1):
        rest = number - 2 * sides
        top = rest // 2 if rest // 2 % 2 else max(1, (rest - 1) // 2)
        if top % 2 == 0:
            top += 1 if top + 1 <= rest else -1
        low = rest - top
        if max(top, low) * (wide + gap) > room.w + gap:
            continue
        places = _rows(room, seat, (top, sides, low), middle, gap)
        if places is not None:
            return places
    return None


def _rows(
    room: Rect, seat: tuple[int, int], counts: tuple[int, int, int], middle: Rect, gap: int
) -> list[Rect] | None:
    """The places with so many on top, in rows of two at the sides, and below."""
    wide, high = seat
    top, sides, low = counts
    bottom = room.bottom - high
    over, under = room.y + high + gap > middle.y, low and bottom - gap < middle.bottom
    if over or under:
        return None
    drawn = (room.w - middle.w) // 2 - wide - gap
    if sides and drawn < 0:
        return None
    x = room.x + room.w // 2
    across = [_spread(x, n, wide, gap, room.w) for n in (top, low)]
    step = (bottom - room.y) / (sides + 1)
    right, left = [], []
    for row in range(1, sides + 1):
        y = room.y + step * row
        off = abs(2 * row / (sides + 1) - 1)
        inset = min(drawn, round(0.16 * room.w * (1 - (1 - off * off) ** 0.5)))
        right.append(Rect(room.right - wide - inset, round(y), wide, high))
        left.append(Rect(room.x + inset, round(y), wide, high))
    tops = [Rect(place, room.y, wide, high) for place in across[0]]
    lows = [Rect(place, bottom, wide, high) for place in across[1]]
    start = len(tops) // 2
    return [*tops[start:], *right, *reversed(lows), *reversed(left), *tops[:start]]


def _spread(middle: int, number: int, wide: int, gap: int, room: int) -> list[int]:
    """The left edges of seats side by side, as far apart as looks even."""
    step = max(wide + gap, min(round(0.33 * room), room // max(1, number)))
    first = middle - (step * (number - 1) + wide) // 2
    return [first + step * index for index in range(number)]


def columns(width: int, least: int, gap: int, most: int) -> int:
    """Return how many columns of at least that width fit, at least 1 and at most `most`."""
    return max(1, min(most, (width + gap) // (least + gap)))
