"""The congress loop: support -> delegates -> congress -> committee -> narrow body.

Each bloc sends as many delegates as its weight, divided among the leaders by largest remainder of
its support. The tiers of indirect election filter minorities out: a declared part of every
delegation goes by the square of support. At a congress the committee is elected anew, a part of it
keeping its seats, and the largest camp's man puts changes of the narrow body to it, each voted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import Phase
from game.engine.book import Book, Motion
from game.engine.changes import Changes
from game.engine.lanes import spread
from game.engine.layout import NOBODY
from game.engine.manoeuvres import Acts, living_seats
from game.engine.motions import clear_table
from game.engine.program import Program
from game.engine.state import State
from game.engine.votes import ASSEMBLY, TABLED, AssemblyVote, Weighing

if TYPE_CHECKING:
    from game.engine.rules import Rules


MILLIONTHS = 1048576.0
"""Shares are rounded to 1/2**20 before they are summed, so that the order does not matter."""


def largest_remainder(quotas: NDArray[Any], seats: NDArray[Any]) -> NDArray[np.int64]:
    """Whole seats for quotas along the second axis: the floors, then one more to the largest
    remainders, ties to the first. Shapes (groups, parts, games) and (groups, games).
    """
    floors = np.floor(quotas)
    rest = quotas - floors
    left = seats - floors.sum(axis=1)
    rank = np.zeros(quotas.shape)
    for part in range(quotas.shape[1]):
        other = rest[:, part : part + 1]
        ahead = other > rest
        ahead[:, part + 1 :] |= other == rest[:, part + 1 :]
        rank += ahead
    return (floors + (rank < left[:, None, :])).astype(np.int64)


def recount(rules: Rules, state: State, matrix: NDArray[np.int32]) -> None:
    """Bring the offices of all people and, where there is a congress, the delegates up to date."""
    layout = rules.layout
    offices, holder = layout["offices"], layout["holder"]
    holders = matrix[holder.first : holder.stop]
    posts, games = np.nonzero(holders >= 0)
    total = matrix[offices.first : offices.stop]
    total[...] = 0
    np.add.at(total, (holders[posts, games], games), rules.post_weights[posts])
    if rules.book.congress is None or not rules.book.blocs:
        return
    seats = delegates(rules, state, matrix)
    block = layout["delegates"]
    matrix[block.first : block.stop] = seats.reshape(block.size, -1)
    matrix[layout["mandates"].first : layout["mandates"].stop] = seats.sum(axis=0)
    _count_following(rules, matrix)


def _count_following(rules: Rules, matrix: NDArray[np.int32]) -> None:
    layout = rules.layout
    committee = layout["committee"]
    shape = (len(rules.book.blocs), rules.leaders, -1)
    held = matrix[committee.first : committee.stop].reshape(shape)
    matrix[layout["following"].first : layout["following"].stop] = held.sum(axis=0)


def delegates(rules: Rules, state: State, matrix: NDArray[np.int32]) -> NDArray[np.int64]:
    """The delegates each bloc would send for each leader now, (blocs, leaders, games)."""
    congress = rules.book.congress
    assert congress is not None
    layout = rules.layout
    shape = (len(rules.book.blocs), rules.leaders, -1)
    block = layout[congress.support]
    support = matrix[block.first : block.stop].reshape(shape) * 1.0  # whole counts: exact sums
    support = np.where(support.sum(axis=1, keepdims=True) > 0, support, 1.0)
    squares = support * support
    weight = layout["weight"]
    seats = matrix[weight.first : weight.stop] * 1.0
    share = np.asarray(rules.turn.congress_number(state, matrix, "filter")) / 100.0
    part = support / support.sum(axis=1, keepdims=True)
    filtered = squares / squares.sum(axis=1, keepdims=True)
    quotas = seats[:, None, :] * (part * (1.0 - share) + filtered * share)
    return largest_remainder(quotas, seats)


def elect_committee(
    rules: Rules, state: State, matrix: NDArray[np.int32], *, first: bool = False
) -> None:
    """Elect the committee: `keep` percent of the seats stay as they were, the rest go by delegates,
    with a bonus of `list_bonus` percent for the camp that writes the list.
    """
    congress = rules.book.congress
    assert congress is not None
    layout = rules.layout
    blocs, leaders, games = len(rules.book.blocs), rules.leaders, matrix.shape[1]
    block = layout["delegates"]
    new = matrix[block.first : block.stop].reshape(blocs, leaders, games) * 1.0
    new = new / np.maximum(new.sum(axis=(0, 1)), 1.0)
    if not first:
        committee = layout["committee"]
        old = matrix[committee.first : committee.stop].reshape(blocs, leaders, games) * 1.0
        old = old / np.maximum(old.sum(axis=(0, 1)), 1.0)
        keep = np.asarray(rules.turn.congress_number(state, matrix, "keep")) / 100.0
        bonus = np.asarray(rules.turn.congress_number(state, matrix, "list_bonus")) / 100.0
        maker = spread(rules.turn.congress_number(state, matrix, "list_maker"), (games,)).astype(
            np.int64
        )
        new = np.floor((old * keep + new * (1.0 - keep)) * MILLIONTHS + 0.5)  # whole: exact sums
        writes = (maker >= 0) & (maker < leaders)
        place = np.zeros((leaders, games))
        place[np.where(writes, maker, 0), np.arange(games)] = np.where(writes, 1.0, 0.0)
        new = new + np.floor(new.sum(axis=1, keepdims=True) * (place * bonus)[None] + 0.5)
    else:
        new = np.floor(new * MILLIONTHS + 0.5)
    flat = (new / new.sum(axis=(0, 1)) * congress.committee).reshape(1, blocs * leaders, games)
    seats = largest_remainder(flat, np.full((1, games), float(congress.committee)))
    matrix[layout["committee"].first : layout["committee"].stop] = seats[0]
    _count_following(rules, matrix)


class Change(Phase):
    """One change of the narrow body after a congress: the proposer names it."""

    kind = "change"

    def __init__(self, rules: Rules, acts: Acts, own: Acts, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.acts = acts
        self.own = own  # the same formulas of the motions that may be put here alone
        congress = rules.book.congress
        ids = [motion.id for motion in rules.book.motions]
        self.motions = [ids.index(id) for id in congress.motions] if congress else []
        self.verbs = ("pass", *(congress.motions if congress else ()))

    def sits(self, turn: int) -> bool:
        """Whether a congress sits in a turn."""
        congresses = {body.id for body in self.rules.book.bodies if body.assembly == "delegates"}
        return any(when == turn and body in congresses for when, body in self.rules.book.calendar)

    def open(self, state: State) -> State:
        if not self.sits(state.turn):
            return state
        if self.step == 0:
            ended = self.rules.ended(state)
            matrix = state.draft()
            recount(self.rules, state, matrix)
            elect_committee(self.rules, state, matrix)
            state = self.rules.refresh(self.rules.settle(state, matrix, ended))
        return clear_table(self.rules, state)

    def proposer(self, state: State) -> NDArray[np.int64]:
        """Who may put a change in each game, -1 for nobody."""
        found = self.rules.turn.congress_number(state, state.matrix, "proposer")
        return spread(found, (state.games,)).astype(np.int64)

    def asked(self, state: State) -> NDArray[np.bool_]:
        if not self.motions or not self.sits(state.turn):
            return super().asked(state)
        seats = np.arange(self.rules.seats)[:, None]
        return (self.proposer(state) == seats) & living_seats(self.rules, state)

    def legal(self, state: State) -> NDArray[np.bool_]:
        legal = np.ones((len(self.verbs), self.rules.seats, state.games), np.bool_)
        legal[1:], _ = self.own.legal(state)
        return legal

    def appeal(self, state: State) -> NDArray[np.float64]:
        return self.own.appeal(state)

    def target_kind(self, verb: int) -> tuple[str, int]:
        return self.own.acts[verb - 1].target.kind, self.own.count(verb - 1)

    def target_legal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        return self.own.target_legal(state, verb - 1, seats, games)

    def target_appeal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        return self.own.target_appeal(state, verb - 1, seats, games)

    def appeal_of(
        self, state: State, verb: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        return self.own.appeal_of(state, verb - 1, seats, games, targets)

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        first = self.rules.turn.weighing.slot_first
        changes = Changes(state.games)
        for verb in self.taken(picks):
            seats, games, targets = self.take(picks, verb)
            number = self.motions[verb - 1]
            topic = (
                targets
                if self.own.acts[verb - 1].target.kind != "none"
                else np.full(len(seats), NOBODY)
            )
            rows = {
                "motion": number + 1,
                "topic": topic,
                "mover": seats,
                "venue": ASSEMBLY,
                "fate": TABLED,
            }
            for name, values in rows.items():
                changes.assign(first[name], games, values)
        return self.finish(state, changes)


class Ratification(AssemblyVote):
    """The new committee's vote on a proposed change; it stands in the first place on the table."""

    kind = "ratify"

    def __init__(
        self, rules: Rules, weighing: Weighing, step: int, steps: int, change: Change
    ) -> None:
        super().__init__(rules, weighing, step, steps)
        self.slot = 0
        self.change = change

    def voters(self, state: State) -> NDArray[np.bool_]:
        if not self.change.sits(state.turn):
            return np.zeros((len(self.rules.people), state.games), np.bool_)
        return super().voters(state)

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        return super().resolve(state, picks) if self.change.sits(state.turn) else state

    def delegations(self, state: State, motions: Any, games: Any) -> NDArray[np.int32]:
        committee = self.rules.layout["committee"]
        shape = (len(self.rules.book.blocs), self.rules.leaders, -1)
        return state.matrix[committee.first : committee.stop, games].reshape(shape)


def congress_motions(book: Book) -> tuple[Motion, ...]:
    """The motions by which a congress changes the narrow body, in the order it names them."""
    motions = {motion.id: motion for motion in book.motions}
    return tuple(motions[id] for id in book.congress.motions) if book.congress else ()


def congress_programs(rules: Rules) -> dict[str, Program]:
    """The congress's own formulas by name."""
    congress = rules.book.congress
    if congress is None:
        return {}
    path = "congress"
    found = {
        name: rules.number((path, name), getattr(congress, name))
        for name in ("keep", "list_bonus", "filter")
    }
    found |= {
        name: rules.person((path, name), getattr(congress, name))
        for name in ("list_maker", "proposer")
    }
    return {
        name: Program(f"congress {name}", [formula], every=True) for name, formula in found.items()
    }
