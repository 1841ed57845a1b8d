"""What a finished game tells: epilogues, secrets, evidence, the decisions that turned it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from game.briefing.ending import Past
from game.briefing.eyes import open_eyes
from game.briefing.goals import nearness
from game.briefing.make import interpretations
from game.briefing.model import Briefing, EndingView
from game.briefing.turning import LEAST, Decision
from game.engine import notation
from game.engine.state import State
from game.scenario.course import Course
from tests.briefing.games import SCENARIOS, asks, playing, scenario


def finished(name: str, seat: int = 0, seed: int = 3) -> tuple[State, list[Decision], Course]:
    """A game played at random to its end, with one seat's decisions and its course."""
    loaded, rules, _ = scenario(name)
    decisions, course = [], Course(rules, loaded.content)
    for state, picks in playing(rules, seed):
        ask = rules.ask(state)
        if ask.asked[seat, 0]:
            verb, target = (int(part) for part in picks[:, seat, 0])
            decisions.append(Decision(state, seat, notation.write(rules, ask, verb, target)))
        following = rules.advance(state, picks)
        if rules.finished(following) or (following.step == 0 and following.turn > state.turn):
            course.note(following)
    return following, decisions, course


def told(name: str, seat: int = 0, seed: int = 3) -> tuple[Briefing, EndingView]:
    """The briefing of a finished game, and its ending."""
    _, _, briefer = scenario(name)
    state, decisions, course = finished(name, seat, seed)
    briefing = briefer.brief(state, seat, past=Past(decisions, course))
    assert briefing.ending is not None
    return briefing, briefing.ending


def row(state: State, name: str, value: int, *members: str) -> State:
    """A state with another value in a row of the harbour."""
    _, rules, _ = scenario("harbour")
    block = rules.layout[name]
    places = [rules.index(kind, m) for kind, m in zip(block.kinds, members, strict=True)]
    matrix = state.matrix.copy()
    matrix[block.row(*places), 0] = value * block.scale
    return state.with_matrix(matrix)


# Secrets and goals


def test_a_secret_objective_is_in_nobody_elses_briefing() -> None:
    loaded, rules, briefer = scenario("harbour")
    (secret,) = loaded.content.people["marta"].playable.secrets  # type: ignore[union-attr]
    for state in asks("harbour", 5):
        assert [goal.label for goal in briefer.brief(state, 0).secrets] == [secret.label]
        for seat in range(1, rules.seats):
            assert secret.label not in repr(briefer.brief(state, seat))


@pytest.mark.parametrize("name", SCENARIOS)
def test_goals_and_how_near_they_are_are_in_sight_from_the_first_turn(name: str) -> None:
    loaded, rules, briefer = scenario(name)
    state = rules.start([1])
    for seat, who in enumerate(rules.people[: rules.seats]):
        playable = loaded.content.people[who].playable
        if playable is None:
            continue
        briefing = briefer.brief(state, seat)
        assert len(briefing.goals) == len(playable.goals)
        for goal in briefing.goals:
            assert (goal.share == 100) == goal.met
            assert 0 <= goal.share <= 100


def test_a_goal_is_as_near_as_its_measures_and_100_only_when_it_is_met() -> None:
    assert nearness([True, False], [50, 100]) == 75
    assert nearness([False], [100]) == 99
    assert nearness([True], [3]) == 100
    assert nearness([True, False], []) == 50


# The ending's texts


def test_the_first_epilogue_that_holds_is_told_of_people_and_of_the_country() -> None:
    _, _, briefer = scenario("harbour")
    end, _, _ = finished("harbour")
    for cargo, told_of in ((60, "The port grew"), (10, "The port silted up")):
        ending = briefer.brief(row(end, "cargo", cargo), 0).ending
        assert ending is not None
        assert ending.country.startswith(told_of)
    keys = briefer.brief(row(end, "holder", 0, "secretary_general"), 0).ending
    without = briefer.brief(row(end, "holder", 1, "secretary_general"), 0).ending
    assert keys is not None
    assert without is not None
    assert dict(keys.fates)["marta"].startswith("Lind kept the keys")
    assert dict(without.fates)["marta"].startswith("Lind went back")


def test_figures_stand_in_the_texts_of_an_ending_as_they_are_then() -> None:
    loaded, rules, briefer = scenario("harbour")
    end, _, _ = finished("harbour")
    number = list(loaded.content.endings).index("marta_rules")
    ids = [ending.id for ending in rules.book.endings]
    state = row(row(end, "over", ids.index("marta_rules") + 1), "standing", 77, "marta")
    ending = briefer.brief(state, 0).ending
    assert number >= 0
    assert ending is not None
    assert "with 77 of standing" in ending.text
    assert "thousand tons a quarter" in ending.epilogue
    assert "{" not in ending.epilogue


# Evidence


@pytest.mark.parametrize("name", SCENARIOS)
def test_evidence_is_counted_and_speaks_for_or_against_but_never_both(name: str) -> None:
    loaded, rules, _ = scenario(name)
    state, _, _ = finished(name)
    views = interpretations(rules, loaded, state)
    assert [view.id for view in views] == list(loaded.content.interpretations)
    for view in views:
        assert view.evidence
        assert {row.speaks for row in view.evidence} <= {"for", "against", "neither"}
        assert all(row.text for row in view.evidence)


def test_what_speaks_for_a_view_in_one_game_speaks_against_it_in_another() -> None:
    loaded, rules, _ = scenario("harbour")
    end, _, _ = finished("harbour")
    every = row(row(end, "control", 0, "north_quay"), "control", 0, "south_quay")
    none = row(row(end, "control", 1, "north_quay"), "control", 1, "south_quay")
    said = [interpretations(rules, loaded, state)[0].evidence[0] for state in (every, none)]
    assert [one.speaks for one in said] == ["for", "against"]
    assert [one.value for one in said] == [2, 0]


# Decisions that turned it


def _lost(name: str) -> Iterator[tuple[int, EndingView]]:
    """Lost games with their seeds, up to the first that some decision turned."""
    for seed in range(1, 13):
        _, ending = told(name, seed=seed)
        if not ending.reached:
            yield seed, ending
            if ending.turnings:
                return


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_lost_game_names_decisions_after_which_a_goal_fell(name: str) -> None:
    endings = [ending for _, ending in _lost(name)]
    assert any(ending.turnings for ending in endings)
    for ending in endings:
        assert len(ending.turnings) <= 4
        for one in ending.turnings:
            assert one.before - one.after >= LEAST
            assert one.text.endswith((".", "!", "?")), one.text
        turns = [one.turn for one in ending.turnings]
        assert turns == sorted(turns)


def test_a_decision_is_measured_from_its_question_to_the_next() -> None:
    _, rules, briefer = scenario("harbour")
    *_, (seed, ending) = _lost("harbour")
    state, decisions, _ = finished("harbour", seed=seed)
    states = [*(decision.state for decision in decisions), state]
    near = [briefer.goals.shares(open_eyes(rules, one, 0))["marta_rules"] for one in states]
    steps = {(one.state.turn, *step) for one, step in zip(decisions, pairwise(near), strict=True)}
    assert ending.turnings
    for one in ending.turnings:
        assert (one.turn, one.before, one.after) in steps


# The true course


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_true_course_stands_beside_that_of_the_game(name: str) -> None:
    loaded, rules, _ = scenario(name)
    _, ending = told(name)
    assert len(ending.facts) == sum(line.happened is not None for line in loaded.content.history)
    for fact in ending.facts:
        assert (fact.turn > 0) == bool(fact.date)
        assert fact.turn <= rules.turns
    assert {series.id for series in ending.series} == set(loaded.content.history_figures)


def test_an_achievement_is_judged_for_the_seat_and_a_hidden_one_shows_when_it_is_had() -> None:
    _, _, briefer = scenario("harbour")
    end, _, _ = finished("harbour")
    rich, poor = row(end, "cargo", 60), row(end, "cargo", 5)
    for state, had, shown in ((rich, (), False), (poor, (), True), (rich, ("lean_year",), True)):
        ending = briefer.brief(state, 0, past=Past(had=frozenset(had))).ending
        assert ending is not None
        found = {one.id: one for one in ending.achievements}
        assert ("lean_year" in found) == shown
        if shown:
            assert found["lean_year"].met == (not had)
            assert replace(found["lean_year"], met=False).had == bool(had)
