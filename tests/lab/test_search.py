"""Lines of play: found, shortened, saved, and played again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.lab.aims import Aim
from game.lab.lines import Answer, Line, LinesError, as_json, follow, load, shortened
from game.lab.search import Search, cover, plain
from game.scenario.build import book_of
from game.scenario.load import load as load_scenario
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The harbour with an ending that play as usual does not reach."""
    book = book_of(load_scenario(find("harbour")).content)
    endings = tuple(
        replace(ending, when="ivo.power < 19 and marta.standing > 42")
        if ending.id == "strike_wins"
        else ending
        for ending in book.endings
    )
    return Rules(replace(book, endings=endings))


RARE = Aim("endings", "strike_wins")


@pytest.fixture(scope="module")
def line(rules: Rules) -> Line:
    found = [line for line in Search(rules, RARE, seed=1).run([RARE]) if line.aim == RARE]
    assert found
    return found[0]


def test_what_bots_do_not_reach_is_found_by_searching(rules: Rules, line: Line) -> None:
    assert not list(plain(rules, [RARE], range(512)))
    assert line.answers
    assert follow(rules, [line]) == [line.turn]


def test_a_line_alone_is_the_same_as_among_others(rules: Rules, line: Line) -> None:
    others = [Line(Aim("events", "storm"), seed, 0) for seed in range(5)]

    assert follow(rules, [*others, line])[-1] == follow(rules, [line])[0]


def test_a_shortened_line_still_gets_there_and_no_answer_is_idle(rules: Rules, line: Line) -> None:
    (short,) = shortened(rules, [line])

    assert 0 < len(short.answers) < len(line.answers)
    assert follow(rules, [short]) == [short.turn]
    without = [
        replace(short, answers=short.answers[:n] + short.answers[n + 1 :])
        for n in range(len(short.answers))
    ]
    assert follow(rules, without) == [0] * len(without)


def test_an_answer_to_a_card_is_an_aim_of_its_own(rules: Rules) -> None:
    found = cover(
        rules, [Aim("events", "storm", "send_men"), Aim("events", "storm")], games=64, tries=1
    )

    assert {line.aim.option for line in found.lines} == {"send_men", ""}


def test_what_cannot_be_reached_is_told_with_the_games_that_were_looked_at(rules: Rules) -> None:
    book = rules.book
    never = tuple(replace(ending, when="cargo > 79") for ending in book.endings if ending.early)
    found = cover(
        Rules(replace(book, endings=(*never, *book.endings[1:]))), [RARE], games=32, tries=1
    )

    assert not found.lines
    assert found.missing[RARE.key] > 32


def test_answers_that_are_not_possible_are_left_out(rules: Rules) -> None:
    line = Line(RARE, 3, 0, (Answer(1, "manoeuvre 1", "marta", "dance wildly"),))

    assert follow(rules, [line]) == [0]


def test_lines_come_back_from_their_file(rules: Rules, line: Line, tmp_path: Path) -> None:
    path = tmp_path / "lines.json"
    path.write_text(as_json(rules, [line], {"endings.nobody_rules": 64}))

    assert load(path) == ([line], {"endings.nobody_rules": 64})


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"reached": {"events": {}}, "not_reached": {}}']
)
def test_a_file_of_something_else_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "lines.json"
    path.write_text(text)

    with pytest.raises(LinesError, match=r"lines\.json"):
        load(path)


def test_a_saved_file_is_json_that_people_can_read(rules: Rules, line: Line) -> None:
    saved = json.loads(as_json(rules, [line], {}))["reached"]["endings.strike_wins"]

    assert saved["seed"] == line.seed
    assert saved["answers"][0].split(": ")[1].split()[0] in rules.people
