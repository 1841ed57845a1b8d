"""What a player has achieved is kept over all games, and never stands in the way of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.session.opening import Opening
from game.session.profile import Profile
from game.session.session import Session
from tests.session.players import play


def lean(folder: Path, first: int = 0) -> tuple[Opening, Session]:
    """A whole game of the harbour."""
    opening = Opening(folder)
    session = opening.new_game("harbour", "marta", "", 7)
    play(session, first=first)
    return opening, session


def test_what_is_achieved_is_there_in_the_next_game_and_on_the_card(tmp_path: Path) -> None:
    found: set[str] = set()
    for first in range(12):
        opening, session = lean(tmp_path, first)
        ending = session.briefing().ending
        assert ending is not None
        met = {one.id for one in ending.achievements if one.met}
        assert {one.id for one in ending.achievements if one.had} == found & {
            one.id for one in ending.achievements
        }
        found |= met
        assert Profile(tmp_path / "profile.json").achieved("harbour") == found
        (card,) = [card for card in opening.scenarios() if card.id == "harbour"]
        assert {one.id for one in card.achievements if one.had} == found
        assert card.achievable == 3
    assert found


def test_looking_at_an_old_game_achieves_nothing(tmp_path: Path) -> None:
    _, session = lean(tmp_path / "theirs", 1)
    assert session.path is not None
    mine = Opening(tmp_path / "mine")
    assert mine.resume(str(session.path)).over
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"profile": 1}',
        '{"scenarios": {"harbour": 3}}',
        "\x00\xff",
        '{"scenarios": []}',
    ],
)
def test_a_damaged_profile_counts_as_empty_and_is_set_aside(text: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(text, encoding="latin-1")
    profile = Profile(path)
    assert profile.achieved("harbour") == frozenset()
    assert profile.add("harbour", ["open_books"]) == ""
    assert Profile(path).achieved("harbour") == {"open_books"}
    aside = path.with_suffix(".broken.json")
    if aside.exists():
        assert aside.read_text(encoding="latin-1") == text


def test_a_profile_that_cannot_be_written_is_remembered_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be")
    profile = Profile(tmp_path / "folder" / "profile.json")
    assert "cannot be saved" in profile.add("harbour", ["open_books"])
    assert profile.achieved("harbour") == {"open_books"}
    (tmp_path / "folder").unlink()
    assert profile.add("harbour", ["lean_year"]) == ""
    assert Profile(profile.path).achieved("harbour") == {"open_books", "lean_year"}


def test_two_programs_keep_what_both_achieved(tmp_path: Path) -> None:
    one, two = Profile(tmp_path / "profile.json"), Profile(tmp_path / "profile.json")
    one.add("harbour", ["open_books"])
    two.add("after-lenin", ["first_vote"])
    kept = json.loads(two.path.read_text("utf-8"))
    assert kept["scenarios"]["harbour"]["achievements"] == ["open_books"]
    assert kept["scenarios"]["after-lenin"]["achievements"] == ["first_vote"]
