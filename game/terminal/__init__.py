"""The whole game by number keys, in a terminal or from a pipe, drawn from briefings alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session.opening import Opening
    from game.session.session import Session

__all__ = ["choose", "play"]


def choose(product: str, opening: Opening) -> Session | None:
    """Let somebody choose a saved or a new game; None when they leave. Raises ValueError when the
    chosen one cannot be played.
    """
    from game.terminal.hall import Hall

    return Hall(product, opening).run()


def play(product: str, game: Session) -> int:
    """Play a game in the terminal until it is left, and return the exit code 0."""
    from game.terminal.desk import Desk

    return Desk(product, game).run()
