"""The people: all who counted are there, and deaths come on their dates unless play mends it."""

from __future__ import annotations

import pytest

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import LEADERS, Table

MAIN = (
    "stalin trotsky bukharin zinoviev kamenev rykov tomsky molotov kalinin voroshilov kuibyshev "
    "rudzutak ordzhonikidze kirov dzerzhinsky frunze sokolnikov krupskaya uglanov kaganovich "
    "mikoyan andreev menzhinsky pyatakov preobrazhensky radek rakovsky"
)


@pytest.mark.parametrize("person", MAIN.split())
def test_a_main_person_has_a_file(person: str) -> None:
    declared = load(SCENARIOS["after-lenin"]).content.people[person]
    assert declared.note
    assert declared.fate
    assert declared.traits
    assert declared.positions
    assert declared.sources
    assert declared.portrait.model_fields_set
    assert declared.died


@pytest.mark.parametrize("person", LEADERS)
def test_a_leader_can_be_played(person: str) -> None:
    playable = load(SCENARIOS["after-lenin"]).content.people[person].playable
    assert playable is not None
    assert len(playable.openings) == 3
    assert playable.goals
    assert playable.secrets


def test_dzerzhinsky_dies_in_the_summer_of_1926_or_is_made_to_rest() -> None:
    table = Table(60, bots="historical").play(10)
    assert table.get("alive", "dzerzhinsky").mean() > 0.8
    table.play(13)
    dead = table.get("alive", "dzerzhinsky") == 0
    assert 0.4 < dead.mean() < 1


def test_frunze_dies_of_the_operation_that_he_may_refuse() -> None:
    table = Table(120).play(10)
    obeyed, refused = (table.chose("frunze_operation", answer) for answer in ("obey", "refuse"))
    alive = table.get("alive", "frunze")
    assert alive[obeyed].mean() < 0.6
    assert alive[refused].all()
    assert obeyed.sum() > refused.sum() > 0
