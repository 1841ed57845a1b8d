"""What happened, kept as records by whoever runs a game, to be told to each seat later.

A record holds public notation, never a number of the game. Who may hear of it is decided when it is
told (`chronicle.py`): a secret manoeuvre is in the records and in nobody's chronicle but the
actor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.briefing.forecast import CASTS
from game.engine.asks import Ask, Phase
from game.engine.cards import Card
from game.engine.motions import Agenda
from game.engine.notation import read, target_text, write
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import ASSEMBLY, CARRIED, LOST, TO_RATIFY, WITHDRAWN, SlotVote

NOT_BY_PICK = ("card", "vote", "plenum", "ratify")
"""Asks whose records are read from what came of them: people without a seat answer too."""


@dataclass(frozen=True, slots=True)
class DeedRecord:
    """Something that happened.

    `ask` is the ask in which it happened, as the engine names it (`manoeuvre 2`, `vote 1`), `seat`
    the person who did it or "" for the table itself, `does` the answer in the record's notation or
    a fact (`carried 5:2`, `holds premier`, `dies`). `about` names what it was about: the id of a
    card; or the motion's id, its target's key ("" without), its mover and whom it is aimed at.
    """

    turn: int
    ask: str
    seat: str
    does: str
    about: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of its ask."""
        return self.ask.split()[0]


def witness(rules: Rules, before: State, picks: NDArray[np.int64]) -> tuple[DeedRecord, ...]:
    """Everything that happens when a state is advanced by these picks, in order.

    `before` and `picks` are what `rules.advance(before, picks)` is called with; the batch must be
    of one game. Own answers of the seats asked come first in every ask. Raises ValueError for a
    batch of another size.
    """
    if before.games != 1:
        raise ValueError(f"deeds are kept for one game, not for {before.games}")
    state, found = before, []
    given = np.where(rules.ask(before).asked, picks, -1)
    while not rules.finished(state):
        phase, ask = rules.turn.phases[state.step], rules.ask(state)
        resolved = rules.resolved(state, given)
        after = rules.stepped(state, given)
        found += _answers(rules, ask, given)
        found += _results(rules, phase, state, resolved, given)
        found += _facts(rules, phase, state, after)
        state = after
        if state.step == 0 or rules.ask(state).asked.any():
            break
        given = np.full((2, rules.seats, 1), -1)
    return tuple(found)


def _answers(rules: Rules, ask: Ask, picks: NDArray[np.int64]) -> list[DeedRecord]:
    """What the seats that were asked answered, passing included."""
    found = []
    turn, kind = ask.state.turn, ask.phase.kind
    for seat in np.nonzero(picks[0, :, 0] >= 0)[0].tolist():
        verb, target = (int(part) for part in picks[:, seat, 0])
        if kind in NOT_BY_PICK and not (kind == "card" and verb == 0):
            continue
        about = _about(rules, ask, seat, verb, target)
        does = write(rules, ask, verb, target)
        found.append(DeedRecord(turn, ask.name, rules.people[seat], does, about))
    return found


def of_answer(rules: Rules, ask: Ask, seat: int, does: str) -> DeedRecord:
    """The record of an answer in notation."""
    verb, target = read(rules, ask, does)
    about = _about(rules, ask, seat, verb, target)
    return DeedRecord(ask.state.turn, ask.name, rules.people[seat], does, about)


def _about(rules: Rules, ask: Ask, seat: int, verb: int, target: int) -> tuple[str, ...]:
    """The motion that is tabled, put, or spoken about in the corridor."""
    if verb == 0:
        return ()
    if ask.phase.kind == "lobby":
        return motion_of(rules, ask.state, (verb - 1) % rules.book.slots)
    if ask.phase.kind in ("agenda", "change"):
        ids = [motion.id for motion in rules.book.motions]
        return motion_about(rules, ask.state, ids.index(ask.verbs[verb]), target, seat)
    return ()


def motion_of(rules: Rules, state: State, slot: int) -> tuple[str, ...]:
    """A motion on the table in notation: id, target's key, mover, whom it is aimed at."""
    number, topic, mover = (
        int(state.matrix[rules.layout[f"table_{name}"].first + slot, 0])
        for name in ("motion", "topic", "mover")
    )
    return motion_about(rules, state, number - 1, topic, mover) if number > 0 else ()


def motion_about(
    rules: Rules, state: State, number: int, topic: int, mover: int
) -> tuple[str, ...]:
    """The same for a motion that may not be on the table."""
    motion = rules.book.motions[number]
    key = target_text(rules, motion.target.kind, topic)
    put = [topic] if motion.target.kind != "none" else []
    facts = rules.turn.weighing.motions[number][0]
    against = facts.plain(state.column(), 0, state.clock, mover, *put)[0]
    return motion.id, key, _named(rules, mover), _named(rules, against)


def _named(rules: Rules, person: int) -> str:
    return rules.people[person] if person >= 0 else ""


# -------------------------------------------------------------------- what came of it


def _results(
    rules: Rules, phase: Phase, before: State, after: State, picks: NDArray[np.int64]
) -> list[DeedRecord]:
    match phase:
        case Card():
            return _card(rules, phase, before, after)
        case Agenda():
            return _without_place(rules, phase, after, picks)
        case SlotVote():
            return _votes(rules, phase, before, after)
    if phase.kind == "lobby":
        return _procedure(rules, phase, before, after)
    return []


def _card(rules: Rules, phase: Card, before: State, after: State) -> list[DeedRecord]:
    number = int(phase.subject(before)[0])
    if number < 0:
        return []
    event = rules.book.events[number]
    chosen = int(after.matrix[rules.layout["chosen"].first + number, 0])
    decider = int(phase.decider(before)[0])
    who = rules.people[decider] if decider >= 0 else ""
    if not chosen:
        return []
    return [DeedRecord(before.turn, phase.label, who, event.options[chosen - 1].id, (event.id,))]


def _without_place(
    rules: Rules, phase: Agenda, after: State, picks: NDArray[np.int64]
) -> list[DeedRecord]:
    """Motions that found no place on the table, and those that stand there by another mover."""
    on_table = {motion_of(rules, after, slot) for slot in range(rules.book.slots)}
    by_question = {about[:2]: about for about in on_table}
    found = []
    for seat in np.nonzero(picks[0, :, 0] > 0)[0].tolist():
        number, topic = int(picks[0, seat, 0]) - 1, int(picks[1, seat, 0])
        about = motion_about(rules, after, number, topic, seat)
        if about not in on_table:
            same = by_question.get(about[:2])
            does = "seconded" if same else "held over"
            found.append(
                DeedRecord(after.turn, phase.label, rules.people[seat], does, same or about)
            )
    return found


def _procedure(rules: Rules, phase: Phase, before: State, after: State) -> list[DeedRecord]:
    """Motions that were withdrawn or referred in the corridor."""
    found = []
    layout = rules.layout
    for slot in range(rules.book.slots):
        fate, venue = (layout[f"table_{name}"].first + slot for name in ("fate", "venue"))
        word = ""
        if after.matrix[fate, 0] == WITHDRAWN != before.matrix[fate, 0]:
            word = "withdrawn"
        elif after.matrix[venue, 0] == ASSEMBLY != before.matrix[venue, 0]:
            word = "referred"
        if word:
            about = motion_of(rules, before, slot)
            found.append(DeedRecord(before.turn, phase.label, "", word, about))
    return found


def _votes(rules: Rules, phase: SlotVote, before: State, after: State) -> list[DeedRecord]:
    """How everybody voted here, and the result."""
    layout, slot = rules.layout, phase.slot
    fate = int(after.matrix[layout["table_fate"].first + slot, 0])
    if fate == int(before.matrix[layout["table_fate"].first + slot, 0]) or not fate:
        return []
    about = motion_of(rules, before, slot)
    first = layout["cast"].row(slot, 0)
    found = []
    for person, ident in enumerate(rules.people):
        cast = int(after.matrix[first + person, 0])
        if cast and cast != int(before.matrix[first + person, 0]):
            found.append(DeedRecord(before.turn, phase.label, ident, CASTS[cast], about))
    ayes, nays = (
        int(after.matrix[layout[f"table_{name}"].first + slot, 0]) for name in ("ayes", "nays")
    )
    word = {CARRIED: "carried", LOST: "lost", TO_RATIFY: "proposed"}.get(fate, "")
    if word:
        found.append(DeedRecord(before.turn, phase.label, "", f"{word} {ayes}:{nays}", about))
    return found


# -------------------------------------------------------------------- public facts


def _facts(rules: Rules, phase: Phase, before: State, after: State) -> list[DeedRecord]:
    """Who took or left an office or a body, left the party or died, and how the game ended."""
    old, new, turn, ask = before.column(), after.column(), before.turn, phase.label
    told = [*_gone(rules, old, new), *_offices(rules, old, new), *_seats(rules, old, new)]
    found = [DeedRecord(turn, ask, person, does) for person, does in told]
    over = rules.layout["over"].first
    if new[over] and not old[over]:
        ending = rules.book.endings[new[over] - 1].id
        found.append(DeedRecord(turn, ask, "", "ends", (ending,)))
    return found


def _gone(rules: Rules, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[str, str]]:
    for name, gone in (("alive", "dies"), ("in_party", "leaves the party")):
        first = rules.layout[name].first
        for person, ident in enumerate(rules.people):
            if old[first + person] and not new[first + person]:
                yield ident, gone


def _offices(rules: Rules, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[str, str]]:
    first = rules.layout["holder"].first
    for row, post in enumerate(rules.book.posts, first):
        if old[row] != new[row]:
            if old[row] >= 0:
                yield rules.people[old[row]], f"leaves {post.id}"
            if new[row] >= 0:
                yield rules.people[new[row]], f"holds {post.id}"


def _seats(rules: Rules, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[str, str]]:
    for number, body in enumerate(rules.member_bodies):
        first = rules.layout["rank"].row(number, 0)
        for row, ident in enumerate(rules.people, first):
            if old[row] != new[row]:
                yield ident, f"{('leaves', 'candidate', 'member')[new[row]]} {body.id}"
