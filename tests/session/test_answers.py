"""What a briefing offers is what a session accepts, and what it bars is refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.briefing.model import Question
from game.engine import notation
from game.session.session import Session
from tests.session.players import new, play


def offered(question: Question) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The answers a question offers, and those it bars with their reasons."""
    legal: list[str] = []
    barred: dict[str, tuple[str, ...]] = {}
    for option in question.options:
        if not option.targets:
            if option.legal:
                legal.append(option.key)
            else:
                barred[option.key] = option.barred
        for target in option.targets:
            key = f"{option.key} {target.key}"
            if option.legal and target.legal:
                legal.append(key)
            else:
                barred[key] = option.barred or target.barred
    return legal, barred


def accepts(session: Session, key: str) -> bool:
    """Whether the rules allow an answer."""
    ask = session.rules.ask(session._state)
    try:
        session._legal(ask, session.seat, key)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "seat"), [("harbour", "marta"), ("harbour", "ivo"), ("after-lenin", "stalin")]
)
def test_the_offered_answers_are_the_legal_ones_and_the_barred_ones_are_refused(
    name: str, seat: str, tmp_path: Path
) -> None:
    session = new(tmp_path, name, seat=seat)
    kinds = set()
    for number in range(45):
        if session.over:
            break
        question = session.briefing().question
        assert question is not None
        kinds.add(question.kind)
        legal, barred = offered(question)
        for key in legal[:40]:
            assert accepts(session, key), (question.kind, key)
        for key, reasons in list(barred.items())[:8]:
            with pytest.raises(ValueError, match=r"\w") as refused:
                session.answer(key)
            for reason in reasons:
                assert reason in str(refused.value)
        ask = session.rules.ask(session._state)
        for key in legal:
            assert (
                notation.write(session.rules, ask, *notation.read(session.rules, ask, key)) == key
            )
        play(session, 1, first=number * 3)
    assert {"manoeuvre", "agenda", "lobby", "vote"} <= kinds


def test_what_was_seen_of_figures_is_the_same_after_resuming(tmp_path: Path) -> None:
    from game.session.opening import Opening

    session = new(tmp_path)
    while not session.over:
        before = session.briefing()
        play(session, 1)
    assert any(figure.series for figure in before.figures)
    last = session.briefing()
    again = Opening(tmp_path).resume(str(session.path)).briefing()
    assert last.ending is not None
    assert again.ending is not None
    kept = replace(again.ending, achievements=last.ending.achievements)  # they are had by now
    assert replace(again, ending=kept) == last


def test_an_undo_takes_back_what_was_seen(tmp_path: Path) -> None:
    session = new(tmp_path)
    seen = [session.briefing()]
    for number in range(12):
        play(session, 1, first=number)
        seen.append(session.briefing())
    for briefing in reversed(seen[:-1]):
        session.undo()
        assert session.briefing() == briefing
