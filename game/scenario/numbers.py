"""Numbers of the start: in range, on the step, and within what a row can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.scenario.build import kinds_of
from game.scenario.findings import Findings
from game.scenario.mend import rising
from game.scenario.problems import KeyPath
from game.scenario.ranges import MAX_COUNT, counts_of, on_step
from game.scenario.schema import Quantity, Scenario

CODES = {
    "E410": "a number lies outside its range",
    "E411": "a number is no whole number of steps",
    "E412": "a range or step is impossible",
    "E413": "a table has too few points, or its x do not rise",
}
"""The errors about the numbers a game starts with, by code."""

MOST_ROWS = 40_000
MOST_TARGETS = 5_000


def check_numbers(content: Scenario, findings: Findings) -> None:
    """Find what is wrong with ranges, steps, starts, tables and settings."""
    for id, quantity in content.quantities.items():
        _quantity(findings, ("quantities", id), quantity)
    for id, person in content.people.items():
        _starts(findings, content.quantities, ("people", id, "start"), person.start)
    for id, bloc in content.blocs.items():
        _starts(findings, content.quantities, ("blocs", id, "start"), bloc.start)
    for id, points in content.tables.items():
        _table(findings, ("tables", id), points)
    for id, policy in content.policies.items():
        path = ("policies", id)
        for setting in policy.settings:
            if abs(int(setting)) > 1000:
                findings.key_error(
                    "E410", (*path, "settings", setting), f"{setting} is too large", "-1000 to 1000"
                )
        if policy.settings and str(policy.start) not in policy.settings:
            message = f"{policy.start} is none of the settings"
            findings.error(
                "E410", (*path, "start"), message, f"one of {', '.join(policy.settings)}"
            )
    _size(content, findings)


def _quantity(findings: Findings, path: KeyPath, quantity: Quantity) -> None:
    low, high = quantity.range
    if not low < high:
        message = f"the range goes from {low:g} to {high:g}"
        findings.error("E412", (*path, "range"), message, "the lower end first")
        return
    counts = counts_of(low, high, quantity.step)
    if counts is None or quantity.step > high - low:
        message = f"{quantity.step:g} is no step of {low:g} to {high:g}"
        findings.error(
            "E412", (*path, "step"), message, "1, 10, 0.1, 0.5: whole, or one over a whole number"
        )
        return
    if counts > MAX_COUNT:
        message = f"the range has {counts:,.0f} steps"
        expected = f"at most {MAX_COUNT:,}"
        findings.error(
            "E412", (*path, "range"), message, expected, "a larger unit, or a larger step"
        )
        return
    for number, end in enumerate(quantity.range):
        if not on_step(end, quantity.step):
            message = f"{end:g} is no whole number of steps of {quantity.step:g}"
            findings.error("E411", (*path, "range", number), message, "an end that a row can hold")
    if quantity.value is not None and "start" in quantity.model_fields_set:
        message = "a quantity with `value:` starts with what that gives"
        findings.error("E412", (*path, "start"), message, "either start: or value:")
    elif quantity.value is None:
        _value(findings, quantity, (*path, "start"), quantity.start)
    if quantity.band is not None and quantity.band < quantity.step:
        message = f"a band of {quantity.band:g} is narrower than a step"
        findings.error("E412", (*path, "band"), message, f"at least {quantity.step:g}")


def _value(findings: Findings, quantity: Quantity, path: KeyPath, value: float) -> None:
    low, high = quantity.range
    if not low <= value <= high:
        findings.error("E410", path, f"{value:g} lies outside the range", f"{low:g} to {high:g}")
    elif not on_step(value, quantity.step):
        below = value // quantity.step * quantity.step
        expected = f"{below:g} or {below + quantity.step:g}"
        findings.error("E411", path, f"{value:g} is no whole number of steps", expected)


def _starts(
    findings: Findings,
    quantities: Mapping[str, Quantity],
    path: KeyPath,
    start: Mapping[str, float | bool | dict[str, float]],
) -> None:
    for id, value in start.items():
        quantity = quantities.get(id)
        if quantity is None:
            continue
        if quantity.value is not None:
            message = f"'{id}' is derived: it starts with what its `value:` gives"
            findings.key_error("E412", (*path, id), message, "a quantity without value:")
        elif counts_of(quantity.range[0], quantity.range[1], quantity.step) is None:
            continue
        elif isinstance(value, dict):
            for other, number in value.items():
                _value(findings, quantity, (*path, id, other), number)
        else:
            _value(findings, quantity, (*path, id), value)


def _table(findings: Findings, path: KeyPath, points: list[list[float]]) -> None:
    if rising([(x, y) for x, y in points]):
        return
    if len(points) < 2:
        findings.error("E413", path, "a table needs two points or more", "[[x, y], [x, y]]")
        return
    number = next(n for n in range(1, len(points)) if points[n - 1][0] >= points[n][0])
    message = f"{points[number][0]:g} does not lie behind {points[number - 1][0]:g}"
    findings.error("E413", (*path, number), message, "points with rising x")


def _size(content: Scenario, findings: Findings) -> None:
    """How many rows the matrix would have, and how many targets an act."""
    people = list(content.people.values())
    counts = {
        "person": len(people),
        "seat": sum(person.seat is not None for person in people),
        "leader": sum(person.seat == "leader" for person in people),
        "bloc": len(content.blocs),
        "post": len(content.posts),
        "policy": len(content.policies),
    }
    rows = len(people) * (len(content.issues) + len(content.policies) + len(content.bodies))
    rows += counts["bloc"] * (len(content.issues) + 2 * counts["leader"])
    rows += (
        len(content.manoeuvres) * counts["seat"]
        + 3 * len(content.motions)
        + 2 * len(content.events)
    )
    kept = [kinds_of(quantity.per) for quantity in content.quantities.values()]
    kept += [kinds_of(flag.per) for flag in content.flags.values()]
    rows += sum(math.prod(counts[kind] for kind in kinds) for kinds in kept)
    if rows > MOST_ROWS:
        message = f"the scenario keeps {rows:,} numbers"
        hint = "fewer quantities per pair, or fewer people and blocs"
        findings.key_error("E109", ("quantities",), message, f"at most {MOST_ROWS:,}", hint)
    settings = sum(len(policy.settings) for policy in content.policies.values())
    appointments = counts["post"] * counts["person"]
    for section, targets in (
        ("policies", settings),
        ("posts", appointments),
        ("issues", len(content.issues) * 2),
    ):
        if targets > MOST_TARGETS:
            message = f"an act would have {targets:,} targets"
            findings.key_error("E109", (section,), message, f"at most {MOST_TARGETS:,}")
