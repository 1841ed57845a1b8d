"""Whether a game is shown in a window or in the terminal, and what can be opened there."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING

from game.cli import PRODUCT
from game.cli.guard import say, write_report
from game.cli.home import games, home, profile

if TYPE_CHECKING:
    from game.briefing.choice import SaveCard, ScenarioCard
    from game.session.opening import Opening
    from game.session.session import Session


class LateOpening:
    """What can be played here, looked up when it is first asked for: the window's first picture
    waits for no scenario.
    """

    @cached_property
    def _opening(self) -> Opening:
        return opening()

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        """The scenarios that can be started. Raises ValueError."""
        return self._opening.scenarios()

    def saves(self) -> tuple[SaveCard, ...]:
        """The games that can be gone on with. Raises ValueError."""
        return self._opening.saves()

    def new_game(
        self,
        scenario: str,
        seat: str,
        level: str,
        seed: int | None,
        *,
        iron: bool = False,
        short: bool = False,
    ) -> Session:
        """A new game. Raises ValueError."""
        return self._opening.new_game(scenario, seat, level, seed, iron=iron, short=short)

    def resume(self, path: str) -> Session:
        """A saved game. Raises ValueError."""
        return self._opening.resume(path)

    def close(self) -> None:
        """Let the worker of the last game go."""
        if "_opening" in self.__dict__:  # else nothing was ever opened
            self._opening.close()


def opening() -> Opening:
    """What can be played here, with the user's saved games."""
    from game.session.opening import Opening

    return Opening(games(), profile(), apart=True, debrief=write_debrief)


def write_debrief(game: Session) -> str:
    """Write a page about a game into the user's folder; its path. Raises ValueError."""
    from game.cli.debrief import USUAL_REPLAYS
    from game.cli.files import tally_cache, write
    from game.lab.crew import Crew
    from game.report.debrief import debrief_page
    from game.session.errors import Refused

    folder, name = home() / "debriefs", game.path.stem if game.path else "game"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder}: it cannot be made: {error.strerror}") from None
    crew = Crew(1, cache=tally_cache())
    page = debrief_page(game.rules, game.loaded, game.record, crew=crew, replays=USUAL_REPLAYS)
    write(folder / f"{name}.html", page)
    return str(folder / f"{name}.html")


def no_window() -> str:
    """Empty, or why there can be no window here."""
    from game import window

    try:
        return window.can_open()
    except ImportError as error:
        return f"The window cannot be loaded: {error}."


def on_terminal() -> bool:
    """Whether somebody sits at a terminal and reads what is printed."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def show(opener: Opening, session: Session, *, text: bool) -> int:
    """Play a game that was opened in the window, or in the terminal if that is wanted or there is
    no display.
    """
    reason = "" if text else no_window()
    if reason:
        say(f"{reason} The game goes on in the terminal.")
    with closing(opener):
        if text or reason:
            from game import terminal

            return terminal.play(PRODUCT, session)
        from game import window

        return window.run(PRODUCT, opener, game=session, folder=home(), report=write_report)
