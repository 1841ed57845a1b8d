"""What happens without a command: the window, else the text game, else the demo."""

from __future__ import annotations

from contextlib import closing

from game.cli import DEFAULT_SCENARIO, PRODUCT
from game.cli.display import LateOpening, no_window, on_terminal, opening
from game.cli.guard import say, write_report
from game.cli.home import home


def start(frames: int | None) -> int:
    """Open the game as this machine allows, and return the exit code."""
    reason = no_window()
    if not reason:
        from game import window

        with closing(LateOpening()) as opener:
            return window.run(PRODUCT, opener, frames=frames, folder=home(), report=write_report)
    if on_terminal():
        return _in_terminal(reason)
    say(f"{reason} There is no terminal either: bots play a game.")
    from game.cli.demo import demo

    demo(DEFAULT_SCENARIO)
    return 0


def _in_terminal(reason: str) -> int:
    from game import terminal

    say(f"{reason} The game goes on in the terminal.")
    with closing(opening()) as opener:
        session = terminal.choose(PRODUCT, opener)
        return terminal.play(PRODUCT, session) if session else 0
