"""What a briefing offers is what the rules allow, in the notation of the record."""

from __future__ import annotations

import numpy as np
import pytest

from game.briefing.model import Option, Question
from game.engine import notation
from game.engine.asks import Ask
from game.engine.votes import ASSEMBLY
from tests.briefing.games import SCENARIOS, asks, playing, scenario


def questions(name: str, every: int) -> list[tuple[Ask, int, Question]]:
    _, rules, briefer = scenario(name)
    found = []
    for state in asks(name, every):
        ask = rules.ask(state)
        for seat in range(rules.seats):
            question = briefer.brief(state, seat).question
            assert (question is not None) == bool(ask.asked[seat, 0])
            if question is not None:
                found.append((ask, seat, question))
    return found


def targets(ask: Ask, verb: int, seat: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    one = np.array([seat]), np.array([0])
    return ask.target_legal(verb, *one)[:, 0]


def check(name: str, ask: Ask, seat: int, option: Option) -> None:
    _, rules, _ = scenario(name)
    words = notation.verbs(rules, ask)
    verb = words.index(option.key) if option.key in words else ask.verbs.index(option.key)
    legal = bool(ask.legal()[verb, seat, 0])
    kind = ask.targets(verb)[0] if verb else "none"
    possible = targets(ask, verb, seat) if kind != "none" else np.array([True])
    assert option.legal == (legal and bool(possible.any())), option
    assert bool(option.barred) != option.legal, option
    if not option.legal or kind == "none":
        return
    listed = {}
    for target in option.targets:
        number = notation.target_number(rules, kind, target.key)
        listed[number] = target.legal
        assert target.legal == bool(possible[number]), (option.key, target)
        assert bool(target.barred) != target.legal, (option.key, target)
        read = notation.read(rules, ask, f"{option.key} {target.key}")
        assert read == (verb, number)
    assert {number for number, ok in listed.items() if ok} == set(np.nonzero(possible)[0].tolist())


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_option_is_legal_exactly_when_the_rules_say_so(name: str) -> None:
    asked = questions(name, 17 if name == "after-lenin" else 1)
    assert len({question.kind for _, _, question in asked}) >= 5
    for ask, seat, question in asked:
        for option in question.options:
            check(name, ask, seat, option)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_act_is_listed_and_passing_comes_first(name: str) -> None:
    _, rules, _ = scenario(name)
    for ask, _, question in questions(name, 71):
        assert question.options[0].legal
        assert question.options[0].key in ("pass", "abstain")
        keys = [option.key for option in question.options]
        assert len(keys) == len(set(keys))
        if ask.phase.kind in ("manoeuvre", "agenda"):
            assert sorted(keys) == sorted(ask.verbs)
        if ask.phase.kind == "card":
            assert keys == list(notation.verbs(rules, ask))


def test_a_trade_whose_other_motion_went_to_the_plenum_is_not_offered() -> None:
    _, rules, briefer = scenario("after-lenin")
    layout, slots, people = rules.layout, rules.book.slots, len(rules.people)
    kinds = [act.kind for act in rules.book.lobby]
    seen = 0
    for state, _ in playing(rules, seed=2):
        ask, column = rules.ask(state), state.column()
        if ask.phase.kind != "answer":
            continue
        for seat in range(rules.seats):
            said = column[layout["said"].row(seat)] - 1
            other = column[layout["said_target"].row(seat)] % people
            if said < 0 or kinds[said // slots] != "trade" or other >= rules.seats:
                continue
            matrix = state.matrix.copy()
            for slot in range(slots):
                if slot != said % slots:
                    matrix[layout["table_venue"].row(slot), 0] = ASSEMBLY
            gone = rules.ask(state.with_matrix(matrix))
            question = briefer.brief(gone.state, other).question
            seen += bool(ask.legal()[1 + seat, other, 0])
            for option in question.options if question else ():
                check("after-lenin", gone, other, option)
    assert seen, "nobody offered a trade"
