"""The debrief of a game: one page to read, print and discuss."""

from __future__ import annotations

from game.engine.rules import Rules
from game.lab.counterfactual import Counterfactual, turning_points
from game.lab.crew import Crew
from game.record.record import Record
from game.report.page import page
from game.report.tale import Tale
from game.scenario.load import Loaded


def debrief_page(
    rules: Rules, loaded: Loaded, record: Record, *, crew: Crew | None = None, replays: int = 0
) -> str:
    """One HTML file. With `replays`, decisions of the players are played the other way so many
    times, by the crew if there is one. Raises RecordError for a record that cannot be replayed,
    and CrewError.
    """
    tale = Tale(rules, loaded, record)
    points: list[Counterfactual] = []
    if replays and tale.over:
        with crew or Crew(1) as workers:
            points = turning_points(
                rules, tale.steps, tale.players, tale.bots, workers, replays=replays
            )
    return page("debrief.html.j2", **tale.told(points, replayed=bool(replays)))
