"""Geometry of the window, in whole pixels and without pygame: rectangles and how they share room.

Everything is measured first and placed afterwards; nothing has a fixed place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import copysign, cos, hypot, pi, sin


@dataclass(frozen=True, slots=True)
class Rect:
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
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
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
        max(0, n - m) if not g else 0 for m, n, g in zip(least, natural, weights, strict=True)
    ]
    wanted = sum(wishes)
    for index, wish in enumerate(wishes):
        if wanted:
            widths[index] += wish if wanted <= spare else wish * spare // wanted
    _fill(widths, weights, total)
    return widths


def _fill(widths: list[int], weights: Sequence[int], total: int) -> None:
    """Bring the weighted widths to shares of the room, leaving those that already have more."""
    open_ = [index for index, weight in enumerate(weights) if weight]
    while open_:
        room = total - sum(w for index, w in enumerate(widths) if index not in open_)
        parts = sum(weights[index] for index in open_)
        too_wide = [i for i in open_ if widths[i] * parts > room * weights[i]]
        if not too_wide:
            for index in open_:
                widths[index] = room * weights[index] // parts
            widths[open_[-1]] += room - sum(widths[index] for index in open_)
            return
        open_ = [index for index in open_ if index not in too_wide]


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


def around_table(number: int, room: Rect, seat: tuple[int, int]) -> list[Rect] | None:
    """Return places for that many seats of one size on an oval in the room, the first at the top
    and clockwise; None when they would touch each other.

    The oval bulges into the corners and the gaps along it are even, counted in seats.
    """
    width, height = seat
    across, down = (room.w - width) / 2, (room.h - height) / 2
    if across < 0 or down < 0:
        return None
    x, y = room.x + across, room.y + down
    places: list[Rect] = []
    for right, low in _even(number, across / width, down / height):
        place = Rect(round(x + across * right), round(y + down * low), width, height)
        if any(place.meets(other) for other in places):
            return None
        places.append(place)
    return places


def _even(number: int, across: float, down: float) -> list[tuple[float, float]]:
    """Points of a bulging oval of half axes 1, evenly apart when it is stretched to these."""
    fine = 720
    curve = [_bulge(2 * pi * step / fine - pi / 2) for step in range(fine + 1)]
    passed = [0.0]
    for (a, b), (c, d) in pairwise(curve):
        passed.append(passed[-1] + hypot((c - a) * across, (d - b) * down))
    points = []
    at = 0
    for index in range(number):
        while passed[at] < passed[-1] * index / number:
            at += 1
        points.append(curve[at])
    return points


def _bulge(angle: float) -> tuple[float, float]:
    right, low = cos(angle), sin(angle)
    return copysign(abs(right) ** 0.75, right), copysign(abs(low) ** 0.75, low)


def columns(width: int, least: int, gap: int, most: int) -> int:
    """Return how many columns of at least that width fit, at least 1 and at most `most`."""
    return max(1, min(most, (width + gap) // (least + gap)))
