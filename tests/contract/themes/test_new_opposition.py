"""The New Opposition: Zinoviev and Kamenev turn, and two cities are fought over."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def test_the_platform_of_four_breaks_the_alliance_or_not() -> None:
    signed, dealt = (
        Table(40)
        .play(8)
        .put(-10, "trust", "zinoviev", "stalin")
        .play(10, {("zinoviev", "platform_of_four"): answer})
        for answer in ("sign", "deal")
    )
    one, two = signed.chose("platform_of_four", "sign"), dealt.chose("platform_of_four", "deal")
    assert one.any()
    assert two.any()
    assert signed.get("pact", "zinoviev", "stalin")[one].mean() < 0.2
    assert dealt.get("pact", "zinoviev", "stalin")[two].mean() > 0


def test_leningrad_can_be_taken_by_a_replacement_that_is_voted() -> None:
    plan = {
        **IDLE,
        ("stalin", "agenda"): "replace_secretary leningrad",
        ("*", "vote replace_secretary"): "aye",
    }
    table = Table(24).play(3)
    for pair in (("zinoviev", "stalin"), ("stalin", "zinoviev")):
        table.put(0, "pact", *pair)
    table.put(60, "suspicion", "zinoviev").put(12, "capital", "stalin")
    before = table.get("support", "leningrad", "zinoviev")
    table.play(4, plan)
    did = table.passed("replace_secretary")
    assert did.any()
    assert (table.get("support", "leningrad", "zinoviev")[did] < before[did]).all()
    taken = [who == "stalin" for who in table.who("control", "leningrad")]
    assert any(taken)


def test_a_strong_machine_keeps_its_city_longer() -> None:
    """The hold of a place is in the gravity of replacing its secretary."""
    shares = []
    for hold in (0, 100):
        table = Table(40).play(3)
        for pair in (("zinoviev", "stalin"), ("stalin", "zinoviev")):
            table.put(0, "pact", *pair)
        table.put(40, "suspicion", "zinoviev").put(12, "capital", "stalin").put(
            hold, "hold", "leningrad"
        )
        table.play(4, {**IDLE, ("stalin", "agenda"): "replace_secretary leningrad"})
        shares.append(table.passed("replace_secretary").mean())
    assert shares[0] >= shares[1]
    assert shares[0] > 0
