"""Going back to any decision, and games in which nobody goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.record.record import read
from game.record.replay import verify
from game.session.opening import Opening
from tests.session.players import play


def test_every_own_answer_is_a_decision_that_can_be_gone_back_to(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("harbour", "marta", "normal", 3)
    play(session, 6)

    found = session.decisions()

    assert [decision.number for decision in found] == list(range(6))
    assert any(decision.text for decision in found)


def test_a_branch_at_a_decision_asks_its_question_again_in_a_game_of_its_own(
    tmp_path: Path,
) -> None:
    session = Opening(tmp_path).new_game("harbour", "marta", "normal", 3)
    play(session, 3)
    asked = session.briefing().question
    play(session, 4, first=3)
    old = session.path

    session.branch_at(3)
    play(session, 2, first=50)

    assert session.decisions()[2].number == 2
    assert session.path != old
    assert old is not None
    session.branch_at(3)
    assert session.briefing().question == asked
    assert verify(session.rules, read(old)).difference is None


def test_a_decision_that_was_never_made_is_refused(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("harbour", "marta", "normal", 3)

    with pytest.raises(ValueError, match="there are 0"):
        session.branch_at(0)


def test_in_an_iron_game_answers_stand(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("harbour", "marta", "normal", 3, iron=True)
    play(session, 5)
    before = session.record

    assert not session.can_undo
    for step in (session.undo, lambda: session.branch(1), lambda: session.branch_at(0)):
        with pytest.raises(ValueError, match="iron game: answers stand"):
            step()
    with pytest.raises(ValueError, match="behind the scenes"):
        session.inspection()
    assert session.record == before


def test_an_iron_game_stays_one_when_it_is_gone_on_with(tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    session = opening.new_game("harbour", "marta", "normal", 3, iron=True)
    play(session, 2)

    again = opening.resume(str(session.path))

    assert again.iron
    assert not again.can_undo


def test_a_short_iron_game_of_changed_rules_goes_on_as_one(tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    session = opening.new_game("harbour", "marta", "normal", 3, iron=True, short=True)
    while session.briefing().turn < 3:
        play(session, 1)
    path = Path(str(session.path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(session.rules.digest, "0" * 32, 1), encoding="utf-8")

    again = opening.resume(str(path))
    play(again, 2)
    once_more = opening.resume(str(again.path))

    assert (again.header.iron, again.header.short) == (True, True)
    assert once_more.header == again.header
