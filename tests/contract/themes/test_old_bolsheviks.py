"""Old Bolsheviks and latecomers: years beside Lenin count, and the past can be raised."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, Table


def test_years_beside_lenin_are_a_claim_that_latecomers_lack() -> None:
    table = Table(1)
    claim = {
        who: table.get("pedigree", who)[0] for who in ("trotsky", "zinoviev", "kamenev", "stalin")
    }
    assert claim["trotsky"] < min(claim["zinoviev"], claim["kamenev"], claim["stalin"])


@pytest.mark.parametrize("person", ["trotsky", "kamenev", "zinoviev"])
def test_the_past_of_the_three_can_be_raised_against_them(person: str) -> None:
    raised, quiet = (
        Table(12).play(2, {**IDLE, ("bukharin", "manoeuvre"): act})
        for act in (f"dig_up_past {person}", "pass")
    )
    assert (raised.get("legitimacy", person) < quiet.get("legitimacy", person)).all()
    assert (raised.get("standing", person) < quiet.get("standing", person)).all()


def test_there_is_nothing_of_the_kind_to_raise_against_rykov() -> None:
    table = Table(6).play(2, {("bukharin", "manoeuvre"): "dig_up_past rykov"})
    assert ("bukharin", "dig_up_past rykov") not in table.done
