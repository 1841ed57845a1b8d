"""The check finds every seeded mistake at its very character, all together, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.installation import scenarios_folder
from game.scenario.check import CODES, check
from game.scenario.load import load
from game.scenario.problems import Problem, ScenarioError, render
from game.scenario.schema import Body, Congress, Event, Header, Playable, Post, Shape
from game.scenario.shipped import shipped
from game.scenario.walk import declared
from tests.scenario.mistakes import MISTAKES, Mistake

HARBOUR = (scenarios_folder() / "harbour" / "scenario.yaml").read_text(encoding="utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """What the command says of a folder: nothing raises but ScenarioError."""
    try:
        return check(load(folder))
    except ScenarioError as error:
        return error.problems


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


def changed(mistake: Mistake) -> tuple[str, tuple[int, int]]:
    """The harbour scenario with a mistake, and the line and column to blame."""
    text = HARBOUR
    for old, new in mistake.changes:
        assert old in text, f"{mistake.claim}: {old!r} does not stand in the scenario"
        text = text.replace(old, new, 1) if "§" in new or "§" in text else text.replace(old, new)
    at = text.index("§")
    before = text[:at].split("\n")
    return text.replace("§", ""), (len(before), len(before[-1]) + 1)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str, str]]:
    """What is said of the scenario as it is shipped."""
    folder = written(tmp_path_factory.mktemp("usual") / "harbour", HARBOUR)
    return frozenset((problem.code, problem.message) for problem in problems_of(folder))


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.claim for mistake in MISTAKES])
def test_a_seeded_mistake_is_found_at_its_place_and_no_other(
    mistake: Mistake, tmp_path: Path, usual: frozenset[tuple[str, str]]
) -> None:
    text, place = changed(mistake)
    found = [
        problem
        for problem in problems_of(written(tmp_path / "harbour", text))
        if (problem.code, problem.message) not in usual
    ]
    said = "\n\n".join(render(problem) for problem in found)
    assert [
        (problem.code, problem.place and (problem.place.line, problem.place.column))
        for problem in found
    ] == [(mistake.code, place)], said


# The page of messages

PAGE = (Path(__file__).parents[2] / "docs" / "authoring" / "messages.md").read_text("utf-8")
ENTRY = re.compile(r"^### ([EW]\d{3}) (.+)\n([\s\S]*?)(?=^##|\Z)", re.MULTILINE)
EXAMPLE = re.compile(r"Wrong:\n\n```yaml\n([\s\S]*?)```\n\nRight:\n\n```yaml\n([\s\S]*?)```")
EXAMPLES = [
    (code, *example) for code, _, body in ENTRY.findall(PAGE) for example in EXAMPLE.findall(body)
]


def test_the_page_of_messages_lists_every_code_once_and_in_order() -> None:
    assert [(code, title) for code, title, _ in ENTRY.findall(PAGE)] == sorted(CODES.items())


@pytest.mark.parametrize(("code", "wrong", "right"), EXAMPLES, ids=[code for code, *_ in EXAMPLES])
def test_an_example_is_wrong_and_right_as_the_page_says(
    code: str, wrong: str, right: str, tmp_path: Path, usual: frozenset[tuple[str, str]]
) -> None:
    right, wrong = right.rstrip("\n"), wrong.rstrip("\n")
    assert right in HARBOUR
    found = problems_of(written(tmp_path / "harbour", HARBOUR.replace(right, wrong, 1)))
    assert code in {p.code for p in found if (p.code, p.message) not in usual}


FORMAT = (Path(__file__).parents[2] / "docs" / "authoring" / "format.md").read_text("utf-8")
FRAGMENTS = re.findall(r"^```yaml\n([\s\S]*?)```", FORMAT, re.MULTILINE)


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=[each.split(":")[0] for each in FRAGMENTS])
def test_an_example_of_the_format_stands_in_the_harbour_or_fits_beside_it(
    fragment: str, tmp_path: Path
) -> None:
    folder = written(tmp_path / "harbour", HARBOUR)
    if fragment not in HARBOUR:
        (folder / "example.yaml").write_text(fragment, encoding="utf-8")
    assert not problems_of(folder)


@pytest.mark.parametrize(
    ("head", "shape"),
    [
        ("key", Header),
        ("key of a body", Body),
        ("key of a post", Post),
        ("key of `congress`", Congress),
        ("key of `playable`", Playable),
        ("key of a card in `events`", Event),
    ],
)
def test_a_table_of_keys_names_every_key_once(head: str, shape: type[Shape]) -> None:
    rows = FORMAT.split(f"| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [row.split("|")[1] for row in rows]
    named = [key for cell in cells for key in " ".join(re.findall(r"`(.+?)`", cell)).split()]
    assert sorted(named) == sorted(key for _, key, _ in declared(shape))


def test_every_rule_has_an_example_or_a_seeded_mistake() -> None:
    shown = {code for code, *_ in EXAMPLES} | {mistake.code for mistake in MISTAKES}
    told = {code for code in CODES if code.startswith("E0")} | {"E109", "E207"}
    assert set(CODES) - told <= shown


# Shipped scenarios


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_a_shipped_scenario_has_no_errors(folder: Path) -> None:
    errors = [p for p in problems_of(folder) if p.severity == "error"]
    assert not errors, "\n\n".join(map(render, errors))


# What is expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  currency: credit\n", "", "expected: the id of a quantity"),
        ("    born: 1885\n", "    born: 1885\n    died: 1921\n", "1924-01-21, in quotes"),
        ("seen_by: [harbour_master]", "seen_by: harbour_master", "or a list of posts"),
        ("when: weather > 60", "when: weather = 60", "hint: write == to compare"),
        ("when: weather > 60", "when: weather > 60 && true", "hint: write `and`"),
        ("value: 3 * lean", "value: 3 * actor.lead", "expected: one of it, mover, against"),
        ("  id: harbour\n", "  id: h\n", "expected: 2 to 41 small letters, digits and -, a letter"),
        ("format: 1\n", "", "expected: 1"),
        ("decider: sava", "decider: secretary_general", "hint: write secretary_general.holder"),
        ("[ivo.standing += 2]", "[ivo.standin += 2]", "hint: did you mean 'standing'?"),
        ("[ivo.standing += 2]", "[ivo.offices += 2]", "or .alive .in_party .faction .patron"),
    ],
)
def test_a_mistake_says_what_belongs_there(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in HARBOUR
    found = problems_of(written(tmp_path / "harbour", HARBOUR.replace(old, new, 1)))
    assert said in "\n\n".join(map(render, found))


@pytest.mark.parametrize("effect", ["dues = 120", "dues += 11", "dues -= 10", "dues += hunger / 9"])
def test_a_policy_that_may_reach_a_setting_is_not_warned_of(effect: str, tmp_path: Path) -> None:
    text = HARBOUR.replace("effects: [cargo -= 4,", f"effects: [{effect}, cargo -= 4,", 1)
    assert not problems_of(written(tmp_path / "harbour", text))


def test_what_falls_due_in_the_last_turn_is_not_warned_of(tmp_path: Path) -> None:
    text = HARBOUR.replace("later: {in: 1,", "later: {in: 5,", 1)
    assert not problems_of(written(tmp_path / "harbour", text))


def test_an_act_that_may_cost_something_is_not_warned_of(tmp_path: Path) -> None:
    text = HARBOUR.replace("cost: 1\n    effects", "cost: hunger / 20 - 2\n    effects", 1)
    assert text != HARBOUR
    assert not problems_of(written(tmp_path / "harbour", text))


def test_a_life_may_lie_in_any_century_the_game_may(tmp_path: Path) -> None:
    def earlier(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) - 1200:04}"

    text = re.sub(r'("|born: )(19[12]\d|18\d\d)\b', earlier, HARBOUR)
    text = text.replace("born: 0", "born: ").replace(
        "    patron: marta", '    died: "0790"\n    patron: marta'
    )
    assert "born: 690" in text
    assert 'start: "0721-01"' in text
    assert not problems_of(written(tmp_path / "harbour", text))


def test_nobody_is_born_before_the_year_1(tmp_path: Path) -> None:
    found = problems_of(written(tmp_path / "harbour", HARBOUR.replace("born: 1890", "born: 0", 1)))
    assert [(p.code, p.expected) for p in found] == [("E107", "at least 1")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Storm over the mole", "title: Storm over the mole # the fourth"),
        ("title: Storm over the mole", 'title: "Storm #4 over the mole"'),
        ("title: Storm over the mole", "title: Storm#4 over the mole"),
        ("when: weather > 60", "when: weather > 60 #todo"),
        ("  currency: credit", "  currency: credit #todo"),
        ("    seat: waverer", "    seat: waverer #todo"),
        ("  text: >-\n", "  text: >-\n      The mast #4 is gone.\n"),
    ],
)
def test_a_comment_that_cuts_no_text_is_not_warned_of(old: str, new: str, tmp_path: Path) -> None:
    assert old in HARBOUR
    assert not problems_of(written(tmp_path / "harbour", HARBOUR.replace(old, new, 1)))


def test_a_comment_behind_a_section_given_twice_is_survived(tmp_path: Path) -> None:
    found = problems_of(written(tmp_path / "harbour", f"{HARBOUR}\nhints: none #2\n"))
    assert [problem.code for problem in found] == ["E015"]
