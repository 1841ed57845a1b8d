"""Small drawn signs as SVG: the shapes of factions, ticks, crosses, arrows.

The faces of type hold none of these, so they are drawn. Each function returns a complete SVG of
24 x 24 units, without text, style sheets or filters, which every reader of SVG understands.
"""

from __future__ import annotations

from game.art.theme import COLOURS

SHAPES = {
    "square": "M4,4 L20,4 L20,20 L4,20 Z",
    "triangle": "M12,3 L21.5,20.5 L2.5,20.5 Z",
    "diamond": "M12,1.5 L22.5,12 L12,22.5 L1.5,12 Z",
    "circle": "M12,3 C17,3 21,7 21,12 C21,17 17,21 12,21 C7,21 3,17 3,12 C3,7 7,3 12,3 Z",
    "hexagon": "M7,3 L17,3 L22,12 L17,21 L7,21 L2,12 Z",
    "cross": "M8.5,3 L15.5,3 L15.5,8.5 L21,8.5 L21,15.5 L15.5,15.5 L15.5,21 "
    "L8.5,21 L8.5,15.5 L3,15.5 L3,8.5 L8.5,8.5 Z",
}
"""Faction shapes by the scenario's word for them."""

SIGNS = {
    "aye": "M2,13 L6,9 L10,13.5 L19,3.5 L22.5,7 L10,20.5 Z",
    "nay": "M4,7 L7,4 L12,9 L17,4 L20,7 L15,12 L20,17 L17,20 L12,15 L7,20 L4,17 L9,12 Z",
    "abstain": "M3,9.5 L21,9.5 L21,14.5 L3,14.5 Z",
    "absent": "M3,9.5 L7,9.5 L7,14.5 L3,14.5 Z M10,9.5 L14,9.5 L14,14.5 L10,14.5 Z "
    "M17,9.5 L21,9.5 L21,14.5 L17,14.5 Z",
    "up": "M12,4 L21,19 L3,19 Z",
    "down": "M12,20 L21,5 L3,5 Z",
    "level": "M3,10 L21,10 L21,14 L3,14 Z",
    "right": "M2,10 L14,10 L14,4.5 L22.5,12 L14,19.5 L14,14 L2,14 Z",
    "left": "M22,10 L10,10 L10,4.5 L1.5,12 L10,19.5 L10,14 L22,14 Z",
    "barred": "M12,2 C17.5,2 22,6.5 22,12 C22,17.5 17.5,22 12,22 C6.5,22 2,17.5 2,12 "
    "C2,6.5 6.5,2 12,2 Z M6,10 L6,14 L18,14 L18,10 Z",
    "bullet": "M5,4 L19,12 L5,20 Z",
    "pledge": "M5,2 L19,2 L19,22 L12,17 L5,22 Z",
    "open": "M4,4 L20,4 L20,20 L4,20 Z M7,7 L7,17 L17,17 L17,7 Z",
}
"""Signs by meaning."""


def shape(kind: str, fill: str, outline: str = "") -> str:
    """Return a faction's shape in a colour token. An unknown kind is drawn as a square."""
    return _svg(SHAPES.get(kind, SHAPES["square"]), fill, outline)


def sign(kind: str, fill: str) -> str:
    """Return the sign of that meaning in a colour token. Raises KeyError for an unknown kind."""
    return _svg(SIGNS[kind], fill, "")


def ring(token: str) -> str:
    """Return the ring around a portrait: a disc in a colour token with a light edge inside."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        f'<circle cx="50" cy="50" r="49.5" fill="{COLOURS[token]}"/>'
        f'<circle cx="50" cy="50" r="45.8" fill="{COLOURS["bone"]}"/></svg>'
    )


def _svg(path: str, fill: str, outline: str) -> str:
    stroke = f' stroke="{COLOURS[outline]}" stroke-width="2"' if outline else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
        f'<path d="{path}" fill="{COLOURS[fill]}" fill-rule="evenodd"{stroke}/></svg>'
    )
