"""Collectivisation and the Five-Year Plan: targets, revisions upward, and the cost in people."""

from __future__ import annotations

import re

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import IDLE, Table


def test_the_plan_has_variants_and_the_higher_one_can_be_taken() -> None:
    tempo = []
    for variant in ("optimal", "first"):
        table = Table(24).play(17, IDLE).put(2, "setting", "plan_tempo").put(60, "line", "pace")
        table.put(3, "setting", "investment_pace")
        table.play(23, {**IDLE, ("*", "two_variants"): variant})
        came = table.chose("two_variants", variant)
        assert came.any()
        tempo.append(table.get("setting", "plan_tempo")[came].mean())
    assert tempo[0] > tempo[1]


def test_the_essays_targets_stand_in_the_texts() -> None:
    texts = repr(load(SCENARIOS["after-lenin"]).source.data)
    for figure in ("112", "203", "336"):
        assert re.search(rf"\b{figure}\b", texts), figure


def test_driving_the_village_into_collectives_costs_people_herds_and_fields() -> None:
    driven, left = (
        Table(24)
        .play(20, IDLE)
        .put(setting, "setting", "collectivisation")
        .put(4 if setting else 1, "setting", "procurement")
        .end(IDLE)
        for setting in (4, 0)
    )
    assert driven.get("collectivised").mean() > left.get("collectivised").mean() + 5
    assert driven.get("livestock").mean() < left.get("livestock").mean()
    assert driven.get("deported").mean() > left.get("deported").mean()
    assert driven.get("unrest").mean() > left.get("unrest").mean()


def test_the_human_cost_stands_at_the_end() -> None:
    content = load(SCENARIOS["after-lenin"]).content
    for quantity in ("deported", "famine_dead", "executed", "repressed"):
        declared = content.quantities[quantity]
        assert declared.good == "down"
        assert declared.unit
