"""What can be chosen before a game begins, as plain data with words."""

from __future__ import annotations

from dataclasses import dataclass

from game.briefing.model import AchievementView


@dataclass(frozen=True, slots=True)
class LeaderCard:
    """A person who can be played. `difficulty` is easy, medium or hard; `goals` are the titles of
    the endings he works for; colour and shape are his faction's.
    """

    id: str
    name: str
    short: str
    born: int
    difficulty: str
    brief: str
    goals: tuple[str, ...]
    openings: tuple[str, ...] = ()
    portrait: tuple[tuple[str, str], ...] = ()
    faction: str = ""
    shape: str = "hexagon"
    colour: str = "grey"


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario that can be started. `levels` are (id, label, note), the usual one first;
    `achievements` those to be seen, of `achievable` in all: hidden ones only when they are had.
    """

    path: str
    id: str
    title: str
    summary: str
    dates: str
    leaders: tuple[LeaderCard, ...]
    levels: tuple[tuple[str, str, str], ...]
    achievements: tuple[AchievementView, ...] = ()
    achievable: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer of the player that can be gone back to: its place among them, and what it was;
    `text` is empty for passing.
    """

    number: int
    turn: int
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class SaveCard:
    """A game that was saved: `date` in the game, `when` it was last played, whether it is over."""

    path: str
    title: str
    seat_label: str
    date: str
    when: str
    over: bool = False
