"""After 1929: what became of each person and the country, by how the game ended."""

from __future__ import annotations

import pytest

from game.briefing.make import brief
from game.scenario.load import load
from game.scenario.names import COUNTRY
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import LEADERS, Table


@pytest.mark.parametrize("person", LEADERS)
def test_a_leaders_epilogue_has_one_for_every_end(person: str) -> None:
    found = load(SCENARIOS["after-lenin"]).content.epilogues[person]
    assert len(found) >= 3
    assert found[-1].when is True


def test_the_country_is_told_to_1941_and_with_the_terror_where_it_follows() -> None:
    content = load(SCENARIOS["after-lenin"]).content
    texts = [one.text for one in content.epilogues[COUNTRY]]
    texts += [ending.epilogue or "" for ending in content.endings.values()]
    assert any("1941" in text for text in texts)
    assert any("681" in text or "680,000" in text for text in texts)


def test_every_finished_game_tells_everybody_and_the_country() -> None:
    loaded = load(SCENARIOS["after-lenin"])
    table = Table(6).end()
    for game in range(6):
        state = table.state.select([game])
        ending = brief(table.rules, loaded, state, 0).ending
        assert ending is not None
        assert set(LEADERS) <= {who for who, _ in ending.fates}
        assert ending.country or ending.epilogue
        assert "{" not in f"{ending.text}{ending.epilogue}{ending.country}"
