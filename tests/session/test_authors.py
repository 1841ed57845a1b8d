"""What authors do in a running game: read the scenario again, and look behind the scenes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.engine.program import Program
from game.record.record import read
from game.record.replay import verify
from game.scenario.shipped import find
from game.session.opening import Opening
from game.session.session import Session
from tests.session.players import play, some_answer


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Session]:
    """A copy of a scenario, and a game of it that has been played for a while."""
    folder = tmp_path / "mine"
    shutil.copytree(find("harbour"), folder)
    session = Opening(tmp_path / "games").new_game(str(folder), "marta", "normal", 3)
    play(session, 4)
    return folder / "scenario.yaml", session


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_changed_texts_are_shown_in_the_same_game(written: tuple[Path, Session]) -> None:
    path, session = written
    title = session.loaded.content.scenario.title
    before = session.record
    change(path, title, "Another Title")

    session.reload()

    assert session.briefing().title == "Another Title"
    assert session.record == before
    assert "no rule has changed" in session.notice


def test_changed_rules_go_on_from_this_question_in_a_game_of_its_own(
    written: tuple[Path, Session],
) -> None:
    path, session = written
    question, old = session.briefing().question, session.path
    quantity = next(iter(session.loaded.content.quantities))
    change(
        path,
        f"  {quantity}:",
        f"  plague: {{label: Plague, range: [0, 9], start: 3}}\n  {quantity}:",
    )

    session.reload()

    asked = session.briefing().question
    assert question is not None
    assert asked is not None
    assert (asked.kind, asked.title, asked.step) == (question.kind, question.title, question.step)
    assert "plague" in session.notice
    play(session)
    assert session.over
    assert old is not None
    assert session.path not in (None, old)
    assert verify(session.rules, read(Path(str(session.path)))).difference is None


def test_a_broken_scenario_is_refused_line_by_line_and_the_game_stays(
    written: tuple[Path, Session],
) -> None:
    path, session = written
    before, question = session.record, session.briefing().question
    line = path.read_text(encoding="utf-8").split("scenario:")[0].count("\n") + 1
    change(path, "scenario:", "scenarjo:")

    with pytest.raises(ValueError, match="stays as it was") as refusal:
        session.reload()

    assert f"scenario.yaml:{line}:" in str(refusal.value)
    assert session.record == before
    assert session.briefing().question == question
    session.answer(some_answer(session, 0))


def test_a_scenario_without_the_level_of_the_game_is_refused_and_the_game_stays(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "january-1924"
    shutil.copytree(find("january-1924"), folder)
    session = Opening(tmp_path / "games").new_game(str(folder), "", "normal", 7)
    play(session, 2)
    question = session.briefing().question
    change(folder / "scenario.yaml", "  normal: {label", "  usual: {label")
    change(folder / "scenario.yaml", "start: 5,", "start: 6,")

    with pytest.raises(ValueError, match="There is no level 'normal'"):
        session.reload()

    assert session.briefing().question == question
    session.answer(some_answer(session, 0))


def test_the_inspector_holds_every_row_and_every_card(written: tuple[Path, Session]) -> None:
    _, session = written

    found = session.inspection()

    names = [row.name for row in found.rows]
    assert names == session.rules.layout.row_names
    assert [card.id for card in found.cards] == [e.id for e in session.rules.book.events]


def test_a_card_is_told_clause_by_clause_with_what_it_compares(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("after-lenin", "bukharin", "normal", 3)
    play(session, 3)

    clauses = [clause for card in session.inspection().cards for clause in card.clauses]

    assert len(clauses) > 100
    assert all(clause.source and clause.words for clause in clauses)
    compared = [clause for clause in clauses if clause.now]
    assert compared
    for clause in clauses:
        assert clause.source.count("(") == clause.source.count(")"), clause
        assert not clause.source.endswith(" and"), clause


def test_what_the_clauses_say_is_what_the_rules_deal_by(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("after-lenin", "bukharin", "normal", 3)
    play(session, 3)
    rules, state = session.rules, session._state
    running = [e for e in rules.book.events if e.window[0] <= state.turn <= e.window[1]]
    conditions = [rules.truth(("events", event.id, "when"), event.when) for event in running]
    values = Program("cards", conditions).plain(state.column(), int(state.keys[0]), state.clock)
    wanted = {event.id: bool(value) for event, value in zip(running, values, strict=True)}

    cards = {card.id: card for card in session.inspection().cards}

    assert wanted
    assert {id_: cards[id_].holds for id_ in wanted} == wanted


def test_after_a_new_reading_advice_is_given_by_the_new_rules(
    written: tuple[Path, Session],
) -> None:
    path, session = written
    change(path, "start: {standing: 45", "start: {standing: 47")
    session.reload()

    assert session.advise().options
