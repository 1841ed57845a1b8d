"""Permanent Revolution or Socialism in One Country: an issue, a line, and a world that tests it."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, LEADERS, Table


def test_the_conference_can_write_one_country_into_the_line() -> None:
    movers = {(who, "agenda"): "one_country" for who in ("bukharin", "stalin")}
    voted, silent = Table(24).play(6), Table(24).play(6)
    for table in (voted, silent):
        table.put(0, "line", "revolution")
        for who in LEADERS:
            table.put(0, "position", who, "revolution")
    voted.play(7, {**IDLE, **movers, ("*", "vote one_country"): "aye"})
    silent.play(7, IDLE)
    passed = voted.passed("one_country")
    assert passed.any()
    moved = (voted.get("line", "revolution") - silent.get("line", "revolution"))[passed]
    assert moved.mean() < -10


def test_far_from_the_line_one_is_suspected() -> None:
    near, far = (
        Table(8)
        .put(view, "position", "trotsky", "revolution")
        .put(-80, "line", "revolution")
        .play(4, IDLE)
        for view in (-60, 90)
    )
    assert (far.get("suspicion", "trotsky") > near.get("suspicion", "trotsky")).all()


@pytest.mark.parametrize(
    ("card", "turn", "decider", "bold", "careful"),
    [
        ("general_strike", 12, "tomsky", "leave", "stay"),
        ("shanghai", 15, "*", "break_now", "stay"),
    ],
)
def test_britain_and_china_test_the_line(
    card: str, turn: int, decider: str, bold: str, careful: str
) -> None:
    one, two = (Table(12).play(turn, {(decider, card): answer}) for answer in (bold, careful))
    assert one.chose(card, bold).any()
    assert two.chose(card, careful).any()
    assert one.get("tension").mean() > two.get("tension").mean()


def test_the_head_of_the_comintern_can_win_or_lose_by_its_line() -> None:
    table = Table(60)
    before = table.get("standing", "zinoviev")
    table.play(2, {**IDLE, ("zinoviev", "manoeuvre"): "comintern_line"})
    moved = table.get("standing", "zinoviev") - before
    assert ("zinoviev", "comintern_line") in table.done
    assert (moved > 0).any()
    assert (moved < 0).any()
