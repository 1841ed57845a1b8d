"""The same games with one number changed: what is changed, and what is found."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Rules
from game.lab.crew import Crew
from game.lab.plan import Plan
from game.lab.sensitivity import Starts, Tunable, changed, measure, tunables
from game.lab.tasks import Games, Players, Rulebook
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def rules() -> Rules:
    return build(load(find("harbour")))


def test_every_number_is_changed_by_itself(rules: Rules) -> None:
    found = tunables(rules)

    assert len({tunable.path for tunable in found}) == len(found) > 20
    for tunable in found:
        assert tunable.changed != tunable.value
        if tunable.row < 0:
            other = changed(rules.book, tunable)
            assert other != rules.book
            assert Rulebook.of_book(other).digest != rules.digest


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("vote.noise", lambda book: book.vote.noise),
        ("scenario.noise", lambda book: book.noise),
        (
            "posts.harbour_master.weight",
            lambda book: {p.id: p for p in book.posts}["harbour_master"].weight,
        ),
    ],
)
def test_a_path_leads_to_its_number(path: str, found: object, rules: Rules) -> None:
    assert callable(found)
    other = changed(rules.book, Tunable(path, 0.0, 7.5))

    assert found(other) == 7.5


def test_games_that_start_as_usual_end_as_usual(rules: Rules) -> None:
    book, players = Rulebook.of(rules), Players()
    row = rules.layout["cargo"].first
    usual = Games(book, players, Plan(outcomes=20), 5, 20, 5).run()["outcomes"]
    same = Starts(book, players, ((row, int(rules.start_column[row])), (row, 400)), 5, 20).run()

    assert np.array_equal(same["outcomes"][:20], usual)
    assert not np.array_equal(same["outcomes"][20:], usual)


def test_the_number_that_decides_a_scenario_comes_first(rules: Rules) -> None:
    with Crew(1) as crew:
        effects = measure(rules, Players(), crew, everything=True)

    assert effects[0].tunable.path == "quantities.hunger.start"  # it ends games by itself
    assert effects[1].tunable.path.startswith("posts.")
    assert all(effect.change.sure for effect in effects[:2])
    assert len(effects) == len(tunables(rules))
