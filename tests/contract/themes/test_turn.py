"""Stalin's turn: any leader can change his line, and consistency and trust pay for it."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, LEADERS, Table


@pytest.mark.parametrize("person", LEADERS)
def test_any_leader_can_change_his_line_in_a_crisis_and_pays(person: str) -> None:
    table = (
        Table(8)
        .play(9, IDLE)
        .put(4, "market_ratio")
        .put(12, "capital", person)
        .put(90, "health", person)
    )
    table.put(0, "position", person, "pace").put(0, "ill", person)
    before = table.get("legitimacy", person)
    turned = "change_line pace+"
    table.play(10, {**IDLE, (person, "manoeuvre"): [turned, "pass"]})
    did = table.done.get((person, turned))
    assert did is not None, person
    assert (table.get("position", person, "pace")[did] >= 40).all()
    assert ((before - table.get("legitimacy", person))[did] > 3).all()
    assert (table.get("turned_until", person)[did] > 10).all()


def test_a_turncoats_past_counts_double() -> None:
    lost = []
    for until in (0, 12):
        table = Table(8).put(until, "turned_until", "bukharin").put(12, "capital", "zinoviev")
        before = table.get("legitimacy", "bukharin")
        table.play(2, {**IDLE, ("zinoviev", "manoeuvre"): ["dig_up_past bukharin", "pass"]})
        lost.append((before - table.get("legitimacy", "bukharin")).mean())
    assert lost[1] > lost[0] + 3


def test_the_line_follows_whoever_leads() -> None:
    table = Table(8).play(6, IDLE)
    chiefs = [next((w for w in LEADERS if table.get("chief", w)[game]), "") for game in range(8)]
    assert all(chiefs)
    for who in set(chiefs):
        table.put(90, "position", who, "pace")
    before = table.get("line", "pace")
    table.play(7, IDLE)
    assert (table.get("line", "pace") > before).all()
