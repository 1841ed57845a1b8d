"""A decision the other way: what is kept, and from where on."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.bots import bot
from game.engine.asks import Ask
from game.engine.knowledge import Knowledge
from game.engine.notation import read
from game.engine.rules import Rules
from game.lab.counterfactual import (
    MEASURED,
    Decision,
    Line,
    Replays,
    _ends,
    decisions,
    lines_of,
    steps_of,
    turning_points,
    what_if,
)
from game.lab.crew import Crew
from game.lab.tasks import Players, Rulebook
from game.record.record import Record
from game.record.record import read as read_record
from game.record.replay import Step
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.shipped import find
from game.session.opening import Opening

SCRIPTED = Players("scripted")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(find("harbour"))


@pytest.fixture(scope="module")
def rules(loaded: Loaded) -> Rules:
    return build(loaded)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("records")
    return recorded(folder, 11)


def recorded(folder: Path, seed: int) -> Record:
    path = folder / f"{seed}.jsonl"
    Opening(folder).demo("harbour", "scripted", seed, path)
    return read_record(path)


@pytest.fixture(scope="module")
def steps(rules: Rules, record: Record) -> list[Step]:
    return steps_of(rules, record)


@pytest.fixture(scope="module")
def asked(rules: Rules, steps: list[Step]) -> list[Decision]:
    return list(decisions(rules, steps, rules.people[: rules.leaders]))


def replays(
    rules: Rules, steps: list[Step], decision: Decision, players: Players, count: int
) -> Replays:
    ask = rules.ask(steps[decision.step].before)
    way = read(rules, ask, decision.does)
    seat = rules.people.index(decision.seat)
    lines = lines_of(rules, steps)
    return Replays(Rulebook.of(rules), players, ask.state, lines, seat, (way,), 0, count)


def test_cards_motions_and_votes_are_decisions(rules: Rules, tmp_path: Path) -> None:
    found = [
        decision
        for seed in range(5)
        for decision in decisions(
            rules, steps_of(rules, recorded(tmp_path, seed)), rules.people[:2]
        )
    ]

    kinds = {decision.ask.split()[0] for decision in found}
    assert kinds == {"card", "agenda", "vote", "plenum", "ratify"}
    for decision in found:
        assert decision.does not in decision.others


def test_everybody_else_answers_as_in_the_record_as_long_as_the_game_goes_as_it_went(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    lines = {(line.turn, line.ask): line for line in lines_of(rules, steps)}
    decision = asked[0]
    own = rules.people.index(decision.seat)

    def himself(rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        """His own answers again, and nonsense in the place of everybody else's."""
        picks = np.zeros((2, rules.seats, known.games), np.int64)
        picks[:, own] = lines[known.turn, ask.name].picks[:, own, None] if ask.asked.any() else -1
        return picks

    state = _ends(rules, replays(rules, steps, decision, SCRIPTED, 3), himself)
    end = steps[-1].after
    assert end is not None
    assert {state.digest(game) for game in range(3)} == {end.digest()}


def test_a_seat_whose_answer_is_not_legal_any_more_is_played_by_a_bot(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    task = replays(rules, steps, asked[0], SCRIPTED, 2)
    other = rules.seats - 1 if task.seat != rules.seats - 1 else 0
    broken = []
    for line in task.lines:
        picks = line.picks.copy()
        if line.ask.startswith("manoeuvre") and picks[0, other] >= 0:
            picks[:, other] = len(rules.book.manoeuvres), 0  # too dear, or barred, sooner or later
        broken.append(Line(line.turn, line.ask, line.question, picks))
    called: list[int] = []

    def noting(rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        called.append(int(ask.asked[other].sum()))
        return bot("scripted")(rules, known, ask)

    state = _ends(rules, dataclasses.replace(task, lines=tuple(broken)), noting)

    assert rules.finished(state)
    assert any(called)


def test_nothing_changes_when_the_other_way_is_the_same(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    with Crew(1) as crew:
        found = what_if(
            rules,
            steps,
            [(asked[0], asked[0].does)],
            SCRIPTED,
            crew,
            replays=range(60),
            watched="marta",
        )

    assert found[0].was.winners == found[0].other.winners
    assert found[0].change.value == 0
    assert not found[0].change.sure


def test_replays_differ_in_the_noise_of_bots_and_come_out_the_same_again(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    task = replays(rules, steps, asked[0], Players("scripted", 3.0), 200)
    outcomes = task.run()["outcomes"]

    assert len(np.unique(outcomes[:, 1])) > 1
    assert np.array_equal(outcomes, task.run()["outcomes"])
    assert task.digest == replays(rules, steps, asked[0], Players("scripted", 3.0), 200).digest


def test_blocks_of_replays_are_those_of_the_whole(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    whole = replays(rules, steps, asked[0], SCRIPTED, 40).run()["outcomes"]
    part = replays(rules, steps, asked[0], SCRIPTED, 15).run()["outcomes"]

    assert np.array_equal(whole[:15], part)


def test_every_counterfactual_says_that_it_measures_the_model(
    rules: Rules, steps: list[Step], asked: list[Decision]
) -> None:
    with Crew(1) as crew:
        (found,) = what_if(
            rules, steps, [(asked[0], asked[0].others[0])], SCRIPTED, crew, replays=range(30)
        )

    assert found.told == MEASURED
    assert found.change.low <= found.change.value <= found.change.high
    for way in (found.was, found.other):
        assert sum(share.count for _, share in way.winners) == 30


def test_turning_points_are_decisions_whose_interval_leaves_out_zero(
    rules: Rules, tmp_path: Path
) -> None:
    found = []
    for seed in range(6):
        steps = steps_of(rules, recorded(tmp_path, seed))
        with Crew(1) as crew:
            found += turning_points(
                rules, steps, rules.people[: rules.leaders], SCRIPTED, crew, replays=100
            )

    assert found
    for one in found:
        assert one.change.sure
        assert one.replays == 100
