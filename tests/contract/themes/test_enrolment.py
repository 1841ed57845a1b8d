"""The Lenin Enrolment: the party nearly doubles, and newcomers lean to whoever runs the machine."""

from __future__ import annotations

import numpy as np

from tests.contract.themes.table import IDLE, Table


def test_membership_nearly_doubles_within_two_years() -> None:
    table = Table(12)
    before = table.get("members")
    table.play(9, {**IDLE, ("stalin", "lenin_enrolment_call"): "mass"})
    growth = table.get("members") / before
    assert (growth > 1.7).all()
    assert (growth < 2.6).all()


def test_how_far_the_doors_are_opened_is_a_choice() -> None:
    mass, narrow = (
        Table(8).play(3, {**IDLE, ("stalin", "lenin_enrolment_call"): answer})
        for answer in ("mass", "narrow")
    )
    both = mass.chose("lenin_enrolment_call", "mass") & narrow.chose(
        "lenin_enrolment_call", "narrow"
    )
    assert both.any()
    assert (mass.get("weight", "enrolment")[both] > narrow.get("weight", "enrolment")[both]).all()


def test_newcomers_lean_to_whoever_runs_the_apparatus() -> None:
    gains = []
    for person in ("stalin", "kamenev"):
        table = (
            Table(12).put(person, "holder", "general_secretary").put(person, "control", "enrolment")
        )
        before = table.get("support", "enrolment", person)
        table.play(6, IDLE)
        gains.append(table.get("support", "enrolment", person) - before)
        assert (gains[-1] > 5).all()


def test_meal_ticket_members_dull_the_wish_for_party_democracy() -> None:
    table = Table(8)
    before = table.get("mood", "enrolment", "regime")
    table.play(2, {**IDLE, ("stalin", "manoeuvre"): "enrolment_drive"})
    assert ("stalin", "enrolment_drive") in table.done
    assert (table.get("mood", "enrolment", "regime") < before).all()
    assert np.all(table.get("mood", "enrolment", "regime") < 0)
