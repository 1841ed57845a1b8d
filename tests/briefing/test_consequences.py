"""What a choice is expected to do is what it does, with the odds where dice decide."""

from __future__ import annotations

import re

import numpy as np
import pytest

from game.briefing.consequences import Consequences
from game.briefing.eyes import Eyes
from game.briefing.model import Consequence
from game.briefing.words import signed
from game.engine.knowledge import Known
from tests.briefing.games import SCENARIOS, asks, scenario

BUKHARIN = 4
"""His place among the people of after-lenin."""


def told(owner: str, *values: int, name: str = "harbour") -> tuple[Consequence, ...]:
    _, rules, briefer = scenario(name)
    state = rules.start([1])
    eyes = Eyes(rules, 0, rules.known(state, 0), state.clock)
    return Consequences(rules, briefer.words).tell(eyes, owner, *values)


def test_dice_are_told_with_their_odds() -> None:
    standing = [one for one in told("accuse", 0, 1) if one.label == "Standing of Lind"]
    assert [one.change for one in standing] == ["–3, in 30 of 100"]
    assert standing[0].good is False


def test_what_falls_due_later_is_told_with_its_date() -> None:
    away = [one for one in told("rest", 0) if "away" in one.label]
    assert [(one.change, one.later, one.truth) for one in away] == [("yes", "", True)]
    _, rules, briefer = scenario("harbour")
    column = rules.start([1]).column()
    column = list(column)
    column[rules.layout["away"].row(0)] = 1
    eyes = Eyes(rules, 0, Known(column, [True] * len(column)), rules.clock(1))
    later = [one for one in Consequences(rules, briefer.words).tell(eyes, "rest", 0) if one.later]
    assert [(one.change, one.later) for one in later] == [("no", "April–June 1921")]


@pytest.mark.parametrize("name", SCENARIOS)
def test_certain_effects_on_known_rows_are_told_as_they_happen(name: str) -> None:
    _, rules, briefer = scenario(name)
    teller = Consequences(rules, briefer.words)
    compared = 0
    for state in asks(name, 1 if name == "harbour" else 7):
        ask = rules.ask(state)
        if ask.phase.kind != "manoeuvre":
            continue
        column = state.column()
        eyes = Eyes(rules, 0, Known(column, [True] * len(column)), state.clock)
        for number, act in enumerate(rules.book.manoeuvres, 1):
            if act.target.kind != "none" or len(teller.outcomes(act.id)) > 1:
                continue
            if not ask.legal()[number, 0, 0]:
                continue
            picks = np.full((2, rules.seats, 1), -1)
            picks[0, 0, 0] = number
            after = rules.resolved(state, picks).columns[0]
            found = {one.label: one.change for one in teller.tell(eyes, act.id, 0)}
            for row in np.flatnonzero(after != state.columns[0]).tolist():
                block = next(b for b in rules.layout.blocks.values() if b.first <= row < b.stop)
                if block.kinds != ("person",) or block.holds != "number":
                    continue
                moved = block.read(int(after[row])) - block.read(column[row])
                label = briefer.words.row(block, (row - block.first,))
                if moved and label in found:
                    dated = teller.dated(block)
                    date = briefer.words.date(int(block.read(int(after[row])))) if dated else ""
                    assert found[label] == (date if dated else signed(moved))
                    compared += 1
    assert compared > 0


def test_many_rows_of_a_kind_are_told_together() -> None:
    _, rules, _ = scenario("after-lenin")
    lines = told("offer_resignation", 0, name="after-lenin")
    assert len(lines) <= 6
    assert rules.effects["offer_resignation"].changes
    own = [one.label for one in told("platform", 0, name="after-lenin")]
    assert any(re.fullmatch(r"Following of Stalin in \d others", label) for label in own)
    other = [one.label for one in told("platform", BUKHARIN, name="after-lenin")]
    assert any(re.fullmatch(r"Following of Bukharin in \d delegations", label) for label in other)


def test_moods_that_move_together_are_told_with_their_question() -> None:
    labels = [one.label for one in told("plenipotentiaries", 0, name="after-lenin")]
    assert "Mood of 17 delegations: the village" in labels


def test_a_turn_is_told_by_its_date() -> None:
    lines = {one.label: one.change for one in told("statement", BUKHARIN, name="after-lenin")}
    assert lines["Statement of loyalty of Bukharin"] == "January–March 1924"
