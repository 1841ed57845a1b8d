"""How strong bots are: counting, resuming, and the bars that hold with every change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.bots.lookahead import Budget
from game.lab.calibration import calibrated, odds, votes
from game.lab.strength import (
    BLOCK,
    SMALLEST,
    Match,
    OtherRun,
    Run,
    bar,
    decided,
    gain,
    interval,
    winners,
)
from tests.briefing.games import scenario

GAMES = 60
"""The most games of a sequential test."""


def test_a_scripted_match_is_the_game_of_the_scripted_bots() -> None:
    _, rules, _ = scenario("harbour")
    state, _ = rules.play(rules.start(range(30)), 1)
    won = [rules.winner(state, game) == "ivo" for game in range(30)]

    assert winners(rules, Match("ivo", "scripted"), range(30)) == won


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    _, rules, _ = scenario("harbour")
    match, file = Match("ivo", "scripted", Budget(8, 1, 3, 1)), tmp_path / "run.json"
    run = Run(rules, file, 5)
    assert next(run.play(match, BLOCK + 7)) == BLOCK
    again = Run(rules, file, 5)
    assert list(again.play(match, BLOCK + 7)) == [BLOCK + 7]
    whole = Run(rules, None, 5)
    list(whole.play(match, BLOCK + 7))

    assert again.result(match, BLOCK + 7) == whole.result(match, BLOCK + 7)


def test_a_run_of_other_rules_is_refused(tmp_path: Path) -> None:
    _, rules, _ = scenario("harbour")
    file = tmp_path / "run.json"
    list(Run(rules, file).play(Match("ivo", "scripted"), 1))
    _, others, _ = scenario("january-1924")

    with pytest.raises(OtherRun, match=r"run\.json holds results of other rules or seeds"):
        Run(others, file)
    with pytest.raises(OtherRun, match="other rules or seeds"):
        Run(rules, file, 1)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"head": 1}', "not json"])
def test_a_file_that_holds_no_run_is_refused(tmp_path: Path, text: str) -> None:
    _, rules, _ = scenario("harbour")
    file = tmp_path / "run.json"
    file.write_text(text)

    with pytest.raises(OtherRun, match=r"run\.json is no file of results"):
        Run(rules, file)
    assert file.read_text() == text


def test_results_are_kept_by_game(tmp_path: Path) -> None:
    _, rules, _ = scenario("harbour")
    file, match = tmp_path / "run.json", Match("marta", "scripted")
    run = Run(rules, file)
    list(run.play(match, 9))
    kept = json.loads(file.read_text())["won"][match.name]

    assert kept == "".join("01"[one] for one in run.result(match, 9))


def test_an_interval_holds_the_share_and_narrows() -> None:
    low, high = interval(30, 100)
    assert low < 0.3 < high
    assert interval(300, 1000)[0] > low
    assert interval(0, 10)[0] == 0
    assert interval(0, 0) == (0, 1)


def test_the_gain_in_the_same_games_is_sure_when_all_go_one_way() -> None:
    value, give = gain([True] * 50, [False] * 30 + [True] * 20)
    assert value == pytest.approx(0.6)
    assert value - give > 0.4
    assert gain([True, False], [True, False])[0] == 0


def test_the_sequential_test_decides_early_for_what_is_clear() -> None:
    assert decided(12, 15, 0.1, 0.3) is True
    assert decided(0, 15, 0.1, 0.5) is False
    assert decided(1, 5, 0.1, 0.3) is None


def test_the_bars_are_those_that_were_promised() -> None:
    assert bar(0.1) == pytest.approx(0.25)
    assert bar(0.25) == bar(0.7) == 0.65


def test_predictions_that_come_true_as_said_have_no_error() -> None:
    said = [0.25] * 100 + [0.75] * 100
    true = [True] * 25 + [False] * 75 + [True] * 75 + [False] * 25
    assert calibrated(said, true).error == pytest.approx(0)
    assert calibrated([0.9] * 10, [False] * 10).error == pytest.approx(0.9)
    assert calibrated([1.0, 0.0], [True, False]).count == 2


# -------------------------------------------------------------------- bars


@pytest.mark.parametrize("name", ["harbour", "after-lenin"])
def test_forecasts_of_votes_come_true_as_often_as_they_say(name: str) -> None:
    _, rules, _ = scenario(name)
    found = votes(rules, 400, 400)
    assert found.count == 400
    assert found.error <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("turn", [5, 13, 19])
def test_odds_come_true_as_often_as_they_say(turn: int) -> None:
    _, rules, _ = scenario("after-lenin")
    assert odds(rules, range(900, 1100), turn, 64).error <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("seat", ["stalin", "trotsky", "zinoviev", "bukharin"])
def test_a_seat_that_looks_ahead_wins_as_often_as_promised(seat: str) -> None:
    _, rules, _ = scenario("after-lenin")
    plain = winners(rules, Match(seat, "scripted"), range(1000, 1400))
    wanted = bar(max(1, sum(plain)) / len(plain))  # some seats no scripted bot wins
    run, match = Run(rules, None, 1000), Match(seat, "scripted", SMALLEST)
    for games in run.play(match, GAMES):
        found = decided(sum(run.won[match.name]), games, 0.6 * wanted, wanted)
        if found is not None:
            break
    assert found is True or (found is None and sum(run.won[match.name]) >= wanted * games)
