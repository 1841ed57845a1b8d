"""The pictures of the documentation, taken from a real game: one command makes them all anew.

The same build of pygame gives the same pictures to the bit, so that a test can tell a stale one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pygame

from game.art import theme
from game.window import compat
from game.window.app import App
from game.window.measure import begin, settle, some_answer
from game.window.memory import Memory, Settings
from game.window.ports import GamePort, Opener
from game.window.screens.choose import ChooseScreen
from game.window.screens.title import TitleScreen

SIZE = (1280, 720)
_SEED = 7
_YEARS_IN = 8
"""Questions are shown from this turn on: by then there is something to see."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file's name, and what it shows: a screen, a question of one of some kinds, or
    a page.
    """

    name: str
    screen: str = ""
    kinds: tuple[str, ...] = ()
    page: str = ""


SHOTS = (
    Shot("title", screen="title"),
    Shot("choice", screen="choose"),
    Shot("event", kinds=("card",)),
    Shot("desk", kinds=("manoeuvre",)),
    Shot("corridor", kinds=("lobby",)),
    Shot("table", kinds=("vote",)),
    Shot("people", page="people"),
    Shot("apparatus", page="party"),
    Shot("economy", page="economy"),
    Shot("chronicle", page="chronicle"),
    Shot("congress", kinds=("change", "plenum")),
    Shot("ending", screen="ending"),
)
"""Every picture, in the order of the documentation."""

Keep = Callable[[str], None]


def take(product: str, opener: Opener, game: GamePort, folder: Path) -> list[Path]:
    """Play a game and put every picture into a folder; what never comes up in it has none. Raises
    OSError when one cannot be written.
    """
    compat.prepare()
    pygame.display.init()
    pygame.font.init()
    settings = Settings(motion=False, reveal=False)
    app = App(product, opener, pygame.display.set_mode(SIZE), Memory(settings=settings))
    app.paint_with(replace(theme.POSTER, grain=False))  # grain makes a file five times as large
    kept: list[Path] = []

    def keep(name: str) -> None:
        app.redraw()
        app.draw()
        path = folder / f"{name}.png"
        try:
            pygame.image.save(app.surface, str(path))
        except pygame.error as error:
            raise OSError(None, str(error), str(path)) from None
        kept.append(path)

    folder.mkdir(parents=True, exist_ok=True)
    try:
        _before(app, opener, keep)
        _during(app, game, keep)
    finally:
        app.worker.close(seconds=5)
        pygame.display.quit()
    return kept


def _before(app: App, opener: Opener, keep: Keep) -> None:
    """The screens before a game."""
    title = TitleScreen(app)
    app.show(title)
    title.load()
    settle(app)
    keep(_called(screen="title"))
    cards = opener.scenarios()
    app.show(ChooseScreen(app, cards[:1]))
    keep(_called(screen="choose"))


def _during(app: App, game: GamePort, keep: Keep) -> None:
    """The first question of every kind after some time, the pages then, and the ending."""
    dice = Random(_SEED)  # noqa: S311 - a player's whim
    wanted = [shot for shot in SHOTS if shot.kinds]
    pages = {shot.page: shot.name for shot in SHOTS if shot.page}
    while True:
        briefing = game.briefing()
        question = briefing.question
        if question is None:
            break
        if briefing.turn >= _YEARS_IN:
            for shot in [shot for shot in wanted if question.kind in shot.kinds]:
                wanted.remove(shot)
                begin(app, game)
                keep(shot.name)
            if pages and not question.kind.startswith("card"):
                begin(app, game)
                for page, name in pages.items():
                    app.to_screen(page)
                    keep(name)
                pages.clear()
        game.answer(some_answer(question, dice))
    begin(app, game)
    keep(_called(screen="ending"))


def _called(screen: str) -> str:
    return next(shot.name for shot in SHOTS if shot.screen == screen)
