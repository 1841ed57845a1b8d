"""A monkey at the window: it hovers, clicks, scrolls, types and resizes by dice."""

from __future__ import annotations

from random import Random

import pygame

from game.window.app import App
from tests.window.conftest import settle

_LETTERS = [*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1)]
_NAMED = [
    pygame.K_TAB,
    pygame.K_RETURN,
    pygame.K_SPACE,
    pygame.K_ESCAPE,
    pygame.K_UP,
    pygame.K_DOWN,
    pygame.K_LEFT,
    pygame.K_RIGHT,
    pygame.K_PAGEDOWN,
    pygame.K_HOME,
    pygame.K_BACKSPACE,
    pygame.K_PLUS,
    pygame.K_MINUS,
    *(getattr(pygame, f"K_F{number}") for number in range(1, 13)),
]


class Monkey:
    """Somebody who does anything, the same for the same seed."""

    def __init__(self, app: App, seed: int) -> None:
        self._app = app
        self._dice = Random(seed)  # noqa: S311 - a monkey keeps no secrets
        self.screens: set[str] = set()

    def play(self) -> None:
        """Do one thing and wait for what comes of it."""
        app, dice = self._app, self._dice
        width, height = app.size
        pos = dice.randrange(width), dice.randrange(height)
        match dice.randrange(8):
            case 0:
                self._event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))
            case 1 | 2:
                self._event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1)
                self._event(pygame.MOUSEBUTTONUP, pos=pos, button=1)
            case 3:
                self._event(pygame.MOUSEWHEEL, x=0, y=dice.choice((-2, 2)))
            case 4:
                letter = dice.choice("aeiou \u0434\u00df")
                self._event(pygame.TEXTINPUT, text=letter)
            case 5 if dice.randrange(20) == 0:
                app.input.tick()
            case _:
                code = dice.choice(dice.choice((_LETTERS, _NAMED)))
                mod = dice.choice((0, 0, 0, pygame.KMOD_SHIFT, pygame.KMOD_CTRL))
                self._event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0)
        settle(app)
        if app.screen:
            self.screens.add(app.screen.name)

    def _event(self, kind: int, **what: object) -> None:
        self._app.event(pygame.event.Event(kind, what))
