"""Loading gives shapes, or every mistake at once; whatever is thrown at it, it ends in reasons."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.check import CODES, check
from game.scenario.load import load
from game.scenario.problems import Problem, ScenarioError, render
from game.scenario.shapes import MOST_READ
from game.scenario.shipped import shipped
from game.scenario.source import MAX_PROBLEMS
from tests.scenario.hostile import HARBOUR, HOSTILE, put
from tests.scenario.test_check import problems_of, written


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_a_shipped_scenario_loads(folder: Path) -> None:
    loaded = load(folder)
    assert loaded.content.scenario.id == folder.name
    assert len(loaded.digest) == 32


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.severity == "error"]


# All together


def test_mistakes_of_every_layer_are_reported_at_once(tmp_path: Path) -> None:
    text = HARBOUR
    for old, new in (
        ("  weather: {label", "  weather: {label: Twice}\n  weather: {label"),  # given twice
        ("urgency: weather", "priority: weather"),  # an unknown key
        ("weight: 60", "weight: heavy"),  # a wrong type
        ("holder: piet", "holder: peit"),  # an unknown person
        ("- stores += cargo", "- stores += carg"),  # an unknown name
        ('on: "1921-10", body', 'on: "1931-10", body'),  # a date outside the game
        ("range: [0, 9], start: 4", "range: [0, 9], start: 40"),  # a start outside the range
        ("when: session(port_congress)", "when: trust(ivo, marta) > 3"),  # hidden from the actor
    ):
        assert old in text
        text = text.replace(old, new, 1)
    found = problems_of(written(tmp_path / "harbour", text))
    assert sorted(codes(found)) == [
        "E015", "E102", "E106", "E202", "E304", "E402", "E410", "E501",
    ]  # fmt: skip
    assert all(problem.place and problem.excerpt for problem in found)


def test_an_entry_with_a_mistake_of_shape_does_not_make_its_users_wrong(tmp_path: Path) -> None:
    text = put("    initials: ML\n", "    initials: [M, L]\n").decode()
    assert codes(problems_of(written(tmp_path / "harbour", text))) == ["E106"]


def test_a_misspelt_key_is_read_as_what_it_was_meant_to_be(tmp_path: Path) -> None:
    text = put("title: Storm over the mole", "tilte: Storm over the mole").decode()
    text = put("urgency: weather / 10", "urgency: wether / 10", text).decode()
    found = problems_of(written(tmp_path / "harbour", text))
    assert codes(found) == ["E102", "E202"]
    hints = [problem.hint for problem in found if problem.severity == "error"]
    assert hints == ["did you mean 'title'?", "did you mean 'weather'?"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("difficulty: easy", "difficulty: eazy", ("'eazy'", "'medium' or 'hard'", "'easy'?")),
        ("weight: 60", 'weight: "60"', ("the text '60'", "a whole number", "no quotes")),
        ("rank: 2", "rank:", ("this is empty", "a whole number", "")),
        ("patience: 8, tongue", "patience: 18, tongue", ("18 is out of bounds", "at most 10", "")),
        ("initials: ML", "initials: Marta Lind", ("too long", "at most 6 characters", "")),
        ('end: "1922-06"', 'end: "1922"', ("'1922'", "a month such as 1924-01", "")),
        ("stores += cargo / 10 - 3", "3", ("not an effect, but the number 3", "`grain -= 4`", "")),
        ("when: weather > 60", "when: [a]", ("this is a list", "an expression", "")),
        ("{standing: 40,", "{standing: many,", ("the text 'many'", "a number", "no quotes")),
    ],
)  # fmt: skip
def test_a_mistake_of_shape_is_told_in_words(
    tmp_path: Path, old: str, new: str, words: tuple[str, str, str]
) -> None:
    text = put(old, new).decode()
    (problem,) = (
        problem
        for problem in problems_of(written(tmp_path / "harbour", text))
        if problem.severity == "error"
    )
    message, expected, hint = words
    assert message in problem.message
    assert expected in problem.expected
    assert hint in problem.hint


# Hostile input, each in a process of its own

RUN = """
import json, sys
from game.scenario.check import check
from game.scenario.load import load
from game.scenario.problems import ScenarioError, as_json
try:
    found = check(load(sys.argv[1]))
except ScenarioError as error:
    found = error.problems
try:
    import resource
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
except ImportError:
    memory = 0
print(json.dumps({"memory": memory, "problems": [as_json(problem) for problem in found]}))
"""
ACCEPTED = ("deep_brackets", "nested_groups")
"""Odd, but within the rules."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scenario_ends_in_a_list_of_reasons(name: str, tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_bytes(HOSTILE[name]())
    run = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,  # a hang, not a measure
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stderr == ""
    answer = json.loads(run.stdout)
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert bool(errors) == (name not in ACCEPTED)
    assert all(problem["message"] and problem["code"] in CODES for problem in errors)
    assert len(answer["problems"]) <= MAX_PROBLEMS + 1
    if sys.platform == "linux":
        assert answer["memory"] < 500 * 1024  # KiB


def test_a_list_that_is_cut_says_how_much_is_left_out(tmp_path: Path) -> None:
    found = problems_of(written(tmp_path / "harbour", HOSTILE["many_misshapen"]().decode()))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1].code == "E025"
    assert found[-1].message == f"{MOST_READ - MAX_PROBLEMS:,} more problems are not listed"


# Anything at all

LINES = HARBOUR.split("\n")


@given(data=st.data())
def test_a_damaged_scenario_is_refused_or_plays_but_never_breaks(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = data.draw(st.integers(0, len(line)))
        what = data.draw(st.sampled_from(("cut", "insert", "drop", "twice", "swap")))
        if what == "cut":
            lines[at] = line[:column]
        elif what == "insert":
            sign = data.draw(st.text(min_size=1, max_size=3))
            lines[at] = line[:column] + sign.replace("\ud800", "?") + line[column:]
        elif what == "drop":
            del lines[at]
        elif what == "twice":
            lines.insert(at, line)
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "scenario.yaml").write_text("\n".join(lines), encoding="utf-8", errors="replace")
    try:
        found = check(load(folder))
    except ScenarioError as error:
        found = error.problems
        assert found
    assert all(problem.code in CODES for problem in found)
    assert "E207" not in codes(found), "\n".join(map(render, found))
