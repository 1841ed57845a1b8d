"""The news: a column beside the table, the front page that opens a quarter, and the page of what
was seen and what changed since the last choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art import posters
from game.briefing.model import Briefing, Deed, Figure, Reason
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Layers, Panel, Row, Wrap
from game.window.kit import Choice
from game.window.screens.folio import Folio
from game.window.screens.poster import EffectBar, Ribbon
from game.window.widget import Widget
from game.window.widgets import Meter, Picture, Rule, Sign

_WEIGHT = {"ending": 9, "plenum": 6, "close": 5, "card": 4, "vote": 4, "report": 2}
_STORIES = 4
_BRIEFS = 14


# ------------------------------------------------------------------ which news


def fresh(briefing: Briefing) -> list[Deed]:
    """Return what was seen since the last choice, or else what is left of this quarter's news."""
    if briefing.seen:
        return list(briefing.seen)
    return [d for d in briefing.chronicle if d.turn == briefing.turn and d.person != briefing.seat]


def of_the_quarter(briefing: Briefing) -> list[Deed]:
    """Return what the front page of a quarter tells: the quarter before and how this one began."""
    return [deed for deed in briefing.chronicle if deed.turn >= briefing.turn - 1]


def ranked(deeds: Sequence[Deed]) -> list[Deed]:
    """Return the news with headlines, the weightiest and latest first."""
    headed = [(n, deed) for n, deed in enumerate(deeds) if deed.title]
    headed.sort(key=lambda pair: (-_WEIGHT.get(pair[1].kind, 1), not pair[1].story, -pair[0]))
    return [deed for _, deed in headed]


def movers(briefing: Briefing, most: int) -> list[Figure]:
    """Return the figures that changed most for their range and can say why."""
    moved = [figure for figure in briefing.figures if figure.change and figure.moved]
    moved.sort(key=lambda f: -abs(f.change) / ((f.high - f.low) or 1))
    return moved[:most]


# ------------------------------------------------------------------ pieces


def masthead(folio: Folio, role: str = "masthead") -> Widget:
    """Return the paper's name over a red strip with its number and date."""
    kit, briefing = folio.kit, folio.briefing
    number = tr("news.number", number=briefing.turn)
    strip = Row(
        [kit.text(number, "top", "bone"), kit.text(briefing.date, "top", "bone", "right")],
        kit.px(8),
        [1, 0],
    )
    name = briefing.paper or tr("news.masthead")
    return Column([kit.text(name, role), Panel(strip, "red", (kit.px(8), 0))], kit.px(2))


def story(folio: Folio, deed: Deed, role: str = "section", *, face: bool = False) -> Widget:
    """Return one piece of news: a line above, headline, rule, what there is to tell."""
    kit = folio.kit
    parts: list[Widget] = []
    if deed.line:
        parts.append(kit.text(deed.line, "strong", "darkred"))
    parts.append(kit.text(deed.title, role))
    parts.append(Rule(kit.px(1.5), "ink"))
    if deed.story and deed.story.rstrip(".") != deed.title:
        parts.append(kit.prose(deed.story))
    whole = Column(parts, kit.px(3))
    person = folio.people.get(deed.person)
    if not face or person is None:
        return whole
    head = kit.head(person, folio.briefing.factions, 54)
    return Row([head, whole], kit.px(10), [0, 1], align="top")


def brief(folio: Folio, deed: Deed) -> Widget:
    """Return one piece of news in a line, with a face where somebody did it."""
    kit = folio.kit
    person = folio.people.get(deed.person)
    if deed.title and deed.story and deed.story.rstrip(".") != deed.title:
        title = f"{deed.title}: {deed.line.lower()}" if deed.line else deed.title
        words: Widget = Column([kit.text(title, "strong"), kit.text(deed.story, "label")])
    else:
        words = kit.text(deed.text, "label")
    if person is None:
        return kit.item("bullet", words, meaning=tr(f"deed.{deed.kind}"))
    head = kit.head(person, folio.briefing.factions, 28)
    return Row([head, words], kit.px(7), [0, 1], align="top")


def why(folio: Folio, figure: Figure, rows: int, name: str) -> Widget:
    """Return a figure that moved, and the terms that moved it as signed rows."""
    kit = folio.kit
    head = Row(
        [kit.text(figure.label, "strong"), kit.change(figure)], kit.px(8), [1, 0], align="middle"
    )
    parts: list[Widget] = [head]
    parts += causes(folio, figure, rows)
    return kit.asks_why(name, Column(parts, kit.px(1)), figure)


def causes(folio: Folio, figure: Figure, rows: int) -> list[Widget]:
    """Return the terms that moved a figure, at most so many rows: the last is all the rest."""
    told = figure.moved[:rows]
    if len(figure.moved) > rows:
        rest = sum(row.value for row in figure.moved[rows - 1 :])
        told = (*told[:-1], Reason(tr("moved.rest"), round(rest, 2)))
    largest = max((abs(row.value) for row in told), default=1) or 1
    return [cause(folio, row, largest, good=figure.good) for row in told]


def cause(folio: Folio, row: Reason, largest: float, good: str = "none") -> Widget:
    """Return one term of a change: a mark as long as it is strong, its name and signed value."""
    kit = folio.kit
    better = (row.value > 0) == (good == "up")
    tint = "bronze" if good == "none" else "steel" if better else "red"
    high = kit.type.lead("small")
    mark = Meter(abs(row.value) / largest, tint, (kit.px(26), kit.px(6)))
    return Row(
        [
            Centre(mark, kit.px(26)),
            kit.text(row.text or row.label, "small"),
            kit.text(signed(row.value), "strong", "ink", "right"),
            Sign(
                "up" if row.value > 0 else "down",
                tint,
                kit.px(8),
                tr("trend.up" if row.value > 0 else "trend.down"),
                tall=high,
            ),
        ],
        kit.px(6),
        [0, 1, 0, 0],
        align="middle",
    )


def signed(value: float) -> str:
    """Return a number with its sign."""
    size = abs(value)
    text = f"{size:.0f}" if size >= 10 else f"{size:.1f}".removesuffix(".0")
    return f"{'+' if value > 0 else '–' if value < 0 else ''}{text}"


# ------------------------------------------------------------------ the column


def column(folio: Folio) -> Widget:
    """Return the news as the column beside the table: a lead, why something moved, the rest in
    brief.
    """
    kit, briefing = folio.kit, folio.briefing
    parts: list[Widget] = [masthead(folio)]
    news = fresh(briefing)
    since = tr("news.since" if briefing.seen else "news.quarter")
    parts.append(kit.text(since, "strong", "darkred"))
    heads = ranked(news)[:1]
    parts += [story(folio, deed) for deed in heads]
    if not news:
        parts.append(kit.text(tr("news.nothing"), "note", "caption"))
    moved = movers(briefing, 1)
    if moved:
        parts.append(kit.text(tr("news.why"), "section", "darkred"))
        parts += [why(folio, figure, 3, f"moved-{figure.id}") for figure in moved]
    rest = [deed for deed in news if deed not in heads and deed.text]
    if rest:
        parts.append(kit.text(tr("news.brief"), "section"))
        parts += [brief(folio, deed) for deed in rest[:_BRIEFS]]
    if briefing.meetings:
        parts.append(kit.text(tr("news.calendar"), "section"))
        for meeting in briefing.meetings[:2]:
            told = tr("news.meeting", date=meeting.date, label=meeting.label)
            parts.append(kit.item("bullet", kit.text(told, "label", marks=True)))
    return Column(parts, kit.px(6))


# ------------------------------------------------------------------ the front page


def front(folio: Folio) -> Widget:
    """Return the front page of the quarter: what the one before brought, and the figures."""
    kit, briefing = folio.kit, folio.briefing
    news = of_the_quarter(briefing)
    heads = ranked(news)
    lead = _opening(folio) if briefing.opening else _lead(folio, heads)
    rest = heads if briefing.opening else heads[1:]
    second = [story(folio, deed, face=True) for deed in rest[:_STORIES]]
    main: list[Widget] = [lead]
    if second:
        main.append(Rule(kit.px(2), "ink"))
        main.append(Grid(second, kit.px(290), kit.px(20), 2))
    side = _figures(folio)
    left = Column(main, kit.px(9))
    body: list[Widget] = [_banner(folio)]
    body.append(Row([left, side], kit.px(26), [63, 37]) if side else left)
    told = rest[:_STORIES] + heads[:1]
    briefs = [deed for deed in news if deed not in told and deed.person != briefing.seat]
    if briefs:
        body.append(Rule(kit.px(3), "ink"))
        body.append(kit.text(tr("news.brief"), "headline"))
        body.append(Grid([brief(folio, d) for d in briefs[:_BRIEFS]], kit.px(270), kit.px(10), 4))
    if len(briefs) > _BRIEFS:
        more = tr("news.more", number=len(briefs) - _BRIEFS)
        body.append(kit.button("more", more, partial(folio.game.open_page, "chronicle")))
    sheet = Centre(kit.panel(Column(body, kit.px(10)), "newsprint", 28, 14), kit.px(1180), top=True)
    page = Panel(kit.scroll(sheet, "news", 260), "newsprint")
    return Column([page, _proceed(folio)], fill=0)


def _banner(folio: Folio) -> Widget:
    kit, briefing = folio.kit, folio.briefing
    name = briefing.paper or tr("news.masthead")
    ears = [
        kit.text(tr("news.number", number=briefing.turn), "top", "ink"),
        kit.text(tr("top.turn", turn=briefing.turn, turns=briefing.turns), "top", "ink", "right"),
    ]
    sizes = [kit.text(name.upper(), role, "ink", "centre") for role in ("huge", "headline")]
    room = kit.size[0] * 4 // 6 - kit.px(2 * 28 + 40)
    title = next((text for text in sizes if text.natural() <= room), sizes[-1])
    top = Row([ears[0], title, ears[1]], kit.px(20), [1, 4, 1])
    strip = Row(
        [
            kit.text(briefing.title, "top", "bone"),
            kit.text(briefing.date, "top", "bone", "right"),
        ],
        kit.px(10),
        [1, 0],
    )
    return Column([top, Panel(strip, "red", (kit.px(12), kit.px(1)))], kit.px(4))


def _opening(folio: Folio) -> Widget:
    kit, briefing = folio.kit, folio.briefing
    scene = Picture(
        ("scene", briefing.title), partial(posters.scene, briefing.title, ()), (0, kit.px(150))
    )
    return Column(
        [
            kit.text(briefing.title, "headline"),
            Layers([scene]),
            kit.prose(briefing.opening, "lead"),
        ],
        kit.px(8),
    )


def _lead(folio: Folio, heads: Sequence[Deed]) -> Widget:
    kit = folio.kit
    if not heads:
        return kit.text(tr("news.nothing"), "lead", "caption")
    deed = heads[0]
    art = Picture(
        ("scene", deed.title, deed.kind),
        partial(posters.scene, deed.title, (deed.kind,)),
        (0, kit.px(150)),
    )
    parts: list[Widget] = []
    if deed.line:
        parts.append(kit.text(deed.line, "top", "darkred"))
    parts += [kit.text(deed.title, "headline"), Layers([art])]
    if deed.story:
        parts.append(kit.prose(deed.story, "lead"))
    return Column(parts, kit.px(6))


def _figures(folio: Folio) -> Widget | None:
    """The figures that moved most, each with why."""
    kit, briefing = folio.kit, folio.briefing
    moved = movers(briefing, 4)
    parts: list[Widget] = []
    if moved:
        head = kit.text(tr("news.moved"), "section", "bone")
        parts.append(Ribbon(head, "ink", (kit.px(10), kit.px(2))))
        parts += [why(folio, figure, 3, f"page-moved-{figure.id}") for figure in moved]
    if briefing.meetings:
        parts.append(kit.heading(tr("news.calendar"), "darkred"))
        for meeting in briefing.meetings[:3]:
            told = tr("news.meeting", date=meeting.date, label=meeting.label)
            parts.append(kit.item("bullet", kit.text(told, "label", marks=True)))
    return Column(parts, kit.px(6)) if parts else None


def _proceed(folio: Folio) -> Widget:
    kit, question = folio.kit, folio.briefing.question
    words = tr(f"proceed.{question.kind}") if question else tr("nav.table")
    choice = Choice("proceed", words, "1", fill="red", cap="ink")
    go = kit.option(choice, partial(folio.game.open_page, "table"))
    return Panel(Wrap([go], 0, right=True), "table", (kit.px(18), kit.px(6)), "t")


# ------------------------------------------------------------------ since you last chose


def since(folio: Folio, before: Briefing | None) -> Widget:
    """Return what the others were seen to do since the last choice, and what is different now."""
    kit, briefing = folio.kit, folio.briefing
    left: list[Widget] = [kit.heading(tr("since.done"), "darkred")]
    news = fresh(briefing)
    kind = ""
    for deed in news:
        if deed.kind != kind:
            kind = deed.kind
            left.append(kit.text(tr(f"deed.{kind}"), "section"))
        left.append(brief(folio, deed))
    if not news:
        left.append(kit.text(tr("news.nothing"), "note", "caption"))
    right: list[Widget] = [kit.heading(tr("since.changed"), "darkred")]
    changed = _changed(before, briefing)
    right += [_difference(folio, old, new) for old, new in changed]
    if not changed:
        right.append(kit.text(tr("since.same"), "note", "caption"))
    moved = [f for f in movers(briefing, 6) if f.id not in {new.id for _, new in changed}]
    if moved:
        right.append(kit.heading(tr("since.quarter"), "darkred"))
        right += [why(folio, figure, 3, f"since-{figure.id}") for figure in moved]
    columns = Row([Column(left, kit.px(6)), Column(right, kit.px(6))], kit.px(28), [1, 1])
    title = kit.text(tr("news.since"), "headline", "bone")
    head = Ribbon(title, "red", (kit.px(18), kit.px(5)))
    page = Centre(kit.panel(columns, "newsprint", 18, 12), kit.px(1180), top=True)
    scroll = Panel(kit.scroll(page, "since", 220), "newsprint")
    return Column([Wrap([head], 0), scroll, _proceed(folio)], fill=1)


def _changed(before: Briefing | None, now: Briefing) -> list[tuple[Figure, Figure]]:
    """The figures that are not what they were at the last choice."""
    if before is None:
        return []
    old = {figure.id: figure for figure in (*before.figures, before.capital)}
    both = [(old[f.id], f) for f in (*now.figures, now.capital) if f.id in old]
    return [(a, b) for a, b in both if a.value != b.value and b.known != "unknown"][:8]


def _difference(folio: Folio, old: Figure, new: Figure) -> Widget:
    kit = folio.kit
    span = (new.high - new.low) or 1
    numbers = Row(
        [
            kit.text(old.text, "label", "caption"),
            Sign("right", "ink", kit.px(11), tr("effect.becomes"), tall=kit.type.lead("label")),
            kit.text(new.text, "strong"),
        ],
        kit.px(5),
        [0, 0, 0],
    )
    moved = new.value - old.value
    good = None if new.good == "none" else (moved > 0) == (new.good == "up")
    tint = {True: "steel", False: "red", None: "bronze"}[good]
    line = EffectBar(
        (old.value - new.low) / span, (new.value - new.low) / span, tint, (kit.px(60), kit.px(6))
    )
    rows: list[Widget] = [Row([kit.text(new.label, "label"), numbers], kit.px(8), [1, 0]), line]
    return kit.asks_why(f"changed-{new.id}", Column(rows, kit.px(1)), new)
