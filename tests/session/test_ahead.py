"""Rivals that look ahead, odds and advice in a game that is played."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from game.record.record import read
from game.session.opening import Opening
from game.session.session import Session
from tests.session.players import play, some_answer

SEED = 7


def hard(folder: Path, *, apart: bool = False) -> Session:
    """A new game on the level hard."""
    return Opening(folder, apart=apart).new_game("harbour", "marta", "hard", SEED)


def test_a_game_with_a_worker_is_the_game_without_one(tmp_path: Path) -> None:
    alone, apart = hard(tmp_path / "1"), hard(tmp_path / "2", apart=True)
    play(alone)
    for number in range(10_000):
        if apart.over:
            break
        apart._thinking.settle()  # as somebody who reads
        apart.answer(some_answer(apart, number * 7))
    apart.close()

    assert alone.record.entries == apart.record.entries


@pytest.mark.posix
def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    whole, hurt = hard(tmp_path / "1"), hard(tmp_path / "2", apart=True)
    play(whole)
    for number in range(10_000):
        if hurt.over:
            break
        hurt._thinking.settle()
        if number % 3 == 1:
            for worker in hurt._thinking.workers:
                os.kill(worker, signal.SIGKILL)
        hurt.answer(some_answer(hurt, number * 7))
    hurt.close()

    assert whole.record.entries == hurt.record.entries


def test_the_rivals_are_in_the_record_and_the_game_goes_on_from_it(tmp_path: Path) -> None:
    session = hard(tmp_path)
    play(session, 6)
    assert session.path is not None
    again = Opening(tmp_path).resume(str(session.path))
    play(session, 6, first=6)
    play(again, 6, first=6)

    assert read(session.path).header.level == "hard"
    assert again.record.entries == session.record.entries


def test_an_undone_answer_is_thought_about_as_before(tmp_path: Path) -> None:
    session = hard(tmp_path, apart=True)
    play(session, 5)
    before = session.record.entries
    session.undo()
    session._thinking.settle()
    play(session, 1, first=4 * 7)
    session.close()

    assert session.record.entries == before


def test_the_briefing_has_odds_once_they_are_worked_out(tmp_path: Path) -> None:
    session = hard(tmp_path, apart=True)
    session._thinking.settle()
    odds = session.briefing().odds
    session.close()

    assert odds is not None
    assert odds.top.id == "marta"
    assert odds.top.low <= odds.top.percent <= odds.top.high
    assert abs(sum(one.percent for one in odds.endings) - 100) < 1e-6
    assert [one.id for one in odds.goals] == ["marta_rules"]
    assert f"{odds.lines} times" in odds.text


def test_without_a_worker_there_are_no_odds(tmp_path: Path) -> None:
    assert hard(tmp_path).briefing().odds is None


def test_advice_is_given_when_it_is_asked_for_and_for_one_question(tmp_path: Path) -> None:
    session = hard(tmp_path)
    assert session.briefing().advice is None
    session.advise()
    briefing = session.briefing()
    assert briefing.advice is not None
    best = briefing.advice.options[0]
    assert best.low <= best.value <= best.high
    assert "…" not in best.label
    session.answer(best.key)

    assert session.briefing().advice is None


def test_a_level_without_looking_ahead_has_advice_too(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("january-1924", "", "", SEED)
    session.advise()

    assert session.briefing().advice is not None


def test_the_next_game_lets_the_worker_of_the_last_one_go(tmp_path: Path) -> None:
    opening = Opening(tmp_path, apart=True)
    first = opening.new_game("harbour", "marta", "hard", SEED)
    second = opening.new_game("harbour", "marta", "hard", SEED)
    assert not first._thinking.apart
    assert second._thinking.apart
    opening.close()

    assert not second._thinking.apart
