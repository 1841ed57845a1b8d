"""The inspector, for authors: every row of the game, and every card's condition clause by clause.

It shows what no seat may know, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.briefing.inspection import CardView, Inspection
from game.i18n import tr
from game.window.boxes import Column, Panel, Row, Table
from game.window.kit import Kit, Pane
from game.window.screen import Dialog
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.app import App

_MOST_ROWS = 60
_MOST_CARDS = 20


class Inspector:
    """One look behind the scenes; what is typed narrows it."""

    def __init__(self, app: App, inspection: Inspection) -> None:
        self._app = app
        self._inspection = inspection
        self._wanted = ""

    def dialog(self) -> Dialog:
        """Return the dialog that shows it."""
        return Dialog("inspector", tr("inspect.title"), self._body, wide=1200)

    def _narrow(self, wanted: str) -> None:
        self._wanted = wanted

    def _body(self, kit: Kit) -> Widget:
        wanted = self._wanted.casefold()
        rows = [row for row in self._inspection.rows if wanted in row.name.casefold()]
        cards = [
            card
            for card in self._inspection.cards
            if wanted in card.id.casefold() or wanted in card.title.casefold()
        ]
        cards.sort(key=lambda card: (not card.holds, not card.in_window))
        left: list[Widget] = [kit.heading(tr("inspect.rows", number=len(rows)), "darkred")]
        cells = [
            [kit.text(r.name, "label"), kit.text(r.value, "strong")] for r in rows[:_MOST_ROWS]
        ]
        left.append(Table(cells, [1, 0], kit.px(10), kit.px(2)))
        left += _more(kit, len(rows) - _MOST_ROWS)
        right: list[Widget] = [kit.heading(tr("inspect.cards", number=len(cards)), "darkred")]
        right += [_card(kit, card) for card in cards[:_MOST_CARDS]]
        right += _more(kit, len(cards) - _MOST_CARDS)
        panes = [
            Pane("rows", tr("inspect.row"), kit.panel(Column(left, kit.px(5)), x=10), 340, 4),
            Pane("cards", tr("inspect.card"), kit.panel(Column(right, kit.px(8)), x=10), 420, 6),
        ]
        inner = min(kit.window[0] - kit.px(48), kit.px(1200 - 40))
        return Column(
            [
                kit.text(tr("inspect.note"), "note", "darkred"),
                kit.entry("wanted", tr("inspect.wanted"), self._wanted, self._narrow),
                kit.panes("inspector", panes, inner),
            ],
            kit.px(8),
        )


def _more(kit: Kit, number: int) -> list[Widget]:
    return [kit.text(tr("inspect.more", number=number), "note", "caption")] if number > 0 else []


def _card(kit: Kit, card: CardView) -> Widget:
    state = tr("inspect.holds" if card.holds else "inspect.fails")
    if card.fired:
        state = tr("inspect.fired", turn=card.fired)
    elif not card.in_window:
        state = tr("inspect.window")
    head = Row(
        [kit.text(card.title, "action"), kit.text(state, "strong", "steel")],
        kit.px(8),
        [1, 0],
        align="middle",
    )
    parts: list[Widget] = [head, kit.text(card.id, "small", "caption")]
    for clause in card.clauses:
        sign, tint = ("aye", "steel") if clause.holds else ("nay", "darkred")
        meaning = tr("inspect.yes" if clause.holds else "inspect.no")
        now = tr("inspect.now", value=clause.now) if clause.now else ""
        words = [kit.text(clause.words, "label"), kit.text(clause.source, "small", "caption")]
        if now:
            words.append(kit.text(now, "strong"))
        parts.append(kit.item(sign, Column(words), tint, meaning))
    return Panel(Column(parts, kit.px(3)), "bone", (kit.px(10), kit.px(6)), "t", "red")
