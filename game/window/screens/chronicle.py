"""The chronicle: everything that is known to have happened, turn by turn, searchable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.briefing.model import Deed
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look, Rule

_MOST = 120


def page(folio: Folio) -> Widget:
    """Return the turns as a rail, and the chosen turn or what was found."""
    kit = folio.kit
    found = matching(folio.briefing.chronicle, folio.at.query)
    body = _found(folio, found) if folio.at.query else _turn(folio)
    sheet = Centre(kit.panel(body, "newsprint", 22, 12), kit.px(900), top=True)
    main = Panel(kit.scroll(sheet, "chronicle", 220), "newsprint")
    rail = _rail(folio)
    if kit.wide < 660:
        return Column([Panel(rail, "table", (kit.px(10), kit.px(6)), "b"), main], fill=1)
    left = kit.scroll(Panel(rail, "table", (kit.px(12), kit.px(10))), "rail", 180)
    return Row([Panel(left, "table", (0, 0), "r"), main], 0, [26, 100])


def matching(deeds: Sequence[Deed], query: str) -> list[Deed]:
    """Return what tells all the words of a query, in any order."""
    words = query.casefold().split()
    return [d for d in deeds if all(word in f"{d.text} {d.date}".casefold() for word in words)]


def _rail(folio: Folio) -> Widget:
    kit, briefing, at = folio.kit, folio.briefing, folio.at
    entry = kit.entry("search", tr("chronicle.search"), at.query, folio.game.search)
    parts: list[Widget] = [entry]
    if at.query:
        parts.append(kit.button("forget", tr("chronicle.forget"), partial(folio.game.search, "")))
    dates: dict[int, str] = {deed.turn: deed.date for deed in briefing.chronicle}
    dates[briefing.turn] = briefing.date
    years: dict[str, list[int]] = {}
    for turn, date in sorted(dates.items()):
        years.setdefault(date.rsplit(" ", 1)[-1], []).append(turn)
    for year, turns in years.items():
        parts.append(kit.text(year, "section", "darkred"))
        cells = [_stop(folio, turn, dates[turn]) for turn in turns]
        parts.append(Grid(cells, kit.px(92), kit.px(3), 4))
    return Column(parts, kit.px(5))


def _stop(folio: Folio, turn: int, date: str) -> Button:
    kit = folio.kit
    chosen = turn == folio.at.turn and not folio.at.query
    fill = "red" if chosen else "bone"
    months = date.rsplit(" ", 1)[0]
    words = kit.text(_short(months), "small", "bone" if chosen else "ink")
    press = partial(folio.game.show_turn, turn)
    made = Button(f"turn-{turn}", words, press, Look("flat", fill, (kit.px(6), kit.px(3))), date)
    if chosen:  # the focus begins here, and not where letters are typed
        made.role = "option"
    return made


def _short(months: str) -> str:
    """`January–March` as `Jan–Mar`, for a small button."""
    return "–".join(part[:3] for part in months.split("–"))


def _turn(folio: Folio) -> Widget:
    kit, briefing, turn = folio.kit, folio.briefing, folio.at.turn
    deeds = [deed for deed in briefing.chronicle if deed.turn == turn]
    date = deeds[0].date if deeds else briefing.date
    head: list[Widget] = [kit.text(tr("chronicle.turn", turn=turn, date=date), "headline")]
    for name, step in (("earlier", -1), ("later", 1)):
        if 1 <= turn + step <= briefing.turn:
            press = partial(folio.game.show_turn, turn + step)
            head.append(kit.button(name, tr(f"chronicle.{name}"), press, key=kit.key(name)))
    if turn < briefing.turn or briefing.ending:
        branch = kit.button(
            "branch",
            tr("chronicle.branch"),
            folio.game.branch,
            key=kit.key("branch"),
            fill="red",
            barred=folio.game.no_branch,
        )
        head.append(branch)
    parts: list[Widget] = [Wrap(head, kit.px(14), kit.px(6)), Rule(kit.px(2), "ink")]
    kind = ""
    for deed in deeds:
        if deed.kind != kind:
            kind = deed.kind
            parts.append(kit.text(tr(f"deed.{kind}"), "section", "darkred"))
        parts.append(entry_of(folio, deed))
    if not deeds:
        parts.append(kit.text(tr("chronicle.empty"), "note", "caption"))
    return Column(parts, kit.px(6))


def _found(folio: Folio, found: Sequence[Deed]) -> Widget:
    kit = folio.kit
    words = tr("chronicle.found", number=len(found), query=folio.at.query)
    parts: list[Widget] = [kit.text(words, "headline"), Rule(kit.px(2), "ink")]
    date = ""
    for deed in found[-_MOST:]:
        if deed.date != date:
            date = deed.date
            parts.append(kit.text(date, "section", "darkred"))
        parts.append(entry_of(folio, deed))
    return Column(parts, kit.px(6))


def entry_of(folio: Folio, deed: Deed) -> Widget:
    """Return one entry: who did it as a head, a headline in bold, what there is to tell."""
    kit = folio.kit
    person = folio.people.get(deed.person)
    lines: list[Widget] = []
    if deed.title and deed.story:
        head = f"{deed.title}: {deed.line.lower()}" if deed.line else deed.title
        lines.append(kit.text(head, "strong"))
        if deed.story.rstrip(".") != deed.title:
            lines.append(kit.text(deed.story, "body"))
    else:
        lines.append(kit.text(deed.text, "body", marks=True))
    words = Column(lines)
    if person is None:
        return kit.item("bullet", words, meaning=tr(f"deed.{deed.kind}"))
    head_ = kit.head(person, folio.briefing.factions, 32)
    return Row([head_, words], kit.px(8), [0, 1], align="middle")
