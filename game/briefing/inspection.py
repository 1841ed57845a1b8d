"""What the inspector shows, as plain data: rows, and cards with their conditions.

This is no briefing: it holds what no seat may know.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowView:
    """A row by its name, with its value in words: a number, or whom it names."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One of the conditions that must all hold: as it is written, in words, with the value that is
    compared, if it compares one.
    """

    source: str
    words: str
    holds: bool
    now: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card: whether this turn lies in its window, the turn it was last dealt in (0 for never),
    and its condition.
    """

    id: str
    title: str
    in_window: bool
    fired: int
    clauses: tuple[ClauseView, ...]

    @property
    def holds(self) -> bool:
        """Whether it could be dealt now, but for its having been dealt before."""
        return self.in_window and all(clause.holds for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Inspection:
    """All rows and all cards of one game now."""

    rows: tuple[RowView, ...]
    cards: tuple[CardView, ...]
