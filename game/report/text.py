"""A study in plain lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.engine.rules import Rules
from game.lab.reading import Act, Anchor, Outcome, Reading
from game.lab.size import sizes
from game.lab.study import Study, differences
from game.record.minutes import turn_label

_WIDTH = 42


def lines(study: Study, seconds: float, kept: int = 0) -> Iterator[str]:
    """Everything that was found; `kept` games had been played before."""
    games = study.tally.games
    if not games:
        yield "No game was finished."
        return
    reading, players = study.main, study.order.players
    pull = f", pull {players.bias:g}" if players.name == "historical" else ""
    yield (
        f"{games} games, {int(study.tally['decisions'][0])} decisions, seeds from "
        f"{study.order.first}, {players.name} bots{pull}"
    )
    yield from _outcomes("Endings", reading.endings())
    yield from _outcomes("Winners", reading.winners())
    if study.calibration:
        yield from _calibration(study)
    yield from _acts(reading)
    yield from _cards(reading)
    yield from _unseen(study)
    yield from _length(study)
    yield from _against(study)
    told = f", {kept} games from earlier runs" if kept else ""
    yield f"\n{(games - kept) / seconds:.0f} games a second, {seconds:.1f} seconds{told}"


def _outcomes(title: str, rows: Iterable[Outcome]) -> Iterator[str]:
    yield f"\n{title}"
    for row in rows:
        share = row.share
        if share.count:
            interval = f"({100 * share.low:.1f} to {100 * share.high:.1f})"
            yield f"  {100 * share.value:5.1f} %  {interval:<16} {row.id or 'nobody'}"


# -------------------------------------------------------------------- beside history


def _calibration(study: Study) -> Iterator[str]:
    found = study.calibrated()
    tables = {bias: reading.anchors() for bias, reading in found.items()}
    if any(tables.values()):
        yield from _facts(study.subject.rules, tables)
    yield from _figures(found)


def _facts(rules: Rules, tables: dict[float, list[Anchor]]) -> Iterator[str]:
    head = "".join(f"{f'pull {bias:g}':>28}" for bias in tables)
    yield "\nFacts of history: in how many games, how many within half a year, by when"
    yield f"{'':<56}{head}"
    for line in zip(*tables.values(), strict=True):
        cells = "".join(_anchor(rules, row) for row in line)
        mark = "*" if line[0].turning_point else " "
        yield f"{mark} {line[0].on:<10} {line[0].label[:_WIDTH]:<43}{cells}".rstrip()
    for bias, rows in tables.items():
        yield f"  Pull {bias:g}: {_near(rows)}"
        turning = [row for row in rows if row.turning_point]
        if turning:
            yield f"* Pull {bias:g}, turning points: {_near(turning)}"


def _near(rows: list[Anchor]) -> str:
    near = sum(row.near.value >= 0.5 for row in rows)
    third = sum(row.share.value >= 1 / 3 for row in rows)
    return (
        f"{near} of {len(rows)} within half a year in half the games; "
        f"{third} of {len(rows)} in a third of the games"
    )


def _anchor(rules: Rules, row: Anchor) -> str:
    dates = "-".join(
        turn_label(rules, turn)[2:] for turn in (row.dates[0], row.dates[2]) if turn > 0
    )
    return f"{100 * row.share.value:5.0f} % {100 * row.near.value:4.0f} %  {dates:<13}"


def _figures(found: dict[float, Reading]) -> Iterator[str]:
    for bias, reading in found.items():
        series = reading.true_series()
        if not series:
            return
        points = sum(len(row.points) for row in series)
        inside, wide = sum(row.inside for row in series), sum(row.wide for row in series)
        yield (
            f"  Pull {bias:g}: {inside} of {points} true figures lie where 10 to 90 % of the "
            f"games do; {wide} of these bands are wider than 40 % of their middle"
        )
    pulls = "".join(f"{f'pull {bias:g}':>20}" for bias in found)
    yield "\nTrue figures inside the band, and bands that are too wide, by series"
    yield f"{'':<24}{pulls}"
    for line in zip(*(reading.true_series() for reading in found.values()), strict=True):
        cells = "".join(
            f"{f'{row.inside} of {len(row.points)}, {row.wide} wide':>20}" for row in line
        )
        yield f"  {line[0].id:<22}{cells}"


# -------------------------------------------------------------------- what is done


def _acts(reading: Reading) -> Iterator[str]:
    for kind, title in (("manoeuvre", "Manoeuvres"), ("agenda", "Motions")):
        acts = reading.acts(kind)
        odd = [act for act in acts if act.verdict]
        passed = 100 * reading.passing(kind).value
        used = len(acts) - len(odd)
        yield (
            f"\n{title}: {used} of {len(acts)} are used in 0.5 to 40 % of the situations in which "
            f"they are legal; {passed:.1f} % of the asks are passed"
        )
        yield from (f"  {_act(act)}" for act in odd)


def _act(act: Act) -> str:
    return f"{100 * act.share.value:6.2f} %  of {act.share.of:<9} {act.id:<28} {act.verdict}"


def _cards(reading: Reading) -> Iterator[str]:
    rows = reading.cards()
    never = reading.never()
    odd = [row for row in rows if row.verdict]
    came = len(rows) - len(never["cards"])
    yield (
        f"\nCards: {came} of {len(rows)} came; {len(never['options'])} answers nobody gave; "
        f"{len(odd)} cards have an answer under 2 or over 98 %"
    )
    for row in odd:
        shares = ", ".join(f"{ident} {100 * share.value:.0f}" for ident, _, share in row.options)
        yield f"  {row.id:<26} {shares}"


def _unseen(study: Study) -> Iterator[str]:
    if study.unseen:
        yield f"\nNever seen, and what held it back ({len(study.unseen)})"
        for one in study.unseen:
            yield f"  {one.aim.key}: {one.reason}"


def _length(study: Study) -> Iterator[str]:
    yield "\nQuestions asked of a leader: in a tenth, in half, in nine tenths of the games at most"
    for ident, _, (low, middle, high) in study.main.questions():
        yield f"  {ident:<14} {low:>4} {middle:>5} {high:>5}"
    if study.lengths:
        yield "Words shown in a game, each text once"
        for row in study.lengths:
            yield f"  {row.seat:<14} {row.words:>6} words, {row.questions} questions"
    found = sizes(study.subject.loaded.content)
    yield "Size: " + ", ".join(f"{number} {name}" for name, number in found.items())


def _against(study: Study) -> Iterator[str]:
    if study.against is None or not study.against.tally.games:
        return
    title = study.against.subject.loaded.content.scenario.id
    yield f"\nThe same games of {title}: only what differs for certain (95 %)"
    for part, rows in differences(study.main, study.against.main).items():
        yield f"{part}: {len(rows)}"
        for row in rows[:20]:
            change = row.change
            yield (
                f"  {100 * row.before.value:5.1f} -> {100 * row.after.value:5.1f} %  "
                f"({100 * change.low:+.1f} to {100 * change.high:+.1f})  {row.id or 'nobody'}"
            )
