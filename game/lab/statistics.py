"""Shares with their intervals, and quantiles of histograms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959964
"""Half the width of a 95 per cent interval, in standard errors."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the 95 per cent interval of the share (Wilson 1927)."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """The lower end."""
        return self._bounds()[0]

    @property
    def high(self) -> float:
        """The upper end."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.value
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 / (1 + Z95**2 / n) * sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        low = 0.0 if self.count == 0 else max(0.0, middle - half)
        high = 1.0 if self.count == n else min(1.0, middle + half)
        return low, high

    def as_json(self) -> dict[str, float | int]:
        """The share as plain data."""
        return {
            "count": self.count,
            "of": self.of,
            "share": round(self.value, 5),
            "low": round(self.low, 5),
            "high": round(self.high, 5),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a share between two sets of games, with its 95 per cent interval."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def between(before: Share, after: Share) -> Change:
    """The change between independent sets of games (Newcombe 1998, from Wilson's intervals)."""
    value = after.value - before.value
    low = sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2)
    high = sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2)
    return Change(value, value - low, value + high)


def paired(gained: int, lost: int, pairs: int) -> Change:
    """The change between the same games played twice: gained in so many pairs, lost in so many."""
    if not pairs:
        return Change(0.0, -1.0, 1.0)
    value = (gained - lost) / pairs
    spread = (gained + lost + 1) / pairs - value**2  # one more, so that no change is not certainty
    half = Z95 * sqrt(spread / pairs)
    return Change(value, max(-1.0, value - half), min(1.0, value + half))


def quantile(counts: NDArray[np.int64], part: float) -> int:
    """The bin in which a part of all counts is reached; -1 of nothing."""
    total = int(counts.sum())
    if not total:
        return -1
    return int(np.searchsorted(counts.cumsum(), max(part * total, 0.5)))


def spread(
    counts: NDArray[np.int64], edges: Callable[[int], tuple[float, float]], part: float
) -> float:
    """The quantile of binned values, in the middle of its bin."""
    low, high = edges(quantile(counts, part))
    return (low + high) / 2
