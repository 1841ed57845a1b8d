"""How far a position is from a card or ending: clause by clause, by the rules' own truth."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.engine import expressions as ex
from game.engine.measures import Measures
from game.engine.rules import Rules
from game.lab.aims import Aim, Conditions, aims_of, written
from game.lab.crew import Crew
from game.lab.study import Order, Study, Subject, look_for_unseen, play_games
from game.lab.tasks import Players
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def rules() -> Rules:
    return build(load(find("after-lenin")))


def test_nothing_is_missing_exactly_where_the_condition_holds(rules: Rules) -> None:
    conditions = Conditions(rules)
    when = Measures(rules, [event.when for event in rules.book.events])
    parts = [conditions.of(Aim("events", event.id)) for event in rules.book.events]
    state = rules.start(range(24))
    for turn in range(1, rules.turns, 4):
        state, _ = bot("random").play(rules, state, turn)
        values = conditions.world.values(state)
        for event, truth, part in zip(rules.book.events, when(state), parts, strict=True):
            missing = part.missing(values)
            assert ((missing == 0).all(axis=0) == truth).all(), event.id
            assert (missing >= 0).all()


def test_a_number_nearer_to_its_bound_is_less_far() -> None:
    rules = build(load(find("harbour")))
    condition = Conditions(rules).of(Aim("endings", "strike_wins"))
    state = rules.start(range(5))
    matrix = state.matrix.copy()
    matrix[rules.layout["hunger"].first] = [0, 10, 20, 36, 45]
    values = condition.pool.values(state.with_matrix(matrix))
    far = condition.missing(values).sum(axis=0)

    assert (np.diff(far) < 0).all()
    assert far[-1] == 0


@pytest.mark.parametrize(
    "text",
    [
        "a and not (b or c)",
        "date >= 1924-05 and x.y < -3.5",
        "count(people, it.alive and it.standing > 2) == 4",
        "1 if (a > b) else (c - (d - e))",
        "not (x in [a, b])",
    ],
)
def test_a_clause_is_written_as_it_would_be_read(text: str) -> None:
    def bare(tree: object) -> str:
        return "".join(
            part for part in repr(tree).split("at=") for part in [part.lstrip("0123456789")]
        )

    tree = ex.parse(text)
    assert bare(ex.parse(written(tree))) == bare(tree)


def test_every_card_answer_and_ending_is_an_aim(rules: Rules) -> None:
    keys = [aim.key for aim in aims_of(rules.book)]

    assert len(keys) == len(set(keys))
    assert len(keys) == sum(1 + len(e.options) for e in rules.book.events) + len(rules.book.endings)


def test_what_was_never_seen_is_told_with_the_clause_that_held_it_back() -> None:
    loaded = load(find("harbour"))
    subject = Subject.of(loaded, build(loaded))
    study = Study(subject, Order(200, 0, Players()))
    with Crew(1) as crew:
        play_games(study, crew, lambda _name, _games: None)
        look_for_unseen(study, crew, lambda _name, _games: None)
    never = {one.aim.key: one for one in study.unseen}

    assert set(never) == {
        f"{section}.{ident}"
        for section, ids in study.main.never().items()
        if section != "options"
        for ident in ids
    }
    assert "never true: any(posts, it.holder == nobody)" in never["motions.appoint"].reason
    assert never["motions.appoint"].clauses[0].held.count == 0
