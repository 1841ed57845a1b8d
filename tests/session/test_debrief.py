"""The page about a game that the window offers at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.display import write_debrief
from game.session.opening import Opening
from tests.session.players import play


def test_the_page_of_a_finished_game_stands_in_the_folder_of_the_player(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTER_LENIN_HOME", str(tmp_path))
    session = Opening(tmp_path / "games", debrief=write_debrief).new_game("harbour", "", "", 3)
    play(session)

    path = Path(session.debrief())

    assert path.parent == tmp_path / "debriefs"
    ending = session.briefing().ending
    assert ending is not None
    assert ending.title in path.read_text(encoding="utf-8")


def test_there_is_no_page_before_the_end(tmp_path: Path) -> None:
    session = Opening(tmp_path, debrief=write_debrief).new_game("harbour", "", "", 3)

    with pytest.raises(ValueError, match="when the game is over"):
        session.debrief()


def test_a_folder_that_cannot_be_made_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTER_LENIN_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("no folder")
    session = Opening(tmp_path / "games", debrief=write_debrief).new_game("harbour", "", "", 3)
    play(session)

    with pytest.raises(ValueError, match="it cannot be made"):
        session.debrief()
