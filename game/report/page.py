"""A page: one file that needs nothing from outside, on screen in light or dark, and in print."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import game
from game.art.theme import COLOURS
from game.record.minutes import turn_label
from game.report import charts

_FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"colours": COLOURS, "charts": charts, "version": game.__version__}
    found.filters["percent"] = charts.percent
    found.filters["turn"] = turn_label
    found.filters["paragraphs"] = lambda text: text.split("\n\n")
    return found


def page(template: str, **values: Any) -> str:
    """A template filled in; every text is escaped."""
    return _environment().get_template(template).render(**values)
