"""Twenty-three votes of history: with the leaders as they stood, the rules divide them as they did.

The states and stands are in history/votes.yaml. Noise is left out: what is tested is the terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import TABLED
from game.scenario.build import months_of
from tests.contract.conftest import SCENARIOS, rules_of

DATA: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "history" / "votes.yaml").read_text(encoding="utf-8")
)
VOTES: list[dict[str, Any]] = DATA["votes"]
SIDES = ("aye", "nay", "abstain")
CLOSE = 6.0
"""Points: what lies between indifference and a side, and less than the noise of any vote."""


@dataclass(frozen=True, slots=True)
class Division:
    """How everybody stands to a motion, who votes on it, and what comes of it."""

    stances: dict[str, float]
    count: dict[str, int]
    carried: bool


@pytest.mark.parametrize("vote", VOTES, ids=[f"{v['date']}: {v['question']}" for v in VOTES])
def test_the_vote_ends_as_it_did(vote: dict[str, Any]) -> None:
    division = divide(vote)

    assert division.carried == vote["carried"], division


def test_at_least_ninety_five_of_a_hundred_take_the_side_they_took() -> None:
    stands = [
        (vote["question"], person, side, side_of(divide(vote).stances[person]))
        for vote in VOTES
        for side in SIDES
        for person in vote.get(side, {})
    ]
    others = [stand for stand in stands if stand[2] != stand[3]]

    assert len(others) <= 0.05 * len(stands), others


def test_the_politburo_divides_by_the_same_numbers_in_all_votes_but_one() -> None:
    others = [
        (vote["question"], found)
        for vote in VOTES
        if (found := [divide(vote).count[side] for side in SIDES]) != vote["count"]
    ]

    assert len(others) <= 1, others


def test_where_the_question_is_the_same_stances_lie_close_to_those_of_the_model() -> None:
    stances = [
        (vote["question"], person, stance, divide(vote).stances[person])
        for vote in VOTES
        if "differs" not in vote
        for side in SIDES
        for person, stance in vote.get(side, {}).items()
        if stance not in ("mover", "against")
    ]
    far = [stance for stance in stances if abs(stance[2] - stance[3]) > CLOSE]

    assert len(far) <= 0.05 * len(stances), far


def test_whoever_moves_is_for_and_whoever_it_is_aimed_at_is_against() -> None:
    for vote in VOTES:
        stances = divide(vote).stances
        assert side_of(stances[vote["mover"]]) == "aye"
        for person, role in vote.get("nay", {}).items():
            assert role != "against" or side_of(stances[person]) == "nay"


# ------------------------------------------------------------------ the leadership at a date


@cache
def states() -> dict[str, State]:
    """The state of every date of the data, by date."""
    rules = rules_of(SCENARIOS["after-lenin"])
    state = rules.start([1])
    found = {}
    matrix = state.matrix.copy()
    set_rows(rules, matrix, "menace", dict.fromkeys(rules.people[: rules.leaders], 0))
    for change in DATA["states"]:
        apply(rules, matrix, change)
        turn = (months_of(change["date"]) - rules.book.start) // rules.book.months + 1
        dated = replace(state, turn=turn, clock=rules.clock(turn), memo={})
        found[change["date"]] = dated.with_matrix(matrix.copy())
    return found


def apply(rules: Rules, matrix: NDArray[np.int32], change: dict[str, Any]) -> None:
    """Bring a state to the next date."""
    trust = rules.layout["trust"]
    for leader, moves in change.get("trust_in", {}).items():
        for who, points in moves.items():
            for person in rules.people if who == "everybody" else (who,):
                row = trust.row(rules.index("person", person), rules.index("leader", leader))
                matrix[row] += round(points * trust.scale)
    for name, value in change.get("set", {}).items():
        set_rows(rules, matrix, name, value)
    for key, allied in (("pacts", 1), ("no_pacts", 0)):
        for circle in change.get(key, ()):
            for one, other in permutations(circle, 2):
                set_rows(rules, matrix, "pact", {one: {other: allied}})
    if "politburo" in change:
        rank = rules.layout["rank"]
        for number, person in enumerate(rules.people):
            matrix[rank.row(rules.core, number)] = 2 if person in change["politburo"] else 0


def set_rows(rules: Rules, matrix: NDArray[np.int32], name: str, value: Any, *members: str) -> None:
    """Give the rows of a block their values: a number, a name, or a mapping by member."""
    if isinstance(value, dict):
        for member, inner in value.items():
            set_rows(rules, matrix, name, inner, *members, member)
        return
    block = rules.layout[name]
    places = (rules.index(k, member) for k, member in zip(block.kinds, members, strict=True))
    stored = rules.index(block.holds, value) if isinstance(value, str) else block.store(value)
    matrix[block.row(*places)] = stored


# ------------------------------------------------------------------ the vote


def divide(vote: dict[str, Any]) -> Division:
    """How the leadership of the day stands to a question, noise left out."""
    rules = rules_of(SCENARIOS["after-lenin"])
    state = put(rules, states()[max(date for date in states() if date <= vote["date"])], vote)
    rank, alive = rules.layout["rank"].row(rules.core, 0), rules.layout["alive"]
    members = state.columns[0, rank : rank + len(rules.people)] == 2
    members &= state.columns[0, alive.first : alive.stop] != 0
    stances = rules.stances(state, 0)[:, 0]
    sides = [side_of(stance) for stance in stances[members]]
    count = {side: sides.count(side) for side in SIDES}
    ayes, nays = count["aye"], count["nay"]
    (chair,) = rules.turn.chair.plain(state.column(), 0, state.clock)
    carried = ayes > nays or (ayes == nays and side_of(stances[chair]) == "aye")
    return Division(dict(zip(rules.people, stances.tolist(), strict=True)), count, carried)


def put(rules: Rules, state: State, vote: dict[str, Any]) -> State:
    """The state with the motion of a vote on the table."""
    name, *target = vote["motion"]
    number = [motion.id for motion in rules.book.motions].index(name)
    kind = rules.book.motions[number].target.kind
    matrix = state.matrix.copy()
    table = {
        "motion": number + 1,
        "topic": rules.index(kind, target[0]) if target else -1,
        "mover": rules.index("person", vote["mover"]),
        "fate": TABLED,
    }
    for row, value in table.items():
        matrix[rules.layout[f"table_{row}"].first] = value
    return state.with_matrix(matrix)


def side_of(stance: float) -> str:
    """The side a stance comes to."""
    threshold = float(rules_of(SCENARIOS["after-lenin"]).book.vote.threshold)
    return "aye" if stance > threshold else "nay" if stance < -threshold else "abstain"
