"""The grain crisis: a fair harvest, unsold grain, and three ways out."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, Table


def crisis(price: int = 80) -> Table:
    """The end of 1927 with the settings of those two years: cheap grain, empty shops, a scare."""
    table = Table(24).play(11, IDLE)
    settings = {"grain_price": price, "goods_price": 90, "investment_pace": 3, "farm_tax": 1}
    for policy, value in {**settings, "heavy_share": 2, "private_trade": 2}.items():
        table.put(value, "setting", policy)
    return table.play(14, IDLE).put(85, "tension").play(17, IDLE)


def test_grain_is_there_and_is_not_sold() -> None:
    cheap, fair = crisis(), crisis(130)
    assert cheap.get("harvest").mean() > 60
    assert cheap.get("village_grain").mean() > 10
    assert cheap.get("willingness").mean() < fair.get("willingness").mean()
    assert cheap.get("procured_year").mean() < fair.get("procured_year").mean()


@pytest.mark.parametrize("answer", ["article", "price", "goods"])
def test_the_answer_is_a_choice_with_a_price(answer: str) -> None:
    table = crisis().play(18, {**IDLE, ("stalin", "siberian_train"): answer})
    came = table.chose("siberian_train", answer)
    assert came.any()
    if answer == "article":
        assert (table.get("setting", "procurement")[came] >= 3).any()


def test_force_brings_grain_at_once_and_costs_the_village() -> None:
    force, price = crisis(), crisis()
    force.put(3, "setting", "procurement")
    price.put(115, "setting", "grain_price")
    before = force.get("peasant_mood")
    force.play(18, IDLE)
    price.play(18, IDLE)
    assert force.get("procured").mean() > price.get("procured").mean()
    assert (force.get("peasant_mood") < before).mean() > 0.8
    force.play(23, IDLE)
    price.play(23, IDLE)
    assert force.get("sown").mean() < price.get("sown").mean()


def test_measures_can_be_voted_and_suspended() -> None:
    plan = {
        **IDLE,
        ("stalin", "agenda"): "emergency_measures",
        ("*", "vote emergency_measures"): "aye",
        ("*", "siberian_train"): "goods",
    }
    table = crisis().put(12, "capital", "stalin").play(19, plan)
    passed = table.passed("emergency_measures")
    assert passed.any()
    table.put(12, "capital", "rykov")
    table.play(
        21, {**IDLE, ("rykov", "agenda"): "suspend_measures", ("*", "vote suspend_measures"): "aye"}
    )
    assert table.passed("suspend_measures").any()
