"""Whole games in the window, from the first question to the ending, by clicks or by keys alone."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from random import Random

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game.scenario.load import load
from game.scenario.shipped import find
from game.session.opening import Opening, playable
from game.session.session import Session
from game.window import focus, measure
from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.screens.game import GameScreen
from game.window.screens.title import TitleScreen
from tests.window.conftest import click, key, settle
from tests.window.monkey import Monkey

SHOTS = os.environ.get("AFTER_LENIN_SHOTS", "")
"""A folder for a picture of every kind of question, to be looked at."""

PAPERS = ("roll-next", "proceed")
"""What must be pressed before the question stands."""

SCENARIO = find("after-lenin")
LEADERS = playable(load(SCENARIO).content)


class Player:
    """Somebody who answers every question with any legal option, by mouse or by keys."""

    def __init__(self, app: App, session: Session, name: str) -> None:
        self.app, self.session, self.name = app, session, name
        self.random = Random(5)  # noqa: S311 - a player's whim
        self.kinds: set[str] = set()
        self.questions = 0

    def play(self, *, keys: bool) -> None:
        """Answer until the game is over."""
        while (question := self.session.briefing().question) is not None:
            self.turn_over(keys=keys)
            self.look(question.kind)
            self.questions += 1
            legal = [option for option in question.options if option.legal]
            option = self.random.choice(legal[1:] or legal)
            targets = [target for target in option.targets if target.legal]
            names = [f"option-{option.key}"]
            if targets:
                names.append(f"target-{self.random.choice(targets).key}")
            for name in names:
                self.press(name, keys=keys)
            if self.session.briefing().question == question:
                self.press("confirm", keys=keys)
            assert not self.app.dialogs, f"{names} was refused: {self.app.describe(places=False)}"
        self.turn_over(keys=keys)
        self.look("ending")

    def turn_over(self, *, keys: bool) -> None:
        """Hear every voice of a division and turn the front page, until the question stands."""
        for _ in range(60):
            self.app.build()
            name = next((n for n in PAPERS if self.app.active.path(n)), "")
            if not name:
                return
            self.look(name)
            self.press(name, keys=keys)

    def press(self, name: str, *, keys: bool) -> None:
        """Click on a widget where it can be seen; or bring the focus to it by Tab alone and press
        Enter.
        """
        app = self.app
        app.build()
        if not app.active.path(name):
            return
        if keys:
            for _ in focus.stops(app.active):
                if app.focus == name:
                    break
                key(app, pygame.K_TAB)
            assert app.focus == name, f"Tab does not come to {name}"
            key(app, pygame.K_RETURN)
        elif self.seen(name):
            click(app, name)
        else:
            app.press(name)
            settle(app)

    def seen(self, name: str) -> bool:
        """Whether a widget stands wholly on the screen."""
        place = self.app.active.path(name)[-1].rect
        width, height = self.app.size
        return (
            place.x >= 0
            and place.y >= 44
            and place.x + place.w <= width
            and place.y + place.h <= height - 120
        )

    def look(self, kind: str) -> None:
        """Keep a picture of each kind of question."""
        if SHOTS and kind not in self.kinds:
            self.app.refresh()
            self.app.draw()
            surface = pygame.display.get_surface()
            assert surface
            pygame.image.save(surface, str(Path(SHOTS) / f"{self.name}-{kind}.png"))
        self.kinds.add(kind)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[tuple[App, Opening]]:
    pygame.display.init()
    pygame.font.init()
    opening = Opening(tmp_path)
    memory = Memory(settings=Settings(motion=False))
    app = App("After Lenin", opening, pygame.display.set_mode((1280, 720)), memory)
    yield app, opening
    app.worker.close(seconds=5)
    pygame.display.quit()


def sit_down(app: App, session: Session) -> None:
    """Open a game in the window."""
    screen = GameScreen(app, session)
    app.show(screen)
    screen.load()
    settle(app)


@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_a_small_game_is_played_to_its_ending(table: tuple[App, Opening], keys: bool) -> None:
    app, opening = table
    session = opening.new_game("harbour", "marta", "normal", 3)
    sit_down(app, session)

    player = Player(app, session, "harbour")
    player.play(keys=keys)

    briefing = session.briefing()
    assert briefing.ending
    assert briefing.ending.title.lower() in app.describe().lower()


@pytest.mark.slow
@pytest.mark.parametrize("leader", LEADERS)
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_a_full_game_of_every_leader_is_played_to_its_ending(
    table: tuple[App, Opening], leader: str, keys: bool
) -> None:
    app, opening = table
    session = opening.new_game("after-lenin", leader, "normal", 11)
    sit_down(app, session)

    player = Player(app, session, leader)
    player.play(keys=keys)

    assert session.briefing().ending
    assert {"card", "manoeuvre"} <= player.kinds
    assert player.questions > 60


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_a_monkey_with_twenty_thousand_events_breaks_nothing(
    table: tuple[App, Opening], seed: int
) -> None:
    app, _ = table
    monkey = Monkey(app, seed)
    app.show(TitleScreen(app))
    app.screen.load()  # type: ignore[union-attr]
    settle(app)
    for _ in range(20_000):
        monkey.play()
        app.running = True

    assert app.describe()
    assert monkey.screens >= {"title", "choose", "game"}


def test_a_game_is_let_go_when_the_next_begins(tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    with measure.window(opening, (1280, 720)) as app:
        session = opening.new_game("harbour", "marta", "normal", 3)
        played = weakref.ref(session)
        measure.through(app, session, seed=3)
        del session

        measure.begin(app, opening.new_game("harbour", "marta", "normal", 4))
        gc.collect()

        assert played() is None
