"""Packing the Politburo: new full and candidate members at congresses and plenums."""

from __future__ import annotations

import numpy as np

from tests.contract.themes.table import IDLE, Table


def test_a_congress_brings_in_men_of_whoever_proposes() -> None:
    table = Table(40).play(8)
    before = sum(table.member(who).sum() for who in ("molotov", "kalinin", "voroshilov"))
    table.play(10)
    after = sum(table.member(who).sum() for who in ("molotov", "kalinin", "voroshilov"))
    assert after > before


def test_the_table_can_be_enlarged_and_the_new_seats_filled() -> None:
    plan = {
        **IDLE,
        ("stalin", "agenda"): "enlarge_politburo",
        ("*", "vote enlarge_politburo"): "aye",
    }
    table = Table(16).play(8).put(12, "capital", "stalin")
    seats = table.get("politburo_seats")
    table.play(9, plan)
    passed = table.passed("enlarge_politburo")
    assert passed.any()
    assert (table.get("politburo_seats")[passed] == seats[passed] + 2).all()
    table.play(13, {("*", "vote elect_member"): "aye"})
    full = np.array([table.member(who) for who in table.rules.people]).sum(axis=0)
    assert (full[passed] > 7).any()


def test_a_seat_filled_with_a_client_is_a_vote_of_his_patron() -> None:
    table = Table(8).play(3, IDLE)
    client = np.array([who == "stalin" for who in table.who("patron", "molotov")])
    client &= ~table.member("molotov")
    before = table.get("bench", "stalin")
    table.put(2, "rank", "politburo", "molotov")
    assert client.any()
    assert (table.get("bench", "stalin")[client] == before[client] + 1).all()
