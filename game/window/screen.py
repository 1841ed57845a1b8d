"""What a screen and a dialog are to the application that shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from game.window.kit import Kit
from game.window.widget import Widget


class Screen(Protocol):
    """Something that fills the window."""

    @property
    def name(self) -> str:
        """What it is called in the transcript, and the place of its actions."""
        ...

    def build(self, kit: Kit) -> Widget:
        """Return its pieces as they are to be now."""
        ...

    def shortcut(self, action: str) -> None:
        """Do an action of `keys.ACTIONS` whose key was pressed and no button on the screen has:
        one of the place that is called as the screen is, or "back", "reload" or "inspect".
        """
        ...


@dataclass(frozen=True, slots=True)
class Dialog:
    """Something that lies over the screen until it is closed. `build` gives its body, `buttons`
    what can be pressed besides closing it.
    """

    name: str
    title: str
    build: Callable[[Kit], Widget]
    buttons: Callable[[Kit], list[Widget]] | None = None
    wide: float = 560
