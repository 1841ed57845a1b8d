"""The lines of a record: what each says, and its JSON.

    {"record": 1, "scenario": "after-lenin", "seed": 7, "seats": ["rykov"], ...}    the header
    {"t": "1925-Q4", "ask": "manoeuvre 2", "seat": "zinoviev", "does": "rally leningrad"}
    {"t": "1925-Q4", "ask": "manoeuvre 2", "done": true}
    {"t": "1925-Q4", "turn": 9, "next": "card 1", "digest": "...", "state": {"grain": 141, ...}}
    {"t": "1925-Q4", "ask": "agenda", "seat": "rykov", "undo": true}
    {"past": {"t": "1924-Q1", ...}}

A snapshot is written when a turn has closed: `turn` and `next` say what is asked next (`next` is
empty when the game is over). The first is whole, each later one holds the rows that differ from
the one before: a tenth of the size, and a record is always read from its beginning. An undo takes
back everything from the named seat's last answer on. `past` is the history of a game that went on
under other rules: for reading only. There is no time of day in a record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from game.engine.rules import Rules
from game.record.errors import RecordError

FORMAT = 1
MOST_SEED = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Header:
    """Which game this is: scenario, rules, dice, who is played by a person and how the rest plays.

    `seats` are the ids of the people who are played, `player` the name of the first.
    `rules` is the digest of the compiled rules without texts, `files` that of all files of the
    scenario; `version` counts changes of the engine's behaviour. `folder` is the name of the
    scenario's folder, or its path if it did not come with the game. `bot` names the bot of the
    other seats where there is no `level`. `origin` says in words where a game of its own branched
    off. In an `iron` game no answer is taken back; `short` says that it is the scenario's short
    game, with half as many sittings.
    """

    scenario: str
    title: str
    folder: str
    version: int
    rules: str
    files: str
    seed: int
    seats: tuple[str, ...]
    player: str = ""
    level: str = ""
    bot: str = ""
    game: str = ""
    origin: str = ""
    iron: bool = False
    short: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a seat did when asked."""

    t: str
    ask: str
    seat: str
    does: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Done:
    """All who were asked have answered."""

    t: str
    ask: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where the game stands when turn `t` has closed, by row name in stored counts."""

    t: str
    turn: int
    next: str
    digest: str
    rows: dict[str, int]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Undo:
    """A seat's last answer, and all that followed it, is taken back."""

    t: str
    ask: str
    seat: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Past:
    """An answer from before this record's rules."""

    answer: Answer
    line: int = field(default=0, compare=False)


Entry: TypeAlias = Answer | Done | Snapshot
Line: TypeAlias = Entry | Undo | Past


def turn_label(rules: Rules, turn: int) -> str:
    """A turn as people read it: `1925-Q4`, a half year `1925-H2`; by its first month, `1925-11`, a
    month, and what is no quarter or half of the calendar.
    """
    _, year, quarter, month, _ = rules.clock(turn)
    months = rules.book.months
    if months == 1 or month % months != 1:
        return f"{year}-{month:02}"
    return f"{year}-Q{quarter}" if months == 3 else f"{year}-H{(quarter + 1) // 2}"


_OPTIONAL = ("player", "level", "bot", "game", "origin")

# ------------------------------------------------------------------ writing


def header_line(header: Header) -> str:
    """The header as JSON."""
    shown: dict[str, Any] = {
        "record": header.format,
        "scenario": header.scenario,
        "title": header.title,
        "folder": header.folder,
        "version": header.version,
        "rules": header.rules,
        "files": header.files,
        "seed": header.seed,
        "seats": list(header.seats),
    }
    for name in _OPTIONAL:
        if getattr(header, name):
            shown[name] = getattr(header, name)
    if header.iron:
        shown["iron"] = True
    if header.short:
        shown["short"] = True
    return _json(shown)


def line_of(entry: Line) -> str:
    """An entry as JSON."""
    return _json(_plain(entry))


def _plain(entry: Line) -> dict[str, Any]:
    match entry:
        case Answer():
            return {"t": entry.t, "ask": entry.ask, "seat": entry.seat, "does": entry.does}
        case Done():
            return {"t": entry.t, "ask": entry.ask, "done": True}
        case Snapshot():
            place = {"t": entry.t, "turn": entry.turn, "next": entry.next}
            return {**place, "digest": entry.digest, "state": entry.rows}
        case Undo():
            return {"t": entry.t, "ask": entry.ask, "seat": entry.seat, "undo": True}
        case Past():
            return {"past": _plain(entry.answer)}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------ reading

_SHAPES: dict[frozenset[str], str] = {
    frozenset({"t", "ask", "seat", "does"}): "answer",
    frozenset({"t", "ask", "done"}): "done",
    frozenset({"t", "turn", "next", "digest", "state"}): "snapshot",
    frozenset({"t", "ask", "seat", "undo"}): "undo",
    frozenset({"past"}): "past",
}
_EXPECTED = "a line with t, ask, seat and does (or done, undo, state, past), as the game writes it"


def read_header(text: str, where: str) -> Header:
    """The header of a record's first line. Raises RecordError. A later format is read as far as it
    has the same fields.
    """
    found = _object(text, where, 'a record, which begins with {"record": 1, ...}')
    shape = {
        "record": int,
        "scenario": str,
        "title": str,
        "folder": str,
        "version": int,
        "rules": str,
        "files": str,
        "seed": int,
        "seats": list,
    }
    if not isinstance(found.get("record"), int):
        raise RecordError(
            where, "this is not the record of a game", 'a first line that begins with {"record": 1'
        )
    wrong = [name for name, kind in shape.items() if type(found.get(name)) is not kind]
    wrong += [name for name in _OPTIONAL if not isinstance(found.get(name, ""), str)]
    wrong += ["iron"] if not isinstance(found.get("iron", False), bool) else []
    wrong += [] if isinstance(found.get("short", False), bool) else ["short"]
    if wrong or not all(isinstance(seat, str) for seat in found.get("seats", ())):
        raise RecordError(
            where, f"the header has no usable {' or '.join(wrong or ['seats'])}", ", ".join(shape)
        )
    if not 0 <= found["seed"] <= MOST_SEED:
        raise RecordError(
            where, f"the seed is {found['seed']}", f"a whole number from 0 to {MOST_SEED}"
        )
    values = {name: found[name] for name in shape if name not in ("record", "seats")}
    values |= {name: found.get(name, "") for name in _OPTIONAL}
    values["iron"] = found.get("iron", False)
    values |= {"short": found.get("short", False)}
    return Header(**values, seats=tuple(found["seats"]), format=found["record"])


def read_line(text: str, where: str, line: int) -> Line:
    """An entry of a record. Raises RecordError."""
    return _entry(_object(text, where, _EXPECTED), where, line)


def _entry(found: dict[str, Any], where: str, line: int) -> Line:
    shape = _SHAPES.get(frozenset(found), "")
    texts = all(
        isinstance(found[name], str)
        for name in ("t", "ask", "seat", "does", "next", "digest")
        if name in found
    )
    if not shape or not texts:
        raise RecordError(
            where, f"a line with {', '.join(sorted(found)[:8]) or 'nothing'}", _EXPECTED
        )
    match shape:
        case "answer":
            return Answer(found["t"], found["ask"], found["seat"], found["does"], line)
        case "done":
            return Done(found["t"], found["ask"], line)
        case "undo":
            return Undo(found["t"], found["ask"], found["seat"], line)
        case "snapshot":
            return _snapshot(found, where, line)
    inner = (
        _entry(found["past"], where, line)
        if isinstance(found["past"], dict) and "past" not in found["past"]
        else None
    )
    if not isinstance(inner, Answer):
        raise RecordError(where, "past holds no answer", '{"past": {"t", "ask", "seat", "does"}}')
    return Past(inner, line)


def _snapshot(found: dict[str, Any], where: str, line: int) -> Snapshot:
    rows, turn = found["state"], found["turn"]
    if (
        type(turn) is not int
        or not isinstance(rows, dict)
        or any(type(count) is not int for count in rows.values())
    ):
        raise RecordError(
            where,
            "a state that is not whole numbers by name",
            '"turn": 9, "state": {"grain": 141, ...}',
        )
    return Snapshot(found["t"], turn, found["next"], found["digest"], rows, line)


def _object(text: str, where: str, expected: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise RecordError(where, f"this cannot be read: {text[:60]!r}", expected) from None
    if not isinstance(found, dict):
        raise RecordError(where, f"this is no line of a record: {text[:60]!r}", expected)
    return found
