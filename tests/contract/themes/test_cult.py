"""The cult of Lenin: body, statues, quotations; legitimacy now, paid for later."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def test_the_commission_makes_a_relic_or_buries_a_man() -> None:
    relic, grave = (
        Table(8).play(5, {**IDLE, ("*", "immortalization"): answer})
        for answer in ("embalm", "bury")
    )
    both = relic.fired("immortalization") & grave.fired("immortalization")
    assert both.any()


def test_the_commission_moves_the_cult() -> None:
    table = Table(24).play(5, IDLE)
    embalmed, buried = (
        table.chose("immortalization", "embalm"),
        table.chose("immortalization", "bury"),
    )
    assert embalmed.any()
    if buried.any():
        assert table.get("cult")[embalmed].mean() > table.get("cult")[buried].mean()


def test_quoting_lenin_is_legitimacy_now() -> None:
    quoting, silent = (
        Table(8).play(2, {**IDLE, ("stalin", "manoeuvre"): act}) for act in ("lenin_cult", "pass")
    )
    assert (quoting.get("legitimacy", "stalin") > silent.get("legitimacy", "stalin") + 3).all()
    assert (quoting.get("quoted", "stalin") >= 1).all()


def test_quotations_are_paid_for_by_whoever_changes_his_line() -> None:
    lost = []
    for quoted in (0, 8):
        table = Table(8).put(quoted, "quoted", "zinoviev")
        table.put(0, "rank", "politburo", "zinoviev")
        before = table.get("legitimacy", "zinoviev")
        table.play(2, {**IDLE, ("zinoviev", "manoeuvre"): ["change_line village-", "pass"]})
        assert ("zinoviev", "change_line village-") in table.done
        lost.append(before - table.get("legitimacy", "zinoviev"))
    assert (lost[1] > lost[0] + 6).all()
