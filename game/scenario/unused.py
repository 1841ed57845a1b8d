"""What is declared and never used."""

from __future__ import annotations

import re

from game.scenario.findings import Findings
from game.scenario.schema import Scenario
from game.scenario.texts import figures_in
from game.scenario.walk import Marked

CODES = {
    "W605": "something declared is never used",
    "W606": "a source is never cited",
}
"""The warnings about what is not used, by code."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_unused(content: Scenario, values: list[Marked], findings: Findings) -> None:
    """Find declarations that nothing reads. What is shown on a panel needs no reader."""
    named = _named(values) | {content.scenario.currency}
    if content.congress:
        named.add(content.congress.support)
    for id, quantity in content.quantities.items():
        if id not in named and quantity.panel is None:
            message = f"nothing reads or changes '{id}', and no panel shows it"
            findings.key_warning("W605", ("quantities", id), message, "a use, or panel:")
    for section in ("flags", "dice", "tables", "formulas", "traits"):
        for id in getattr(content, section):
            if id not in named:
                message = f"nothing reads or changes '{id}'"
                findings.key_warning("W605", (section, id), message, "a use")
    cited = {id for _, kind, value in values if kind == "sources" for id in value}
    for id in content.sources if len(content.sources) > 1 else ():
        if id not in cited:
            message = f"'{id}' is never cited"
            findings.key_warning("W606", ("sources", id), message, "sources: [...]")


def _named(values: list[Marked]) -> set[str]:
    """The words of all expressions and statements, but what a quantity says of itself."""
    named: set[str] = set()
    for path, kind, value in values:
        if kind in ("expression", "statement") and isinstance(value, str):
            own = {str(path[1])} if path[0] in ("quantities", "formulas") else set()
            named |= set(_WORD.findall(value)) - own
        elif kind == "told":
            named |= {word for _, figure in figures_in(value) for word in _WORD.findall(figure)}
    return named
