"""What can be played here: cards of scenarios and saves, and refusals in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from game.record.errors import RecordError
from game.scenario.shipped import find, shipped
from game.session.errors import Refused
from game.session.opening import Opening
from tests.session.players import new, play


def test_every_shipped_scenario_is_offered_with_its_leaders(tmp_path: Path) -> None:
    cards = Opening(tmp_path).scenarios()
    assert [Path(card.path) for card in cards] == shipped()
    for card in cards:
        assert card.leaders
        assert card.levels
        assert all(leader.goals and leader.brief and leader.portrait for leader in card.leaders)
    harbour = next(card for card in cards if card.id == "harbour")
    assert harbour.dates == "January 1921 to June 1922"
    assert [leader.id for leader in harbour.leaders] == ["marta", "ivo"]
    assert harbour.leaders[1].shape == "triangle"


@pytest.mark.parametrize("name", [folder.name for folder in shipped()])
def test_every_offered_leader_can_be_played_at_every_level(name: str, tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    (card,) = [card for card in opening.scenarios() if card.id == name]
    for number, leader in enumerate(card.leaders):
        level = card.levels[number % len(card.levels)][0]
        session = opening.new_game(card.path, leader.id, level, 5)
        assert session.rules.people[session.seat] == leader.id
        assert play(session, 4) == 4


def test_saves_are_listed_latest_first_with_seat_and_date(tmp_path: Path) -> None:
    import os

    one, two = new(tmp_path, seed=1), new(tmp_path, seed=2)
    play(one, 8)
    play(two)
    (tmp_path / "broken.jsonl").write_text("?")
    (tmp_path / "notes.txt").write_text("not a game")
    assert one.path is not None
    assert two.path is not None
    os.utime(one.path, (2000, 2000))
    os.utime(two.path, (3000, 3000))
    os.utime(tmp_path / "broken.jsonl", (1000, 1000))
    cards = Opening(tmp_path).saves()
    assert [card.path for card in cards] == [
        str(two.path),
        str(one.path),
        str(tmp_path / "broken.jsonl"),
    ]
    assert cards[0].seat_label == "Marta Lind"
    assert cards[0].over
    assert cards[0].date.endswith("1922 (the end)")
    assert not cards[1].over
    assert cards[1].date == "April–June 1921"
    assert cards[2].title == "broken.jsonl"


def test_without_a_folder_there_are_no_saves(tmp_path: Path) -> None:
    assert Opening(tmp_path / "none").saves() == ()


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("")
    with pytest.raises(ValueError, match="Not a directory"):
        Opening(tmp_path / "games").saves()


@pytest.mark.parametrize(
    ("scenario", "seat", "level", "seed", "said"),
    [
        ("harber", "", "", 1, "did you mean 'harbour'"),
        ("harbour", "martha", "", 1, "did you mean 'marta'"),
        ("harbour", "piet", "", 1, "'piet' cannot be played"),
        ("harbour", "", "norml", 1, "did you mean 'normal'"),
        ("harbour", "", "", -1, "must be from 0"),
        ("harbour", "", "", 2**64, "must be from 0"),
    ],
)
def test_a_game_that_cannot_be_is_refused_in_words(
    scenario: str, seat: str, level: str, seed: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=said):
        Opening(tmp_path).new_game(scenario, seat, level, seed)


def test_a_game_without_a_seed_gets_one_that_is_in_its_record(tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game("harbour", "", "", None)
    assert 0 <= session.header.seed < 10**6


def test_the_record_of_a_short_game_says_so_and_is_gone_on_with_as_one(tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    session = opening.new_game("harbour", "", "", 1, short=True)
    play(session, 5)
    assert session.path is not None
    assert '"short": true' in session.path.read_text("utf-8").splitlines()[0]
    again = opening.resume(str(session.path))
    assert again.rules.book.pace == 2
    assert again.briefing() == session.briefing()
    assert opening.saves()[0].title.endswith("(short)")
    assert again.briefing().periods == 3


def test_a_game_of_a_scenario_elsewhere_is_resumed_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere" / "quay"
    shutil.copytree(next(path for path in shipped() if path.name == "harbour"), folder)
    opening = Opening(tmp_path / "games")
    session = opening.new_game(str(folder), "", "", 1)
    play(session, 3)
    monkeypatch.chdir(tmp_path / "games")

    again = opening.resume(str(session.path))

    assert again._state.digest() == session._state.digest()


def test_a_game_whose_scenario_was_moved_is_resumed_by_saying_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "quay"
    shutil.copytree(next(path for path in shipped() if path.name == "harbour"), folder)
    opening = Opening(tmp_path / "games")
    session = opening.new_game(str(folder), "", "", 1)
    play(session, 3)
    moved = folder.rename(tmp_path / "moved")

    with pytest.raises(ValueError, match="say where it is with --scenario PATH"):
        opening.resume(str(session.path))
    again = opening.resume(str(session.path), str(moved))

    assert again._state.digest() == session._state.digest()


def test_a_demo_does_not_write_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(ValueError, match="is there already"):
        Opening(tmp_path).demo("harbour", "scripted", 1, tmp_path / "mine")
    with pytest.raises(ValueError, match="no bot is called 'clever'"):
        Opening(tmp_path).demo("harbour", "clever", 1, None)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"seats": ["nobody_such"]}, "'nobody_such' is played"),
        ({"seats": ["rudzutak"]}, "'rudzutak' is played"),
        ({"level": "", "bot": "nope"}, "no bot is called 'nope'"),
    ],
)
def test_a_record_whose_header_fits_no_game_is_refused_in_words(
    header: dict[str, object], said: str, tmp_path: Path
) -> None:
    session = new(tmp_path, "after-lenin")
    play(session, 2)
    assert session.path is not None
    first, *rest = session.path.read_text(encoding="utf-8").splitlines()
    changed = json.dumps(json.loads(first) | header)
    session.path.write_text("\n".join((changed, *rest)) + "\n", encoding="utf-8")

    with pytest.raises((Refused, RecordError), match=said):
        Opening(tmp_path).resume(str(session.path))


def test_a_save_with_a_date_that_is_none_stands_in_the_list(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 2)
    assert session.path is not None
    with session.path.open("a", encoding="utf-8") as file:
        file.write('{"t": "1924-13", "ask": "vote 1", "done": true}\n')

    (card,) = Opening(tmp_path).saves()

    assert card.path == str(session.path)


def test_a_scenario_in_which_nobody_can_be_played_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(find("harbour"), folder)
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8").replace("    seat: leader\n", "")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("game.session.opening.shipped", lambda: [folder, find("harbour")])

    (card,) = Opening(tmp_path / "games").scenarios()

    assert card.path == str(find("harbour"))
