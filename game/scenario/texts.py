"""Texts for players: the numbers put into them, and how long they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.scenario.findings import Findings
from game.scenario.schema import Scenario

CODES = {
    "W607": "a short text is long",
}
"""The warnings about texts, by code."""

MOST_SHORT = 40
"""Words of a card's short form: what a phone shows at once, and a slow reader reads."""

_FIGURE = re.compile(r"\{([^{}]*)\}")


def figures_in(text: str) -> Iterator[tuple[int, str]]:
    """The expressions in a text's braces, each with where it begins."""
    for hole in _FIGURE.finditer(text):
        yield hole.start(1), hole.group(1)


def check_texts(content: Scenario, findings: Findings) -> None:
    """Find texts that are too long for their purpose."""
    for id, event in content.events.items():
        words = len((event.short or "").split())
        if words > MOST_SHORT:
            message = f"this has {words} words"
            findings.warning("W607", ("events", id, "short"), message, f"at most {MOST_SHORT}")
