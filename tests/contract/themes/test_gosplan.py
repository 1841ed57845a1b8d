"""Gosplan: targets drive reports away from the truth, and only some posts see it."""

from __future__ import annotations

import numpy as np

from tests.contract.themes.table import IDLE, Table

SEEN_FROM = ("gosplan_chair", "vsnkh_chair", "finance_commissar", "premier", "ogpu_head")


def pressed(tempo: float) -> Table:
    """Two years under a plan of some tempo."""
    return Table(12).play(6, IDLE).put(tempo, "setting", "plan_tempo").play(14, IDLE)


def test_reported_figures_drift_from_true_ones_under_pressure() -> None:
    modest, mad = pressed(1), pressed(4)
    gaps = [
        (table.get("reported_industry") / table.get("industry")).mean() for table in (modest, mad)
    ]
    assert gaps[1] > gaps[0] + 0.02
    assert mad.get("report_gap").mean() > modest.get("report_gap").mean() + 2


def test_only_some_posts_see_the_true_figures() -> None:
    table = pressed(4)
    rules, row = table.rules, table.row("industry")
    for seat, person in enumerate(rules.people[: rules.seats]):
        for game in range(4):
            known = rules.known(table.state, seat, game)
            posts = [post for post in SEEN_FROM if table.who("holder", post)[game] == person]
            assert known.exact[row] == bool(posts)
            if not posts:
                told = rules.layout["industry"].read(known.column[row])
                reported = rules.layout["reported_industry"].read(
                    int(table.state.matrix[table.row("reported_industry"), game])
                )
                assert abs(told - reported) < 0.2


def test_whoever_takes_the_office_learns_the_truth() -> None:
    table = pressed(4)
    seat, row = table.rules.people.index("tomsky"), table.row("industry")
    assert not table.rules.known(table.state, seat).exact[row]
    table.put("tomsky", "holder", "gosplan_chair")
    assert table.rules.known(table.state, seat).exact[row]


def test_the_first_control_figures_are_a_forecast_or_an_order() -> None:
    answers = {("*", "control_figures"): "forecast"}, {("*", "control_figures"): "order"}
    forecast, order = (Table(24).play(11, plan) for plan in answers)
    one, two = (
        forecast.chose("control_figures", "forecast"),
        order.chose("control_figures", "order"),
    )
    assert one.any()
    assert two.any()
    assert np.mean(order.get("setting", "plan_tempo")[two]) > np.mean(
        forecast.get("setting", "plan_tempo")[one]
    )
