"""From a record back to states: replay, and the check that nothing differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.engine import notation
from game.engine.asks import Ask, IllegalPick
from game.engine.rules import VERSION, Rules
from game.engine.state import State
from game.record.errors import RecordError, ReplayError
from game.record.minutes import Answer, Done, Entry, Snapshot, turn_label
from game.record.record import Record


@dataclass(frozen=True, slots=True)
class Step:
    """One ask of a record, played again: the state before it and after it.

    `start` and `stop` are its place in the entries. An ask the record breaks off in has no state
    after it; `picks` then holds the answers that were given, -1 for the others.
    """

    start: int
    stop: int
    answers: tuple[Answer, ...]
    before: State
    picks: NDArray[np.int64]
    after: State | None


def begin(rules: Rules, record: Record) -> tuple[State, list[str]]:
    """The state a record starts from, and the rows of its first snapshot that do not fit."""
    first = record.entries[0] if record.entries else None
    if not isinstance(first, Snapshot):
        return rules.start([record.header.seed]), []
    return restore(rules, record.header.seed, first, first.rows)


def restore(
    rules: Rules, seed: int, place: Snapshot, rows: dict[str, int]
) -> tuple[State, list[str]]:
    """The state of a snapshot with all its rows, at the ask it names, and the rows that do not
    fit. Raises RecordError for a turn the scenario does not have.
    """
    if not 1 <= place.turn <= rules.turns:
        raise RecordError(
            f"line {place.line}", f"turn {place.turn}", f"a turn from 1 to {rules.turns}"
        )
    labels = [phase.label for phase in rules.turn.phases]
    step = labels.index(place.next) if place.next in labels else 0
    state, misfits = rules.restore(seed, place.turn, step, rows)
    return state, misfits


def walk(rules: Rules, record: Record) -> Iterator[Step]:
    """Play a record again, ask by ask, comparing every digest. Raises ReplayError at the first
    place where the rules give something else; what was yielded before it stands.
    """
    state, misfits = begin(rules, record)
    entries = record.entries
    first = entries[0] if entries else None
    known = isinstance(first, Snapshot) and same_rules(rules, record) and not misfits
    if isinstance(first, Snapshot) and known and state.digest() != first.digest:
        found = "the state that the game starts from is not what its digest says"
        raise ReplayError(where(record, first.line), found, f"the digest {first.digest}")
    at = 1 if entries and isinstance(entries[0], Snapshot) else 0
    rows: dict[str, int] = dict(entries[0].rows) if at and isinstance(entries[0], Snapshot) else {}
    while at < len(entries):
        start = at
        answers, closed, at = _one_ask(entries, at)
        ask = _ask(rules, record, state, entries[start])
        if not closed and at < len(entries):
            found = f"{ask.name} was not closed before this"
            raise ReplayError(where(record, entries[at].line), found, "its closing line")
        picks = read_answers(rules, record, ask, answers)
        after = _advance(rules, record, state, picks, answers) if closed else None
        if after is not None and closes(rules, state, after):
            at = _compare(rules, record, after, at, rows)
        yield Step(start, at, tuple(answers), state, picks, after)
        if after is None:
            return
        state = after


def closes(rules: Rules, before: State, after: State) -> bool:
    """Whether a turn has closed between two states."""
    return after.turn != before.turn or rules.finished(after)


def _one_ask(entries: Sequence[Entry], at: int) -> tuple[list[Answer], bool, int]:
    """The answers from `at` on that belong to one ask, whether it was closed, and where it ends."""
    answers: list[Answer] = []
    head = entries[at]
    while at < len(entries):
        entry = entries[at]
        if isinstance(entry, Snapshot) or (entry.t, entry.ask) != (
            getattr(head, "t", ""),
            getattr(head, "ask", ""),
        ):
            break
        at += 1
        if isinstance(entry, Done):
            return answers, True, at
        answers.append(entry)
    return answers, False, max(at, 1)


def _ask(rules: Rules, record: Record, state: State, entry: Entry) -> Ask:
    if isinstance(entry, Snapshot):
        found = f"{entry.t}: a turn closes here"
        raise ReplayError(where(record, entry.line), found, "answers first", advice(rules, record))
    found = f"{entry.t}, {entry.ask}"
    if rules.finished(state):
        expected = "nothing more: the game is over"
        raise ReplayError(where(record, entry.line), found, expected, advice(rules, record))
    ask = rules.ask(state)
    expected = f"{turn_label(rules, state.turn)}, {ask.name}"
    if found != expected:
        raise ReplayError(where(record, entry.line), found, expected, advice(rules, record))
    return ask


def read_answers(
    rules: Rules, record: Record, ask: Ask, answers: Sequence[Answer]
) -> NDArray[np.int64]:
    """The picks of some answers, -1 for the others. Raises ReplayError."""
    picks = np.full((2, rules.seats, 1), -1)
    for answer in answers:
        place = where(record, answer.line)
        if answer.seat not in rules.people[: rules.seats]:
            raise ReplayError(
                place,
                f"{answer.seat!r} answers",
                f"one of {', '.join(rules.people[: rules.seats])}",
            )
        seat = rules.people.index(answer.seat)
        if not ask.asked[seat, 0] or picks[0, seat, 0] >= 0:
            raise ReplayError(
                place,
                f"{answer.seat} answers in {answer.t}, {answer.ask}",
                "one who is asked, once",
            )
        try:
            picks[:, seat, 0] = notation.read(rules, ask, answer.does)
        except IllegalPick as error:
            raise ReplayError(place, f"{answer.t}, {answer.seat}: {error}") from None
    return picks


def _advance(
    rules: Rules, record: Record, state: State, picks: NDArray[np.int64], answers: Sequence[Answer]
) -> State:
    line = answers[0].line if answers else 0
    silent = rules.ask(state).asked[:, 0] & (picks[0, :, 0] < 0)
    if silent.any():
        who = rules.people[int(silent.argmax())]
        raise ReplayError(
            where(record, line),
            f"no answer of {who} in {rules.ask(state).name}",
            "an answer of all who are asked",
        )
    try:
        return rules.advance(state, picks)
    except IllegalPick as error:
        raise ReplayError(where(record, line), str(error), "answers that the rules allow") from None


def _compare(rules: Rules, record: Record, state: State, at: int, rows: dict[str, int]) -> int:
    """Compare the snapshot at `at`, if it was written, and return the place behind it."""
    if at == len(record.entries):
        return at
    entry = record.entries[at]
    if not isinstance(entry, Snapshot):
        raise ReplayError(
            where(record, entry.line),
            f"{entry.t}, {entry.ask}",
            "the snapshot of the turn that has closed",
        )
    rows.update(entry.rows)
    now = rules.snapshot(state)
    place = where(record, entry.line)
    for name, count in now.items():
        if rows.get(name) != count:
            said = f"in {entry.t} the row {name} is {rows.get(name, 'missing')}"
            raise ReplayError(place, said, f"{count}, by these rules", advice(rules, record))
    if entry.digest != state.digest():
        raise ReplayError(
            place,
            f"in {entry.t} the digest is {entry.digest}",
            state.digest(),
            advice(rules, record),
        )
    return at + 1


def where(record: Record, line: int) -> str:
    """The place of a line in words that an editor understands."""
    return f"{record.path or 'record'}:{line}"


def same_rules(rules: Rules, record: Record) -> bool:
    """Whether the record was made with exactly these rules."""
    return record.header.version == VERSION and record.header.rules == rules.digest


def advice(rules: Rules, record: Record) -> str:
    """What explains a difference, if the header does."""
    if same_rules(rules, record):
        return "The record was made with these rules: one of its lines was changed."
    return "The record was made with other rules: the scenario or the game has changed since."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a record found: how many closed turns agree, and the first difference."""

    turns: int
    difference: RecordError | None


def verify(rules: Rules, record: Record) -> Verdict:
    """Play a record again and compare everything."""
    closed: set[str] = set()
    try:
        for step in walk(rules, record):
            if isinstance(record.entries[step.stop - 1], Snapshot):
                closed.add(record.entries[step.stop - 1].t)
    except RecordError as error:
        return Verdict(len(closed), error)
    return Verdict(len(closed), record.damage)


def until(record: Record, label: str) -> Record:
    """The record up to the end of the turn of a label. Raises RecordError when it has no such
    turn.
    """
    stop = max((n + 1 for n, entry in enumerate(record.entries) if entry.t == label), default=0)
    if not stop:
        labels = list(dict.fromkeys(entry.t for entry in record.entries))
        known = (
            f"a turn from {labels[0]} to {labels[-1]}" if labels else "nothing: the record is empty"
        )
        raise RecordError(str(record.path or "record"), f"there is no turn {label!r}", known)
    return replace(record, entries=record.entries[:stop])
