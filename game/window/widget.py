"""What every piece of the screen is: it is measured, then placed, then drawn, and can be told in
words. A screen is built anew whenever what it shows has changed; pieces are matched by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from game.i18n import tr
from game.window.layout import Rect

if TYPE_CHECKING:
    from game.window.paint import Canvas


class Widget:
    """A rectangle of the screen with a role and a name. `ground` is the colour token that it
    fills its rectangle with, or "" to show what is behind.
    """

    role = "group"
    ground = ""
    focusable = False
    name = ""

    def __init__(self, children: Sequence[Widget] = ()) -> None:
        self.children = list(children)
        self.rect = Rect()
        self._heights: dict[int, int] = {}
        self._widths: tuple[int, int] | None = None

    def measure(self, width: int) -> int:
        """Return the height it needs in that width."""
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._height(max(1, width))
        return known

    def least(self) -> int:
        """Return the smallest width in which no word is broken."""
        if self._widths is None:
            self._widths = self._least(), self._natural()
        return self._widths[0]

    def natural(self) -> int:
        """Return the width it takes on one line."""
        if self._widths is None:
            self._widths = self._least(), self._natural()
        return self._widths[1]

    def place(self, rect: Rect) -> None:
        """Give it its rectangle, and its children theirs."""
        self.rect = rect
        self._arrange()

    def draw(self, canvas: Canvas) -> None:
        """Draw it and its children, if any of it is seen."""
        if not canvas.sees(self.rect) or (self.name and self.name in canvas.hidden):
            return
        self._paint(canvas)
        for child in self.children:
            child.draw(canvas)
        self._over(canvas)

    def label(self) -> str:
        """Return its own words, for the transcript."""
        return ""

    def state(self) -> str:
        """Return what is special about it now, for the transcript."""
        return ""

    def walk(self) -> Iterator[Widget]:
        """Yield it and all below it in reading order."""
        waiting = [self]
        while waiting:
            widget = waiting.pop()
            yield widget
            waiting.extend(reversed(widget.children))

    def path(self, name: str) -> list[Widget]:
        """Return the pieces from here down to the one of that name; empty if it is not here."""
        if name and self.name == name:
            return [self]
        for child in self.children:
            below = child.path(name)
            if below:
                return [self, *below]
        return []

    def at(self, x: int, y: int) -> list[Widget]:
        """Return the pieces under a point, from the outermost to the innermost."""
        if not self.rect.holds(x, y):
            return []
        for child in reversed(self.children):
            below = child.at(x, y)
            if below:
                return [self, *below]
        return [self]

    def _least(self) -> int:
        return max((child.least() for child in self.children), default=0)

    def _natural(self) -> int:
        return max((child.natural() for child in self.children), default=0)

    def _height(self, width: int) -> int:
        return max((child.measure(width) for child in self.children), default=0)

    def _arrange(self) -> None:
        for child in self.children:
            child.place(self.rect)

    def _paint(self, canvas: Canvas) -> None:
        if self.ground:
            canvas.box(self.rect, self.ground)

    def _over(self, canvas: Canvas) -> None:
        """Draw what lies over the children."""


Press = Callable[[], None]
"""What happens when something is pressed."""


class Placed(Widget):
    """Pieces that have their places already."""

    def _arrange(self) -> None:
        """Leave everything where it is."""


def describe(root: Widget, focus: str = "", *, places: bool = True) -> str:
    """Return the tree below a piece as text: role, words, state and rectangle, one line each.
    Without `places` it is meant to be read: no names and rectangles.
    """
    lines: list[str] = []

    def tell(widget: Widget, depth: int) -> None:
        words, state = widget.label(), widget.state()
        inner = depth
        if words or widget.name or widget.role not in ("group", "text"):
            rect = widget.rect
            marks = [widget.role if places else tr(f"role.{widget.role}")]
            marks += [f'"{words}"' if words else ""]
            marks += [f"#{widget.name}" if widget.name and places else ""]
            marks += [f"({state})" if state else ""]
            marks += ["*focus*" if focus and widget.name == focus else ""]
            marks += [f"[{rect.x},{rect.y} {rect.w}x{rect.h}]" if places else ""]
            lines.append("  " * depth + " ".join(mark for mark in marks if mark))
            inner += 1
        for child in widget.children:
            tell(child, inner)

    tell(root, 0)
    return "\n".join(lines)
