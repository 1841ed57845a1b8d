"""The pages beside the question: news, people, party, economy, chronicle, goals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art.theme import on
from game.briefing.model import BlocView, Briefing, Deed, Figure, Goal, PersonView, PostView
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.boxes import Table as Cells
from game.window.kit import Kit, faction, faction_fill
from game.window.screens.desk import Choose
from game.window.widget import Press, Widget
from game.window.widgets import Axis, Bars, Button, Gap, Look, Meter, Rule, Spark

_PANELS = ("economy", "abroad", "party", "person", "bloc", "")


# ------------------------------------------------------------------ news


def news(kit: Kit, briefing: Briefing) -> Widget:
    """Return what was seen since the last choice, as a newspaper page."""
    date = tr("news.number", number=briefing.turn, date=briefing.date)
    parts: list[Widget] = [
        kit.text(tr("news.masthead"), "masthead"),
        Panel(kit.text(date, "top", "bone"), "red", (kit.px(8), kit.px(1))),
    ]
    seen = list(briefing.seen)
    if not seen and briefing.opening:
        parts.append(kit.prose(briefing.opening))
    elif not seen:
        parts.append(kit.text(tr("news.nothing"), "note", "caption"))
    else:
        lead = next((deed for deed in seen if deed.kind in ("vote", "plenum", "card")), seen[0])
        parts.append(kit.text(lead.text, "section"))
        parts.append(Rule(kit.px(1.5), "ink"))
        if briefing.opening:
            parts.append(kit.prose(briefing.opening))
        parts += [_item(kit, briefing, deed) for deed in seen if deed is not lead]
    parts += _moved(kit, briefing)
    if briefing.meetings:
        parts.append(kit.heading(tr("news.calendar"), "darkred"))
        parts += [
            _bullet(kit, tr("news.meeting", date=m.date, label=m.label))
            for m in briefing.meetings[:3]
        ]
    return Column(parts, kit.px(7))


def _item(kit: Kit, briefing: Briefing, deed: Deed) -> Widget:
    person = next((p for p in briefing.people if p.id == deed.person), None)
    words = kit.text(deed.text, "body", marks=True)
    if person is None:
        return kit.item("bullet", words, meaning=tr(f"deed.{deed.kind}"))
    return Row([kit.head(person, briefing.factions, 32), words], kit.px(7), [0, 1], align="middle")


def _bullet(kit: Kit, words: str) -> Widget:
    return kit.item("bullet", kit.text(words, marks=True))


def _moved(kit: Kit, briefing: Briefing) -> list[Widget]:
    """The largest changes of the day, each with its strongest cause."""
    moved = [figure for figure in briefing.figures if figure.change and figure.why]
    moved.sort(key=lambda f: -abs(f.change) / ((f.high - f.low) or 1))
    if not moved:
        return []
    parts: list[Widget] = [kit.heading(tr("news.moved"), "darkred")]
    rows: list[Widget] = []
    for figure in moved[:4]:
        cause = max(figure.why, key=lambda row: abs(row.value))
        line = Row(
            [kit.text(figure.label, "strong"), kit.change(figure)],
            kit.px(8),
            [1, 0],
            align="middle",
        )
        words = kit.text(cause.text or cause.label, "small", "caption")
        rows.append(kit.asks_why(f"moved-{figure.id}", Column([line, words]), figure))
    return [*parts, Column(rows, kit.px(1))]


# ------------------------------------------------------------------ people


def people(kit: Kit, briefing: Briefing, chosen: str, choose: Choose) -> Widget:
    """Return everybody as heads, and one dossier beside them."""
    cards = [_person_card(kit, briefing, person, chosen, choose) for person in briefing.people]
    grid = Grid(cards, kit.px(104), kit.px(6), 6)
    left = kit.scroll(kit.panel(grid, "paper", 10, 10), "people", 150)
    person = next((p for p in briefing.people if p.id == chosen), briefing.people[0])
    right = kit.scroll(
        kit.panel(dossier(kit, briefing, person), "newsprint", 18, 14), "person", 220
    )
    return Row([Panel(left, "paper"), Panel(right, "newsprint", (0, 0), "l")], 0, [4, 6])


def _person_card(
    kit: Kit, briefing: Briefing, person: PersonView, chosen: str, choose: Choose
) -> Button:
    parts: list[Widget] = [
        Row([Gap(1, 1), kit.head(person, briefing.factions, 62), Gap(1, 1)], 0, [1, 0, 1]),
        kit.text(person.short, "strong", "ink", "centre"),
    ]
    if person.status or person.playing:
        words = tr(f"status.{person.status}") if person.status in _STATUSES else person.status
        parts.append(kit.text(words or tr("table.you"), "small", "darkred", "centre"))
    made = Button(
        f"person-{person.id}",
        Column(parts, kit.px(2)),
        partial(choose, person.id),
        Look("flat", "bone", (kit.px(5), kit.px(5))),
        person.name,
    )
    made.role = "option"
    made.chosen = person.id == chosen
    return made


_STATUSES = ("dead", "expelled", "exiled", "abroad", "ill")


def dossier(kit: Kit, briefing: Briefing, person: PersonView) -> Widget:
    """Return all the seat knows about a person."""
    group = faction(person.faction, briefing.factions)
    facts = [tr("person.born", year=person.born), group.label]
    if person.patron:
        patron = next((p.name for p in briefing.people if p.id == person.patron), person.patron)
        facts.append(tr("person.patron", name=patron))
    if person.status:
        facts.append(tr(f"status.{person.status}") if person.status in _STATUSES else person.status)
    name = Column(
        [
            kit.text(person.name, "headline"),
            kit.text(" · ".join(facts), "label", "caption"),
            kit.text(", ".join((*person.posts, *person.bodies)), "strong", "darkred"),
        ],
        kit.px(3),
    )
    parts: list[Widget] = [
        Row([kit.head(person, briefing.factions, 128), name], kit.px(16), [0, 1], align="middle")
    ]
    if person.note:
        parts.append(kit.prose(person.note))
    if person.testament:
        parts.append(_quoted(kit, person.testament))
    parts += _meters(kit, person.id, "person.figures", person.figures)
    parts += _meters(kit, person.id, "person.relations", person.relations)
    if person.positions:
        parts.append(kit.heading(tr("person.positions"), "darkred"))
        parts += [position(kit, person.id, figure) for figure in person.positions]
    parts += _meters(kit, person.id, "person.traits", person.traits)
    return Column(parts, kit.px(8))


def _quoted(kit: Kit, words: str) -> Widget:
    return Panel(kit.text(words, "note"), "paper", (kit.px(14), kit.px(6)), "l", "red")


def _meters(kit: Kit, owner: str, title: str, figures: Sequence[Figure]) -> list[Widget]:
    if not figures:
        return []
    cells = [kit.meter(f"meter-{owner}-{figure.id}", figure) for figure in figures]
    return [kit.heading(tr(title), "darkred"), Grid(cells, kit.px(165), kit.px(8), 3)]


def position(kit: Kit, owner: str, figure: Figure) -> Widget:
    """Return where somebody stands on an issue: an axis between its two ends."""
    span = (figure.high - figure.low) or 1
    words = Row([kit.text(figure.label, "label"), kit.value(figure, "strong")], kit.px(10), [1, 0])
    axis = Axis((figure.value - figure.low) / span, "red", (kit.px(100), kit.px(14)))
    return kit.asks_why(f"position-{owner}-{figure.id}", Column([words, axis], kit.px(1)), figure)


# ------------------------------------------------------------------ party


def party(kit: Kit, briefing: Briefing, look: Choose) -> Widget:
    """Return bodies, posts and the parts of the party that send delegates."""
    parts: list[Widget] = []
    for id_, label, members, candidates in briefing.bodies:
        if members or candidates:
            parts.append(kit.heading(label, "darkred"))
            parts.append(_members(kit, briefing, id_, members, candidates, look))
    if briefing.posts:
        parts.append(kit.heading(tr("party.posts"), "darkred"))
        parts.append(
            Grid(
                [_post(kit, briefing, post, look) for post in briefing.posts],
                kit.px(230),
                kit.px(8),
                4,
            )
        )
    if briefing.blocs:
        parts.append(kit.heading(tr("party.blocs"), "darkred"))
        parts.append(_key(kit, briefing))
        parts.append(
            Grid(
                [_bloc(kit, briefing, bloc) for bloc in briefing.blocs], kit.px(290), kit.px(10), 4
            )
        )
    return kit.scroll(kit.panel(Column(parts, kit.px(9)), "newsprint", 18, 14), "party", 220)


def _members(
    kit: Kit,
    briefing: Briefing,
    body: str,
    members: Sequence[str],
    candidates: Sequence[str],
    look: Choose,
) -> Widget:
    found = {person.id: person for person in briefing.people}
    cells: list[Widget] = []
    for id_ in (*members, *candidates):
        person = found.get(id_)
        if person is None:
            continue
        words = [kit.text(person.short, "strong")]
        if id_ in candidates:
            words.append(kit.text(tr("party.candidate"), "small", "caption"))
        row = Row(
            [kit.head(person, briefing.factions, 38), Column(words)],
            kit.px(7),
            [0, 1],
            align="middle",
        )
        cell = Button(
            f"member-{body}-{id_}",
            row,
            partial(look, id_),
            Look("bare", "", (kit.px(2), kit.px(2))),
            person.name,
        )
        cells.append(cell)
    return Wrap(cells, kit.px(14), kit.px(4))


def _post(kit: Kit, briefing: Briefing, post: PostView, look: Choose) -> Widget:
    person = next((p for p in briefing.people if p.id == post.holder), None)
    words = Column(
        [
            kit.text(post.label, "strong"),
            kit.text(
                post.holder_label or tr("party.vacant"), "label", "caption" if person else "darkred"
            ),
        ]
    )
    cells: list[Widget] = [kit.head(person, briefing.factions, 38)] if person else []
    row = Row([*cells, words], kit.px(8), [*([0] if person else []), 1], align="middle")
    press = partial(look, post.holder) if person else None
    return Button(
        f"post-{post.id}", row, press, Look("flat", "bone", (kit.px(8), kit.px(5))), post.label
    )


def _key(kit: Kit, briefing: Briefing) -> Widget:
    """Whose colour is whose: a leader is told from the next by name and figure as well."""
    leaders = [
        p
        for p in briefing.people
        if any(p.id == id_ for b in briefing.blocs for id_, _ in b.delegates)
    ]
    cells = [
        Row(
            [kit.mark(p.faction, briefing.factions, 13), kit.text(p.short, "small")],
            kit.px(4),
            [0, 1],
            align="middle",
        )
        for p in leaders
    ]
    return Wrap(cells, kit.px(14), kit.px(2))


def _bloc(kit: Kit, briefing: Briefing, bloc: BlocView) -> Widget:
    names = {person.id: person.short for person in briefing.people}
    factions = {person.id: person.faction for person in briefing.people}
    control = (
        tr("bloc.control", name=names.get(bloc.control, bloc.control))
        if bloc.control
        else tr("bloc.free")
    )
    rows = sorted((row for row in bloc.delegates if row[1]), key=lambda row: -row[1])
    parts: list[Widget] = [
        Row(
            [
                kit.text(bloc.label, "action"),
                kit.text(tr("bloc.weight", weight=f"{bloc.weight:g}"), "strong"),
            ],
            kit.px(8),
            [1, 0],
        ),
        kit.text(control, "label", "darkred"),
    ]
    if rows:
        shares = [
            (number, faction_fill(factions.get(id_, ""), briefing.factions)) for id_, number in rows
        ]
        parts.append(Bars(shares, (kit.px(80), kit.px(10))))
        told = ", ".join(f"{names.get(id_, id_)} {number}" for id_, number in rows)
        parts.append(kit.text(told, "label"))
    figures = [*bloc.support, *bloc.figures, *bloc.moods]
    if figures:
        cells = [
            kit.meter(f"bloc-{bloc.id}-{number}-{f.id}", f) for number, f in enumerate(figures)
        ]
        parts.append(Grid(cells, kit.px(120), kit.px(6), 3))
    if bloc.note:
        parts.append(kit.text(bloc.note, "note", "caption"))
    return Panel(Column(parts, kit.px(3)), "bone", (kit.px(12), kit.px(8)), "t", "red")


# ------------------------------------------------------------------ economy


def economy(kit: Kit, briefing: Briefing) -> Widget:
    """Return all figures by their panel, and the policies in force."""
    parts: list[Widget] = []
    for panel in _PANELS:
        rows = [figure for figure in briefing.figures if figure.panel == panel]
        if rows:
            parts.append(kit.heading(tr(f"panel.{panel or 'other'}"), "darkred"))
            parts.append(Grid([_chart(kit, figure) for figure in rows], kit.px(210), kit.px(10), 5))
    if briefing.policies:
        parts.append(kit.heading(tr("economy.policies"), "darkred"))
        parts.append(
            Grid([_policy(kit, policy) for policy in briefing.policies], kit.px(280), kit.px(10), 4)
        )
    return kit.scroll(kit.panel(Column(parts, kit.px(9)), "newsprint", 18, 14), "economy", 220)


def _chart(kit: Kit, figure: Figure) -> Widget:
    parts: list[Widget] = [
        kit.text(figure.label, "strong"),
        Row([kit.value(figure), kit.change(figure)], kit.px(8), [1, 0], align="middle"),
        kit.text(figure.unit, "small", "caption"),
        Spark(figure.series, "ink", (kit.px(80), kit.px(46))),
    ]
    made = kit.asks_why(
        f"chart-{figure.id}",
        Panel(Column(parts, kit.px(1)), "bone", (kit.px(10), kit.px(6))),
        figure,
    )
    made.tip = kit.why(figure)
    return made


def _policy(kit: Kit, policy: Figure) -> Widget:
    steps: list[Widget] = []
    for value, label in policy.settings:
        now = value == policy.value
        fill = "red" if now else "paper"
        steps.append(Panel(kit.text(label, "small", on(fill)), fill, (kit.px(6), kit.px(2))))
    parts: list[Widget] = [kit.text(policy.label, "action")]
    parts.append(Wrap(steps, kit.px(3), kit.px(3)) if steps else kit.text(policy.text, "numeral"))
    if policy.note:
        parts.append(kit.text(policy.note, "small", "caption"))
    return Panel(Column(parts, kit.px(4)), "bone", (kit.px(12), kit.px(8)))


# ------------------------------------------------------------------ chronicle


def chronicle(
    kit: Kit, briefing: Briefing, turn: int, show: dict[str, Press], branch: Press
) -> Widget:
    """Return what happened in one turn; the turns before and after are a press away."""
    deeds = [deed for deed in briefing.chronicle if deed.turn == turn]
    date = deeds[0].date if deeds else briefing.date
    head: list[Widget] = [kit.text(tr("chronicle.turn", turn=turn, date=date), "headline")]
    head += [
        kit.button(name, tr(f"chronicle.{name}"), show[name], key=kit.key(name))
        for name in ("earlier", "later")
        if name in show
    ]
    if turn < briefing.turn:
        head.append(
            kit.button("branch", tr("chronicle.branch"), branch, key=kit.key("branch"), fill="red")
        )
    parts: list[Widget] = [Wrap(head, kit.px(14), kit.px(6)), Rule(kit.px(2), "ink")]
    kind = ""
    for deed in deeds:
        if deed.kind != kind:
            kind = deed.kind
            parts.append(kit.text(tr(f"deed.{kind}"), "section", "darkred"))
        parts.append(_item(kit, briefing, deed))
    if not deeds:
        parts.append(kit.text(tr("chronicle.empty"), "note", "caption"))
    page = Centre(kit.panel(Column(parts, kit.px(7)), "newsprint", 18, 14), kit.px(820), top=True)
    return Panel(kit.scroll(page, "chronicle", 220), "newsprint")


# ------------------------------------------------------------------ goals


def goals(kit: Kit, briefing: Briefing) -> Widget:
    """Return each ending this seat works for, and how far its conditions are met."""
    parts: list[Widget] = [kit.text(tr("goals.intro", name=briefing.seat_label), "lead")]
    parts.append(Grid([goal(kit, one) for one in briefing.goals], kit.px(360), kit.px(12), 3))
    if briefing.meetings:
        parts.append(kit.heading(tr("news.calendar"), "darkred"))
        rows = [
            [
                kit.text(m.date, "strong"),
                kit.text(m.label),
                kit.text(tr("goals.turns", turns=m.turns), "label"),
            ]
            for m in briefing.meetings
        ]
        parts.append(Cells(rows, [0, 1, 0], kit.px(14), kit.px(4)))
    return kit.scroll(kit.panel(Column(parts, kit.px(10)), "newsprint", 18, 14), "goals", 220)


def aims(kit: Kit, briefing: Briefing) -> Widget:
    """Return the goals in short: each with its conditions, met or open."""
    parts: list[Widget] = [kit.heading(tr("choose.goals"), "darkred")]
    for view in briefing.goals:
        parts.append(kit.text(view.label, "strong"))
        parts += _conditions(kit, view)
    return Column(parts, kit.px(3))


def _conditions(kit: Kit, view: Goal) -> list[Widget]:
    rows: list[Widget] = []
    for words, met in view.conditions:
        sign, tint = ("aye", "steel") if met else ("open", "darkred")
        meaning = tr("goal.met" if met else "goal.open")
        rows.append(kit.item(sign, kit.text(words, "label"), tint, meaning))
    return rows


def goal(kit: Kit, view: Goal) -> Widget:
    """Return an ending with its conditions, each met or open."""
    parts: list[Widget] = [kit.text(view.label, "section"), kit.text(view.text, marks=True)]
    parts += _conditions(kit, view)
    parts += [kit.meter(f"goal-{view.ending}-{figure.id}", figure) for figure in view.progress]
    parts.append(Meter(_share(view), "red", (kit.px(80), kit.px(6))))
    return Panel(
        Column(parts, kit.px(5)),
        "bone",
        (kit.px(14), kit.px(10)),
        "t",
        "steel" if view.met else "red",
    )


def _share(goal: Goal) -> float:
    return sum(met for _, met in goal.conditions) / max(1, len(goal.conditions))
