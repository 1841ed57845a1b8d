"""A window without a screen, and what is done to it in tests."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame
import pytest

from game import i18n
from game.i18n.english import ENGLISH
from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.screens.game import GameScreen
from tests.window import sample
from tests.window.port import Script, Shelf

Open = Callable[..., App]


@pytest.fixture
def open_app() -> Iterator[Open]:
    """Return what opens a window of a size and text scale on a script or at the title; nothing
    moves unless the memory says so.
    """
    apps: list[App] = []

    def open_(
        size: tuple[int, int] = (1280, 720),
        scale: int = 0,
        script: Script | None = None,
        memory: Memory | None = None,
        clock: Callable[[], int] = lambda: 0,
    ) -> App:
        pygame.display.init()
        pygame.font.init()
        memory = memory or Memory(settings=Settings(motion=False))
        app = App(sample.PRODUCT, Shelf(), pygame.display.set_mode(size), memory, clock)
        apps.append(app)
        if scale:
            app.rescale(scale)
        if script is not None:
            screen = GameScreen(app, script)
            app.show(screen)
            screen.load()
            settle(app)
        return app

    yield open_
    for app in apps:
        app.worker.close(seconds=5)
    pygame.display.quit()


@pytest.fixture
def pseudo_locale() -> Iterator[None]:
    i18n.use(i18n.pseudo(ENGLISH))
    yield
    i18n.use(ENGLISH)


def settle(app: App) -> None:
    """Wait until the worker has nothing more to do, as the loop would."""
    while app.worker.busy:
        app.worker.begin()
        if not app.worker.collect():
            time.sleep(0.002)
        app.refresh()
    app.draw()


def key(app: App, code: int, mod: int = 0) -> None:
    app.event(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0))
    settle(app)


def click(app: App, name: str) -> None:
    app.build()
    place = app.active.path(name)[-1].rect
    point = place.x + min(place.w // 2, 40), place.y + place.h // 2
    app.event(pygame.event.Event(pygame.MOUSEMOTION, pos=point, rel=(0, 0), buttons=(0, 0, 0)))
    app.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=point, button=1))
    app.event(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=point, button=1))
    settle(app)
