"""Drawn heads as SVG, put together from the parameters of a scenario.

No photograph stands behind them: a face in two tones, hair, beard, moustache, glasses and coat.
The drawing is 100 x 100 units; coat and ground stay inside a circle of radius 47 around (50, 50)
without clipping, which not every reader of SVG can do, and only hair may stand out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar
from zlib import crc32

from game.art.theme import COLOURS

_Value = TypeVar("_Value")
INK = COLOURS["ink"]
_SKIN = {
    "pale": ("#EBCDA6", "#C99C72"),
    "tan": ("#D6A878", "#A97849"),
    "ruddy": ("#E6B592", "#BF7F5C"),
}
_HAIR = {
    "black": ("#1F1A18", "#3B332E"),
    "brown": ("#51341F", "#6F4A2D"),
    "fair": ("#A9783A", "#C39653"),
    "grey": ("#77716A", "#9C968D"),
    "red": ("#8A3F1C", "#A9572B"),
}
_COAT = {
    "tunic": ("#5D5A4B", "#47453A"),
    "suit": ("#2F2B2A", "#1E1B1A"),
    "uniform": ("#4B5238", "#383E29"),
    "blouse": ("#E9E1CF", "#C9BEA5"),
    "shirt": ("#7A6A58", "#5F5243"),
}
_FACE = {"long": (15.5, 71.0, 8.0), "round": (18.0, 68.5, 11.0), "square": (17.0, 70.0, 13.0)}


def portrait(parameters: Iterable[tuple[str, str]], ground: str = "sand") -> str:
    """Return a head on a disc in a colour token. Unknown parameters and values change nothing.

    What the parameters leave open ("any") follows from the rest of them, so that two people with
    much the same hair and coat are still two people.
    """
    given = dict(parameters)
    face = Face.of(given)
    skin, hair = face.skin, face.hair
    style = given.get("hair", "short")
    half, chin = face.half, face.chin
    head = [
        _HAIR_BACK.get(style, _nothing)(half, hair),
        _neck(skin),
        _head(face),
        _features(face),
        _BEARDS.get(given.get("beard", "none"), _nothing_below)(half, chin, hair),
        _mouth(face, bearded=given.get("beard") == "full"),
        _MOUSTACHES.get(given.get("moustache", "none"), _plain)(hair[0]),
        _HAIR_FRONT.get(style, _short)(half, hair),
        _GLASSES.get(given.get("glasses", "none"), _plain)(INK),
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        + _disc(ground)
        + _LARGER
        + head[0]
        + head[1]
        + "</g>"
        + _coat(given.get("coat", "tunic"))
        + _LARGER
        + "".join(head[2:])
        + "</g></svg>"
    )


_LARGER = '<g transform="translate(50,48) scale(1.14) translate(-50,-48)">'
"""Heads are drawn larger than their coats: faces are what is recognised."""


@dataclass(frozen=True, slots=True)
class Face:
    """The shape of a face: half its width, where the chin is, half the width of the jaw, and what
    makes it one person's: brows, nose, mouth, age, and small differences of eyes and ears.
    """

    half: float
    chin: float
    jaw: float
    skin: tuple[str, ...]
    hair: tuple[str, ...]
    brows: str
    nose: str
    mouth: int
    age: str
    eyes: float
    ears: float

    @classmethod
    def of(cls, given: dict[str, str]) -> Face:
        """The face of some parameters."""
        known = sorted((k, v) for k, v in given.items() if v in _KNOWN.get(k, ()))
        usual = [pair for pair in known if pair[1] not in ("any", _USUAL.get(pair[0]))]
        seed = crc32(repr(usual).encode())
        half, chin, jaw = _pick(_FACE, given, "face", "long")
        grey = given.get("hair_colour") == "grey"
        return cls(
            half=half + (seed % 3 - 1) * 0.5,
            chin=chin,
            jaw=jaw + (seed // 3 % 3 - 1) * 0.9,
            skin=_pick(_SKIN, given, "skin", "pale"),
            hair=_pick(_HAIR, given, "hair_colour", "black"),
            brows=_choice(given, "brows", BROWS, seed // 9),
            nose=_choice(given, "nose", NOSES, seed // 29),
            mouth=seed // 81 % 3,
            age=_choice(given, "age", ("old",) if grey else ("middle", "young", "middle"), seed),
            eyes=(seed // 243 % 3 - 1) * 0.5,
            ears=3.2 + seed // 729 % 3 * 0.5,
        )


BROWS = ("plain", "heavy", "arched", "thin")
NOSES = ("straight", "hooked", "broad")
AGES = ("young", "middle", "old")
_USUAL = {
    "hair": "short",
    "hair_colour": "black",
    "beard": "none",
    "moustache": "none",
    "glasses": "none",
    "coat": "tunic",
    "face": "long",
    "skin": "pale",
}


def _choice(given: dict[str, str], key: str, values: tuple[str, ...], seed: int) -> str:
    wanted = given.get(key, "any")
    return wanted if wanted in _KNOWN[key] and wanted != "any" else values[seed % len(values)]


def _pick(
    table: Mapping[str, tuple[_Value, ...]], given: dict[str, str], key: str, usual: str
) -> tuple[_Value, ...]:
    return table.get(given.get(key, usual), table[usual])


def _path(d: str, fill: str) -> str:
    return f'<path d="{d}" fill="{fill}"/>'


def _line(d: str, colour: str, width: float) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _ball(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def _disc(ground: str) -> str:
    """The ground, with a beam of light across it."""
    return _ball(50, 50, 47, COLOURS[ground]) + (
        '<path d="M8,29 A47,47 0 0 1 33,6.2 L91,72 A47,47 0 0 1 70,92.5 Z" '
        f'fill="{COLOURS["bone"]}" fill-opacity="0.55"/>'
    )


def _neck(skin: tuple[str, ...]) -> str:
    return _path("M42,58 L58,58 L58,82 L42,82 Z", skin[1])


def _coat(kind: str) -> str:
    light, dark = _COAT.get(kind, _COAT["tunic"])
    left, right = _on_circle(12), _on_circle(88)
    body = (
        f"M12,{left:.1f} C16,79 30,76 41,73 L50,79 L59,73 C70,76 84,79 88,{right:.1f} "
        f"A47,47 0 0 1 12,{left:.1f} Z"
    )
    half = f"M50,79 L59,73 C70,76 84,79 88,{right:.1f} A47,47 0 0 1 50,97 Z"
    return _path(body, light) + _path(half, dark) + _COLLARS.get(kind, _tunic_collar)(dark)


def _on_circle(x: float) -> float:
    return 50 + sqrt(47 * 47 - (x - 50) ** 2)


def _tunic_collar(dark: str) -> str:
    return (
        _path("M39,72 L50,80 L61,72 L62,79 L50,87 L38,79 Z", dark)
        + _line("M50,84 L50,96", INK, 1.2)
        + _ball(47, 91, 1.2, INK)
    )


def _suit_collar(_dark: str) -> str:
    return (
        _path("M41,72 L50,80 L59,72 L56,92 L50,97 L44,92 Z", "#F1EADA")
        + _path("M48,80 L52,80 L54,93 L50,96.9 L46,93 Z", "#8C1A13")
        + _path("M41,72 L34,78 L46,95 L49,92 Z", "#3B3634")
        + _path("M59,72 L66,78 L54,95 L51,92 Z", "#292524")
    )


def _uniform_collar(dark: str) -> str:
    return (
        _path("M39,71 L50,78 L61,71 L62,80 L50,85 L38,80 Z", dark)
        + _path("M39,74 L45,77 L44,81 L38,79 Z", "#C5281C")
        + _path("M61,74 L55,77 L56,81 L62,79 Z", "#C5281C")
        + _line("M50,85 L50,96", INK, 1.2)
        + _line("M26,82 L40,97", INK, 2.2)
    )


def _blouse_collar(_dark: str) -> str:
    return _path("M40,72 L50,84 L60,72 L64,78 L50,93 L36,78 Z", "#FBF6EA") + _ball(
        50, 89, 2, "#8C1A13"
    )


def _shirt_collar(dark: str) -> str:
    return (
        _path("M40,71 L50,81 L60,71 L64,80 L54,84 L50,81 L46,84 L36,80 Z", dark)
        + _line("M50,82 L50,96", INK, 1)
        + _line("M40,79 L43,81 M60,79 L57,81", "#C5281C", 1.4)
    )


def _head(face: Face) -> str:
    half, chin, jaw, skin = face.half, face.chin, face.jaw, face.skin
    left, right = 50 - half, 50 + half
    ears = _ball(left, 49, face.ears, skin[0]) + _ball(right, 49, face.ears, skin[1])
    ears += _line(f"M{left - 1:.1f},47.6 Q{left - 2.2:.1f},49 {left - 1:.1f},50.8", skin[1], 0.9)
    top, low = 23.0, 53.0
    whole = (
        f"M{left},40 C{left},{top} {right},{top} {right},40 L{right},{low} "
        f"C{right},{chin - 6} {50 + jaw},{chin} 50,{chin} "
        f"C{50 - jaw},{chin} {left},{chin - 6} {left},{low} Z"
    )
    shade = (
        f"M56,28 C{right - 2},29 {right},34 {right},40 L{right},{low} "
        f"C{right},{chin - 6} {50 + jaw},{chin} 50,{chin} L54,62 L51,57 L55.5,54 L52.5,44 Z"
    )
    cheek = ""
    if half < 16.5:
        cheek = _path(f"M{left + 1},53 L{left + 5.5},57 L{left + 6},63 L{left + 2.6},59 Z", skin[1])
    return ears + _path(whole, skin[0]) + _path(shade, skin[1]) + cheek + _wrinkles(face)


def _wrinkles(face: Face) -> str:
    if face.age == "young":
        return ""
    shade = face.skin[1]
    eye = face.half * 0.46 + face.eyes
    lines = _line(
        f"M{50 - eye - 2.6:.1f},49.6 Q{50 - eye:.1f},50.8 {50 - eye + 2.2:.1f},49.8", shade, 0.9
    )
    if face.age == "old":
        lines += _line("M44,34.5 Q50,33.4 55,34.6 M45,37 Q50,36.2 54,37", shade, 0.9)
        lines += _line("M45.2,56.4 Q43.4,58.6 43.2,61", shade, 1)
    return lines


def _features(face: Face) -> str:
    eye = face.half * 0.46 + face.eyes
    left, right = 50 - eye, 50 + eye
    eyes = ""
    for x in (left, right):
        eyes += _path(
            f"M{x - 2.7:.1f},47 Q{x:.1f},44.6 {x + 2.7:.1f},47 Q{x:.1f},48.6 {x - 2.7:.1f},47 Z",
            "#F4EADA",
        )
        eyes += _ball(x, 46.8, 1.45, INK)
        eyes += _line(f"M{x - 2.8:.1f},46.7 Q{x:.1f},44.3 {x + 2.8:.1f},46.7", INK, 1)
    return _brows(face, left, right) + eyes + _NOSES[face.nose](face.skin[1])


def _brows(face: Face, left: float, right: float) -> str:
    colour = face.hair[0]
    match face.brows:
        case "heavy":
            return _line(f"M{left - 4.4:.1f},42.6 L{left + 4.2:.1f},41.8", colour, 3.3) + _line(
                f"M{right - 4.2:.1f},41.8 L{right + 4.4:.1f},42.6", colour, 3.3
            )
        case "arched":
            return _line(
                f"M{left - 4.2:.1f},43 Q{left:.1f},38.8 {left + 3.8:.1f},41.6", colour, 1.9
            ) + _line(
                f"M{right - 3.8:.1f},41.6 Q{right:.1f},38.8 {right + 4.2:.1f},43", colour, 1.9
            )
        case "thin":
            return _line(f"M{left - 3.8:.1f},42 L{left + 3.4:.1f},41.8", colour, 1.3) + _line(
                f"M{right - 3.4:.1f},41.8 L{right + 3.8:.1f},42", colour, 1.3
            )
        case _:
            return _line(f"M{left - 4:.1f},42.4 L{left + 3.6:.1f},41.4", colour, 2.3) + _line(
                f"M{right - 3.6:.1f},41.4 L{right + 4:.1f},42.4", colour, 2.3
            )


def _straight_nose(shade: str) -> str:
    return _line("M49.4,47 L47.4,55 L50.6,56", shade, 1.3)


def _hooked_nose(shade: str) -> str:
    return _line("M50,44.6 Q46.6,50 46.6,54.2 Q47.2,56.8 50.8,55.8", shade, 1.4)


def _broad_nose(shade: str) -> str:
    return _line("M49.4,47.4 L47.2,53.4 Q45.6,55.6 48,56.4 L52.4,56.4", shade, 1.5)


_NOSES: dict[str, Callable[[str], str]] = {
    "straight": _straight_nose,
    "hooked": _hooked_nose,
    "broad": _broad_nose,
}
_LIPS = "#7A3B2C"


def _mouth(face: Face, *, bearded: bool) -> str:
    if bearded:
        return _line("M46.5,61 L53.5,61", _LIPS, 1.4)
    lines = (
        "M45.5,61.2 Q50,62.4 54.5,60.8",
        "M45.2,61.8 Q50,61 54.8,61.6",
        "M46.4,61 Q50,63 54,60.8",
    )
    lower = _line("M47.6,63.6 Q50,64.4 52.4,63.4", face.skin[1], 1)
    return _line(lines[face.mouth], _LIPS, 1.4) + lower


# ------------------------------------------------------------------ hair


def _nothing(_half: float, _hair: tuple[str, ...]) -> str:
    return ""


def _cap_of_hair(half: float, top: float, line: float, colour: str) -> str:
    """Hair from ear to ear: `top` is its crown, `line` where the forehead begins."""
    left, right = 49 - half, 51 + half
    return _path(
        f"M{left},47 L{left - 0.6},38 C{left - 1},{top} {right + 1},{top} {right + 0.6},38 "
        f"L{right},47 L{right - 2.6},45 L{right - 3.4},37 C{right - 6},{line} {left + 6},{line} "
        f"{left + 3.4},37 L{left + 2.6},45 Z",
        colour,
    )


def _short(half: float, hair: tuple[str, ...]) -> str:
    return _cap_of_hair(half, 17, 31, hair[0]) + _line(
        f"M{50 - half * 0.5},25 Q50,21.5 {50 + half * 0.55},25.4", hair[1], 1.3
    )


def _bald(half: float, hair: tuple[str, ...]) -> str:
    left, right = 50 - half, 50 + half
    sides = f"M{left - 0.8},48 C{left - 2.6},42 {left - 1},36 {left + 1},33 L{left + 1.8},44 Z "
    sides += (
        f"M{right + 0.8},48 C{right + 2.6},42 {right + 1},36 {right - 1},33 L{right - 1.8},44 Z"
    )
    return _path(sides, hair[0]) + _line("M44,30 Q48,27.6 52,28.4", "#F7E6CB", 1.6)


def _receding(half: float, hair: tuple[str, ...]) -> str:
    left, right = 49.2 - half, 50.8 + half
    return _path(
        f"M{left},48 L{left - 0.4},37 C{left},18 {right},18 {right + 0.4},37 L{right},48 "
        f"L{right - 2.4},43 L{right - 3},35 C{right - 5},28 {right - 8},27 56,27.5 "
        f"C52,30 48,30 44,27.5 C{left + 8},27 {left + 5},28 {left + 3},35 L{left + 2.4},43 Z",
        hair[0],
    )


def _swept(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48.6 - half, 51.4 + half
    body = _path(
        f"M{left},46 C{left - 3},34 {left},20 {left + 8},15.5 C{left + 16},11 {right - 2},12 "
        f"{right + 1},24 C{right + 2.4},32 {right + 1},40 {right},46 L{right - 2.8},44 "
        f"L{right - 3.6},36 C{right - 8},29 {left + 12},27 {left + 4},36.5 L{left + 2.8},44 Z",
        hair[0],
    )
    return body + _line(
        f"M{left + 4},30 C{left + 9},20 {left + 17},17 {right - 5},20 "
        f"M{left + 8},30 C{left + 13},23 {left + 20},21 {right - 4},25",
        hair[1],
        1.3,
    )


def _curly(half: float, hair: tuple[str, ...]) -> str:
    crown = (-1.05, 0.42), (-0.95, 0.2), (-0.72, 0.02), (-0.38, -0.1), (0, -0.15)
    spots = [*crown, *((-x, y) for x, y in crown[:4])]
    balls = "".join(_ball(50 + x * half, 24 + y * 34, 5.6, hair[0]) for x, y in spots)
    inner = "".join(
        _ball(50 + x * half, 29 + abs(x) * 3, 4.4, hair[0]) for x in (-0.62, -0.2, 0.2, 0.62)
    )
    lights = "".join(_ball(50 + x * half, 21 + abs(x) * 5, 1.7, hair[1]) for x in (-0.6, -0.1, 0.4))
    return balls + inner + lights


def _shock(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48.6 - half, 51.4 + half
    return _path(
        f"M{left},46 L{left - 5},41 L{left - 1.6},37 L{left - 6.5},31 L{left - 1},28 "
        f"L{left - 3},20 L{left + 4},20 L{left + 5},12 L{left + 12},15.5 L50,8.5 "
        f"L{right - 12},14.5 L{right - 4},11 L{right - 3.4},19 L{right + 3.4},20 L{right + 1},28 "
        f"L{right + 6.5},31.5 L{right + 1.6},37 L{right + 5},41.5 L{right},46 "
        f"L{right - 3},38 L{right - 6},31 L54,28.5 L48,30.5 L{left + 8},30 L{left + 3},38 Z",
        hair[0],
    ) + _line(
        f"M{left + 8},24 L{left + 11},19 M50,21 L51.5,14 M{right - 9},23 L{right - 7},18",
        hair[1],
        1.4,
    )


def _wavy(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48.6 - half, 51.4 + half
    return _path(
        f"M{left},48 C{left - 4},42 {left - 1},38 {left - 2},33 C{left - 3},24 {left + 4},17 "
        f"{left + 11},16 C50,11 {right - 6},13 {right - 1},19 C{right + 4},25 {right + 1},31 "
        f"{right + 2},36 C{right + 3},41 {right},44 {right},48 L{right - 3},43 "
        f"C{right - 3},35 {right - 6},32 {right - 10},33 C{right - 16},34 {left + 20},28 "
        f"{left + 13},28 C{left + 7},29 {left + 4},35 {left + 3},43 Z",
        hair[0],
    ) + _line(
        f"M{left + 5},29 C{left + 9},21 {left + 14},24 {left + 19},20 "
        f"S{right - 8},21 {right - 4},25",
        hair[1],
        1.4,
    )


def _bun_back(half: float, hair: tuple[str, ...]) -> str:
    return (
        _ball(50, 16.5, 8, hair[0])
        + _line("M45,15 Q50,11 55,15", hair[1], 1.3)
        + _path(
            f"M{47 - half},58 C{44 - half},30 42,19 50,19 C58,19 {56 + half},30 {53 + half},58 Z",
            hair[0],
        )
    )


def _bun_front(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48 - half, 52 + half
    return _path(
        f"M{left},52 C{left - 1},30 42,20 50,20 C58,20 {right + 1},30 {right},52 "
        f"C{right - 2},44 {right - 4},36 51,28 L50,27 L49,28 C{left + 4},36 {left + 2},44 "
        f"{left},52 Z",
        hair[0],
    ) + _line(f"M50,22 C45,26 {left + 6},31 {left + 3},39", hair[1], 1.1)


def _bob_back(half: float, hair: tuple[str, ...]) -> str:
    left, right = 46 - half, 54 + half
    return _path(
        f"M{left},62 C{left - 2},28 40,17 50,17 C60,17 {right + 2},28 {right},62 "
        f"C{right - 4},65 {right - 8},64 {right - 9},60 L{left + 9},60 "
        f"C{left + 8},64 {left + 4},65 {left},62 Z",
        hair[0],
    )


def _bob_front(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48 - half, 52 + half
    return _path(
        f"M{left},54 C{left - 1},28 42,19 50,19 C58,19 {right + 1},28 {right},54 "
        f"L{right - 3},40 C{right - 6},33 56,31 44,29 C{left + 6},33 {left + 4},40 {left + 3},46 Z",
        hair[0],
    ) + _line(f"M45,21.5 C{left + 9},25 {left + 5},31 {left + 4},40", hair[1], 1.2)


def _parted(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48.8 - half, 51.2 + half
    return _path(
        f"M{left},47 L{left - 0.6},37 C{left - 1},16 {right},16 {right + 0.6},37 L{right},47 "
        f"L{right - 2.8},44 L{right - 3.2},36 C{right - 5},32 {right - 12},31 43,27.5 "
        f"C{left + 7},28 {left + 4},32 {left + 3.2},37 L{left + 2.6},44 Z",
        hair[0],
    ) + _line(f"M43,26 C48,28 {right - 8},27 {right - 4},31", hair[1], 1.1)


def _scarf(half: float, _hair: tuple[str, ...]) -> str:
    left, right = 47 - half, 53 + half
    return (
        _path(
            f"M{left},54 C{left - 1},24 40,17 50,17 C60,17 {right + 1},24 {right},54 "
            f"L{right - 3},44 C{right - 6},34 56,31 50,31 C44,31 {left + 6},34 {left + 3},44 Z",
            "#C5281C",
        )
        + _path(
            f"M50,17 C60,17 {right + 1},24 {right},54 L{right - 3},44 "
            f"C{right - 6},34 56,31 50,31 Z",
            "#8C1A13",
        )
        + _path(f"M{right},50 L{right + 6},57 L{right + 1},60 L{right - 2},54 Z", "#8C1A13")
    )


def _cap(half: float, hair: tuple[str, ...]) -> str:
    left, right = 48 - half, 52 + half
    sides = f"M{left + 1},48 L{left + 1},34 L{left + 5},34 L{left + 4},44 Z "
    sides += f"M{right - 1},48 L{right - 1},34 L{right - 5},34 L{right - 4},44 Z"
    return (
        _path(sides, hair[0])
        + _path(
            f"M{left - 1},36 L{left - 5},25 C{left},14 {right},14 {right + 5},25 L{right + 1},36 Z",
            "#5D5A4B",
        )
        + _path(
            f"M50,16.6 C{right - 6},16.6 {right + 2},19 {right + 5},25 L{right + 1},36 L50,36 Z",
            "#47453A",
        )
        + _path(f"M{left - 1},34 L{right + 1},34 L{right + 2},39 Q50,33.6 {left - 2},39 Z", INK)
    )


# ------------------------------------------------------------------ beards, moustaches, glasses


def _nothing_below(_half: float, _chin: float, _hair: tuple[str, ...]) -> str:
    return ""


def _goatee(_half: float, chin: float, hair: tuple[str, ...]) -> str:
    return _path(
        f"M43,62 C45,65 55,65 57,62 C58.4,68 56,{chin + 5} 50,{chin + 8} "
        f"C44,{chin + 5} 41.6,68 43,62 Z M46,61.4 L54,61.4 L50,63.2 Z",
        hair[0],
    ) + _line(f"M50,67 L50,{chin + 4}", hair[1], 1.1)


def _full_beard(half: float, chin: float, hair: tuple[str, ...]) -> str:
    left, right = 50 - half, 50 + half
    return _path(
        f"M{left - 0.6},48 L{left + 2.4},50 C{left + 4},57 43,56.5 50,57 "
        f"C57,56.5 {right - 4},57 {right - 2.4},50 L{right + 0.6},48 "
        f"C{right + 1.6},62 {right - 2},{chin + 4} 50,{chin + 10} "
        f"C{left + 2},{chin + 4} {left - 1.6},62 {left - 0.6},48 Z",
        hair[0],
    ) + _line(f"M44,68 Q46,72 46,{chin + 4} M56,68 Q54,72 54,{chin + 4}", hair[1], 1.2)


def _pointed(half: float, chin: float, hair: tuple[str, ...]) -> str:
    left, right = 50 - half, 50 + half
    return _path(
        f"M{left},50 C{left + 2},60 43,61 45,62.8 L55,62.8 C57,61 {right - 2},60 {right},50 "
        f"C{right},62 58,{chin + 2} 50,{chin + 13} C42,{chin + 2} {left},62 {left},50 Z",
        hair[0],
    ) + _line(f"M50,67 L50,{chin + 8}", hair[1], 1.2)


def _stubble(half: float, chin: float, hair: tuple[str, ...]) -> str:
    left, right = 50 - half, 50 + half
    return (
        f'<path d="M{left},51 C{left + 3},58 44,58 50,58 C56,58 {right - 3},58 {right},51 '
        f'C{right},63 57,{chin} 50,{chin} C43,{chin} {left},63 {left},51 Z" '
        f'fill="{hair[0]}" fill-opacity="0.28"/>'
    )


def _plain(_colour: str) -> str:
    return ""


def _thin(colour: str) -> str:
    return _line("M43.6,59.6 Q47,57.6 50,58.6 Q53,57.6 56.4,59.6", colour, 1.5)


def _thick(colour: str) -> str:
    return _path(
        "M50,56.8 C46,56 41.6,58 40.2,62 C43.6,62.6 47.4,62 50,60.4 C52.6,62 56.4,62.6 59.8,62 "
        "C58.4,58 54,56 50,56.8 Z",
        colour,
    )


def _handlebar(colour: str) -> str:
    return _path(
        "M50,57 C46,56.4 43,59.4 38,57.4 C38.6,62 45,63.2 50,60.6 C55,63.2 61.4,62 62,57.4 "
        "C57,59.4 54,56.4 50,57 Z",
        colour,
    )


def _brush(colour: str) -> str:
    return _path("M44.6,57 L55.4,57 L56.6,61.4 L43.4,61.4 Z", colour)


def _round_glasses(colour: str) -> str:
    lenses = "".join(
        f'<circle cx="{x}" cy="46.8" r="5.4" fill="#FBF6EA" fill-opacity="0.28" '
        f'stroke="{colour}" stroke-width="1.5"/>'
        for x in (42.6, 57.4)
    )
    return lenses + _line("M48,46 Q50,44.6 52,46 M37.2,46 L33.6,45 M62.8,46 L66.4,45", colour, 1.4)


def _pince_nez(colour: str) -> str:
    lenses = "".join(
        f'<ellipse cx="{x}" cy="47.2" rx="4.7" ry="4" fill="#FBF6EA" fill-opacity="0.3" '
        f'stroke="{colour}" stroke-width="1.2"/>'
        for x in (43.6, 56.4)
    )
    return (
        lenses
        + _line("M48.2,46.4 Q50,43.4 51.8,46.4", colour, 1.3)
        + _line("M61,48 C64,54 65,60 62.5,70", colour, 0.7)
    )


_HAIR_BACK = {"bun": _bun_back, "bob": _bob_back}
_HAIR_FRONT = {
    "bald": _bald,
    "short": _short,
    "receding": _receding,
    "swept": _swept,
    "curly": _curly,
    "shock": _shock,
    "wavy": _wavy,
    "bun": _bun_front,
    "bob": _bob_front,
    "parted": _parted,
    "scarf": _scarf,
    "cap": _cap,
}
_BEARDS = {
    "goatee": _goatee,
    "full": _full_beard,
    "pointed": _pointed,
    "stubble": _stubble,
}
_MOUSTACHES = {"thin": _thin, "thick": _thick, "handlebar": _handlebar, "brush": _brush}
_GLASSES = {"round": _round_glasses, "pince-nez": _pince_nez}
_COLLARS = {
    "tunic": _tunic_collar,
    "suit": _suit_collar,
    "uniform": _uniform_collar,
    "blouse": _blouse_collar,
    "shirt": _shirt_collar,
}
_KNOWN: dict[str, frozenset[str]] = {
    "hair": frozenset(_HAIR_FRONT),
    "hair_colour": frozenset(_HAIR),
    "beard": frozenset(["none", *_BEARDS]),
    "moustache": frozenset(["none", *_MOUSTACHES]),
    "glasses": frozenset(["none", *_GLASSES]),
    "coat": frozenset(_COAT),
    "face": frozenset(_FACE),
    "skin": frozenset(_SKIN),
    "brows": frozenset(["any", *BROWS]),
    "nose": frozenset(["any", *NOSES]),
    "age": frozenset(["any", *AGES]),
}
"""Every value a parameter can have."""
