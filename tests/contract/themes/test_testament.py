"""Lenin's Testament: its judgements, its four fates, and the postscript's motion."""

from __future__ import annotations

import pytest

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import LEADERS, Table

SIX = ("stalin", "trotsky", "zinoviev", "kamenev", "bukharin", "pyatakov")
MOVED = ["move_general_secretary rudzutak", "move_general_secretary kalinin"]


def distrusted(table: Table) -> Table:
    """Games in which the allies of the General Secretary have turned from him."""
    for person in LEADERS[1:]:
        table.put(-70, "trust", person, "stalin").put(0, "pact", person, "stalin")
        table.put(0, "pact", "stalin", person)
    for person in ("molotov", "kalinin", "rudzutak"):
        table.put(-40, "trust", person, "stalin")
    return table


def test_the_letters_judgement_stands_in_the_file_of_each_of_the_six() -> None:
    content = load(SCENARIOS["after-lenin"]).content
    assert all(content.people[person].testament for person in SIX)


@pytest.mark.parametrize(
    ("option", "read", "published"),
    [("delegations", 1, 0), ("publish", 1, 1), ("obey", 1, 0), ("bury", 0, 0)],
)
def test_the_letter_is_read_published_obeyed_or_buried(
    option: str, read: int, published: int
) -> None:
    table = Table(8).play(3, {("kamenev", "sealed_packet"): option})
    came = table.chose("sealed_packet", option)
    assert came.any()
    assert (table.get("testament_read")[came] == read).all()
    assert (table.get("testament_published")[came] == published).all()


def test_a_buried_letter_leaks_in_some_games() -> None:
    table = Table(40).play(7, {("kamenev", "sealed_packet"): "bury", ("*", "agenda"): "pass"})
    buried = table.chose("sealed_packet", "bury")
    assert 0 < table.get("testament_read")[buried].mean() < 1


def test_the_postscripts_motion_can_pass() -> None:
    table = distrusted(Table(24).play(3)).play(5, {("zinoviev", "agenda"): MOVED})
    moved = table.passed("move_general_secretary")
    assert moved.mean() > 0.1
    assert not table.holds("stalin", "general_secretary")[moved].any()


def test_while_his_allies_hold_it_fails() -> None:
    table = Table(24).play(3).play(5, {("trotsky", "agenda"): MOVED})
    assert table.passed("move_general_secretary").mean() < 0.1
