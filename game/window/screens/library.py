"""The library: what words mean, who is who, and the works behind it."""

from __future__ import annotations

from functools import partial

from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.screens import people
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look, Rule

SHELVES = ("glossary", "people", "sources")


def page(folio: Folio) -> Widget:
    """Return one shelf, under the names of all."""
    kit, at = folio.kit, folio.at
    tabs: list[Widget] = [
        kit.tab(
            f"shelf-{shelf}",
            tr(f"library.{shelf}"),
            partial(folio.game.open_shelf, shelf),
            chosen=shelf == at.shelf,
        )
        for shelf in SHELVES
    ]
    entry = kit.entry("search", tr("library.search"), at.query, folio.game.search)
    strip = Row([Wrap(tabs, kit.px(3), kit.px(2)), entry], kit.px(16), [1, 1], align="middle")
    match at.shelf:
        case "people":
            body = _people(folio)
        case "sources":
            body = _sources(folio)
        case _:
            body = _glossary(folio)
    sheet = Centre(kit.panel(body, "newsprint", 24, 12), kit.px(1180), top=True)
    bar = Panel(strip, "ink", (kit.px(14), kit.px(5)))
    return Column([bar, Panel(kit.scroll(sheet, "library", 220), "newsprint")], fill=1)


def _fits(folio: Folio, *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in folio.at.query.casefold().split())


def _glossary(folio: Folio) -> Widget:
    kit = folio.kit
    cards: list[Widget] = []
    for term, words in sorted(folio.briefing.glossary):
        if _fits(folio, term, words):
            body = Column(
                [kit.text(term, "section", "darkred"), Rule(kit.px(1), "ink"), kit.text(words)],
                kit.px(3),
            )
            cards.append(Panel(body, "bone", (kit.px(12), kit.px(7))))
    return Grid(cards, kit.px(280), kit.px(8), 4) if cards else _nothing(folio)


def _people(folio: Folio) -> Widget:
    kit = folio.kit
    cells: list[Widget] = []
    for person in folio.briefing.people:
        if not _fits(folio, person.name, person.note):
            continue
        words = Column(
            [
                kit.text(person.name, "action"),
                kit.text(tr("person.born", year=person.born), "small", "caption"),
                kit.text(person.note, "label"),
            ]
        )
        head = kit.head(person, folio.briefing.factions, 58)
        row = Row([head, words], kit.px(10), [0, 1], align="top")
        look = Look("flat", "bone", (kit.px(8), kit.px(6)))
        press = partial(folio.game.look, person.id)
        made = Button(f"who-{person.id}", row, press, look, person.name)
        made.tip = kit.card(f"who {person.id}", person.name, partial(people.dossier, folio, person))
        cells.append(made)
    return Grid(cells, kit.px(330), kit.px(8), 3) if cells else _nothing(folio)


def _sources(folio: Folio) -> Widget:
    kit = folio.kit
    parts: list[Widget] = []
    kind = ""
    for source in folio.briefing.sources:
        if not _fits(folio, source.cite):
            continue
        if source.kind != kind:
            kind = source.kind
            parts.append(kit.heading(tr(f"source.{kind}"), "darkred"))
        parts.append(kit.item("bullet", kit.text(source.cite, "body")))
    return Column(parts, kit.px(5)) if parts else _nothing(folio)


def _nothing(folio: Folio) -> Widget:
    return folio.kit.text(tr("library.none"), "note", "caption")
