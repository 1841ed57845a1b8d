"""Pieces that hold pieces: columns, rows, lines that wrap, grids, panels, scrolls, layers."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING

from game.i18n import tr
from game.window.layout import Rect, columns, flow, share
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.paint import Canvas


class Column(Widget):
    """Pieces one below the other. The one at index `fill` takes what height is left over."""

    def __init__(
        self, children: Sequence[Widget], gap: int = 0, *, fill: int | None = None
    ) -> None:
        super().__init__(children)
        self._gap = gap
        self._fill = fill

    def _height(self, width: int) -> int:
        gaps = self._gap * max(0, len(self.children) - 1)
        return sum(child.measure(width) for child in self.children) + gaps

    def _arrange(self) -> None:
        heights = [child.measure(self.rect.w) for child in self.children]
        if self._fill is not None:
            used = sum(heights) + self._gap * (len(heights) - 1)
            heights[self._fill] += max(0, self.rect.h - used)
        y = self.rect.y
        for child, height in zip(self.children, heights, strict=True):
            child.place(Rect(self.rect.x, y, self.rect.w, height))
            y += height + self._gap


class Row(Widget):
    """Pieces side by side; when they do not fit, one below the other.

    `weights`: 0 for a piece that takes its natural width, else its part of the rest. `align`:
    "stretch" to the row's height, or each in its own height at the "top" or in the "middle".
    """

    def __init__(
        self,
        children: Sequence[Widget],
        gap: int = 0,
        weights: Sequence[int] | None = None,
        *,
        align: str = "stretch",
    ) -> None:
        super().__init__(children)
        self._gap = gap
        self._weights = list(weights or [1] * len(self.children))
        self._align = align
        self._shares: dict[int, list[int] | None] = {}

    def _least(self) -> int:
        """Return the least width of the widest piece: a row can stand one below the other."""
        return max((child.least() for child in self.children), default=0)

    def _natural(self) -> int:
        """Return the sum of the natural widths."""
        gaps = self._gap * max(0, len(self.children) - 1)
        return sum(child.natural() for child in self.children) + gaps

    def widths(self, width: int) -> list[int] | None:
        """Return the widths side by side, or None if they do not fit."""
        if width not in self._shares:
            self._shares[width] = share(
                width - self._gap * max(0, len(self.children) - 1),
                [child.least() for child in self.children],
                [child.natural() for child in self.children],
                self._weights,
            )
        return self._shares[width]

    def _height(self, width: int) -> int:
        widths = self.widths(width)
        if widths is None:
            heights = [child.measure(width) for child in self.children]
            return sum(heights) + self._gap * max(0, len(heights) - 1)
        return max((c.measure(w) for c, w in zip(self.children, widths, strict=True)), default=0)

    def _arrange(self) -> None:
        widths = self.widths(self.rect.w)
        x, y = self.rect.x, self.rect.y
        if widths is None:
            for child in self.children:
                height = child.measure(self.rect.w)
                child.place(Rect(x, y, self.rect.w, height))
                y += height + self._gap
            return
        for child, width in zip(self.children, widths, strict=True):
            own = min(child.measure(width), self.rect.h)
            height = self.rect.h if self._align == "stretch" else own
            down = (self.rect.h - height) // 2 if self._align == "middle" else 0
            child.place(Rect(x, y + down, width, height))
            x += width + self._gap


class Wrap(Widget):
    """Pieces in their natural widths, filling lines as words do."""

    def __init__(
        self,
        children: Sequence[Widget],
        gap: int = 0,
        line_gap: int | None = None,
        *,
        right: bool = False,
    ) -> None:
        super().__init__(children)
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._right = right

    def _natural(self) -> int:
        """Return the width of all on one line."""
        return sum(c.natural() for c in self.children) + self._gap * max(0, len(self.children) - 1)

    def _lines(self, width: int) -> list[list[tuple[Widget, int]]]:
        sizes = [min(width, child.natural()) for child in self.children]
        return [
            [(self.children[i], sizes[i]) for i in line] for line in flow(sizes, width, self._gap)
        ]

    def _height(self, width: int) -> int:
        heights = [max(c.measure(w) for c, w in line) for line in self._lines(width)]
        return sum(heights) + self._line_gap * max(0, len(heights) - 1)

    def _arrange(self) -> None:
        y = self.rect.y
        for line in self._lines(self.rect.w):
            height = max(c.measure(w) for c, w in line)
            x = self.rect.x
            if self._right:
                x += self.rect.w - sum(w for _, w in line) - self._gap * (len(line) - 1)
            for child, width in line:
                own = child.measure(width)
                child.place(Rect(x, y + (height - own) // 2, width, own))
                x += width + self._gap
            y += height + self._line_gap


class Grid(Widget):
    """Pieces in columns of one width, as many as fit and at most `most`; the rows are as high as
    their highest.
    """

    def __init__(self, children: Sequence[Widget], cell: int, gap: int = 0, most: int = 12) -> None:
        super().__init__(children)
        self._cell = cell
        self._gap = gap
        self._most = most

    def _across(self, width: int) -> tuple[int, int]:
        least = max(self._cell, *(child.least() for child in self.children), 1)
        number = columns(width, least, self._gap, self._most)
        return number, (width - self._gap * (number - 1)) // number

    def _rows(self, width: int) -> list[tuple[list[Widget], int]]:
        number, cell = self._across(width)
        cuts = [self.children[i : i + number] for i in range(0, len(self.children), number)]
        return [(cut, max(child.measure(cell) for child in cut)) for cut in cuts]

    def _natural(self) -> int:
        """Return the width of all side by side in their cells."""
        number = max(1, min(self._most, len(self.children)))
        return number * self._cell + self._gap * (number - 1)

    def _height(self, width: int) -> int:
        rows = self._rows(width)
        return sum(height for _, height in rows) + self._gap * max(0, len(rows) - 1)

    def _arrange(self) -> None:
        _, cell = self._across(self.rect.w)
        y = self.rect.y
        for children, height in self._rows(self.rect.w):
            x = self.rect.x
            for child in children:
                child.place(Rect(x, y, cell, height))
                x += cell + self._gap
            y += height + self._gap


class Table(Widget):
    """Rows of cells in common columns; `weights` as in a Row. When the columns do not fit, every
    row's cells wrap.
    """

    role = "table"

    def __init__(
        self, rows: Sequence[Sequence[Widget]], weights: Sequence[int], gap: int, line_gap: int
    ) -> None:
        super().__init__([cell for row in rows for cell in row])
        self._rows = [list(row) for row in rows]
        self._weights = list(weights)
        self._gap = gap
        self._line_gap = line_gap

    def _least(self) -> int:
        """Return the least width of the widest cell."""
        return max((cell.least() for cell in self.children), default=0)

    def _natural(self) -> int:
        """Return the sum of the columns' natural widths."""
        return sum(self._column("natural")) + self._gap * (len(self._weights) - 1)

    def _column(self, measure: str) -> list[int]:
        return [
            max((getattr(row[index], measure)() for row in self._rows), default=0)
            for index in range(len(self._weights))
        ]

    def _places(self, rect: Rect) -> list[tuple[Widget, Rect]]:
        room = rect.w - self._gap * (len(self._weights) - 1)
        widths = share(room, self._column("least"), self._column("natural"), self._weights)
        places: list[tuple[Widget, Rect]] = []
        y = rect.y
        for row in self._rows:
            if widths is None:
                sizes = [min(rect.w, cell.natural()) for cell in row]
                for line in flow(sizes, rect.w, self._gap):
                    high = max(row[i].measure(sizes[i]) for i in line)
                    x = rect.x
                    for i in line:
                        places.append((row[i], Rect(x, y, sizes[i], high)))
                        x += sizes[i] + self._gap
                    y += high
            else:
                high = max(cell.measure(w) for cell, w in zip(row, widths, strict=True))
                x = rect.x
                for cell, width in zip(row, widths, strict=True):
                    own = cell.measure(width)
                    places.append((cell, Rect(x, y + (high - own) // 2, width, own)))
                    x += width + self._gap
                y += high
            y += self._line_gap
        return places

    def _height(self, width: int) -> int:
        places = self._places(Rect(0, 0, width, 0))
        return max((rect.bottom for _, rect in places), default=0)

    def _arrange(self) -> None:
        for cell, rect in self._places(self.rect):
            cell.place(rect)


class Panel(Widget):
    """A piece on a ground of its own, with a margin. `rule` draws a thick line at those sides:
    letters of "tblr".
    """

    def __init__(
        self,
        child: Widget,
        ground: str,
        margin: tuple[int, int] = (0, 0),
        rule: str = "",
        rule_tint: str = "ink",
    ) -> None:
        super().__init__([child])
        self.ground = ground
        self._margin = margin
        self._rule = rule
        self._rule_tint = rule_tint

    def _least(self) -> int:
        """Return the least width with the margins."""
        return super()._least() + 2 * self._margin[0]

    def _natural(self) -> int:
        """Return the natural width with the margins."""
        return super()._natural() + 2 * self._margin[0]

    def _height(self, width: int) -> int:
        return self.children[0].measure(width - 2 * self._margin[0]) + 2 * self._margin[1]

    def _arrange(self) -> None:
        self.children[0].place(self.rect.inset(*self._margin))

    def _over(self, canvas: Canvas) -> None:
        if not self._rule:
            return
        thick = canvas.px(3)
        r = self.rect
        sides = {
            "t": Rect(r.x, r.y, r.w, thick),
            "b": Rect(r.x, r.bottom - thick, r.w, thick),
            "l": Rect(r.x, r.y, thick, r.h),
            "r": Rect(r.right - thick, r.y, thick, r.h),
        }
        for side in self._rule:
            canvas.box(sides[side], self._rule_tint)


class Scroll(Widget):
    """A piece that may be higher than its place. Where it stands is kept by name in `offsets`,
    so that it outlives the building anew of the screen.
    """

    role = "scroll"

    def __init__(
        self, child: Widget, name: str, offsets: MutableMapping[str, int], shown: int, bar: int
    ) -> None:
        super().__init__([child])
        self.name = name
        self._offsets = offsets
        self._shown = shown
        self._bar = bar
        self.content = 0

    def _least(self) -> int:
        """Return the least width with the bar."""
        return super()._least() + 2 * self._bar

    def _natural(self) -> int:
        """Return the natural width with the bar."""
        return super()._natural() + 2 * self._bar

    @property
    def offset(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._offsets.get(self.name, 0)

    @property
    def most(self) -> int:
        """How far it can be scrolled."""
        return max(0, self.content - self.rect.h)

    def scroll(self, by: int) -> bool:
        """Scroll by so many pixels; whether that moved anything."""
        return self.scroll_to(self.offset + by)

    def scroll_to(self, offset: int) -> bool:
        """Scroll to there; whether that moved anything."""
        new = max(0, min(self.most, offset))
        moved = new != self.offset
        self._offsets[self.name] = new
        if moved:
            self.place(self.rect)
        return moved

    def reveal(self, rect: Rect, margin: int) -> bool:
        """Scroll so that a rectangle of the content is seen; whether that moved anything."""
        if rect.y - margin < self.rect.y:
            return self.scroll(rect.y - margin - self.rect.y)
        if rect.bottom + margin > self.rect.bottom:
            wish = rect.bottom + margin - self.rect.bottom
            return self.scroll(min(wish, max(0, rect.y - margin - self.rect.y)))
        return False

    def bar(self) -> Rect:
        """Return the strip of the scroll bar; empty when all is seen."""
        if not self.most:
            return Rect()
        return Rect(self.rect.right - 2 * self._bar, self.rect.y, 2 * self._bar, self.rect.h)

    def drag(self, y: int) -> bool:
        """Scroll to where the bar was touched."""
        return self.scroll_to(
            (y - self.rect.y) * self.content // max(1, self.rect.h) - self.rect.h // 2
        )

    def state(self) -> str:
        """Return where there is more of it than is seen."""
        marks = [tr("told.above")] if self.offset else []
        marks += [tr("told.below")] if self.offset < self.most else []
        return ", ".join(marks)

    def draw(self, canvas: Canvas) -> None:
        """Draw what is seen of the content, and the bar."""
        with canvas.inside(self.rect):
            super().draw(canvas)

    def at(self, x: int, y: int) -> list[Widget]:
        """Return the pieces under a point; on the bar there is nothing below."""
        return [self] if self.bar().holds(x, y) else super().at(x, y)

    def _inner(self, width: int) -> int:
        return width - 2 * self._bar

    def _height(self, width: int) -> int:
        return min(self.children[0].measure(self._inner(width)), self._shown)

    def _arrange(self) -> None:
        child = self.children[0]
        # Room for the bar is kept only where there is one.
        whole = child.least() <= self.rect.w and child.measure(self.rect.w) <= self.rect.h
        width = self.rect.w if whole else self._inner(self.rect.w)
        self.content = child.measure(width)
        self._offsets[self.name] = max(0, min(self.most, self.offset))
        child.place(
            Rect(self.rect.x, self.rect.y - self.offset, width, max(self.content, self.rect.h))
        )

    def _over(self, canvas: Canvas) -> None:
        bar = self.bar()
        if not bar.w:
            return
        thumb = max(canvas.px(18), bar.h * bar.h // self.content)
        y = bar.y + (bar.h - thumb) * self.offset // self.most
        x = bar.right - self._bar
        canvas.box(Rect(x, bar.y, self._bar, bar.h), "sand")
        canvas.box(Rect(x, y, self._bar, thumb), "ink")


class Layers(Widget):
    """Pieces on top of each other, meant to overlap: a ground and what stands on it."""

    role = "layers"


class Centre(Widget):
    """A piece in the middle of its place, no wider than `most`; with `top`, at the top of it."""

    def __init__(self, child: Widget, most: int, *, top: bool = False) -> None:
        super().__init__([child])
        self._most = most
        self._top = top

    def _natural(self) -> int:
        """Return the natural width, at most the limit."""
        return min(self._most, super()._natural())

    def _height(self, width: int) -> int:
        return self.children[0].measure(min(width, self._most))

    def _arrange(self) -> None:
        width = min(self.rect.w, self._most)
        height = min(self.rect.h, self.children[0].measure(width))
        self.children[0].place(
            Rect(
                self.rect.x + (self.rect.w - width) // 2,
                self.rect.y + (0 if self._top else (self.rect.h - height) // 2),
                width,
                height,
            )
        )
