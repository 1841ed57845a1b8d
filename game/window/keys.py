"""What keys do: named actions, the keys they have, and how a pressed key is called.

A key is called by a chord: `t`, `3`, `f5`, `escape`, `ctrl+plus`, `shift+tab`. Actions belong to
places: those of "everywhere" work on top of any other place, so their keys are taken there too.
Digits are no actions: they answer with the option they stand before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pygame

from game.i18n import tr

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `keys` are the chords it has unless the player chose another."""

    id: str
    place: str
    keys: tuple[str, ...]


def _place(place: str, **keys: str) -> list[Action]:
    return [
        Action(id_.replace("_", "-"), place, tuple(chords.split())) for id_, chords in keys.items()
    ]


ACTIONS: tuple[Action, ...] = (
    *_place(
        EVERYWHERE,
        next="tab",
        previous="shift+tab",
        left="left",
        right="right",
        up="up",
        down="down",
        press="return space",
        back="escape",
        page_up="pageup",
        page_down="pagedown",
        first="home",
        last="end",
        why="w",
        pin="k",
        keys="f1",
        transcript="f2",
        reload="f5",
        fullscreen="f11",
        inspect="f12",
        bigger="ctrl+plus",
        smaller="ctrl+minus",
        usual_size="ctrl+0",
        mute="ctrl+m",
    ),
    *_place("title", settings="s", quit="q"),
    *_place("choose", begin="b", iron="r", level_1="x", level_2="y", level_3="z"),
    *_place(
        "game",
        table="t",
        news="n",
        people="p",
        party="a",
        economy="e",
        chronicle="c",
        history="h",
        library="l",
        goals="g",
        since="s",
        confirm="d",
        truth="r",
        skip="f",
        pages="o",
        menu="m",
        earlier="z",
        later="x",
        branch="b",
        advice="v",
        pinned="j",
    ),
    *_place("menu", undo="u", go_back="b", menu_settings="s", to_title="l", leave="q"),
    *_place("ending", export="p", look="c", ending_quit="q"),
)
"""Every action with the keys it has at first. Its words are `action.<id>` in the catalogue."""

_BY_ID = {action.id: action for action in ACTIONS}

_NAMES = {
    pygame.K_ESCAPE: "escape",
    pygame.K_TAB: "tab",
    pygame.K_RETURN: "return",
    pygame.K_KP_ENTER: "return",
    pygame.K_SPACE: "space",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_PAGEUP: "pageup",
    pygame.K_PAGEDOWN: "pagedown",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_INSERT: "insert",
    pygame.K_PLUS: "plus",
    pygame.K_EQUALS: "plus",
    pygame.K_KP_PLUS: "plus",
    pygame.K_MINUS: "minus",
    pygame.K_KP_MINUS: "minus",
    pygame.K_COMMA: "comma",
    pygame.K_PERIOD: "period",
    **{getattr(pygame, f"K_F{number}"): f"f{number}" for number in range(1, 13)},
}
KEYS = frozenset([*_NAMES.values(), *"abcdefghijklmnopqrstuvwxyz0123456789"])
"""The names of the keys that a chord can end in."""
_HELD = ("ctrl", "alt", "shift")
_WORDED = frozenset([*_HELD, *(name for name in _NAMES.values() if not name[1:].isdigit())])


def chord(event: pygame.event.Event) -> str:
    """Return what a pressed key is called, "" for a key that has no name here."""
    key = _key(event)
    if not key:
        return ""
    held = {
        "ctrl": event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META),
        "alt": event.mod & pygame.KMOD_ALT,
        # A letter or digit is the same key with Shift; some boards have digits only so.
        "shift": event.mod & pygame.KMOD_SHIFT and len(key) > 1 and key not in ("plus", "minus"),
    }
    return "+".join([*(name for name in _HELD if held[name]), key])


def _key(event: pygame.event.Event) -> str:
    """The letter or digit on a key, or, where the layout has other letters there, the one at that
    place of a Latin board.
    """
    if event.key in _NAMES:
        return _NAMES[event.key]
    if pygame.K_a <= event.key <= pygame.K_z or pygame.K_0 <= event.key <= pygame.K_9:
        return chr(event.key)
    code = getattr(event, "scancode", 0)
    if pygame.KSCAN_A <= code <= pygame.KSCAN_Z:
        return chr(ord("a") + code - pygame.KSCAN_A)
    if pygame.KSCAN_1 <= code <= pygame.KSCAN_0:
        return str((code - pygame.KSCAN_1 + 1) % 10)
    if pygame.KSCAN_KP1 <= code <= pygame.KSCAN_KP0:
        return str((code - pygame.KSCAN_KP1 + 1) % 10)
    return ""


def is_chord(text: str) -> bool:
    """Whether a text is the name of a chord."""
    *held, key = text.split("+")
    in_order = held == [name for name in _HELD if name in held]
    return key in KEYS and in_order


class Bindings:
    """Which keys the actions have; `chosen` holds those that the player has set."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        self.chosen = {
            id_: key for id_, key in (chosen or {}).items() if id_ in _BY_ID and is_chord(key)
        }

    def keys(self, action: str) -> tuple[str, ...]:
        """Return the chords of an action. Raises KeyError for an unknown one."""
        found = _BY_ID[action]
        return (self.chosen[action],) if action in self.chosen else found.keys

    def key(self, action: str) -> str:
        """Return the first chord of an action. Raises KeyError for an unknown one."""
        return self.keys(action)[0]

    def everywhere(self, pressed: str) -> str:
        """Return the action that a chord means everywhere, or ""."""
        return next(
            (a.id for a in ACTIONS if a.place == EVERYWHERE and pressed in self.keys(a.id)), ""
        )

    def action(self, place: str, pressed: str) -> str:
        """Return the action that a chord means in a place or everywhere, or ""."""
        found = (a.id for a in ACTIONS if a.place == place and pressed in self.keys(a.id))
        return next(found, "") or self.everywhere(pressed)

    def taken(self, action: str, pressed: str) -> list[str]:
        """Return the other actions that have a chord where this one works."""
        here = _BY_ID[action].place
        return [
            other.id
            for other in ACTIONS
            if (here == other.place or EVERYWHERE in (here, other.place))
            and other.id != action
            and pressed in self.keys(other.id)
        ]

    def bind(self, action: str, pressed: str) -> list[str]:
        """Give an action a chord and return the actions that had it, which get this one's in
        exchange. Raises ValueError, and changes nothing, where that would leave two actions with
        one key.
        """
        old, before = self.key(action), dict(self.chosen)
        others = self.taken(action, pressed)
        self.chosen[action] = pressed
        for other in others:
            self.chosen[other] = old
        for other in others:
            still = self.taken(other, old)
            if still:
                self.chosen = before
                words = tr(f"action.{other}"), told(old), tr(f"action.{still[0]}")
                raise ValueError(tr("keys.clash", other=words[0], key=words[1], third=words[2]))
        return others

    def clashes(self) -> list[tuple[str, str, str]]:
        """Return every chord that two actions have where both work, with the two."""
        return [
            (pressed, action.id, other)
            for action in ACTIONS
            for pressed in self.keys(action.id)
            for other in self.taken(action.id, pressed)
        ]

    def reset(self) -> None:
        """Give every action its first keys back."""
        self.chosen.clear()


def told(pressed: str) -> str:
    """Return the words for a chord, as they stand on a key cap."""
    parts = pressed.split("+")
    return "+".join(tr(f"key.{part}") if part in _WORDED else part.upper() for part in parts)
