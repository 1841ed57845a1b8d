"""The rulebook as the engine takes it: ids, numbers and expressions, without texts.

`game.scenario.build` makes a Book from a checked scenario; `game.engine.rules` compiles it.
Expressions stay text here, so that the digest of a Book is the digest of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Text: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Do:
    """One statement."""

    statement: str


@dataclass(frozen=True, slots=True)
class Each:
    """Effects for every member of a group for whom a condition holds."""

    group: Text
    name: str
    where: Text
    do: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class If:
    """Effects where a condition holds, and others where it does not."""

    condition: Text
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Effects that fall due a number of turns later."""

    turns: int
    do: tuple[Effect, ...]


Effect: TypeAlias = Do | Each | If | Later


@dataclass(frozen=True, slots=True)
class Quantity:
    """A declared quantity or flag. `starts` holds the members that differ from `start`."""

    id: str
    per: tuple[str, ...]
    low: float
    high: float
    step: float
    start: float
    starts: tuple[tuple[tuple[str, ...], float], ...] = ()
    value: Text | None = None
    seen_by: str = "all"
    seen_posts: tuple[str, ...] = ()
    band: float = 0.0
    estimate: Text | None = None
    truth: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person's constants and built-in memberships at the start."""

    id: str
    seat: str
    born: int
    faction: str
    patron: str
    traits: tuple[int, ...]
    positions: tuple[int, ...]
    goals: tuple[str, ...] = ()
    """Ids of the endings he works for."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc at the start."""

    id: str
    weight: int
    control: str
    mood: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """An office at the start."""

    id: str
    holder: str
    appointed_by: str
    weight: float
    bloc: str
    secretary: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Where votes are taken: members by name, or an assembly (committee, delegates)."""

    id: str
    members: tuple[str, ...]
    candidates: tuple[str, ...]
    assembly: str
    chair: Text
    two_thirds: bool
    chair_breaks_tie: bool
    size: int
    precedence: Text


@dataclass(frozen=True, slots=True)
class Policy:
    """A setting: its legal values in order, where it starts, who decides, who wants what."""

    id: str
    settings: tuple[int, ...]
    start: int
    decided_by: str
    ideal: Text


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what an act is aimed at."""

    kind: str = "none"
    when: Text = True
    appeal: Text = 0


@dataclass(frozen=True, slots=True)
class Manoeuvre:
    """An act of a seat in a round of manoeuvres."""

    id: str
    when: Text
    target: Target
    cost: Text
    effects: tuple[Effect, ...]
    appeal: Text


@dataclass(frozen=True, slots=True)
class Motion:
    """A question put to a body."""

    id: str
    body: str
    ratified_by: str
    when: Text
    target: Target
    against: Text
    cost: Text
    severity: Text
    hostile: int
    direction: tuple[float, ...]
    need: Text
    stance: Text
    passed: tuple[Effect, ...]
    failed: tuple[Effect, ...]
    closed_for: int
    two_thirds: bool
    appeal: Text


@dataclass(frozen=True, slots=True)
class LobbyAct:
    """An act in the corridor before a vote."""

    id: str
    kind: str
    when: Text
    target_when: Text
    cost: Text
    sway: Text
    effects: tuple[Effect, ...]
    appeal: Text
    target_appeal: Text
    accept: Text


@dataclass(frozen=True, slots=True)
class Vote:
    """How motions are weighed."""

    terms: tuple[tuple[str, Text], ...] = ()
    second: tuple[tuple[str, Text], ...] = ()
    scale: float = 20
    threshold: float = 6
    noise: float = 8
    absent: Text = 0
    follow: Text = "100 * vote"
    with_majority: tuple[Effect, ...] = ()
    against_majority: tuple[Effect, ...] = ()
    carried: tuple[Effect, ...] = ()
    lost: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to a card."""

    id: str
    when: Text
    effects: tuple[Effect, ...]
    appeal: Text


@dataclass(frozen=True, slots=True)
class Event:
    """A card; `window` is the first and last turn it can be dealt in, from 1."""

    id: str
    window: tuple[int, int]
    when: Text
    urgency: Text
    decider: Text
    options: tuple[Option, ...]
    repeat: int


@dataclass(frozen=True, slots=True)
class Congress:
    """How the congress renews the committee and the committee the body it elects."""

    committee: int
    delegates: int
    support: str
    keep: Text
    list_bonus: Text
    list_maker: Text
    filter: Text
    elects: str
    proposer: Text
    changes: int
    motions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A way a game can end."""

    id: str
    when: Text
    early: bool
    winner: Text


@dataclass(frozen=True, slots=True)
class Bias:
    """What a person really tended to do, as an addition to appeals in some turns."""

    person: str
    act: str
    target: str
    first: int
    last: int
    add: float


@dataclass(frozen=True, slots=True)
class Book:
    """A whole rulebook. People stand leaders first, then other seats, then the rest."""

    id: str
    start: int
    months: int
    turns: int
    cards: int
    rounds: int
    slots: int
    currency: str
    initiative: Text
    repeat_cost: float
    repeat_appeal: float
    repeat_fade: float
    noise: float
    pass_appeal: Text
    prospects: Text
    traits: tuple[str, ...]
    issues: tuple[str, ...]
    lines: tuple[int, ...]
    factions: tuple[str, ...]
    people: tuple[Person, ...]
    blocs: tuple[Bloc, ...]
    posts: tuple[Post, ...]
    bodies: tuple[Body, ...]
    policies: tuple[Policy, ...]
    quantities: tuple[Quantity, ...]
    dice: tuple[str, ...]
    tables: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    formulas: tuple[tuple[str, tuple[str, ...], Text], ...]
    report: tuple[Effect, ...]
    close: tuple[Effect, ...]
    manoeuvres: tuple[Manoeuvre, ...]
    motions: tuple[Motion, ...]
    lobby: tuple[LobbyAct, ...]
    broken: tuple[Effect, ...]
    vote: Vote
    events: tuple[Event, ...]
    calendar: tuple[tuple[int, str], ...]
    congress: Congress | None
    appointments: tuple[Text, Text] | None
    endings: tuple[Ending, ...]
    bias: tuple[Bias, ...] = field(default=())
    pace: int = 1
    """In every so-manyth turn the narrow body sits and everybody acts; in those between there are
    cards, and the world goes on."""
