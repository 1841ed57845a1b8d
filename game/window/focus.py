"""Where the focus can go: by Tab in reading order, by arrows to the nearest in that direction."""

from __future__ import annotations

from game.window.boxes import Scroll
from game.window.layout import Rect
from game.window.widget import Widget

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def stops(root: Widget) -> list[Widget]:
    """Return everything that can have the focus, in reading order."""
    return [widget for widget in root.walk() if widget.focusable]


def following(root: Widget, focus: str, step: int) -> str:
    """Return the name of the next or previous stop, round and round; "" when there is none."""
    names = [widget.name for widget in stops(root)]
    if not names:
        return ""
    if focus not in names:
        return names[0 if step > 0 else -1]
    return names[(names.index(focus) + step) % len(names)]


def towards(root: Widget, focus: str, direction: str) -> str:
    """Return the name of the nearest stop in a direction; "" when there is none. What lies in the
    same scrolling place comes first, seen or not; elsewhere only what is seen counts.
    """
    path = root.path(focus)
    if not path:
        return following(root, focus, 1)
    here = path[-1].rect
    own = [widget for widget in path if isinstance(widget, Scroll)]
    found = []
    for widget, clip, scrolls in _seen(root, root.rect, []):
        near = bool(own) and own[-1] in scrolls
        if widget.name == focus or not (near or clip.meets(widget.rect)):
            continue
        distance = _distance(here, widget.rect, DIRECTIONS[direction])
        if distance is not None:
            found.append((not near, distance, widget.name))
    return min(found)[2] if found else ""


def scrolls_for(root: Widget, focus: str) -> list[Scroll]:
    """Return the scrolling places that keys move, best first: those around the focus from the
    inside out, then the others from the largest.
    """
    around = [w for w in reversed(root.path(focus)) if isinstance(w, Scroll) and w.most]
    others = [w for w in root.walk() if isinstance(w, Scroll) and w.most and w not in around]
    return [*around, *sorted(others, key=lambda w: -w.rect.w * w.rect.h)]


def within(root: Widget) -> list[Widget]:
    """Return the stops in scrolling places other than the whole page that are seen whole."""
    return [
        widget
        for widget, clip, scrolls in _seen(root, root.rect, [])
        if any(scroll is not root for scroll in scrolls) and clip.contains(widget.rect)
    ]


def _seen(
    widget: Widget, clip: Rect, scrolls: list[Scroll]
) -> list[tuple[Widget, Rect, list[Scroll]]]:
    if isinstance(widget, Scroll):
        clip, scrolls = clip.cut(widget.rect), [*scrolls, widget]
    found = [(widget, clip, scrolls)] if widget.focusable else []
    for child in widget.children:
        found += _seen(child, clip, scrolls)
    return found


def _distance(here: Rect, there: Rect, way: tuple[int, int]) -> int | None:
    """How far another rectangle is in a direction, sideways steps counting thrice."""
    if way[0]:
        ahead = there.x - here.x if way[0] > 0 else here.right - there.right
        gap = max(0, there.x - here.right if way[0] > 0 else here.x - there.right)
        aside = _apart(here.y, here.bottom, there.y, there.bottom)
    else:
        ahead = there.y - here.y if way[1] > 0 else here.bottom - there.bottom
        gap = max(0, there.y - here.bottom if way[1] > 0 else here.y - there.bottom)
        aside = _apart(here.x, here.right, there.x, there.right)
    if ahead <= 0:
        return None
    return gap + ahead // 8 + 3 * aside


def _apart(a: int, b: int, c: int, d: int) -> int:
    return max(0, c - b, a - d)
