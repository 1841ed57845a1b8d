"""Choosing a game in the terminal."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from game.session.opening import Opening
from game.session.session import Session
from game.terminal.hall import Hall
from tests.session.players import new, play


def choose(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Session | None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return Hall("The Game", Opening(folder)).run()


def test_scenario_person_and_level_are_chosen_by_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = choose(tmp_path, monkeypatch, "1", "9", "2", "2", "2")
    assert session is not None
    assert session.header.scenario == "after-lenin"
    people = [who for who, person in session.loaded.content.people.items() if person.playable]
    assert session.header.seats == (people[1],)
    assert session.header.level == list(session.loaded.content.levels)[1]
    assert session.header.short
    page = capsys.readouterr().out
    assert "Type a number from 1 to" in page


def test_a_saved_game_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = new(tmp_path)
    play(saved, 5)
    session = choose(tmp_path, monkeypatch, "2")
    assert session is not None
    assert session.record == saved.record


@pytest.mark.parametrize("lines", [(), ("q",), ("1",), ("1", "1"), ("1", "quit"), ("1", "1", "1")])
def test_it_can_be_left_at_every_step(
    lines: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert choose(tmp_path, monkeypatch, *lines) is None
    assert not list(tmp_path.iterdir())
