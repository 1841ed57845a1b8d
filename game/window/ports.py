"""What the window needs from the other side: one running game, and what can be opened.

Every call may take long and is made on the window's one worker thread. A refusal is a ValueError
whose text is shown as it is; it may have several lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from game.briefing.choice import Decision, SaveCard, ScenarioCard
from game.briefing.inspection import Inspection
from game.briefing.model import Advice, Briefing


class GamePort(Protocol):
    """One running game, from one seat."""

    def briefing(self, pause: Callable[[], None] = ...) -> Briefing:
        """Return what the seat may know now; `pause` is called every now and then meanwhile."""
        ...

    def answer(self, key: str) -> None:
        """Answer the question; returns when this seat is asked again or the game is over.

        Raises:
            ValueError: the answer was refused; nothing has changed.
        """
        ...

    def undo(self) -> None:
        """Go back to the question before. Raises ValueError when there is none or it may not."""
        ...

    def branch(self, turn: int) -> None:
        """Go on from the beginning of an earlier turn, in a game of its own. Raises ValueError."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Return the answers that can be gone back to, in order."""
        ...

    def branch_at(self, decision: int) -> None:
        """Go on from the question before an answer, in a game of its own. Raises ValueError."""
        ...

    def reload(self) -> None:
        """Read the scenario from disk again and go on with it. Raises ValueError with every
        mistake of a broken one; the game then stays as it was.
        """
        ...

    def inspection(self) -> Inspection:
        """Return everything there is to see, for authors. Raises ValueError in an iron game."""
        ...

    def advise(self) -> Advice:
        """Return what a bot that looks ahead would answer in this seat. Raises ValueError when
        nobody is asked.
        """
        ...

    def debrief(self) -> str:
        """Write a page about the game, which is over; return where it is. Raises ValueError."""
        ...

    @property
    def iron(self) -> bool:
        """Whether no answer is taken back in this game."""
        ...

    @property
    def can_undo(self) -> bool:
        """Whether there is an answer to take back."""
        ...

    @property
    def notice(self) -> str:
        """Something the player must know about the game as such, or ""."""
        ...


class Opener(Protocol):
    """What can be played here."""

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        """Return the scenarios that can be started. Raises ValueError."""
        ...

    def saves(self) -> tuple[SaveCard, ...]:
        """Return the games that can be gone on with, the latest first. Raises ValueError."""
        ...

    def new_game(
        self,
        scenario: str,
        seat: str,
        level: str,
        seed: int | None,
        *,
        iron: bool = False,
        short: bool = False,
    ) -> GamePort:
        """Start a game: path of the scenario, ids of seat and level; in an iron game no answer is
        taken back, a short one has half as many sittings. Raises ValueError.
        """
        ...

    def resume(self, path: str) -> GamePort:
        """Go on with a saved game. Raises ValueError."""
        ...
