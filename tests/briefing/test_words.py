"""Texts are finished: no holes, no ids where there are labels, nothing of Python's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from game.briefing.deeds import DeedRecord, witness
from game.briefing.model import Briefing
from game.briefing.words import fill, flat, listed, lower, number, prose, signed
from tests.briefing.games import SCENARIOS, asks, playing, scenario

NOT_TEXT = {
    *[
        "id",
        "key",
        "scenario",
        "seat",
        "phase",
        "kind",
        "unit",
        "faction",
        "patron",
        "holder",
        "bloc",
        "control",
        "person",
        "mover",
        "venue",
        "about",
        "aim",
        "tags",
        "people",
        "sources",
        "confidence",
        "reported",
    ],
    *[
        "state",
        "leaning",
        "cast",
        "good",
        "known",
        "panel",
        "shape",
        "colour",
        "portrait",
        "winner",
        "status",
        "bodies",
    ],
}
"""Fields that hold ids and codes, or more than words."""


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """All texts for people in a briefing, with their fields."""
    if isinstance(value, str):
        if name not in NOT_TEXT:
            yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item, name)
    elif is_dataclass(value):
        for slot in fields(value):
            inner = getattr(value, slot.name)
            yield from (
                texts(inner, slot.name) if slot.name not in NOT_TEXT or is_dataclass(inner) else ()
            )


def briefings(name: str, every: int) -> Iterator[Briefing]:
    _, rules, briefer = scenario(name)
    for state in asks(name, every):
        for seat in range(0, rules.seats, 1 if rules.seats < 4 else 3):
            yield briefer.brief(state, seat)


def test_a_note_is_one_paragraph_with_true_minus_signs() -> None:
    assert flat("Standing -6,\n  but a twenty-one\nand 1924-25 (-3).") == (
        "Standing –6, but a twenty-one and 1924-25 (–3)."
    )


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_text_has_a_hole_an_id_or_a_none(name: str) -> None:
    loaded, _, _ = scenario(name)
    content = loaded.content
    sections = (content.quantities, content.flags, content.posts, content.blocs, content.motions)
    ids = {id_ for section in sections for id_ in section if "_" in id_}
    seen = 0
    for briefing in briefings(name, 41 if name == "after-lenin" else 2):
        for field, text in texts(briefing):
            seen += 1
            assert "{" not in text, (field, text)
            assert "}" not in text, (field, text)
            assert not re.search(r"\bNone\b", text), (field, text)
            assert not ids & set(re.findall(r"\w+", text)), (field, text)
    assert seen > 500


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_same_moment_is_told_in_the_same_words(name: str) -> None:
    _, _, briefer = scenario(name)
    state = asks(name)[5]
    assert repr(briefer.brief(state, 0)) == repr(briefer.brief(state, 0))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_finished_game_tells_its_ending(name: str) -> None:
    loaded, rules, briefer = scenario(name)
    deeds: list[DeedRecord] = []
    for state, picks in playing(rules, 3):
        deeds += witness(rules, state, picks)
        last = state, picks
    state = rules.advance(*last)
    briefing = briefer.brief(state, 0, deeds=deeds)
    assert briefing.question is None
    assert briefing.ending is not None
    assert briefing.ending.title == loaded.content.endings[rules.ending(state)].title
    assert {person for person, _ in briefing.ending.fates} <= set(rules.people)
    assert all(figure.known == "exact" for figure in briefing.ending.costs)
    assert briefing.chronicle[-1].kind == "ending"
    for deed in briefing.chronicle:
        assert not re.search(r"[{}…]|\bNone\b", deed.text), deed.text


def test_numbers_are_written_for_people() -> None:
    assert [number(x) for x in (0, 0.004, 1.25, 12.34, 123.4, 12345, -4.5)] == [
        "0", "0", "1.25", "12.3", "123", "12,345", "–4.5",
    ]  # fmt: skip
    assert [signed(x) for x in (3, -3, 0)] == ["+3", "–3", "0"]


def test_what_is_not_known_yet_is_left_open() -> None:
    assert fill("Relieve {against} as {target}", target="Premier") == "Relieve … as Premier"


def test_labels_fit_into_sentences() -> None:
    _, _, briefer = scenario("harbour")
    assert briefer.words.inside("The Committee") == "the Committee"
    assert briefer.words.inside("North Quay") == "North Quay"
    assert briefer.words.inside("General Secretary") == "General Secretary"
    assert lower("OGPU") == "OGPU"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_broken_lines_are_joined_and_paragraphs_kept() -> None:
    assert flat("one\ntwo\n\nthree") == "one two three"
    assert prose("one\ntwo\n\nthree\n") == "one two\n\nthree"


def test_a_turn_is_told_by_its_months() -> None:
    _, _, briefer = scenario("harbour")
    assert briefer.words.date(1) == "January–March 1921"
    assert briefer.words.date(4) == "October–December 1921"
