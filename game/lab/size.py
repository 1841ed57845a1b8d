"""How large a scenario is: what it declares, and how many words it tells."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import BaseModel

from game.scenario.schema import Scenario

SECTIONS = (
    "events",
    "manoeuvres",
    "motions",
    "people",
    "posts",
    "blocs",
    "quantities",
    "policies",
    "endings",
    "glossary",
    "history",
    "history_figures",
    "achievements",
)

TOLD = frozenset(
    (
        *("text", "title", "label", "note", "brief", "fate", "after", "short", "why", "view"),
        *("stake", "epilogue", "play", "question", "summary", "opening", "openings", "term"),
        *("testament", "seen", "hints", "questions", "name", "cite", "argued_by", "ends"),
    )
)
"""The fields that hold words for people."""


def sizes(content: Scenario) -> dict[str, int]:
    """How many there are of everything, and the words of all texts."""
    found = {section: len(getattr(content, section)) for section in SECTIONS}
    found["answers"] = sum(len(event.options) for event in content.events.values())
    found["evidence"] = sum(len(view.evidence) for view in content.interpretations.values())
    found["words"] = sum(words(content).values())
    return found


def words(content: Scenario) -> Counter[str]:
    """Words of texts by section."""
    found: Counter[str] = Counter()
    for section in type(content).model_fields:
        found[section] = _words(getattr(content, section), section)
    return found


def _words(value: Any, key: str) -> int:
    match value:
        case str():
            return len(value.split()) if key in TOLD else 0
        case BaseModel():
            names = type(value).model_fields
            return sum(_words(getattr(value, name), name) for name in names)
        case dict():
            return sum(
                _words(inner, key if key == "hints" else str(name)) for name, inner in value.items()
            )
        case list():
            return sum(_words(inner, key) for inner in value)
    return 0
