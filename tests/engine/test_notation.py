"""Answers as text: exact inverses, and errors that help."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import notation
from game.engine.asks import Ask
from game.engine.notation import NotationError
from game.engine.rules import Rules
from game.engine.state import State
from game.record.replay import walk
from game.scenario.schema import TargetKind
from tests.record.games import SCENARIOS, played, scenario


def legal_picks(rules: Rules, ask: Ask) -> list[tuple[int, int]]:
    """Every legal pick of the first seat that is asked."""
    seat = int(np.argmax(ask.asked[:, 0]))
    found = []
    for verb in np.nonzero(ask.legal()[:, seat, 0])[0].tolist():
        if verb == 0 or ask.targets(verb)[0] == "none":
            found.append((verb, -1))
            continue
        legal = ask.target_legal(verb, np.array([seat]), np.array([0]))[:, 0]
        found += [(verb, target) for target in np.nonzero(legal)[0].tolist()]
    return found


def first_ask(name: str, kind: str) -> tuple[Rules, Ask]:
    _, rules = scenario(name)
    for step in walk(rules, played(name)):
        if rules.ask(step.before).phase.kind == kind:
            return rules, rules.ask(step.before)
    raise AssertionError(f"{name} never asks {kind}")


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_legal_pick_is_written_and_read_back_as_itself(name: str) -> None:
    _, rules = scenario(name)
    kinds, targets = set(), set()
    steps = [*walk(rules, played(name)), *walk(rules, played(name, bots="scripted"))]
    for step in steps:
        ask = rules.ask(step.before)
        for verb, target in legal_picks(rules, ask):
            text = notation.write(rules, ask, verb, target)
            assert notation.read(rules, ask, text) == (verb, target)
            targets.add(ask.targets(verb)[0] if verb else "none")
        kinds.add(ask.phase.kind)
    assert {"card", "manoeuvre", "agenda", "lobby", "answer", "vote"} <= kinds
    assert {"none", "person", "proposal"} <= targets


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_two_answers_to_one_question_are_written_alike(name: str) -> None:
    _, rules = scenario(name)
    for step in walk(rules, played(name)):
        ask = rules.ask(step.before)
        for verb in range(1, len(notation.verbs(rules, ask))):
            count = ask.targets(verb)[1]
            texts = [notation.write(rules, ask, verb, target) for target in range(count)]
            assert len(set(texts)) == count
        assert len(set(notation.verbs(rules, ask))) == len(notation.verbs(rules, ask))


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("kind", get_args(TargetKind))
def test_every_target_is_named_and_found_again_by_its_name(name: str, kind: str) -> None:
    _, rules = scenario(name)
    names = notation.targets(rules, kind)
    assert len(names) == rules.target_count(kind)
    for number, text in enumerate(names):
        assert notation.target_text(rules, kind, number) == text
        assert notation.target_number(rules, kind, text) == number
    assert notation.target_text(rules, kind, -1) == ""
    assert notation.target_number(rules, kind, "") == -1


def test_a_name_of_no_target_is_refused_with_the_nearest_one() -> None:
    _, rules = scenario("harbour")
    with pytest.raises(NotationError, match="'north_qay' is not a bloc here; did you mean 'north_"):
        notation.target_number(rules, "bloc", "north_qay")
    with pytest.raises(NotationError, match=r"not an issue end here; there are: wages-, wages\+"):
        notation.target_number(rules, "issue_end", "?")
    with pytest.raises(NotationError, match="there is none"):
        notation.target_number(rules, "none", "marta")


def test_the_notation_of_each_kind_of_target_reads_as_it_is_documented() -> None:
    rules, _ = first_ask("harbour", "manoeuvre")
    assert list(notation.targets(rules, "issue_end")) == ["wages-", "wages+"]
    assert list(notation.targets(rules, "proposal"))[:1] == ["against marta"]
    assert list(notation.targets(rules, "proposal"))[-1:] == ["for piet"]
    assert "harbour_master=sava" in list(notation.targets(rules, "appointment"))
    assert list(notation.targets(rules, "leader")) == ["marta", "ivo"]
    assert "grain_price=100" in notation.targets(scenario("after-lenin")[1], "setting")


def test_a_card_is_answered_by_the_ids_of_its_options() -> None:
    rules, ask = first_ask("harbour", "card")
    event = rules.book.events[int(ask.subject[0])]
    assert notation.verbs(rules, ask) == ("pass", *(option.id for option in event.options))


def test_a_vote_is_aye_nay_or_abstain() -> None:
    rules, ask = first_ask("harbour", "vote")
    assert [notation.read(rules, ask, text) for text in ("abstain", "aye", "nay")] == [
        (0, -1),
        (1, -1),
        (2, -1),
    ]
    with pytest.raises(NotationError, match="there are: abstain, aye, nay"):
        notation.read(rules, ask, "pass")


def test_a_misspelt_answer_names_the_nearest_one() -> None:
    rules, ask = first_ask("harbour", "manoeuvre")
    verb = next(n for n in range(1, len(ask.verbs)) if ask.targets(n)[0] == "bloc")
    right = notation.write(rules, ask, verb, 0)
    with pytest.raises(NotationError, match=f"did you mean '{ask.verbs[verb]}'"):
        notation.read(rules, ask, right.replace(ask.verbs[verb], f"{ask.verbs[verb]}e"))
    with pytest.raises(NotationError, match="did you mean 'north_quay'"):
        notation.read(rules, ask, f"{ask.verbs[verb]} north_qay")
    with pytest.raises(NotationError, match="needs a target, for example"):
        notation.read(rules, ask, ask.verbs[verb])
    with pytest.raises(NotationError, match="takes none"):
        notation.read(rules, ask, "pass marta")


def some_state() -> tuple[Rules, State]:
    _, rules = scenario("harbour")
    return rules, rules.start([7])


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_readable_error(text: str) -> None:
    rules, state = some_state()
    ask = rules.ask(state)
    try:
        verb, target = notation.read(rules, ask, text)
    except NotationError as error:
        said = str(error)
    else:
        said = ""
        assert notation.write(rules, ask, verb, target) == text
    assert len(said) < 1500


@given(st.integers(-5, 80), st.integers(-5, 400))
def test_any_numbers_are_written_or_refused(verb: int, target: int) -> None:
    rules, state = some_state()
    ask = rules.ask(state)
    try:
        text = notation.write(rules, ask, verb, target)
    except NotationError:
        return
    assert notation.read(rules, ask, text)[0] == verb
