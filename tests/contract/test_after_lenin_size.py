"""after-lenin is as large as it says, and every card has all that a reader is promised."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from game.scenario.load import load
from game.scenario.schema import Event, Scenario
from game.scenario.texts import MOST_SHORT
from tests.contract.conftest import SCENARIOS

TOLD = (
    "text",
    "title",
    "label",
    "note",
    "brief",
    "epilogue",
    "short",
    "stake",
    "after",
    "why",
    "view",
)


@cache
def content() -> Scenario:
    """The scenario."""
    return load(SCENARIOS["after-lenin"]).content


def words(value: Any, key: str = "") -> int:
    """The words of all texts for people."""
    if isinstance(value, dict):
        return sum(words(inner, str(name)) for name, inner in value.items())
    if isinstance(value, list):
        return sum(words(inner, key) for inner in value)
    return len(value.split()) if isinstance(value, str) and key in TOLD else 0


@pytest.mark.parametrize(
    ("section", "least"),
    [
        ("events", 100),
        ("manoeuvres", 32),
        ("motions", 22),
        ("people", 28),
        ("posts", 20),
        ("blocs", 14),
        ("quantities", 16),
        ("policies", 9),
        ("endings", 26),
        ("glossary", 60),
        ("history", 60),
        ("achievements", 30),
    ],
)
def test_a_section_is_as_large_as_promised(section: str, least: int) -> None:
    assert len(getattr(content(), section)) >= least


def test_there_are_thirty_thousand_words() -> None:
    data = load(SCENARIOS["after-lenin"]).source.data
    assert words(data) >= 30_000


def test_every_year_has_its_own_cards_and_a_third_are_courses_history_did_not_take() -> None:
    events = content().events.values()
    assert sum(event.course == "other" for event in events) >= len(events) / 3
    for year in range(1924, 1930):
        assert sum(bool(event.window) and event.window[0][:4] == str(year) for event in events) >= 5  # type: ignore[index]


def test_every_ending_goes_on_to_what_came_of_the_country() -> None:
    assert all(ending.epilogue for ending in content().endings.values())


def test_twenty_facts_can_be_counted_in_games() -> None:
    assert sum(line.happened not in (None, True) for line in content().history) >= 20


CARDS = list(load(SCENARIOS["after-lenin"]).content.events.items())


@pytest.mark.parametrize(("name", "card"), CARDS, ids=[name for name, _ in CARDS])
def test_a_card_has_all_that_a_reader_is_promised(name: str, card: Event) -> None:
    assert card.stake, name
    assert card.short
    assert len(card.short.split()) <= MOST_SHORT
    assert len(card.options) >= 2
    assert card.history
    assert card.history.note
    assert card.history.sources or card.sources


def test_only_what_comes_from_abroad_comes_by_its_date_alone() -> None:
    by_date = [card for _, card in CARDS if card.when == "true"]
    assert by_date
    assert all("foreign" in card.tags for card in by_date)


def test_no_two_cards_are_told_in_one_form_in_one_year() -> None:
    forms = [
        (card.window[0][:4] if card.window else "", card.form) for _, card in CARDS if card.form
    ]
    assert len(forms) == len(set(forms))
