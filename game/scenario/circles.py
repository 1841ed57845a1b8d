"""Derived quantities that are worked out from themselves: their values would depend on how often
they were worked out.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from game.engine.effects import formulas_of, read_in, written
from game.engine.rules import Rules
from game.scenario.findings import Findings


def check_circles(rules: Rules, findings: Findings) -> None:
    """Find a derived quantity that reads itself, by itself or through others."""
    derived = [quantity.id for quantity in rules.book.quantities if quantity.value is not None]
    reads = {
        name: read_in(formulas_of([change])) & written(rules.derived.changes)
        for name, change in zip(derived, rules.derived.changes, strict=True)
    }
    try:
        TopologicalSorter(reads).prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]
        first = min(circle, key=derived.index)
        at = circle.index(first)
        circle = [*circle[at:], *circle[:at], first]
        message = f"'{first}' is worked out from itself"
        if len(circle) > 2:
            message += f": {' from '.join(circle)}"
        hint = "let a quantity without value: keep it, and move it in close:"
        findings.error("E205", ("quantities", first, "value"), message, "no circle", hint)
