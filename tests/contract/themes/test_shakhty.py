"""The Shakhty trial: specialists, police, and the price in output and trust."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def tried(answer: str) -> Table:
    """Two years after the answer to the file from the Donbass."""
    table = Table(24).play(17, IDLE).put(50, "spec_morale").put(60, "ogpu_mood")
    return table.play(24, {**IDLE, ("*", "shakhty"): answer})


def test_the_trial_costs_the_specialists_and_their_work() -> None:
    show, test = tried("show"), tried("test")
    both = show.chose("shakhty", "show") & test.chose("shakhty", "test")
    assert both.any()
    assert show.get("spec_morale")[both].mean() < test.get("spec_morale")[both].mean() - 3
    assert show.get("productivity")[both].mean() < test.get("productivity")[both].mean()
    assert (show.get("executed")[both] > test.get("executed")[both]).all()


def test_a_case_that_is_tested_can_be_dismissed() -> None:
    table = tried("test")
    assert (table.fired("case_dismissed") <= table.chose("shakhty", "test")).all()
    assert table.fired("case_dismissed").any()


def test_the_police_gain_by_it() -> None:
    show, test = tried("show"), tried("test")
    both = show.chose("shakhty", "show") & test.chose("shakhty", "test")
    assert show.get("ogpu_mood")[both].mean() > test.get("ogpu_mood")[both].mean()
