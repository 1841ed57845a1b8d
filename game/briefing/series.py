"""What figures were at past turns, as far as one seat saw them: kept by whoever keeps the game.

A series is a dict from a figure's key to its values, one a turn from turn 1 on, in the first
briefing of each turn. Keys are figures' ids; a person's or bloc's figures have the id of the row,
`standing[rykov]`. The terms of a figure are kept as it is, `grain|Harvest`, and are 0 in turns in
which there was no such term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from game.briefing.model import Briefing, Figure

Series: TypeAlias = Mapping[str, Sequence[float]]

TERM = "|"
"""Between a figure's key and the label of one of its terms."""


def note_series(briefing: Briefing, series: dict[str, list[float]]) -> None:
    """Write down a briefing's figures, if they are not yet there for its turn.

    To be called with the first briefing of every turn; calling it again in the same turn changes
    nothing. A turn that was left out repeats the value after it.
    """
    past: dict[str, list[str]] = {}
    for key in series:
        figure_key, _, label = key.partition(TERM)
        if label:
            past.setdefault(figure_key, []).append(label)
    for key, figure in _figures(briefing):
        values = series.setdefault(key, [])
        missing = briefing.turn - len(values)
        if missing <= 0:
            continue
        values += [figure.value] * missing
        terms = {row.label: row.value for row in figure.why}
        for label in {*past.get(key, ()), *terms}:
            course = series.setdefault(f"{key}{TERM}{label}", [])
            course += [0.0] * (briefing.turn - 1 - len(course))
            course.append(terms.get(label, 0.0))


def cut_series(series: dict[str, list[float]], turn: int) -> None:
    """Forget the values of a turn and those after it: the game goes on from there anew."""
    for values in series.values():
        del values[turn - 1 :]


def before(series: Series | None, key: str, turn: int) -> tuple[float, ...]:
    """The values of a figure in the turns before `turn`."""
    values = series.get(key, ()) if series else ()
    return tuple(values[: turn - 1])


def terms_at(series: Series | None, turn: int) -> dict[str, dict[str, float]]:
    """The terms that figures had in a turn: key of the figure, label, value."""
    found: dict[str, dict[str, float]] = {}
    for name, values in series.items() if series and turn >= 1 else ():
        key, _, label = name.partition(TERM)
        if label and len(values) >= turn:
            found.setdefault(key, {})[label] = values[turn - 1]
    return found


def _figures(briefing: Briefing) -> list[tuple[str, Figure]]:
    found = [(figure.id, figure) for figure in briefing.figures]
    found.append((f"{briefing.capital.id}[{briefing.seat}]", briefing.capital))
    for person in briefing.people:
        found += [(f"{figure.id}[{person.id}]", figure) for figure in person.figures]
    for bloc in briefing.blocs:
        found += [(f"{figure.id}[{bloc.id}]", figure) for figure in bloc.figures]
    return found
