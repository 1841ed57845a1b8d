"""Events made into what they mean: keys into actions, the mouse into hovering, pressing, scrolling.

Whatever the mouse does, keys do too: every piece that can be pressed can have the focus.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.window import focus as focusing
from game.window.boxes import Scroll
from game.window.keys import chord
from game.window.memory import SCALES
from game.window.widgets import Button, Entry

if TYPE_CHECKING:
    from game.window.app import App

HELD = 600
"""After so many milliseconds a held button explains what is under it."""


class Input:
    """The hands of one window. `capture` takes the next chord instead of what it means."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.capture: Callable[[str], None] | None = None
        self._dragged: Scroll | None = None
        self._pressed = ""
        self._pressed_at = 0
        self._pointer = (0, 0)
        self._actions: dict[str, Callable[[], None]] = {
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "left": lambda: self._arrow("left"),
            "right": lambda: self._arrow("right"),
            "up": lambda: self._arrow("up"),
            "down": lambda: self._arrow("down"),
            "press": lambda: app.press(app.focus),
            "page-up": lambda: self._scroll(-app.size[1] // 2),
            "page-down": lambda: self._scroll(app.size[1] // 2),
            "first": lambda: self._scroll(-(10**7)),
            "last": lambda: self._scroll(10**7),
            "why": app.explain_focus,
            "pin": app.pin_focus,
            "keys": app.show_keys,
            "transcript": app.write_transcript,
            "reload": lambda: app.to_screen("reload"),
            "inspect": lambda: app.to_screen("inspect"),
            "fullscreen": app.toggle_fullscreen,
            "bigger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "usual-size": lambda: app.rescale(SCALES[0]),
            "mute": app.toggle_mute,
        }

    # -------------------------------------------------------------- keys

    def key(self, event: pygame.event.Event) -> None:
        """Do what a key means: to whoever waits for it, to what has the focus, on the screen,
        everywhere.
        """
        app = self._app
        pressed = chord(event)
        if self.capture is not None:
            taken, self.capture = self.capture, None
            taken(pressed)
            app.refresh()
            return
        entry = self._entry()
        if entry is not None and (len(pressed) == 1 or pressed in ("space", "backspace")):
            if pressed == "backspace":
                entry.erase()
                app.refresh()
            return  # the letter itself comes as text
        action = app.bindings.everywhere(pressed)
        if action in self._actions:
            self._actions[action]()
            return
        for widget in app.active.walk():
            if isinstance(widget, Button) and pressed and widget.key == pressed:
                app.press(widget.name)
                return
        if pressed and app.screen and not app.dialogs:
            meant = app.bindings.action(app.screen.name, pressed)
            if meant:
                app.to_screen(meant)

    def text(self, letters: str) -> None:
        """Put typed letters where the focus is, if text can be typed there."""
        entry = self._entry()
        if entry is not None:
            entry.type(letters)
            self._app.refresh()

    def _entry(self) -> Entry | None:
        path = self._app.active.path(self._app.focus)
        return path[-1] if path and isinstance(path[-1], Entry) else None

    def _step(self, step: int) -> None:
        app = self._app
        app.set_focus(focusing.following(app.active, app.focus, step), asked=True)

    def _arrow(self, direction: str) -> None:
        app = self._app
        name = focusing.towards(app.active, app.focus, direction)
        if name:
            app.set_focus(name, asked=True)
        elif direction in ("up", "down"):
            self._scroll(app.kit.px(40) * (1 if direction == "down" else -1))

    def _scroll(self, pixels: int) -> None:
        app = self._app
        for scroll in focusing.scrolls_for(app.active, app.focus):
            if scroll.scroll(pixels):
                app.redraw()
                return

    def _resize_text(self, step: int) -> None:
        at = SCALES.index(self._app.settings.scale) + step
        self._app.rescale(SCALES[min(max(at, 0), len(SCALES) - 1)])

    # -------------------------------------------------------------- mouse

    def mouse(self, event: pygame.event.Event) -> None:
        """Hover, press, drag, scroll."""
        match event.type:
            case pygame.MOUSEMOTION:
                self._move(event.pos)
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self._down(event.pos)
            case pygame.MOUSEBUTTONUP if event.button == 1:
                self._up(event.pos)
            case pygame.MOUSEWHEEL:
                self._wheel(event.y)

    def held_for(self) -> int | None:
        """Return in how many milliseconds a held button begins to explain; None if none is held."""
        if not self._pressed:
            return None
        return max(0, self._pressed_at + HELD - self._app.clock())

    def tick(self) -> None:
        """Explain what a button has been held on for long enough."""
        if self._pressed and self.held_for() == 0:
            name, self._pressed = self._pressed, ""
            self._app.explain_piece(name)

    def _move(self, pos: tuple[int, int]) -> None:
        app = self._app
        if self._dragged:
            if self._dragged.drag(pos[1]):
                app.redraw()
            return
        under = [widget for widget in app.active.at(*pos) if widget.focusable]
        name = under[-1].name if under else ""
        if name != app.hover:
            app.hover = name
            app.redraw()
        app.asked = ""
        self._pointer = pos

    def _down(self, pos: tuple[int, int]) -> None:
        app = self._app
        self._move(pos)
        path = app.active.at(*pos)
        if path and isinstance(path[-1], Scroll) and path[-1].bar().holds(*pos):
            self._dragged = path[-1]
            if self._dragged.drag(pos[1]):
                app.redraw()
            return
        self._pressed, self._pressed_at = app.hover, app.clock()
        if app.hover:
            app.focus = app.hover
            app.redraw()

    def _up(self, pos: tuple[int, int]) -> None:
        if self._dragged:
            self._dragged = None
            return
        self._move(pos)
        pressed, self._pressed = self._pressed, ""
        if pressed and self._app.hover == pressed:
            self._app.press(pressed)

    def _wheel(self, notches: int) -> None:
        app = self._app
        for widget in reversed(app.active.at(*self._pointer)):
            if isinstance(widget, Scroll) and widget.scroll(-notches * app.kit.px(48)):
                app.redraw()
                self._move(self._pointer)
                return
