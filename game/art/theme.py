"""The colours of every front end as named tokens, in two themes, and which may carry text on which.

Colour never says anything alone: factions have a shape, votes a tick or cross and a word. Art is
drawn in the colours of the poster; `Theme.recolour` turns a drawing into another theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

COLOURS: dict[str, str] = {
    "paper": "#EBE1C8",
    "newsprint": "#F5EEDC",
    "table": "#E4D7B8",
    "sand": "#D8CBAA",
    "bone": "#FBF6EA",
    "ink": "#1A1613",
    "soot": "#332C26",
    "red": "#C5281C",
    "darkred": "#8C1A13",
    "steel": "#1F5673",
    "ochre": "#DFA32B",
    "bronze": "#8A5606",
    "green": "#35613A",
    "grey": "#8B8172",
    "caption": "#544C41",
}
"""Token -> sRGB of the poster, no two the same."""

_HIGH_CONTRAST = {
    "paper": "#FFFFFF",
    "newsprint": "#FFFFFF",
    "table": "#F4F4F4",
    "sand": "#DCDCDC",
    "bone": "#FFFFFF",
    "ink": "#000000",
    "soot": "#1C1C1C",
    "red": "#A80000",
    "darkred": "#750000",
    "steel": "#00407A",
    "ochre": "#FFC400",
    "bronze": "#5E3B00",
    "green": "#0A4A14",
    "grey": "#7C7C7C",
    "caption": "#2E2E2E",
}

LIGHT = ("paper", "newsprint", "table", "sand", "bone")
DARK = ("ink", "soot", "red", "darkred", "steel", "green", "caption")

TEXT_PAIRS: frozenset[tuple[str, str]] = frozenset(
    [("ink", ground) for ground in (*LIGHT, "ochre")]
    + [("caption", ground) for ground in LIGHT]
    + [("darkred", ground) for ground in LIGHT]
    + [("steel", ground) for ground in LIGHT]
    + [("bone", ground) for ground in DARK]
    + [("sand", ground) for ground in ("ink", "soot", "darkred")]
    + [("ochre", ground) for ground in ("ink", "soot")]
    + [("red", "newsprint"), ("red", "bone")]
)
"""(text, ground): every pair in which the interface may set text; each has at least 4.5 : 1."""

GRAPHIC_PAIRS: frozenset[tuple[str, str]] = frozenset(
    [(mark, ground) for mark in ("ink", "red", "steel", "bronze", "green") for ground in LIGHT]
    + [("ochre", "ink"), ("bone", "red"), ("bone", "steel"), ("bone", "ink"), ("grey", "ink")]
)
"""(mark, ground): bars, lines and focus rings that carry meaning; each has at least 3 : 1."""

FACTION_FILL = {
    "red": "red",
    "ink": "ink",
    "blue": "steel",
    "ochre": "ochre",
    "green": "green",
    "grey": "caption",
}
"""A faction's colour in the scenario -> the token that fills its mark."""


def on(ground: str) -> str:
    """Return the token for ordinary text on a ground."""
    return "bone" if ground in DARK else "ink"


@dataclass(frozen=True)
class Theme:
    """A colour for every token. `text` and `marks` are the least contrasts of `TEXT_PAIRS` and
    `GRAPHIC_PAIRS`; `grain` says whether paper grain is laid over the picture.
    """

    name: str
    colours: Mapping[str, str]
    text: float
    marks: float
    grain: bool = False

    def rgb(self, token: str) -> tuple[int, int, int]:
        """Return a token's red, green and blue, 0 to 255. Raises KeyError for an unknown token."""
        code = self.colours[token]
        return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)

    def luminance(self, token: str) -> float:
        """Return the relative luminance of a token, 0 to 1, as WCAG 2 defines it."""
        red, green, blue = (linear(channel) for channel in self.rgb(token))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, first: str, second: str) -> float:
        """Return the contrast ratio of two tokens, 1 to 21, as WCAG 2 defines it."""
        low, high = sorted((self.luminance(first), self.luminance(second)))
        return (high + 0.05) / (low + 0.05)

    def recolour(self, drawing: str) -> str:
        """Return an SVG of the poster in the colours of this theme."""
        if self.colours is COLOURS:
            return drawing
        return _CODE.sub(lambda found: self._codes.get(found[0], found[0]), drawing)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {code: self.colours[token] for token, code in COLOURS.items()}


def linear(channel: int) -> float:
    """Return the light of an sRGB channel of 0 to 255, 0 to 1."""
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


_CODE = re.compile("#[0-9A-F]{6}")
POSTER = Theme("poster", COLOURS, text=4.5, marks=3, grain=True)
HIGH_CONTRAST = Theme("contrast", _HIGH_CONTRAST, text=7, marks=4.5)
THEMES = {theme.name: theme for theme in (POSTER, HIGH_CONTRAST)}
"""Themes by name, the usual one first."""
