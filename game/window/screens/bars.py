"""The bars around every page: who, when and where to on top; goals and key figures below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.briefing.model import Figure
from game.i18n import tr
from game.window.boxes import Column, Panel, Row, Wrap
from game.window.kit import trend_tint
from game.window.screens import goals
from game.window.screens.folio import Folio
from game.window.screens.poster import Pips, Ribbon
from game.window.widget import Widget
from game.window.widgets import Gap, Meter, Rule, Spark

_FEWEST = 4
"""A line is drawn through so many values or more; fewer are shown as a level on the range."""
_TALL = 560
_TALL_TABLE, _TALL_PAGE = 460, 520
"""In a lower window there is no room for figures below the table, or below another page."""


def top(folio: Folio, product: str, pages: Sequence[str]) -> Widget:
    """Return the top bar: product, date and capital on the left, the pages on the right; where they
    do not all fit, first the turn is left out, then the squares of the capital, then the pages
    stand behind one tab.
    """
    kit = folio.kit
    room = kit.size[0] - kit.px(10)
    right: list[Widget] = _tabs(folio, pages)
    for turn, squares in ((True, True), (False, True), (False, False)):
        left = _left(folio, product, turn=turn, squares=squares)
        nav = Wrap(right, 0, 0, right=True)
        if left.natural() + nav.natural() + kit.px(6) <= room:
            return _bar(folio, left, nav)
    few = [
        kit.tab("pages", tr("nav.pages"), folio.game.open_pages, key=kit.key("pages")),
        _menu(folio),
    ]
    left = _left(folio, product, turn=True, squares=True)
    return _bar(folio, left, Wrap(few, kit.px(4), 0, right=True))


def _bar(folio: Folio, left: Widget, right: Widget) -> Widget:
    kit = folio.kit
    row = Row([left, right], kit.px(6), [0, 1], align="middle")
    inset = 0 if kit.wide >= 900 else kit.px(8)
    return Panel(Column([Panel(row, "ink", (inset, 0)), Rule(kit.px(3), "red")]), "ink")


def _left(folio: Folio, product: str, *, turn: bool, squares: bool) -> Widget:
    kit, briefing = folio.kit, folio.briefing
    facts: list[Widget] = []
    if kit.wide >= 900:
        name = kit.text(product, "masthead", "bone")
        facts.append(Ribbon(name, "red", (kit.px(14), kit.px(7))))
    facts.append(kit.text(briefing.date, "top", "bone"))
    if turn:
        words = tr("top.turn", turn=briefing.turn, turns=briefing.turns)
        facts.append(kit.text(words, "label", "sand"))
    facts.append(capital(folio, squares=squares))
    return Wrap(facts, kit.px(10), 0)


def capital(folio: Folio, *, squares: bool = True) -> Widget:
    """Return what the seat has to spend, in words and as squares, the last one as full as it is."""
    kit, figure = folio.kit, folio.briefing.capital
    words = kit.text(tr("top.capital", label=figure.label, value=figure.text), "strong", "ochre")
    whole = min(12, int(figure.value))
    open_ = min(12, max(0, round(figure.high))) - whole
    shown = [("square", "ochre", "")] * whole
    pips = Pips([*shown, *[None] * min(open_, 1)], kit.px(9), kit.px(2))
    parts: list[Widget] = [words]
    if squares and kit.wide >= 1060 and whole:
        parts.append(pips)
    return kit.asks_why("capital", Row(parts, kit.px(6), [0] * len(parts), align="middle"), figure)


def _tabs(folio: Folio, pages: Sequence[str]) -> list[Widget]:
    kit = folio.kit
    tabs: list[Widget] = []
    for page in pages:
        words = tr(f"nav.{page}")
        press = partial(folio.game.open_page, page)
        chosen = page == folio.at.page
        tabs.append(kit.tab(f"nav-{page}", words, press, key=kit.key(page), chosen=chosen))
    return [*tabs, _menu(folio)]


def _menu(folio: Folio) -> Widget:
    kit = folio.kit
    return kit.tab("menu", tr("nav.menu"), folio.game.open_menu, key=kit.key("back"))


def bottom(folio: Folio) -> Widget:
    """Return the goals in a line and the key quantities under it, as many as fit."""
    kit = folio.kit
    parts: list[Widget] = []
    aims = goals.line(folio)
    if aims:
        parts.append(aims)
    least = _TALL_TABLE if folio.at.page == "table" else _TALL_PAGE
    figures = folio.briefing.figures[:7] if kit.tall >= least else ()
    cells: list[Widget] = [_cell(folio, figure) for figure in figures]
    room = kit.size[0] - kit.px(24)
    gap = kit.px(14)
    fit: list[Widget] = []
    for cell in cells:
        wide = max(cell.least(), kit.px(138), *(other.least() for other in fit))
        if (len(fit) + 1) * (wide + gap) - gap > room:
            break
        fit.append(cell)
    if fit:
        parts.append(Panel(Row(fit, gap), "paper", (kit.px(12), kit.px(4)), "t"))
    return Column(parts) if parts else kit.gap(1)


def _cell(folio: Folio, figure: Figure) -> Widget:
    kit = folio.kit
    parts: list[Widget] = [
        kit.text(figure.label, "small", "caption"),
        Row([kit.value(figure), kit.change(figure)], kit.px(8), [1, 0], align="middle"),
    ]
    if kit.tall >= _TALL:
        parts.append(course(folio, figure, 24))
    return kit.asks_why(f"figure-{figure.id}", Column(parts, kit.px(1)), figure)


def course(folio: Folio, figure: Figure, high: float) -> Widget:
    """Return a figure's course as a line, or its level on the range while there is no course."""
    kit = folio.kit
    if figure.known == "unknown":
        return Gap(1, kit.px(high))
    if len(figure.series) >= _FEWEST:
        return Spark(figure.series, trend_tint(figure), (kit.px(60), kit.px(high)))
    span = (figure.high - figure.low) or 1
    level = Meter((figure.value - figure.low) / span, "ink", (kit.px(60), kit.px(5)))
    return Column([Gap(1, kit.px((high - 5) / 2)), level, Gap(1, kit.px((high - 5) / 2))])
