"""Large drawn grounds as SVG: wedges, bars and rings behind screens, and scenes on cards.

Nothing in them carries information, and none shows an emblem: shapes, diagonals and type make the
look. Sizes are in pixels of the place they fill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, cos, pi, sin
from zlib import crc32

from game.art.theme import COLOURS


def title(width: int, height: int) -> str:
    """Return the ground of the title screen: a red wedge driven in from the left."""
    w, h = width, height
    return _svg(
        w,
        h,
        _rect(0, 0, w, h, "paper"),
        _ring(w * 0.83, h * 0.30, h * 0.36, h * 0.035, "sand"),
        _ring(w * 0.83, h * 0.30, h * 0.24, h * 0.012, "sand"),
        _poly("sand", (w, h * 0.62), (w, h), (w * 0.52, h)),
        _poly("ink", (0, 0), (w * 0.30, 0), (w * 0.06, h), (0, h)),
        _poly("red", (0, h * 0.10), (w * 0.94, h * 0.335), (0, h * 0.66)),
        _poly("ink", (0, h * 0.70), (w * 0.77, h * 0.405), (w * 0.785, h * 0.43), (0, h * 0.755)),
        _poly("ochre", (0, h * 0.775), (w * 0.66, h * 0.49), (w * 0.664, h * 0.5), (0, h * 0.79)),
        _poly("ink", (w * 0.90, 0), (w, 0), (w, h * 0.20)),
        _poly("red", (w * 0.86, h), (w * 0.885, h), (w, h * 0.80), (w, h * 0.76)),
    )


def stage(width: int, height: int) -> str:
    """Return the ground behind a table or a card: a wedge, two bars and a ring."""
    w, h = width, height
    return _svg(
        w,
        h,
        _rect(0, 0, w, h, "table"),
        _poly("sand", (w, h * 0.45), (w, h), (w * 0.44, h)),
        _ring(w * 0.90, h * 0.90, h * 0.21, h * 0.02, "sand"),
        _poly("red", (0, 0), (w * 0.62, 0), (0, h * 0.73)),
        _poly("ink", (w * 0.66, 0), (w * 0.745, 0), (0, h * 0.885), (0, h * 0.785)),
        _poly("red", (w * 0.765, 0), (w * 0.785, 0), (0, h * 0.93), (0, h * 0.905)),
        _poly("ink", (w * 0.81, 0), (w, 0), (w, h * 0.13)),
    )


def ribbon(token: str, side: str, width: int, height: int) -> str:
    """Return a bar whose end at one side falls away: what a heading stands on."""
    w, h, cut = width, height, min(height * 0.55, width * 0.4)
    top, low = (cut, 0.0) if side == "left" else (0.0, 0.0)
    end = w - cut if side == "right" else w
    return _svg(w, h, _poly(token, (top, 0), (w, 0), (end, h), (low, h)))


def tabletop(width: int, height: int) -> str:
    """Return the table that members sit around: a red oval with a rim and a hard shadow."""
    x, y, drop = width / 2, height / 2, height * _DROP
    rx, ry = x - 1, y - 1 - drop
    return _svg(
        width,
        height,
        _oval(x, y + drop, rx, ry, "grey"),
        _oval(x, y - drop, rx, ry, "darkred"),
        f'<ellipse cx="{x:.1f}" cy="{y - drop:.1f}" rx="{rx * 0.955:.1f}" ry="{ry * 0.93:.1f}" '
        f'fill="none" stroke="{COLOURS["ochre"]}" stroke-width="1.5"/>',
    )


def slips(many: Sequence[tuple[float, float, str]], width: int, height: int) -> str:
    """Return the voting slips on a table of that size, one before each seat. A slip is the
    direction of its seat, as parts of the table's width and height from its middle, and the vote
    on it: "", aye, nay, abstain or absent.
    """
    x, y, drop = width / 2, height / 2, height * _DROP
    middle, half = (x, y - drop), (x - 1, y - 1 - drop)
    return _svg(width, height, *(_slip(slip, middle, half) for slip in many if slip[2] != "absent"))


_DROP = 0.03
"""How far the shadow of the table falls, as a part of its height."""

_MARKS = {
    "aye": "M-0.24,0.02 L-0.06,0.2 L0.26,-0.2",
    "nay": "M-0.2,-0.2 L0.2,0.2 M0.2,-0.2 L-0.2,0.2",
    "abstain": "M-0.26,0 L0.26,0",
    "": "M-0.28,-0.12 L0.28,-0.12 M-0.28,0.08 L0.28,0.08",
}


def _slip(
    slip: tuple[float, float, str], middle: tuple[float, float], half: tuple[float, float]
) -> str:
    right, low, vote = slip
    size = half[1] * 0.13
    far = (right * right + low * low) ** 0.5 or 1
    x, y = middle[0] + half[0] * 0.84 * right / far, middle[1] + half[1] * 0.87 * low / far
    turn = 28 * right * (1 if low > 0 else -1)
    ink, line = COLOURS["ink" if vote else "grey"], 0.09 if vote else 0.05
    return (
        f'<g transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f}) scale({size:.2f})">'
        f'<path d="M-0.6,-0.42 L0.6,-0.42 L0.6,0.42 L-0.6,0.42 Z" fill="{COLOURS["bone"]}"/>'
        f'<path d="{_MARKS.get(vote, _MARKS[""])}" fill="none" stroke="{ink}" '
        f'stroke-width="{line}"/></g>'
    )


def scene(name: str, tags: Sequence[str], width: int, height: int) -> str:
    """Return an abstract composition about one of the tags that has its own, or any; the same name
    and tags always give the same one.
    """
    about = next((_ABOUT[tag] for tag in tags if tag in _ABOUT), _SCENES)
    seed = crc32(name.encode())
    drawn = "".join(about[seed % len(about)](width, height))
    if seed // 64 % 2:  # half of them are seen in a mirror
        drawn = f'<g transform="translate({width},0) scale(-1,1)">{drawn}</g>'
    return _svg(width, height, _rect(0, 0, width, height, "sand"), drawn)


_MOST_SEATS = 320


def hall(
    blocs: Sequence[Sequence[int]],
    tokens: Sequence[str],
    rims: Sequence[str],
    width: int,
    height: int,
) -> str:
    """Return an assembly as a half circle of seats: bloc after bloc from left to right, in each its
    members in groups, a colour token a group, and around each a rim in a token of its own.

    One dot stands for one member, or for several when there are more members than the place has
    room for; then the dots keep the groups' shares.
    """
    total = sum(map(sum, blocs))
    places = _seats(min(total, _MOST_SEATS))
    colours, ends = _shares(blocs, tokens, len(places))
    scale = min(width / 2.12, height / 1.08)
    middle, base = width / 2, height - scale * 0.03
    parts = [
        f'<circle cx="{middle + 0.955 * x * scale:.1f}" cy="{base - 0.955 * y * scale:.1f}" '
        f'r="{size * scale:.1f}" fill="{COLOURS[colour]}"/>'
        for (_, x, y, size), colour in zip(places, colours, strict=True)
    ]
    edges = [pi, *((places[end - 1][0] + places[end][0]) / 2 for end in ends), 0.0]
    filled = [rim for bloc, rim in zip(blocs, rims, strict=True) if sum(bloc)]
    if len(edges) == len(filled) + 1:
        for (left, right), token in zip(pairwise(edges), filled, strict=True):
            parts.append(_arc((middle, base, scale), left - 0.008, right + 0.008, token))
    return _svg(width, height, *parts)


def _arc(place: tuple[float, float, float], left: float, right: float, token: str) -> str:
    """A piece of the rim of a half circle, between two angles."""
    x, y, scale = place
    radius = scale * 1.01
    return (
        f'<path d="M{x + radius * cos(left):.1f},{y - radius * sin(left):.1f} '
        f"A{radius:.1f},{radius:.1f} 0 0 1 {x + radius * cos(right):.1f},"
        f'{y - radius * sin(right):.1f}" fill="none" stroke="{COLOURS[token]}" '
        f'stroke-width="{scale * 0.035:.1f}"/>'
    )


def _seats(number: int) -> list[tuple[float, float, float, float]]:
    """Places (angle, x, y, radius) on rows of a half circle of radius 1, from left to right."""
    if number < 1:
        return []
    rows = max(2, min(9, ceil((number / 12) ** 0.5) + 1))
    radii = [1 - 0.62 * row / (rows - 1) for row in range(rows)]
    size = min(0.62 / (rows - 1), pi * sum(radii) / number, 0.2) * 0.40
    room = [number * radius / sum(radii) for radius in radii]
    counts = [int(part) for part in room]
    for row in sorted(range(rows), key=lambda i: counts[i] - room[i])[: number - sum(counts)]:
        counts[row] += 1
    places = []
    for radius, count in zip(radii, counts, strict=True):
        inner = radius - size
        for index in range(count):
            angle = pi * (1 - (index + 0.5) / count)
            places.append((angle, inner * cos(angle), inner * sin(angle), size))
    return sorted(places, reverse=True)


def _shares(
    blocs: Sequence[Sequence[int]], tokens: Sequence[str], places: int
) -> tuple[list[str], list[int]]:
    """The colour of every place, bloc by bloc, and the places before which another bloc begins."""
    total = sum(map(sum, blocs)) or 1
    colours: list[str] = []
    ends: list[int] = []
    passed = 0
    for bloc in blocs:
        if 0 < len(colours) < places:
            ends.append(len(colours))
        for number, colour in zip(bloc, tokens, strict=True):
            passed += number
            colours += [colour] * (round(passed * places / total) - len(colours))
    return colours, sorted(set(ends))


def flows(
    lines: Sequence[tuple[float, float, float, float, float, str, bool]], width: int, height: int
) -> str:
    """Return curved lines from left to right: from (x, y) to (x, y), thickness, colour token, and
    whether it is drawn faint. The faint ones lie below.
    """
    parts = []
    for x0, y0, x1, y1, thick, token, faint in sorted(lines, key=lambda line: not line[6]):
        half = (x0 + x1) / 2
        strength = 0.22 if faint else 0.9
        parts.append(
            f'<path d="M{x0:.1f},{y0:.1f} C{half:.1f},{y0:.1f} {half:.1f},{y1:.1f} '
            f'{x1:.1f},{y1:.1f}" fill="none" stroke="{COLOURS[token]}" '
            f'stroke-width="{thick:.1f}" stroke-opacity="{strength}"/>'
        )
    return _svg(width, height, *parts)


# ------------------------------------------------------------------ scenes


def _beams(w: int, h: int) -> list[str]:
    fan = [(0.02, 0.16), (0.28, 0.40), (0.50, 0.58), (0.68, 0.74), (0.84, 0.88)]
    rays = [_poly("red", (0, h), (w, h * a), (w, h * b)) for a, b in fan]
    return [*rays, _disc(0, h, h * 0.42, "ink"), _disc(w * 0.82, h * 0.28, h * 0.17, "ochre")]


def _wedge(w: int, h: int) -> list[str]:
    return [
        _disc(w * 0.68, h * 0.52, h * 0.40, "ink"),
        _disc(w * 0.68, h * 0.52, h * 0.33, "bone"),
        _poly("red", (0, h * 0.05), (w * 0.70, h * 0.52), (0, h * 0.80)),
        _poly("ink", (w * 0.84, h), (w * 0.87, h), (w, h * 0.62), (w, h * 0.5)),
    ]


def _chimneys(w: int, h: int) -> list[str]:
    stacks = [
        _poly(
            "ink",
            (w * x, h),
            (w * (x + 0.012), h * top),
            (w * (x + 0.05), h * top),
            (w * (x + 0.062), h),
        )
        for x, top in ((0.10, 0.30), (0.22, 0.18), (0.34, 0.36), (0.74, 0.26))
    ]
    smoke = [
        _poly(
            "steel",
            (w * x, h * y),
            (w * (x + 0.30), h * (y - 0.18)),
            (w * (x + 0.34), h * (y - 0.06)),
        )
        for x, y in ((0.14, 0.30), (0.26, 0.18), (0.78, 0.26))
    ]
    roofs = [
        _poly("red", (w * x, h), (w * x, h * 0.62), (w * (x + 0.12), h * 0.50), (w * (x + 0.12), h))
        for x in (0.40, 0.52, 0.64, 0.86)
    ]
    return [_disc(w * 0.58, h * 0.36, h * 0.24, "ochre"), *smoke, *stacks, *roofs]


def _sheets(w: int, h: int) -> list[str]:
    parts = [_poly("red", (0, h * 0.2), (w, h * 0.55), (w, h), (0, h))]
    for x, tilt, token in ((0.16, 0.05, "sand"), (0.38, -0.04, "bone"), (0.62, 0.03, "newsprint")):
        left, right, lean = w * x, w * (x + 0.22), w * tilt
        parts.append(
            _poly(
                "ink",
                (left + 5 + lean, h * 0.15),
                (right + 5 + lean, h * 0.12),
                (right + 5, h * 0.91),
                (left + 5, h * 0.95),
            )
        )
        parts.append(
            _poly(
                token,
                (left + lean, h * 0.12),
                (right + lean, h * 0.08),
                (right, h * 0.88),
                (left, h * 0.92),
            )
        )
        for row in range(5):
            y, slope = h * (0.25 + row * 0.12), lean * (0.8 - row * 0.15)
            end = right - w * (0.03 if row % 2 else 0.07)
            parts.append(
                _poly(
                    "caption",
                    (left + w * 0.03 + slope, y),
                    (end + slope, y - h * 0.025),
                    (end + slope, y),
                    (left + w * 0.03 + slope, y + h * 0.025),
                )
            )
    return parts


def _rails(w: int, h: int) -> list[str]:
    x, y = w * 0.66, h * 0.30
    sleepers = []
    for row in range(9):
        low = y + (h - y) * (0.06 + (row / 8) ** 1.7 * 0.92)
        reach = (low - y) / (h - y)
        left, right = x + (w * 0.02 - x) * reach, x + (w * 0.66 - x) * reach
        thick = max(1.5, h * 0.035 * reach)
        sleepers.append(_rect(left, low, right - left, thick, "caption"))
    return [
        _rect(0, 0, w, y, "steel"),
        _disc(w * 0.86, h * 0.22, h * 0.14, "ochre"),
        _poly(
            "ink",
            (w * 0.40, y),
            (w * 0.46, h * 0.12),
            (w * 0.52, h * 0.22),
            (w * 0.60, h * 0.06),
            (w * 0.68, y),
        ),
        *sleepers,
        _poly("red", (x - 2, y), (x + 1, y), (w * 0.16, h), (w * 0.07, h)),
        _poly("red", (x + 1, y), (x + 4, y), (w * 0.60, h), (w * 0.52, h)),
    ]


def _fields(w: int, h: int) -> list[str]:
    strips = [
        _poly(
            token,
            (w * a, h),
            (w * (a + 0.16), h),
            (w * (0.42 + a * 0.32), h * 0.42),
            (w * (0.42 + a * 0.32 - 0.05), h * 0.42),
        )
        for a, token in zip(
            (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0), ("bronze", "ochre") * 4, strict=False
        )
    ]
    return [
        _rect(0, 0, w, h * 0.42, "paper"),
        _disc(w * 0.24, h * 0.36, h * 0.22, "red"),
        _rect(0, h * 0.42, w, h * 0.58, "green"),
        *strips,
        _poly(
            "ink",
            (w * 0.70, h * 0.42),
            (w * 0.70, h * 0.26),
            (w * 0.76, h * 0.16),
            (w * 0.82, h * 0.26),
            (w * 0.82, h * 0.42),
        ),
    ]


def _crowd(w: int, h: int) -> list[str]:
    parts = [_poly("red", (0, 0), (w * 0.8, 0), (0, h * 0.8))]
    for row, (token, size) in enumerate((("caption", 0.055), ("soot", 0.075), ("ink", 0.10))):
        step = size * h * 2.5
        for index in range(int(w / step) + 2):
            x, y = index * step - (row % 2) * step / 2, h * (0.50 + row * 0.19)
            parts.append(_disc(x, y, h * size, token))
            parts.append(
                _poly(
                    token,
                    (x - step * 0.52, h),
                    (x - step * 0.34, y + h * size),
                    (x + step * 0.34, y + h * size),
                    (x + step * 0.52, h),
                )
            )
    parts.append(
        _poly(
            "ochre",
            (w * 0.74, h * 0.5),
            (w * 0.755, h * 0.5),
            (w * 0.775, h * 0.06),
            (w * 0.76, h * 0.06),
        )
    )
    parts.append(
        _poly(
            "red",
            (w * 0.775, h * 0.06),
            (w * 0.97, h * 0.11),
            (w * 0.95, h * 0.30),
            (w * 0.764, h * 0.28),
        )
    )
    return parts


def _globe(w: int, h: int) -> list[str]:
    x, y, r = w * 0.66, h * 0.54, h * 0.40
    meridians = [
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{r * part:.1f}" ry="{r:.1f}" fill="none" '
        f'stroke="{COLOURS["bone"]}" stroke-width="{h * 0.012:.1f}"/>'
        for part in (0.36, 0.74)
    ]
    bands = [
        _rect(x - r * 0.94, y + r * off, r * 1.88, h * 0.012, "bone") for off in (-0.4, 0, 0.4)
    ]
    return [
        _poly("red", (0, 0), (w * 0.52, 0), (0, h)),
        _disc(x, y, r, "steel"),
        *meridians,
        *bands,
        _poly("ink", (0, h * 0.86), (w * 0.62, h * 0.30), (w * 0.63, h * 0.36), (0, h)),
        _poly("ochre", (w * 0.62, h * 0.24), (w * 0.70, h * 0.27), (w * 0.64, h * 0.42)),
    ]


def _wires(w: int, h: int) -> list[str]:
    poles = [part for index in range(5) for part in _pole(w, h, index)]
    return [
        _poly("red", (0, h), (w, h * 0.56), (w, h)),
        _disc(w * 0.84, h * 0.26, h * 0.14, "ochre"),
        *poles,
        *(_wire(w, h, start) for start in (0.16, 0.25)),
    ]


def _pole(w: int, h: int, index: int) -> list[str]:
    x, top, size = w * (0.06 + 0.21 * index), h * (0.10 + 0.07 * index), 1 - 0.12 * index
    bars = [
        _rect(x - w * 0.05 * size, top + h * bar * size, w * 0.112 * size, h * 0.03, "ink")
        for bar in (0.06, 0.15)
    ]
    return [_rect(x, top, w * 0.012 * size, h, "ink"), *bars]


def _wire(w: int, h: int, start: float) -> str:
    spans = " ".join(
        f"Q{w * (0.165 + 0.21 * i):.1f},{h * (start + 0.16 + 0.06 * i):.1f} "
        f"{w * (0.27 + 0.21 * i):.1f},{h * (start + 0.07 * (i + 1)):.1f}"
        for i in range(4)
    )
    return (
        f'<path d="M0,{h * (start - 0.02):.1f} {spans}" fill="none" '
        f'stroke="{COLOURS["soot"]}" stroke-width="{h * 0.012:.1f}"/>'
    )


def _stairs(w: int, h: int) -> list[str]:
    steps = [
        _rect(w * (0.10 + 0.11 * n), h * (0.84 - 0.13 * n), w * 0.9, h * 0.13, token)
        for n, token in enumerate(("ink", "soot", "caption", "grey", "ink", "soot"))
    ]
    return [
        _disc(w * 0.20, h * 0.30, h * 0.20, "red"),
        *steps,
        _poly("red", (w * 0.70, h * 0.19), (w * 0.76, h * 0.19), (w * 0.73, 0)),
        _poly("ochre", (0, h), (0, h * 0.92), (w, h * 0.02), (w, h * 0.06)),
    ]


def _door(w: int, h: int) -> list[str]:
    return [
        _rect(0, 0, w, h, "soot"),
        _poly("red", (0, 0), (w * 0.34, 0), (w * 0.16, h), (0, h)),
        _poly("ochre", (w * 0.52, h * 0.14), (w * 0.60, h * 0.14), (w * 0.96, h), (w * 0.30, h)),
        _rect(w * 0.52, h * 0.14, w * 0.08, h * 0.62, "bone"),
        _rect(w * 0.60, h * 0.10, w * 0.012, h * 0.66, "ink"),
        _poly("ink", (w * 0.40, h * 0.76), (w, h * 0.76), (w, h * 0.80), (w * 0.40, h * 0.80)),
    ]


def _ears(w: int, h: int) -> list[str]:
    stalks = [part for stalk in range(7) for part in _ear(w, h, stalk)]
    return [
        _rect(0, 0, w, h, "ochre"),
        _poly("red", (w * 0.55, 0), (w, 0), (w, h * 0.8)),
        *stalks,
    ]


def _ear(w: int, h: int, stalk: int) -> list[str]:
    x, lean, thick = w * (0.06 + 0.12 * stalk), w * 0.05, w * 0.008
    top = h * 0.2
    stem = _poly("bronze", (x, h), (x + thick, h), (x + lean + thick, top), (x + lean, top))
    token = "ink" if stalk % 3 == 1 else "bronze"
    grains = []
    for y in (h * (0.16 + 0.085 * grain) for grain in range(6)):
        along = x + lean * (1 - (y / h - 0.2) / 0.8)
        grains += [
            _poly(
                token,
                (along, y + h * 0.09),
                (along + side * w * 0.022, y),
                (along + side * w * 0.004, y - h * 0.02),
            )
            for side in (-1, 1)
        ]
    return [stem, *grains]


def _clock(w: int, h: int) -> list[str]:
    x, y, r = w * 0.34, h * 0.52, h * 0.40
    hours = []
    for hour in range(12):
        angle = pi * hour / 6
        hours.append(_disc(x + r * 0.78 * cos(angle), y + r * 0.78 * sin(angle), h * 0.018, "ink"))
    return [
        _poly("ink", (w * 0.5, 0), (w, 0), (w, h), (w * 0.72, h)),
        _poly("red", (w * 0.56, 0), (w * 0.66, 0), (w * 0.88, h), (w * 0.78, h)),
        _disc(x, y, r, "ink"),
        _disc(x, y, r * 0.92, "bone"),
        *hours,
        _poly("red", (x - h * 0.02, y), (x + h * 0.02, y), (x + r * 0.30, y - r * 0.62)),
        _poly("ink", (x, y - h * 0.025), (x, y + h * 0.025), (x - r * 0.46, y - r * 0.12)),
    ]


_SCENES: tuple[Callable[[int, int], list[str]], ...] = (
    _beams,
    _wedge,
    _chimneys,
    _sheets,
    _rails,
    _fields,
    _crowd,
    _globe,
    _wires,
    _stairs,
    _door,
    _ears,
    _clock,
)

_ABOUT: dict[str, tuple[Callable[[int, int], list[str]], ...]] = {
    "economy": (_fields, _chimneys, _rails, _ears),
    "organisation": (_sheets, _stairs, _door, _wires),
    "ideology": (_beams, _sheets, _wedge, _clock),
    "social": (_crowd, _fields, _chimneys, _ears),
    "foreign": (_rails, _globe, _wires),
    "personality": (_door, _clock, _stairs, _sheets),
    "intention": (_door, _stairs, _wedge),
    "errors": (_beams, _door, _clock, _wires),
    "contingency": (_clock, _rails, _wires, _beams),
    "vote": (_wedge, _sheets, _stairs),
    "plenum": (_crowd, _wedge, _beams),
    "ending": (_rails, _clock, _door),
}
"""What a card or a piece of news is about -> the compositions that suit it."""

# ------------------------------------------------------------------ pieces


def _svg(width: int, height: int, *parts: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def _rect(x: float, y: float, width: float, height: float, token: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{COLOURS[token]}"/>'
    )


def _poly(token: str, *points: tuple[float, float]) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{COLOURS[token]}"/>'


def _disc(x: float, y: float, radius: float, token: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{COLOURS[token]}"/>'


def _oval(x: float, y: float, rx: float, ry: float, token: str) -> str:
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{COLOURS[token]}"/>'
    )


def _ring(x: float, y: float, radius: float, thick: float, token: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
        f'stroke="{COLOURS[token]}" stroke-width="{thick:.1f}"/>'
    )
