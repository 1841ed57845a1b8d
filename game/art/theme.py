"""The colours of every front end as named tokens, and which may carry text on which.

Colour never says anything alone: factions have a shape, votes a tick or cross and a word.
"""

from __future__ import annotations

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
"""Token -> sRGB."""

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


def rgb(token: str) -> tuple[int, int, int]:
    """Return a token's red, green and blue, 0 to 255. Raises KeyError for an unknown token."""
    code = COLOURS[token]
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def luminance(token: str) -> float:
    """Return the relative luminance of a token, 0 to 1, as WCAG 2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in rgb(token))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two tokens, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
