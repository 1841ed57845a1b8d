"""The forged letter of 1924 and the war scare of 1927: two events, both with consequences."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def test_the_forged_letter_comes_in_1924_and_the_raid_in_1927() -> None:
    table = Table(12).play(5)
    assert table.fired("forged_letter").all()
    assert not table.fired("arcos_raid").any()
    table.play(16)
    assert table.fired("arcos_raid").mean() > 0.9


def test_how_loudly_one_answers_moves_foreign_tension() -> None:
    loud, quiet = (
        Table(12).play(5, {**IDLE, ("*", "forged_letter"): answer})
        for answer in ("relish", "quiet")
    )
    assert loud.get("tension").mean() > quiet.get("tension").mean()
    loud, quiet = (
        Table(12).play(15, {**IDLE, ("*", "arcos_raid"): answer}) for answer in ("alarm", "calm")
    )
    assert loud.get("tension").mean() > quiet.get("tension").mean() + 2


def test_the_scare_empties_shops_and_closes_barns() -> None:
    calm, scared = (
        Table(16).play(14, IDLE).put(tension, "tension").play(16, IDLE) for tension in (20, 95)
    )
    assert scared.get("war_scare").mean() > calm.get("war_scare").mean()
    assert scared.get("willingness").mean() < calm.get("willingness").mean()
    assert scared.get("goods_famine").mean() > calm.get("goods_famine").mean()
