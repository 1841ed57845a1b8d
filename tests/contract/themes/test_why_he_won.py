"""Why did he win? The essay's five questions, with evidence for and against and no verdict."""

from __future__ import annotations

from collections import Counter

from game.briefing.make import interpretations
from game.scenario.load import load
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import Table


def test_the_five_questions_are_asked_each_with_evidence() -> None:
    views = load(SCENARIOS["after-lenin"]).content.interpretations
    questions = {view.question or view.label for view in views.values()}
    assert len(questions) >= 5
    assert sum(len(view.evidence) for view in views.values()) >= 24
    assert all(view.argued_by for view in views.values())


def test_evidence_differs_from_game_to_game() -> None:
    loaded, table = load(SCENARIOS["after-lenin"]), Table(30, bots="historical").end()
    spoken: dict[str, Counter[str]] = {}
    for game in range(30):
        for view in interpretations(table.rules, loaded, table.state, game):
            for row in view.evidence:
                spoken.setdefault(f"{view.id} {row.label}", Counter())[row.speaks] += 1
    alive = [rows for rows in spoken.values() if len(rows) > 1]
    assert len(alive) >= 0.5 * len(spoken)
    assert sum(rows["for"] > 0 for rows in spoken.values()) >= 0.5 * len(spoken)
    assert sum(rows["against"] > 0 for rows in spoken.values()) >= 0.3 * len(spoken)
