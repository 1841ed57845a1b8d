"""The triumvirate: an alliance with a price, which can hold or turn."""

from __future__ import annotations

import numpy as np

from tests.contract.themes.table import IDLE, Table

PAIRS = [("stalin", "zinoviev"), ("stalin", "kamenev"), ("zinoviev", "kamenev")]


def test_the_three_begin_as_allies() -> None:
    table = Table(1)
    assert all(table.get("pact", *pair)[0] == 1 for pair in PAIRS)


def test_the_pact_can_hold_or_turn() -> None:
    table = Table(80).play(12)
    held = table.get("pact", "stalin", "zinoviev") == 1
    assert 0.05 < held.mean() < 0.95


def test_an_alliance_is_paid_for_by_the_ally_who_runs_ahead() -> None:
    calm, ahead = Table(12), Table(12).put(95, "standing", "stalin").put(95, "repute", "stalin")
    before = ahead.get("trust", "zinoviev", "stalin")
    calm.play(4, IDLE)
    ahead.play(4, IDLE)
    assert ahead.get("menace", "stalin").mean() > calm.get("menace", "stalin").mean()
    assert (
        ahead.get("trust", "zinoviev", "stalin").mean()
        < calm.get("trust", "zinoviev", "stalin").mean()
    )
    assert np.isfinite(before).all()


def test_whoever_breaks_it_is_not_forgiven_soon() -> None:
    table = Table(12)
    before = table.get("trust", "kamenev", "zinoviev")
    table.play(2, {**IDLE, ("zinoviev", "manoeuvre"): ["break_pact kamenev", "pass"]})
    did = table.done["zinoviev", "break_pact kamenev"]
    assert did.any()
    assert (table.get("pact", "kamenev", "zinoviev")[did] == 0).all()
    assert ((before - table.get("trust", "kamenev", "zinoviev"))[did] > 15).all()
