"""The page of a study: what a scenario does when it is played ten thousand times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from game.engine.rules import Rules
from game.lab.reading import NEVER, WIDE, Act, CardRow, Fan, Outcome, TrueRow
from game.lab.sensitivity import Tunable
from game.lab.size import sizes, words
from game.lab.study import Difference, Study, differences
from game.report import advice, charts
from game.report.page import page

INFLUENTIAL = 24
"""Numbers drawn; all stand in the table."""

PULLS = {1.0: "full pull", 0.5: "half", 0.0: "none"}


def lab_page(study: Study) -> str:
    """One HTML file."""
    reading, subject = study.main, study.subject
    header = subject.loaded.content.scenario
    axis = axis_of(subject.rules)
    calibrated = study.calibrated()
    return page(
        "lab.html.j2",
        study=study,
        reading=reading,
        header=header,
        order=study.order,
        chapters=advice.chapters(study),
        endings=_outcomes("Endings", reading.endings()),
        winners=_outcomes("Who comes out on top", reading.winners(), marks=True),
        by_winner=[
            (row, reading.endings_of(row.id)) for row in reading.winners() if row.share.count
        ],
        dates=_dates(study, axis),
        anchors=_anchors(study),
        pulls=[PULLS.get(bias, f"{bias:g}") for bias in calibrated],
        bars=_bars(study),
        series=[_series(row, axis) for row in _true_rows(study)],
        cards=[_card(row) for row in reading.cards()],
        never=NEVER,
        acts=[
            (title, _acts(reading.acts(kind)), reading.passing(kind), _seats(reading.acts(kind)))
            for title, kind in (("Manoeuvres", "manoeuvre"), ("Motions tabled", "agenda"))
        ],
        motions=reading.motions(),
        members=reading.members(),
        questions=reading.questions(),
        asked=reading.asked(),
        size=sizes(subject.loaded.content),
        words=[(name, count) for name, count in words(subject.loaded.content).items() if count],
        fans=[(fan, _fan(fan, (), axis)) for fan in reading.fans()],
        numbers=_numbers(study),
        against=_against(study),
    )


def axis_of(rules: Rules) -> charts.Axis:
    """The calendar: a label where a year begins."""
    years = [(turn, rules.clock(turn)[1]) for turn in range(1, rules.turns + 1)]
    firsts = [
        (turn, str(year))
        for (turn, year), before in zip(years, [0, *(year for _, year in years)], strict=False)
        if year != before
    ]
    return charts.Axis(rules.turns, tuple(firsts))


def _outcomes(title: str, rows: Iterable[Outcome], *, marks: bool = False) -> Markup:
    shown = [(row.label, row.share) for row in rows if row.share.count or marks]
    bounds = (advice.LEAST_LEADER, advice.MOST_LEADER) if marks else ()
    return charts.bars(shown, title, marks=bounds)


# -------------------------------------------------------------------- beside history


def _dates(study: Study, axis: charts.Axis) -> Markup | None:
    tables = [reading.anchors() for reading in study.calibrated().values()]
    if not tables or not tables[0]:
        return None
    rows = [
        charts.Dated(
            f"{line[0].on}  {line[0].label}",
            line[0].turn,
            tuple((row.share.value, row.dates) for row in line),
        )
        for line in zip(*tables, strict=True)
    ]
    names = [PULLS.get(bias, f"{bias:g}") for bias in study.calibrated()]
    return charts.dates(rows, axis, names, "Dated facts: when history has them, and when games do")


def _anchors(study: Study) -> list[tuple[object, ...]]:
    """Every fact with its row for every pull."""
    tables = [reading.anchors() for reading in study.calibrated().values()]
    return list(zip(*tables, strict=True))


@dataclass(frozen=True, slots=True)
class Bar:
    """How many facts come near their date in half the games, and happen in a third of them."""

    pull: str
    facts: int
    near: int
    third: int
    points: int
    inside: int
    wide: int


def _bars(study: Study) -> list[Bar]:
    rows = []
    for bias, reading in study.calibrated().items():
        anchors = reading.anchors()
        points = [point for row in reading.true_series() for point in row.points]
        rows.append(
            Bar(
                PULLS.get(bias, f"{bias:g}"),
                len(anchors),
                sum(row.near.value >= 0.5 for row in anchors),
                sum(row.share.value >= 1 / 3 for row in anchors),
                len(points),
                sum(point.inside for point in points),
                sum(point.width > WIDE for point in points),
            )
        )
    return rows


def _true_rows(study: Study) -> list[TrueRow]:
    calibrated = study.calibrated()
    reading = calibrated.get(1.0) or next(iter(calibrated.values()), study.main)
    return reading.true_series()


def _series(row: TrueRow, axis: charts.Axis) -> tuple[TrueRow, Markup]:
    """A true series with its chart: the band of the games at every period."""
    turns = [point.turn for point in row.points]
    low, middle, high = (
        [getattr(point, name) for point in row.points] for name in ("low", "median", "high")
    )
    bands = [low, low, low, middle, high, high, high]
    true = [(point.turn, point.true) for point in row.points]
    return row, charts.fan(turns, bands, true, axis, f"{row.label}: games and history")


# -------------------------------------------------------------------- what is done


@dataclass(frozen=True, slots=True)
class CardView:
    """A card's row with its small charts."""

    row: CardRow
    dates: Markup
    answers: Markup


def _card(row: CardRow) -> CardView:
    shares = [(label, share.value) for _, label, share in row.options]
    return CardView(
        row,
        charts.sparks(row.by_turn[1:], f"Dates of {row.title}"),
        charts.split(shares, f"Answers to {row.title}"),
    )


def _acts(rows: list[Act]) -> list[tuple[Act, Markup]]:
    return [(act, charts.meter(act.share.value, act.label)) for act in rows]


def _seats(rows: list[Act]) -> list[str]:
    """The seats that ever could."""
    return list(dict.fromkeys(seat for act in rows for seat, _ in act.by))


def _fan(fan: Fan, true: Iterable[tuple[float, float]], axis: charts.Axis) -> Markup:
    return charts.fan(fan.turns, fan.bands, tuple(true), axis, f"{fan.label}: all games")


# -------------------------------------------------------------------- numbers, before and after


NOTHING = "nothing"
"""What a number moves that moves the share of no ending or person."""


def _numbers(study: Study) -> Markup | None:
    if not study.effects:
        return None
    rows = [
        (
            f"{one.what or NOTHING}: {_step(one.tunable)}",
            one.change.low,
            one.change.value,
            one.change.high,
        )
        for one in study.effects[:INFLUENTIAL]
    ]
    return charts.changes(rows, "What a fifth more of each number does")


def _step(tunable: Tunable) -> str:
    return f"{tunable.path} {tunable.value:g} to {tunable.changed:g}"


def _against(study: Study) -> list[tuple[str, list[Difference], Markup | None]]:
    if study.against is None or not study.against.tally.games:
        return []
    found = []
    for title, rows in differences(study.main, study.against.main).items():
        drawn = [
            (row.label, row.change.low, row.change.value, row.change.high) for row in rows[:20]
        ]
        found.append((title, rows, charts.changes(drawn, title) if drawn else None))
    return found
