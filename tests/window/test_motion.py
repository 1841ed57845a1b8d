"""Motion shows how the screen came to be what it is; any key completes it, and it can be off."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.motion import Ballots, Motion, Slide, Stamp
from tests.window import sample
from tests.window.conftest import Open, key
from tests.window.port import Script


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000

    def __call__(self) -> int:
        return self.now


MOTIONS: list[Motion] = [
    Stamp("figure-grain"),
    Slide("figure-grain", "capital"),
    Ballots(("voice-quill", "voice-vane"), "figure-grain"),
]


def moving(open_app: Open, motion: Motion) -> tuple[App, Clock, bytes]:
    clock = Clock()
    memory = Memory(settings=Settings(motion=True))
    app = open_app(script=Script([sample.vote()]), memory=memory, clock=clock)
    still = seen(app)
    app.play(motion)
    app.draw()
    return app, clock, still


def seen(app: App) -> bytes:
    app.redraw()
    app.draw()
    return pygame.image.tobytes(app.surface, "RGB")


def picture(app: App) -> bytes:
    app.draw()
    return pygame.image.tobytes(app.surface, "RGB")


@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: type(motion).__name__)
def test_a_motion_moves_and_ends_in_the_very_picture_it_explains(
    open_app: Open, motion: Motion
) -> None:
    app, clock, still = moving(open_app, motion)

    between = []
    for share in (0.2, 0.5, 0.8):
        clock.now = 1000 + round(1000 * motion.seconds * share)
        between.append(picture(app))
    clock.now = 1000 + round(1000 * motion.seconds) + 1
    after = picture(app)

    assert len({still, *between}) == 4
    assert after == still
    assert not app._motions.playing


@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: type(motion).__name__)
def test_any_key_completes_a_motion_and_does_nothing_else(open_app: Open, motion: Motion) -> None:
    app, _, still = moving(open_app, motion)

    app.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_1, mod=0, unicode="1", scancode=0))

    assert picture(app) == still
    script = app.screen._game  # type: ignore[union-attr]
    assert script.answers == []


def test_with_reduced_motion_nothing_moves(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))

    app.play(Stamp("figure-grain"))

    assert not app._motions.playing


def test_what_is_not_on_the_screen_does_not_move(open_app: Open) -> None:
    app, clock, still = moving(open_app, Stamp("nothing-of-that-name"))
    clock.now += 100

    assert picture(app) == still


def test_a_division_is_told_with_ballots_and_a_stamp(open_app: Open) -> None:
    carried = replace(
        sample.vote(), table=(sample.motion(0, "Relieve Quill of the North Quay", "carried"),)
    )
    memory = Memory(settings=Settings(motion=True))
    app = open_app(script=Script([sample.vote(), carried]), memory=memory, clock=Clock())

    key(app, pygame.K_1)
    app._motions.complete()
    app.press("roll-skip")
    app.build()

    assert app._motions.playing
    names = {widget.name for widget in app.active.walk()}
    assert {"stamp", "count"} <= names
    assert {f"cast-{voice.person}" for voice in carried.table[0].voices} <= names
