"""Problems are shown where they are, safely, and with a nearest name."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.scenario.problems import (
    Place,
    Problem,
    ScenarioError,
    as_json,
    dotted,
    nearest,
    render,
)

UNKNOWN_NAME = Problem(
    "error",
    "E104",
    Place("harbour/scenario.yaml", 88, 11),
    "events.storm.when",
    "unknown name 'grian' in events.storm.when",
    "a name of a quantity",
    "did you mean 'grain'?",
    "    when: grian < 70",
)


def shown(line: str, column: int) -> tuple[str, str]:
    """The two lines of excerpt that `render` prints for a column."""
    place = Place("a.yaml", 1, column)
    lines = render(Problem("error", "E1", place, "", "wrong", excerpt=line)).split("\n")
    return lines[1], lines[2]


def test_a_problem_is_shown_with_place_excerpt_caret_expectation_and_hint() -> None:
    assert render(UNKNOWN_NAME) == (
        "harbour/scenario.yaml:88:11: error E104 unknown name 'grian' in events.storm.when\n"
        "        when: grian < 70\n"
        "              ^\n"
        "expected: a name of a quantity\n"
        "hint: did you mean 'grain'?"
    )


def test_a_problem_without_a_place_is_one_line() -> None:
    assert render(Problem("warning", "W7", None, "", "no sounds")) == "warning W7 no sounds"


def test_an_unknown_excerpt_leaves_no_empty_lines() -> None:
    text = render(Problem("error", "E1", Place("a.yaml", 1, 1), "", "wrong", hint="mend it"))
    assert text == "a.yaml:1:1: error E1 wrong\nhint: mend it"


@pytest.mark.parametrize(
    ("line", "column", "cells"),
    [
        ("when: x", 7, 6),
        ("\twhen: x", 2, 4),
        ("日本: x", 5, 6),
        ("cafe\u0301: x", 8, 6),
        ("日\t本: x", 6, 10),
        ("end", 4, 3),
        ("end", 90, 3),
    ],
)
def test_the_caret_stands_under_its_column(line: str, column: int, cells: int) -> None:
    assert shown(line, column)[1] == " " * (4 + cells) + "^"


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=600), st.data()
)
def test_the_caret_stands_under_its_character_in_lines_of_any_length(
    line: str, data: st.DataObject
) -> None:
    column = data.draw(st.integers(1, len(line)))
    text, caret = shown(line, column)
    assert text[caret.index("^")] == line[column - 1]
    assert len(text) < 110


def test_a_cut_line_says_so() -> None:
    text, _ = shown("x" * 500, 250)
    assert text.strip().startswith("…")
    assert text.strip().endswith("…")


TEXTS = st.text(max_size=200)


@given(TEXTS, TEXTS, TEXTS, st.text(min_size=1, max_size=200), st.integers(1, 300))
@example("\x1b[2J", "a\nb", "\u202e", "\x1b]0;x\x07", 3)
def test_nothing_in_a_scenario_can_draw_on_the_terminal(
    file: str, message: str, hint: str, excerpt: str, column: int
) -> None:
    place = Place(file, 1, column)
    problem = Problem("error", "E1", place, "", message, message, hint, excerpt)
    lines = render(problem).split("\n")
    assert all(line.isprintable() for line in lines)
    assert len(lines) <= 5


@given(TEXTS, st.integers(1, 300))
def test_every_problem_can_be_written_as_json(text: str, column: int) -> None:
    problem = Problem("error", "E1", Place(text, 3, column), text, text, excerpt=text)
    written = json.loads(json.dumps(as_json(problem)))
    assert (written["file"], written["line"], written["column"]) == (text, 3, column)


def test_json_has_one_flat_object_a_problem() -> None:
    assert as_json(UNKNOWN_NAME) == {
        "severity": "error",
        "code": "E104",
        "file": "harbour/scenario.yaml",
        "line": 88,
        "column": 11,
        "path": "events.storm.when",
        "message": "unknown name 'grian' in events.storm.when",
        "expected": "a name of a quantity",
        "hint": "did you mean 'grain'?",
        "excerpt": "    when: grian < 70",
    }


def test_json_of_a_problem_without_a_place_has_nulls() -> None:
    written = as_json(Problem("error", "E1", None, "", "no folder"))
    assert written["file"] is written["line"] is written["column"] is None


def test_json_cuts_a_huge_line() -> None:
    problem = Problem("error", "E1", Place("a", 1, 5_000), "", "wrong", excerpt="x" * 1_000_000)
    assert len(str(as_json(problem)["excerpt"])) < 110


def test_an_error_shows_all_its_problems() -> None:
    second = Problem("error", "E2", None, "", "another")
    error = ScenarioError([UNKNOWN_NAME, second])
    assert error.problems == (UNKNOWN_NAME, second)
    assert str(error) == f"{render(UNKNOWN_NAME)}\n\n{render(second)}"


def test_an_error_crosses_to_another_process_whole() -> None:
    error = ScenarioError([UNKNOWN_NAME])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301


def test_a_path_is_written_with_dots() -> None:
    assert dotted(("events", "storm", "effects", 0)) == "events.storm.effects.0"
    assert dotted(()) == ""


NAMES = ["grain", "unrest", "standing", "when", "general_secretary", "title"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("grian", "grain"),
        ("unrst", "unrest"),
        ("wehn", "when"),
        ("Standing", "standing"),
        ("general-secretary", "general_secretary"),
        ("titel", "title"),
    ],
)
def test_a_slip_finds_its_name(written: str, meant: str) -> None:
    assert nearest(written, NAMES) == meant


@pytest.mark.parametrize("written", ["", "zzz", "harvest", "x", "grain"])
def test_a_name_far_from_all_or_known_finds_none(written: str) -> None:
    assert nearest(written, NAMES) == ""


def test_very_long_names_are_not_compared() -> None:
    assert nearest("x" * 100_000, ["x" * 100_000 + "y"]) == ""
    assert nearest("grian", ["grian" * 20_000, "grain"]) == "grain"


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=10))
def test_a_suggestion_is_another_of_the_candidates(name: str, candidates: list[str]) -> None:
    found = nearest(name, candidates)
    assert found == "" or (found in candidates and found != name)
