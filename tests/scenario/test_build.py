"""A checked scenario becomes rules, and the rules depend on nothing but what rules them."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import book as bk
from game.installation import scenarios_folder
from game.scenario.build import (
    book_of,
    build,
    effects_of,
    months_of,
    ordered_people,
    turn_count,
    turn_of,
)
from game.scenario.check import CODES, check
from game.scenario.load import Loaded, load
from game.scenario.names import BUILT_IN_ROWS
from game.scenario.problems import ScenarioError
from game.scenario.schema import Delay, Each, If, Later
from game.scenario.shipped import shipped
from tests.scenario.hostile import HARBOUR, put
from tests.scenario.test_check import written


def harbour() -> Loaded:
    return load(scenarios_folder() / "harbour")


def digest(folder: Path, text: str) -> str:
    return build(load(written(folder, text))).digest


@pytest.mark.parametrize("folder", shipped(), ids=lambda folder: folder.name)
def test_a_shipped_scenario_builds_and_begins(folder: Path) -> None:
    rules = build(load(folder))
    state = rules.start([1, 2])
    assert (state.games, state.turn) == (2, 1)
    assert not rules.over(state).any()


def test_a_scenario_with_errors_is_refused_with_all_of_them(tmp_path: Path) -> None:
    text = put("- stores += cargo", "- stores += carg").decode()
    text = put("holder: piet", "holder: peit", text).decode()
    loaded = load(written(tmp_path, text))
    with pytest.raises(ScenarioError) as caught:
        build(loaded)
    assert [problem.code for problem in caught.value.problems] == ["E304", "E202"]


def test_a_warning_does_not_keep_a_scenario_from_being_built(tmp_path: Path) -> None:
    text = put("dice:\n", "dice:\n  tide: {label: The tide}\n").decode()
    loaded = load(written(tmp_path, text))
    assert "W605" in {problem.code for problem in check(loaded)}
    assert "tide" in build(loaded).layout.blocks


def test_what_stands_in_a_text_does_not_change_the_rules(tmp_path: Path) -> None:
    text = put("title: Storm over the mole", "title: A gale over the mole").decode()
    assert digest(tmp_path / "a", HARBOUR) == digest(tmp_path / "b", text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- stores += cargo / 10 - 3", "- stores += cargo / 10 - 4"),
        ("patience: 8, tongue", "patience: 7, tongue"),
        ("holder: piet", "holder: sava"),
        ("weight: 60", "weight: 61"),
        ("when: weather > 60", "when: weather > 61"),
        ('end: "1922-06"', 'end: "1922-09"'),
        ("wages: -60", "wages: -61"),
        ("trust: {marta: 60,", "trust: {marta: 61,"),
    ],
)
def test_what_rules_the_game_changes_its_digest(tmp_path: Path, old: str, new: str) -> None:
    assert digest(tmp_path / "a", HARBOUR) != digest(tmp_path / "b", put(old, new).decode())


def test_the_same_scenario_has_the_same_digest_wherever_it_lies(tmp_path: Path) -> None:
    assert digest(tmp_path / "a", HARBOUR) == build(harbour()).digest


def test_people_stand_leaders_first_then_other_seats() -> None:
    content = harbour().content
    seats = [content.people[person].seat for person in ordered_people(content)]
    assert seats == ["leader", "leader", "waverer", None]


def test_a_date_lies_in_the_turn_of_its_quarter() -> None:
    content = harbour().content
    assert [turn_of(content, date) for date in ("1921-01", "1921-03", "1921-04", "1922-06")] == [
        1,
        1,
        2,
        6,
    ]
    assert turn_count(content) == 6
    assert months_of("1921-02") - months_of("1920-12") == 2
    assert months_of("1921") == months_of("1921-01")


def test_effects_keep_their_order_and_nesting() -> None:
    later = Later(later=Delay.model_validate({"in": 2, "do": ["a = 1"]}))
    each = Each.model_validate({"each": "people", "as": "who", "do": ["b += 1"]})
    choice = If.model_validate(
        {"if": "x > 1", "then": ["c += 1"], "else": [{"if": "y", "then": []}]}
    )
    assert effects_of([later, "d -= 1", each, choice]) == (
        bk.Later(2, (bk.Do("a = 1"),)),
        bk.Do("d -= 1"),
        bk.Each("people", "who", True, (bk.Do("b += 1"),)),
        bk.If("x > 1", (bk.Do("c += 1"),), (bk.If("y", (), ()),)),
    )


def test_what_people_start_with_is_in_the_first_column() -> None:
    rules = build(harbour())
    state = rules.start([1])
    assert rules.value(state, "standing", "marta") == 45
    assert rules.value(state, "trust", "piet", "ivo") == -5
    assert rules.value(state, "standing", "piet") == 30


def test_the_names_the_engine_keeps_for_its_rows_are_all_refused_as_ids() -> None:
    content = harbour().content
    declared = {*content.quantities, *content.flags, *content.dice}
    assert set(build(harbour()).layout.blocks) - declared == BUILT_IN_ROWS


def test_the_book_of_a_scenario_is_equal_each_time() -> None:
    assert book_of(harbour().content) == book_of(harbour().content)


def test_every_code_is_told_once() -> None:
    assert len(set(CODES.values())) == len(CODES)
