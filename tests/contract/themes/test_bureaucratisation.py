"""Bureaucratisation: appointment from above, the ban on factions, party democracy."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def test_secretaries_named_from_above_bring_delegates() -> None:
    placed, idle = (
        Table(12).put(10, "capital", "stalin").play(3, {**IDLE, ("stalin", "manoeuvre"): acts})
        for acts in (["place_secretaries ukraine", "place_secretaries moscow", "pass"], ["pass"])
    )
    assert ("stalin", "place_secretaries ukraine") in placed.done
    mine = placed.get("mandates", "stalin").mean()
    assert mine > idle.get("mandates", "stalin").mean() + 5


def test_only_the_apparatus_can_place_them() -> None:
    table = Table(6).play(2, {("zinoviev", "manoeuvre"): "place_secretaries ukraine"})
    assert ("zinoviev", "place_secretaries ukraine") not in table.done
    table = Table(6).put("zinoviev", "holder", "general_secretary")
    table.play(2, {("zinoviev", "manoeuvre"): "place_secretaries ukraine"})
    assert ("zinoviev", "place_secretaries ukraine") in table.done


def test_the_ban_on_factions_is_a_ladder() -> None:
    """Condemned, then relieved: what could not be moved becomes possible."""
    relieved = "relieve_high war_commissar"
    plan = {**IDLE, ("stalin", "agenda"): relieved, ("*", "vote relieve_high"): "aye"}
    table = Table(12).put(40, "suspicion", "trotsky").play(2, plan)
    assert ("stalin", relieved) not in table.done
    table = Table(12).put(66, "suspicion", "trotsky").put(1, "condemned_on", "trotsky")
    table.put(12, "capital", "stalin").play(2, plan)
    assert ("stalin", relieved) in table.done
    assert table.passed("relieve_high").any()
    assert not table.holds("trotsky", "war_commissar")[table.passed("relieve_high")].any()


def test_party_democracy_can_be_voted_and_makes_placing_dearer() -> None:
    plan = {("trotsky", "agenda"): "party_democracy", ("*", "vote party_democracy"): "aye"}
    table = Table(16).play(6).play(7, plan)
    passed = table.passed("party_democracy")
    assert passed.any()
    assert (table.get("party_democracy_on")[passed] == 1).all()
