"""A game being played: every answer in the record, undo, branches, refusals and other seats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.record.minutes import Answer, Snapshot
from game.record.record import Record, read
from game.record.replay import verify
from game.scenario.shipped import shipped
from game.session.opening import Opening
from game.session.session import Session
from tests.session.players import new, play, some_answer

SCENARIOS = [folder.name for folder in shipped()]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_whole_game_is_in_its_file_and_verifies(name: str, tmp_path: Path) -> None:
    session = new(tmp_path, name)
    assert play(session) > 10
    assert session.over
    assert session.path is not None
    record = read(session.path)
    assert record.entries == session.record.entries
    assert verify(session.rules, record).difference is None
    own = [e for e in record.entries if isinstance(e, Answer) and e.seat == record.header.seats[0]]
    assert own


def test_nothing_is_written_before_the_first_answer(tmp_path: Path) -> None:
    session = new(tmp_path)
    assert not list(tmp_path.iterdir())
    session.answer("pass")
    assert len(list(tmp_path.iterdir())) == 1


def test_the_answer_is_in_the_file_when_it_is_acknowledged(tmp_path: Path) -> None:
    session = new(tmp_path)
    for number in range(8):
        key = some_answer(session, number)
        session.answer(key)
        assert session.path is not None
        assert f'"seat": "marta", "does": "{key}"' in session.path.read_text()


def test_the_same_answers_and_seed_give_the_same_game(tmp_path: Path) -> None:
    one, two = new(tmp_path / "1"), new(tmp_path / "2")
    play(one)
    play(two)
    assert one.record == two.record


def test_another_seed_gives_another_game(tmp_path: Path) -> None:
    one, two = new(tmp_path, seed=7), new(tmp_path, seed=8)
    play(one)
    play(two)
    assert one.record.entries != two.record.entries


def test_an_answer_that_is_none_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 3)
    before, digest = session.record, session._state.digest()
    with pytest.raises(ValueError, match="'dance' is not an answer here"):
        session.answer("dance")
    assert (session.record, session._state.digest()) == (before, digest)


def test_an_undone_answer_is_gone_from_the_game_and_minuted_in_the_file(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 6)
    before, digest = session.record, session._state.digest()
    play(session, 3, first=5)
    for _ in range(3):
        session.undo()
    assert (session.record, session._state.digest()) == (before, digest)
    assert session.path is not None
    again = read(session.path)
    assert again.entries == before.entries
    assert session.path.read_text().count('"undo": true') == 3


def test_everything_can_be_undone_and_then_nothing(tmp_path: Path) -> None:
    session = new(tmp_path)
    digest = session._state.digest()
    answers = play(session)
    for _ in range(answers):
        assert session.can_undo
        session.undo()
    assert not session.can_undo
    assert session._state.digest() == digest
    with pytest.raises(ValueError, match="no answer to take back"):
        session.undo()
    play(session)
    assert session.path is not None
    assert verify(session.rules, read(session.path)).difference is None


def test_a_saved_game_goes_on_where_it_was_with_its_undo(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 9)
    again = Opening(tmp_path).resume(str(session.path))
    assert again.record == session.record
    assert again._state.digest() == session._state.digest()
    again.undo()
    session.undo()
    assert again._state.digest() == session._state.digest()
    play(again)
    assert again.path is not None
    assert verify(again.rules, read(again.path)).difference is None


def test_opening_a_saved_game_does_not_touch_its_file(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 9)
    assert session.path is not None
    before = session.path.read_bytes()
    Opening(tmp_path).resume(str(session.path))
    assert session.path.read_bytes() == before


def test_a_branch_is_a_game_of_its_own_from_that_turn(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 12)
    old, before = session.path, session.record
    assert old is not None
    text = old.read_text()
    session.branch(2)
    assert "April–June 1921" in session.notice
    play(session, 1)
    assert not session.notice
    closed = [entry for entry in session.record.entries if isinstance(entry, Snapshot)]
    assert [entry.t for entry in closed] == ["1921-Q1"]
    assert session.record.entries == before.entries[: len(session.record.entries)]
    play(session, first=3)
    assert session.path not in (None, old)
    assert old.read_text() == text
    assert session.path is not None
    assert verify(session.rules, read(session.path)).difference is None


@pytest.mark.parametrize("turn", [-1, 0, 5, 99])
def test_there_is_no_branch_from_a_turn_that_was_not_played(turn: int, tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 3)
    before = session.record
    with pytest.raises(ValueError, match="cannot be gone back to"):
        session.branch(turn)
    assert session.record == before


def test_a_branch_from_the_first_turn_starts_anew(tmp_path: Path) -> None:
    session = new(tmp_path)
    digest = session._state.digest()
    play(session, 9)
    session.branch(1)
    assert session._state.digest() == digest
    assert not session.can_undo


def test_a_game_without_a_player_runs_to_its_end(tmp_path: Path) -> None:
    session = Opening(tmp_path).demo("harbour", "scripted", 3, None)
    assert session.over
    with pytest.raises(ValueError, match="game is over"):
        session.answer("pass")


def test_a_copy_can_be_gone_on_with(tmp_path: Path) -> None:
    session = new(tmp_path / "games")
    play(session, 7)
    session.copy(tmp_path / "copy.jsonl")
    again = Opening(tmp_path / "games").resume(str(tmp_path / "copy.jsonl"))
    assert again._state.digest() == session._state.digest()
    with pytest.raises(ValueError, match="File exists"):
        session.copy(tmp_path / "copy.jsonl")


def kill(session: Session, person: str) -> None:
    """Let a person of a running game die between two answers."""
    rules = session.rules
    matrix = session._state.matrix.copy()
    matrix[rules.layout["alive"].row(rules.people.index(person)), 0] = 0
    session._state = session._state.with_matrix(matrix)


def test_when_the_played_person_dies_the_first_living_waverer_is_played(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 4)
    assert session.rules.people[session.seat] == "marta"
    kill(session, "marta")
    assert session.rules.people[session.seat] == "sava"
    session._run(session._nothing())
    ask = session.rules.ask(session._state)
    assert ask.asked[session.seat, 0]
    session.answer("pass" if ask.verbs[0] == "pass" else "abstain")
    last = [entry for entry in session.record.entries if isinstance(entry, Answer)]
    assert any(entry.seat == "sava" for entry in last)
    kill(session, "sava")
    assert session.seat == -1
    session._run(session._nothing())
    assert session.over


def test_a_level_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    session = new(tmp_path)
    header = replace(session.header, level="impossible")
    with pytest.raises(ValueError, match="no level 'impossible'; there are: normal"):
        Session(session.rules, session.loaded, Record(header))


def test_the_snapshots_after_the_first_hold_only_what_differs(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session)
    snapshots = [e for e in session.record.entries if isinstance(e, Snapshot)]
    assert len(snapshots[0].rows) == session.rules.layout.rows
    assert all(len(e.rows) < session.rules.layout.rows / 2 for e in snapshots[1:])


def test_a_briefing_pauses_again_and_again_for_who_draws_meanwhile(tmp_path: Path) -> None:
    session = new(tmp_path)
    pauses: list[None] = []

    session.briefing(lambda: pauses.append(None))

    assert len(pauses) > 50
