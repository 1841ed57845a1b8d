"""Every number answers "why?", and every refused choice says which condition failed."""

from __future__ import annotations

import pytest

from game.briefing.eyes import Eyes
from game.briefing.phrases import Place
from game.engine import expressions as ex
from game.engine.choice import SCRIPTED
from game.engine.rules import Rules
from game.engine.state import State
from tests.briefing.games import SCENARIOS, asks, scenario


def eyes_of(rules: Rules, state: State, seat: int = 0) -> Eyes:
    return Eyes(rules, seat, rules.known(state, seat), state.clock)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_terms_of_a_derived_number_add_up_to_it(name: str) -> None:
    _, rules, briefer = scenario(name)
    compared = 0
    for state in asks(name, 17):
        eyes = eyes_of(rules, state)
        for quantity in rules.book.quantities:
            if quantity.value is None or quantity.per != ("leader",) or quantity.seen_by != "all":
                continue
            block = rules.layout[quantity.id]
            for leader in range(rules.leaders):
                terms = briefer.why.terms(eyes, quantity.id, leader)
                told = block.read(block.store(sum(term.value for term in terms)))
                value = eyes.value(quantity.id, leader)
                if state.step == 0:  # derived rows are fresh when a turn opens
                    assert told == pytest.approx(value, abs=0.2 + 0.02 * abs(value))
                    compared += 1
    assert compared > 0


def test_a_refusal_names_the_number_it_wants_and_the_one_it_found() -> None:
    _, rules, briefer = scenario("harbour")
    state = next(s for s in asks("harbour") if rules.ask(s).phase.kind == "manoeuvre")
    matrix = state.matrix.copy()
    matrix[rules.layout["standing"].row(0), 0] = 20
    question = briefer.brief(state.with_matrix(matrix), 0).question
    assert question is not None
    accuse = next(option for option in question.options if option.key == "accuse")
    assert accuse.barred == ("needs standing above 25 (now 20)",)


def test_a_refusal_names_the_post_that_is_missing() -> None:
    _, rules, briefer = scenario("harbour")
    state = next(s for s in asks("harbour") if rules.ask(s).phase.kind == "manoeuvre")
    question = briefer.brief(state, 1).question
    assert question is not None
    place = next(option for option in question.options if option.key == "place_foremen")
    assert "needs the post of Secretary" in place.barred


def test_who_cannot_pay_is_told_the_price() -> None:
    _, rules, briefer = scenario("harbour")
    state = next(s for s in asks("harbour") if rules.ask(s).phase.kind == "manoeuvre")
    matrix = state.matrix.copy()
    matrix[rules.layout["credit"].row(0), 0] = 0
    question = briefer.brief(state.with_matrix(matrix), 0).question
    assert question is not None
    speak = next(option for option in question.options if option.key == "speak")
    assert speak.barred == ("costs 1 credit, you have 0",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("holds(marta, secretary_general)", "you hold the post of Secretary"),
        ("not strike_on", "not: the cranes stand still"),
        ("ivo.standing > 60 and ivo.alive", "Krell's standing above 60 and Krell is alive"),
        ("piet.patron == marta", "you are Aas's patron"),
        ("north_quay.control == nobody", "nobody controls North Quay"),
        ("member(piet, committee_room)", "Aas is a full member of the Committee"),
        ("date >= 1921-07", "from July 1921"),
        ("any(leaders, it.standing > 50)", "somebody among the leaders (standing above 50)"),
        ("fired(storm)", "“Storm over the mole” has happened"),
        ("done(speak, ivo) > 2", "times Krell did “Speak on …” above 2"),
        ("chose(founders_letter, burn)", "at “The founder's letter”: “Burn it”"),
        ("support(north_quay, ivo) < 40", "Krell's following in North Quay below 40"),
        ("trust(ivo, marta) >= 10", "Krell's trust in you at least 10"),
    ],
)
def test_conditions_are_told_in_english(text: str, told: str) -> None:
    _, rules, briefer = scenario("harbour")
    place = Place(eyes_of(rules, rules.start([1])), {})
    assert briefer.goals.phrases.clause(ex.parse(text), place) == told


def test_a_motions_own_mover_is_named_as_such_and_not_as_himself() -> None:
    _, rules, briefer = scenario("harbour")
    eyes, phrases = eyes_of(rules, rules.start([1])), briefer.goals.phrases
    krell = phrases.bound(eyes, "person", rules.people.index("ivo"))
    place = Place(eyes, {"target": krell, "mover": krell, "against": krell})

    assert phrases.clause(ex.parse("target != mover"), place, yes=False) == "Krell moved it"
    assert phrases.clause(ex.parse("target != against"), place, yes=False) == "it is aimed at Krell"


def test_a_setting_that_is_not_reached_is_named_beside_the_one_in_force() -> None:
    _, rules, briefer = scenario("harbour")
    place = Place(eyes_of(rules, rules.start([1])), {})

    refused = briefer.why.refused(ex.parse("dues >= 120"), place)

    assert refused == "needs harbour dues at least “high” (now “fair”)"


def test_factors_are_multiplied_into_a_sum() -> None:
    _, _, briefer = scenario("harbour")
    terms = briefer.goals.bench.terms(ex.parse("(cargo - hunger) * 0.5 - 3"))
    assert [sign for sign, _ in terms] == [1, -1, -1]


def test_goals_say_which_of_their_conditions_are_met() -> None:
    _, rules, briefer = scenario("harbour")
    for state in asks("harbour", 5):
        (goal,) = briefer.brief(state, 0).goals
        power = [rules.value(state, "power", person) for person in ("marta", "ivo")]
        assert goal.met == (power[0] > power[1] + 1)
        assert goal.conditions[0][1] == goal.met


def test_an_ending_that_only_its_winner_can_reach_has_no_condition_on_the_winner() -> None:
    _, rules, briefer = scenario("harbour")
    (goal,) = briefer.goals.goals(eyes_of(rules, rules.start([1])))
    assert [words for words, _ in goal.conditions] == [goal.conditions[0][0]]


def test_a_secret_that_can_no_longer_be_kept_is_at_nothing() -> None:
    _, rules, briefer = scenario("harbour")
    state = rules.start([1])
    (before,) = briefer.goals.secrets(eyes_of(rules, state))
    matrix = state.matrix.copy()
    event = next(n for n, one in enumerate(rules.book.events) if one.id == "founders_letter")
    options = [option.id for option in rules.book.events[event].options]
    matrix[rules.layout["fired"].row(event), 0] = 1
    matrix[rules.layout["chosen"].row(event), 0] = 1 + options.index("read")

    (after,) = briefer.goals.secrets(eyes_of(rules, state.with_matrix(matrix)))

    assert before.share > 0
    assert after.share == 0


def test_the_terms_of_a_number_that_is_set_twice_add_up_to_what_it_becomes() -> None:
    _, rules, briefer = scenario("after-lenin")
    state, compared = rules.start([5]), 0
    while state.turn < 6:
        told = sum(one.value for one in briefer.why.terms(eyes_of(rules, state), "willingness"))
        turn = state.turn
        while state.turn == turn:
            state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
        assert told == pytest.approx(rules.value(state, "willingness"), abs=6)
        compared += told > 90
    assert compared == 5
