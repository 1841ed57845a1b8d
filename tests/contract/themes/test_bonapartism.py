"""Fear of Bonapartism: the War Commissar is suspected for his army, and the army is ruin."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, Table


def suspected(following: float, standing: float) -> float:
    """The suspicion of a War Commissar after a year in which nobody does anything."""
    table = Table(12)
    table.put(following, "support", "red_army", "trotsky").put(standing, "standing", "trotsky")
    table.put(standing, "repute", "trotsky")
    return float(table.play(4, IDLE).get("suspicion", "trotsky").mean())


def test_suspicion_of_the_war_commissar_grows_with_the_weight_of_his_army() -> None:
    assert suspected(90, 70) > suspected(30, 70) + 1


def test_suspicion_of_the_war_commissar_grows_with_his_prestige() -> None:
    assert suspected(90, 80) > suspected(90, 40) + 0.5


def test_whoever_has_no_army_is_not_suspected_for_it() -> None:
    armed = suspected(90, 70)
    table = (
        Table(12).put(90, "support", "red_army", "trotsky").put("frunze", "holder", "war_commissar")
    )
    table.put(70, "standing", "trotsky").put(70, "repute", "trotsky")
    assert table.play(4, IDLE).get("suspicion", "trotsky").mean() < armed - 1


def test_a_tour_of_the_garrisons_wins_soldiers_and_costs_trust() -> None:
    toured, stayed = (
        Table(12)
        .put(40, "support", "red_army", "trotsky")
        .play(2, {**IDLE, ("trotsky", "manoeuvre"): act})
        for act in ("tour_army", "pass")
    )
    did = toured.done["trotsky", "tour_army"]
    for row in (("support", "red_army", "trotsky"), ("suspicion", "trotsky")):
        assert (toured.get(*row)[did] > stayed.get(*row)[did]).all()


@pytest.mark.parametrize("answer", ["give_word", "stand_down"])
def test_the_army_can_take_power_and_mostly_ruins_whoever_calls_it(answer: str) -> None:
    table = (
        Table(60).play(3).put(95, "support", "red_army", "trotsky").put(75, "suspicion", "trotsky")
    )
    table.play(6, {("trotsky", "night_of_regiments"): answer, ("*", "agenda"): "pass"})
    came = table.chose("night_of_regiments", answer)
    took, failed = table.get("army_in_power")[came] > 0, table.get("coup_failed")[came] > 0
    assert came.mean() > 0.5
    if answer == "stand_down":
        assert not took.any()
        assert not failed.any()
    else:
        assert 0.1 < took.mean() < failed.mean()
        assert (table.get("executed")[came] >= 300).all()
        assert (table.get("in_party", "trotsky")[came][failed] == 0).all()
