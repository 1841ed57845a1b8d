"""NEP or industrialisation: settings that are voted, and what the country makes of them."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, Table


def after(turns: int, **settings: float) -> Table:
    """The country after so many turns under some settings, left alone otherwise."""
    table = Table(16).play(6, IDLE)
    for policy, value in settings.items():
        table.put(value, "setting", policy)
    return table.play(6 + turns, IDLE)


def test_the_politburo_can_vote_a_price_and_the_price_is_paid() -> None:
    plan = {("rykov", "agenda"): "set_policy grain_price=115", ("*", "vote set_policy"): "aye"}
    table = Table(12).play(4, plan)
    assert (table.get("setting", "grain_price")[table.passed("set_policy")] > 80).any()


@pytest.mark.parametrize(
    ("policy", "low", "high", "row", "sign"),
    [
        ("grain_price", 80, 115, "procured_year", 1),
        ("investment_pace", 1, 5, "industry", 1),
        ("investment_pace", 1, 5, "goods_famine", 1),
        ("farm_tax", 1, 4, "peasant_mood", -1),
        ("goods_price", 90, 115, "scissors", 1),
        ("exports", 0, 4, "machinery", 1),
        ("exports", 0, 4, "food", -1),
    ],
)
def test_a_setting_moves_what_the_debate_was_about(
    policy: str, low: float, high: float, row: str, sign: int
) -> None:
    one, two = (after(4, **{policy: value}).get(row).mean() for value in (low, high))
    assert sign * (two - one) > 0


def test_squeezing_the_village_pays_at_once_and_costs_later() -> None:
    squeeze = after(3, farm_tax=4, grain_price=80, investment_pace=5)
    sound = after(3, farm_tax=1, grain_price=100, investment_pace=2)
    assert squeeze.get("investment").mean() > sound.get("investment").mean()
    squeeze.play(14, IDLE)
    sound.play(14, IDLE)
    assert squeeze.get("peasant_mood").mean() < sound.get("peasant_mood").mean()
    assert squeeze.get("willingness").mean() < sound.get("willingness").mean()
