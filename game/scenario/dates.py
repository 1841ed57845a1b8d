"""Dates and lives: what lies outside the game, and who was dead or a child on that day."""

from __future__ import annotations

import calendar

from game.scenario.build import MONTHS, months_of, turn_of
from game.scenario.findings import Findings
from game.scenario.problems import KeyPath
from game.scenario.schema import Scenario

CODES = {
    "E401": "the game has no proper beginning and end",
    "E402": "a date lies outside the game, or there is no such day",
    "E403": "a window is closed before it opens",
    "E404": "a body meets twice at a time",
    "E405": "somebody is dead or too young",
}
"""The errors about dates, by code."""

MOST_TURNS = 400
GROWN_UP = 16


def check_dates(content: Scenario, findings: Findings) -> None:
    """Find what is wrong with dates and lives."""
    header = content.scenario
    if months_of(header.start) >= months_of(header.end):
        message = f"the game ends in {header.end}, before it begins in {header.start}"
        findings.error("E401", ("scenario", "end"), message, f"a month after {header.start}")
        return
    turns = turn_of(content, header.end)
    if turns > MOST_TURNS:
        message = f"the game has {turns:,} turns"
        findings.error("E401", ("scenario", "end"), message, f"at most {MOST_TURNS}")
    _calendar(content, findings)
    _windows(content, findings)
    _days(content, findings)
    _figures(content, findings)
    _lives(content, findings)


def _outside(content: Scenario, findings: Findings, path: KeyPath, date: str) -> bool:
    header = content.scenario
    if months_of(header.start) <= months_of(date) <= months_of(header.end):
        return False
    message = f"{date} lies outside the game"
    findings.error("E402", path, message, f"{header.start} to {header.end}")
    return True


def _calendar(content: Scenario, findings: Findings) -> None:
    found: set[tuple[str, str]] = set()
    for number, meeting in enumerate(content.calendar):
        _outside(content, findings, ("calendar", number, "on"), meeting.on)
        if (meeting.on, meeting.body) in found:
            message = f"'{meeting.body}' meets in {meeting.on} already"
            findings.error("E404", ("calendar", number, "on"), message, "one meeting a month")
        found.add((meeting.on, meeting.body))


def _windows(content: Scenario, findings: Findings) -> None:
    for id, event in content.events.items():
        if event.window is None:
            continue
        first, last = event.window
        path = ("events", id, "window")
        outside = [
            _outside(content, findings, (*path, n), date) for n, date in enumerate(event.window)
        ]
        if not any(outside) and months_of(first) > months_of(last):
            message = f"the window opens in {first} and closes in {last}"
            findings.error("E403", path, message, "the earlier month first")
    for number, bias in enumerate(content.bias):
        path_of = ("bias", number)
        if bias.from_ > bias.to:
            message = f"from turn {bias.from_} to turn {bias.to}"
            findings.error("E403", path_of, message, "the earlier turn first")
        elif bias.from_ > turn_of(content, content.scenario.end):
            findings.error(
                "E402", (*path_of, "from"), f"there is no turn {bias.from_}", "a turn of the game"
            )


def _days(content: Scenario, findings: Findings) -> None:
    """Days that no month has: the shape lets 31 February pass."""
    days: list[tuple[KeyPath, str | None]] = []
    days += [(("people", id, "died"), person.died) for id, person in content.people.items()]
    days += [
        (("events", id, "history", "on"), event.history.on)
        for id, event in content.events.items()
        if event.history
    ]
    days += [(("history", number, "on"), line.on) for number, line in enumerate(content.history)]
    for path, day in days:
        if day is not None and day.count("-") == 2:
            year, month, number = (int(part) for part in day.split("-"))
            if not 1 <= number <= calendar.monthrange(max(year, 1), month)[1]:
                findings.error("E402", path, f"there is no {day}", "a day of that month")


def _figures(content: Scenario, findings: Findings) -> None:
    """Points of true series of which the game has no month."""
    header = content.scenario
    first, last = months_of(header.start), months_of(header.end)
    for id, figure in content.history_figures.items():
        for date in figure.points:
            begin = months_of(date)
            if begin > last or begin + figure.months <= first:
                path = ("history_figures", id, "points", date)
                message = f"{date} lies outside the game"
                findings.key_error("E402", path, message, f"{header.start} to {header.end}")


def _lives(content: Scenario, findings: Findings) -> None:
    start = content.scenario.start
    unfit: dict[str, str] = {}
    for id, person in content.people.items():
        path = ("people", id)
        if person.died is not None and int(person.died[:4]) < person.born:
            message = f"'{id}' died before the birth in {person.born}"
            findings.error("E405", (*path, "died"), message, "the later year")
        elif person.died is not None and _before(person.died, start):
            message = f"'{id}' died in {person.died}, before the game begins in {start}"
            findings.error("E405", (*path, "died"), message, "only people who are alive then")
            unfit[id] = f"died in {person.died}"
        elif int(start[:4]) - person.born < GROWN_UP:
            unfit[id] = f"was born in {person.born}"
            if person.seat:
                message = f"'{id}' is under {GROWN_UP} when the game begins"
                findings.error(
                    "E405", (*path, "born"), message, f"born by {int(start[:4]) - GROWN_UP}"
                )
    _offices(content, findings, unfit)


def _before(died: str, start: str) -> bool:
    """Whether a day of death lies before a month; a bare year is dead only when it has passed."""
    if "-" not in died:
        return int(died) < int(start[:4])
    return months_of(died) < months_of(start)


def _offices(content: Scenario, findings: Findings, unfit: dict[str, str]) -> None:
    """Offices held at the start by those who cannot hold them."""
    start = content.scenario.start
    held: list[tuple[KeyPath, str | None]] = []
    held += [(("posts", id, "holder"), post.holder) for id, post in content.posts.items()]
    held += [(("blocs", id, "control"), bloc.control) for id, bloc in content.blocs.items()]
    held += [(("people", id, "patron"), person.patron) for id, person in content.people.items()]
    for id, body in content.bodies.items():
        held += [(("bodies", id, "members", n), who) for n, who in enumerate(body.members)]
        held += [(("bodies", id, "candidates", n), who) for n, who in enumerate(body.candidates)]
    for path, who in held:
        if who in unfit:
            message = f"'{who}' {unfit[who]} and cannot be here in {start}"
            findings.error("E405", path, message, f"somebody grown up and alive in {start}")


def clock_ranges(content: Scenario, first: int, last: int) -> dict[str, tuple[float, float]]:
    """The lowest and highest turn, year, quarter, month and date of some turns."""
    start, length = months_of(content.scenario.start), MONTHS[content.scenario.turn]
    dates = [start + (turn - 1) * length for turn in range(first, max(first, last) + 1)]
    months = [date % 12 for date in dates]
    return {
        "turn": (first, max(first, last)),
        "year": (dates[0] // 12, dates[-1] // 12),
        "quarter": (min(months) // 3 + 1, max(months) // 3 + 1),
        "month": (min(months) + 1, max(months) + 1),
        "date": (dates[0], dates[-1]),
    }
