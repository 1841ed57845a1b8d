"""The defeat of Trotsky: Lessons of October, illness, the War Commissariat."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def test_lessons_of_october_can_be_printed_at_a_price() -> None:
    printed, kept = (
        Table(40).play(6, {("trotsky", "lessons_of_october"): answer})
        for answer in ("print", "drawer")
    )
    one, two = (
        printed.chose("lessons_of_october", "print"),
        kept.chose("lessons_of_october", "drawer"),
    )
    both = one & two
    assert both.any()
    for enemy in ("zinoviev", "kamenev"):
        assert (
            printed.get("trust", enemy, "trotsky")[both].mean()
            < kept.get("trust", enemy, "trotsky")[both].mean()
        )
    assert (
        printed.get("suspicion", "trotsky")[both].mean()
        > kept.get("suspicion", "trotsky")[both].mean()
    )


def test_the_fever_comes_and_keeps_him_away() -> None:
    table, ill = Table(24), 0.0
    for turn in range(2, 10):
        ill += table.play(turn, IDLE).get("ill", "trotsky").mean()
    assert ill > 0.5
    others = table.get("ill", "rykov").mean()
    assert others <= table.get("ill", "trotsky").mean() + 0.5


def test_he_mostly_loses_the_army_as_he_did() -> None:
    table = Table(60, bots="historical").play(9)
    lost = ~table.holds("trotsky", "war_commissar")
    assert 0.4 < lost.mean() < 1


def test_he_can_keep_it() -> None:
    plan = {
        ("trotsky", "manoeuvre"): ["statement", "write_article", "rest"],
        ("trotsky", "lessons_of_october"): "drawer",
    }
    kept = Table(60).play(9, plan).holds("trotsky", "war_commissar")
    assert kept.mean() > 0.2
