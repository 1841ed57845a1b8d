"""Whole-number counts by name: what comes of games, and merges by addition in any order."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.int64]


class TallyError(ValueError):
    """Bytes that are not a tally."""


@dataclass(slots=True)
class Tally:
    """Arrays of counts by name. Two tallies of the same plan have arrays of the same shapes; their
    sum is the tally of all their games.
    """

    counts: dict[str, Counts] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Counts:
        return self.counts[name]

    def __contains__(self, name: str) -> bool:
        return name in self.counts

    @property
    def games(self) -> int:
        """How many games it counts."""
        return int(self.counts["games"][0]) if "games" in self.counts else 0

    def add(self, other: Tally) -> None:
        """Merge another tally into this one. Raises TallyError for one of another plan."""
        for name, counts in other.counts.items():
            if name not in self.counts:
                self.counts[name] = counts.copy()
            elif self.counts[name].shape != counts.shape:
                raise TallyError(f"{name} has shape {counts.shape}, not {self.counts[name].shape}")
            else:
                self.counts[name] += counts

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shape of every array."""
        return {name: counts.shape for name, counts in self.counts.items()}

    def to_bytes(self) -> bytes:
        """The tally in a form of its own: names and shapes as a line of JSON, then the places of
        all counts that are not 0, then these counts.
        """
        head = json.dumps({name: list(counts.shape) for name, counts in self.counts.items()})
        flat = np.concatenate([np.zeros(0, "<i8"), *(c.reshape(-1) for c in self.counts.values())])
        places = np.flatnonzero(flat)
        body = places.astype("<i4").tobytes() + flat[places].astype("<i8").tobytes()
        return zlib.compress(head.encode() + b"\n" + body, level=1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Tally:
        """The tally that was written. Raises TallyError."""
        try:
            head, _, body = zlib.decompress(data).partition(b"\n")
            shapes = {name: tuple(shape) for name, shape in json.loads(head).items()}
            sizes = [int(np.prod(shape, dtype=np.int64)) for shape in shapes.values()]
            flat, some = np.zeros(sum(sizes), np.int64), len(body) // 12
            flat[np.frombuffer(body, "<i4", some)] = np.frombuffer(body[4 * some :], "<i8")
            parts = np.split(flat, np.cumsum(sizes, dtype=np.int64))[:-1]
            return cls(
                {
                    name: part.reshape(shape)
                    for (name, shape), part in zip(shapes.items(), parts, strict=True)
                }
            )
        except (zlib.error, ValueError, IndexError, AttributeError, TypeError) as error:
            raise TallyError(str(error)) from None
