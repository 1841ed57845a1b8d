"""What lies over or beside a screen: dialogs, tips, pinned cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.i18n import tr
from game.window.boxes import Centre, Column, Panel, Row, Scroll, Wrap
from game.window.kit import Kit
from game.window.layout import Rect
from game.window.screen import Dialog
from game.window.widget import Placed, Press, Widget
from game.window.widgets import Card

_PINS_WIDE = 250
_SCREEN_WIDE = 900


def dialog(kit: Kit, shown: Dialog, close: Press, offsets: dict[str, int]) -> Widget:
    """Return a dialog in the middle of the window: a title, a body that scrolls, buttons."""
    whole = kit.screen()
    title = kit.text(shown.title, "headline", "bone")
    header = Panel(title, "red", (kit.px(16), kit.px(6)))
    feet: list[Widget] = list(shown.buttons(kit)) if shown.buttons else []
    feet.append(kit.button("close", tr("dialog.close"), close, key=kit.key("back")))
    row = Wrap(feet, kit.px(10), kit.px(6), right=True)
    footer = Panel(row, "newsprint", (kit.px(16), kit.px(8)))
    width = min(whole.w - 2 * kit.px(8), kit.px(shown.wide))
    room = whole.h - header.measure(width) - footer.measure(width) - 2 * kit.px(14)
    body = Panel(shown.build(kit), "newsprint", (kit.px(14), kit.px(10)))
    scroll = Scroll(body, f"scroll-{shown.name}", offsets, max(kit.px(40), room), kit.px(4))
    parts = Column([header, Panel(scroll, "newsprint"), footer], fill=1)
    layer = Centre(Panel(parts, "newsprint", (0, 0)), width)
    layer.role = "dialog"
    layer.place(whole)
    return layer


def tooltip(kit: Kit, tip: Widget, at: Rect) -> Widget:
    """Return a tip beside what it explains, below it if there is room, and never over it unless
    the window is too low.
    """
    wide, high = kit.window
    width = min(wide, kit.px(320))
    card = Panel(tip, "bone", (kit.px(12), kit.px(8)), "tblr", "ink")
    height = min(high, card.measure(width))
    x = max(0, min(at.x, wide - width))
    y = at.bottom + kit.px(6)
    if y + height > high:
        y = at.y - height - kit.px(6)
    if y < 0:  # neither below nor above: beside it
        y = max(0, min(at.y, high - height))
        x = at.x - width - kit.px(6) if at.x - width > 0 else min(at.right, wide - width)
    card.place(Rect(x, y, width, height))
    return card


class Pins:
    """Cards that stay beside the screen until they are taken away: a column where the window is
    wide enough for it, else a strip that opens them all.
    """

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}

    @property
    def cards(self) -> list[Card]:
        """The pinned cards, the latest last."""
        return list(self._cards.values())

    def pin(self, card: Card) -> None:
        """Pin a card."""
        self._cards[card.id] = card

    def unpin(self, id_: str) -> None:
        """Take a card away."""
        self._cards.pop(id_, None)

    def renew(self, fresh: Callable[[Card], Card]) -> None:
        """Let every card tell what is so now."""
        self._cards = {id_: fresh(card) for id_, card in self._cards.items()}

    def wide(self, window: tuple[int, int], unit: float) -> int:
        """Return the width of the column in pixels; 0 when there is none or no room for it."""
        width = round(_PINS_WIDE * unit)
        return width if self._cards and (window[0] - width) / unit >= _SCREEN_WIDE else 0

    def beside(self, kit: Kit, screen: Callable[[Rect], Widget], open_: Press) -> Widget:
        """Return the screen with the pinned cards beside or below it."""
        width, height = kit.window
        if not self._cards:
            return screen(Rect(0, 0, width, height))
        column = self.wide(kit.window, kit.type.unit)
        if column:
            cards = kit.scroll(Panel(self.column(kit), "table", (kit.px(8), kit.px(8))), "pins")
            place = Rect(width - column, 0, column, height)
            page = screen(Rect(0, 0, width - column, height))
            pins: Widget = Panel(cards, "table", (0, 0), "l")
        else:
            words = tr("pins.open", number=len(self._cards))
            button = kit.button("pinned", words, open_, key=kit.key("pinned"))
            pins = Panel(Wrap([button]), "ink", (kit.px(8), kit.px(2)))
            high = pins.measure(width)
            place = Rect(0, height - high, width, high)
            page = screen(Rect(0, 0, width, height - high))
        pins.place(place)
        both = Placed([page, pins])
        both.place(Rect(0, 0, width, height))
        return both

    def column(self, kit: Kit) -> Widget:
        """Return the cards one below the other, each with a button that takes it away."""
        return Column([self._pinned(kit, card) for card in self.cards], kit.px(8))

    def _pinned(self, kit: Kit, card: Card) -> Widget:
        def away() -> None:
            self.unpin(card.id)

        button = kit.button(f"unpin-{card.id}", tr("pins.away"), away)
        foot = Row([kit.gap(1), button], 0, [1, 0])
        return Panel(Column([card(), foot], kit.px(4)), "bone", (kit.px(10), kit.px(8)), "t", "red")


def key_sheet(kit: Kit, here: Sequence[tuple[str, str]], fixed: Mapping[str, str]) -> Widget:
    """Return all keys that do something now: `here` on the screen, `fixed` everywhere, as (key,
    what it does) and {what it does: key}.
    """
    rows = [*here, *((key, does) for does, key in fixed.items())]
    return Column(
        [
            Row([kit.text(key, "strong"), kit.text(does, "label")], kit.px(14), [1, 3])
            for key, does in rows
        ],
        kit.px(3),
    )
