"""The apparatus as a map of patronage: leaders, the offices their people hold, and the delegations
those offices feed. A press on any of it shows what is known there and what can be done there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from game.art import posters
from game.briefing.model import BlocView, PersonView, PostView
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import faction_fill
from game.window.layout import Rect
from game.window.screens import deeds, desk, people
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look, Picture, Sign

_MAP = 640
"""The map is drawn where it has so much room; elsewhere its nodes are lists."""


def page(folio: Folio) -> Widget:
    """Return the map, and beside it what was pressed on it."""
    kit = folio.kit
    left = Panel(kit.scroll(kit.panel(_map(folio), "paper", 10, 8), "party", 220), "paper")
    right = Panel(
        kit.scroll(kit.panel(_chosen(folio), "newsprint", 16, 10), "node", 200),
        "newsprint",
        (0, 0),
        "l",
    )
    if kit.wide < 660:
        return Panel(
            kit.scroll(
                Column([kit.panel(_chosen(folio), "newsprint", 12, 8), _map(folio)], kit.px(8)),
                "party",
                220,
            ),
            "paper",
        )
    return Row([left, right], 0, [17, 9])


# ------------------------------------------------------------------ the map


@dataclass(frozen=True, slots=True)
class Flow:
    """A line of the map from a node of one column to a node of the next."""

    column: int
    start: int
    stop: int
    tint: str
    thick: float
    faint: bool


def _map(folio: Folio) -> Widget:
    kit, briefing = folio.kit, folio.briefing
    leaders = [p for p in briefing.people if p.seat == "leader" and p.status != "dead"]
    order = {bloc.id: n for n, bloc in enumerate(briefing.blocs)}
    posts = sorted(briefing.posts, key=lambda p: (order.get(p.bloc, -1), not p.secretary))
    flows = _flows(folio, leaders, posts, list(briefing.blocs))
    nodes: list[list[Widget]] = [
        [_leader(folio, person) for person in leaders],
        [_post(folio, post) for post in posts],
        [_bloc(folio, bloc) for bloc in briefing.blocs],
    ]
    heads: list[Widget] = [
        kit.text(tr(f"map.{name}"), "section", "darkred") for name in ("leaders", "posts", "blocs")
    ]
    chart = FlowMap(nodes, heads, flows, (kit.px(5), kit.px(_MAP)))
    note = kit.text(tr("map.note"), "small", "caption")
    return Column([chart, note], kit.px(4))


def _flows(
    folio: Folio,
    leaders: Sequence[PersonView],
    posts: Sequence[PostView],
    blocs: Sequence[BlocView],
) -> list[Flow]:
    factions = folio.briefing.factions
    rank = {person.id: n for n, person in enumerate(leaders)}
    place = {bloc.id: n for n, bloc in enumerate(blocs)}
    most = max((bloc.weight for bloc in blocs), default=1) or 1
    found = []
    for number, post in enumerate(posts):
        holder = folio.people.get(post.holder)
        patron = post.holder if post.holder in rank else (holder.patron if holder else "")
        tint = "grey"
        lit = _lit(folio, patron, post)
        if patron in rank:
            tint = faction_fill(folio.people[patron].faction, factions)
            thick = 1.5 + post.weight
            found.append(Flow(0, rank[patron], number, tint, thick, not lit))
        if post.bloc in place:
            bloc = blocs[place[post.bloc]]
            thick = 1.5 + 7 * bloc.weight / most if post.secretary else 1.5 + post.weight
            found.append(Flow(1, number, place[post.bloc], tint, thick, not lit))
    return found


def _lit(folio: Folio, patron: str, post: PostView) -> bool:
    """Whether a line belongs to what was pressed; all do when nothing was."""
    kind, _, id_ = folio.at.node.partition(" ")
    return (
        not id_
        or (kind == "person" and id_ in (patron, post.holder))
        or (kind == "post" and id_ == post.id)
        or (kind == "bloc" and id_ == post.bloc)
    )


def _node(folio: Folio, name: str, child: Widget, title: str, fill: str = "bone") -> Button:
    kit = folio.kit
    look = Look("flat", fill, (kit.px(6), kit.px(2)))
    made = Button(
        f"node-{name.replace(' ', '-')}",
        child,
        partial(folio.game.look_at, name),
        look,
        title,
    )
    made.role = "option"
    made.chosen = folio.at.node == name
    return made


def _leader(folio: Folio, person: PersonView) -> Widget:
    kit, factions = folio.kit, folio.briefing.factions
    sent = sum(n for bloc in folio.briefing.blocs for id_, n in bloc.delegates if id_ == person.id)
    words = Column(
        [
            Row(
                [kit.mark(person.faction, factions, 12), kit.text(person.short, "strong")],
                kit.px(4),
                [0, 1],
                align="middle",
            ),
            kit.text(tr("map.sent", number=sent), "small", "caption"),
        ]
    )
    row = Row([kit.head(person, factions, 40), words], kit.px(6), [0, 1], align="middle")
    return _node(folio, f"person {person.id}", row, person.name)


def _post(folio: Folio, post: PostView) -> Widget:
    kit, factions = folio.kit, folio.briefing.factions
    holder = folio.people.get(post.holder)
    name = kit.text(post.short or post.label, "small")
    if holder is None:
        who: list[Widget] = [kit.text(tr("party.vacant"), "small", "darkred")]
    else:
        who = [
            kit.mark(holder.faction, factions, 10),
            kit.text(holder.short, "small", "ink"),
        ]
    parts: list[Widget] = [name, Row(who, kit.px(3), [0, 1][-len(who) :], align="middle")]
    if post.secretary:
        sign = Sign("right", "red", kit.px(9), tr("map.secretary"), tall=kit.type.lead("small"))
        parts.insert(0, sign)
    weights = [0, 1, 0] if post.secretary else [1, 0]
    return _node(folio, f"post {post.id}", Row(parts, kit.px(5), weights), post.label)


def _bloc(folio: Folio, bloc: BlocView) -> Widget:
    kit = folio.kit
    row = Row(
        [
            kit.text(bloc.label, "small"),
            kit.text(f"{bloc.weight:g}", "strong", "ink", "right"),
        ],
        kit.px(6),
        [1, 0],
    )
    lines: list[Widget] = [row]
    if any(number for _, number in bloc.delegates):
        lines.append(desk.delegates(folio, bloc.id, 5))
    return _node(folio, f"bloc {bloc.id}", Column(lines, kit.px(1)), bloc.label)


class FlowMap(Widget):
    """Three columns of nodes with lines between them; without the room, the columns as lists one
    below the other, without lines.
    """

    role = "map"

    def __init__(
        self,
        nodes: Sequence[Sequence[Widget]],
        heads: Sequence[Widget],
        flows: Sequence[Flow],
        measures: tuple[int, int],
    ) -> None:
        """`measures`: the gap between nodes and the least width for the map."""
        super().__init__()
        self._nodes = [list(column) for column in nodes]
        self._heads = list(heads)
        self._flows = tuple(flows)
        self._gap, self._least_map = measures
        self._lines = Picture(("flows",), lambda _w, _h: "", (0, 0))
        self.children = [*heads, *(node for column in nodes for node in column)]

    def least(self) -> int:
        """Return the width of the widest node."""
        return max((child.least() for child in self.children), default=0)

    def natural(self) -> int:
        """Return a comfortable width."""
        return self._least_map

    def _shares(self, width: int) -> list[tuple[int, int]]:
        """Left edge and width of each column."""
        parts = (0.20, 0.36, 0.24)
        lanes = (1 - sum(parts)) / 2
        left, found = 0.0, []
        for part in parts:
            found.append((round(width * left), round(width * part)))
            left += part + lanes
        return found

    def _mapped(self, width: int) -> bool:
        fits = all(
            node.least() <= wide
            for (_, wide), column in zip(self._shares(width), self._nodes, strict=True)
            for node in column
        )
        return width >= self._least_map and fits

    def _top(self, width: int) -> int:
        """How high the headings of the columns are."""
        shares = self._shares(width)
        return max(head.measure(wide) for head, (_, wide) in zip(self._heads, shares, strict=True))

    def _high(self, width: int) -> int:
        shares = self._shares(width)
        tallest = 0
        for (_, wide), column in zip(shares, self._nodes, strict=True):
            high = sum(node.measure(wide) + self._gap for node in column)
            tallest = max(tallest, high)
        return tallest

    def _height(self, width: int) -> int:
        if self._mapped(width):
            return self._top(width) + self._gap + self._high(width)
        return self._list().measure(width)

    def _list(self) -> Widget:
        parts: list[Widget] = []
        for head, column in zip(self._heads, self._nodes, strict=True):
            cell = max((node.least() for node in column), default=1)
            parts.append(head)
            parts.append(Grid(column, max(cell, self._least_map // 4), self._gap))
        return Column(parts, self._gap)

    def _arrange(self) -> None:
        r = self.rect
        if not self._mapped(r.w):
            below = self._list()
            below.place(r)
            self.children = [below]
            return
        shares = self._shares(r.w)
        top = self._top(r.w)
        room = Rect(r.x, r.y + top + self._gap, r.w, max(r.h - top - self._gap, self._high(r.w)))
        middles: list[list[int]] = []
        for (left, wide), head, column in zip(shares, self._heads, self._nodes, strict=True):
            head.place(Rect(r.x + left, r.y, wide, head.measure(wide)))
            middles.append(self._stack(column, Rect(room.x + left, room.y, wide, room.h)))
        self._draw_lines(room, shares, middles)
        nodes = [node for column in self._nodes for node in column]
        self.children = [self._lines, *self._heads, *nodes]

    def _stack(self, column: Sequence[Widget], room: Rect) -> list[int]:
        """Place a column's nodes, evenly apart over the height; where their middles are."""
        heights = [node.measure(room.w) for node in column]
        spare = room.h - sum(heights)
        gap = spare / max(1, len(heights))
        y = room.y + gap / 2
        middles = []
        for node, high in zip(column, heights, strict=True):
            node.place(Rect(room.x, round(y), room.w, high))
            middles.append(round(y) + high // 2 - room.y)
            y += high + gap
        return middles

    def _draw_lines(
        self, room: Rect, shares: Sequence[tuple[int, int]], middles: Sequence[Sequence[int]]
    ) -> None:
        lines = []
        for flow in self._flows:
            a, b = shares[flow.column], shares[flow.column + 1]
            lines.append(
                (
                    a[0] + a[1],
                    middles[flow.column][flow.start],
                    b[0],
                    middles[flow.column + 1][flow.stop],
                    flow.thick,
                    flow.tint,
                    flow.faint,
                )
            )
        kept = tuple(lines)
        self._lines = Picture(("flows", kept), partial(posters.flows, kept), (0, 0))
        self._lines.place(room)


# ------------------------------------------------------------------ what was pressed


def _chosen(folio: Folio) -> Widget:
    kind, _, id_ = folio.at.node.partition(" ")
    if kind == "bloc" and id_ in folio.blocs:
        parts = _about_bloc(folio, folio.blocs[id_])
    elif kind == "post" and id_ in folio.posts:
        parts = _about_post(folio, folio.posts[id_])
    elif kind == "person" and id_ in folio.people:
        parts = _about_person(folio, folio.people[id_])
    else:
        return _bodies(folio)
    return Column([*parts, *deeds.deeds(folio, kind, id_)], folio.kit.px(6))


def _about_bloc(folio: Folio, bloc: BlocView) -> list[Widget]:
    kit = folio.kit
    weight = tr("bloc.weight", weight=f"{bloc.weight:g}")
    parts: list[Widget] = [kit.text(bloc.label, "headline"), kit.text(weight, "label", "caption")]
    parts += [_held(folio, post) for post in folio.briefing.posts if post.bloc == bloc.id]
    control = (
        tr("bloc.control", name=folio.short(bloc.control)) if bloc.control else tr("bloc.free")
    )
    parts.append(kit.text(control, "strong", "darkred"))
    rows = sorted((row for row in bloc.delegates if row[1]), key=lambda row: -row[1])
    if rows:
        parts.append(kit.heading(tr("bloc.delegates"), "darkred"))
        parts.append(desk.delegates(folio, bloc.id, 10))
        names = [_follower(folio, id_, number) for id_, number in rows]
        parts.append(Wrap(names, kit.px(10), kit.px(1)))
    figures = [*bloc.support, *bloc.figures]
    if figures:
        parts.append(kit.heading(tr("bloc.following"), "darkred"))
        cells = [kit.meter(f"bloc-{n}-{f.id}", f) for n, f in enumerate(figures)]
        parts.append(Grid(cells, kit.px(104), kit.px(6), 3))
    if bloc.moods:
        parts.append(kit.heading(tr("bloc.moods"), "darkred"))
        parts += [people.position(kit, f"bloc-{bloc.id}", figure) for figure in bloc.moods]
    if bloc.note:
        parts.append(kit.text(bloc.note, "note", "caption"))
    return parts


def _follower(folio: Folio, id_: str, number: int) -> Widget:
    kit = folio.kit
    person = folio.people.get(id_)
    mark = kit.mark(person.faction if person else "", folio.briefing.factions, 11)
    words = kit.text(f"{folio.short(id_)} {number}", "small")
    return Row([mark, words], kit.px(4), [0, 1], align="middle")


def _held(folio: Folio, post: PostView) -> Widget:
    """An office with its holder's face, and whose man he is."""
    kit = folio.kit
    holder = folio.people.get(post.holder)
    name = holder.name if holder else tr("party.vacant")
    lines: list[Widget] = [kit.text(post.label, "small", "caption"), kit.text(name, "strong")]
    if holder and holder.patron:
        lines.append(
            kit.text(tr("person.patron", name=folio.short(holder.patron)), "small", "darkred")
        )
    cells: list[Widget] = [kit.head(holder, folio.briefing.factions, 44)] if holder else []
    row = Row([*cells, Column(lines)], kit.px(8), [0, 1] if holder else [1], align="middle")
    press = partial(folio.game.look, post.holder) if holder else None
    return Button(f"held-{post.id}", row, press, Look("bare", "", (0, kit.px(2))), post.label)


def _about_post(folio: Folio, post: PostView) -> list[Widget]:
    kit = folio.kit
    parts: list[Widget] = [kit.text(post.label, "headline"), _held(folio, post)]
    facts = [tr("post.appointed", body=post.appointed_by)] if post.appointed_by else []
    facts.append(tr("post.weight", weight=f"{post.weight:g}"))
    if post.bloc in folio.blocs:
        feeds = "post.secretary" if post.secretary else "post.feeds"
        facts.append(tr(feeds, bloc=folio.blocs[post.bloc].label))
    parts += [kit.item("bullet", kit.text(fact, "label")) for fact in facts]
    if post.note:
        parts.append(kit.text(post.note, "note", "caption", marks=True))
    return parts


def _about_person(folio: Folio, person: PersonView) -> list[Widget]:
    kit, factions = folio.kit, folio.briefing.factions
    name = Column(
        [
            kit.text(person.name, "headline"),
            kit.text(", ".join((*person.posts, *person.bodies)), "label", "caption"),
        ]
    )
    parts: list[Widget] = [
        Row([kit.head(person, factions, 84), name], kit.px(12), [0, 1], align="middle")
    ]
    clients = [p for p in folio.briefing.people if p.patron == person.id and not p.status]
    if clients:
        parts.append(kit.heading(tr("person.clients"), "darkred"))
        cells: list[Widget] = [
            Row(
                [kit.head(p, factions, 30), kit.text(p.short, "small")],
                kit.px(5),
                [0, 1],
                align="middle",
            )
            for p in clients
        ]
        parts.append(Wrap(cells, kit.px(10), kit.px(3)))
    file = kit.button("dossier", tr("person.file"), partial(folio.game.look, person.id))
    parts.append(Wrap([file], 0))
    return parts


def _bodies(folio: Folio) -> Widget:
    """The bodies with their members: what stands beside the map when nothing was pressed."""
    kit, factions = folio.kit, folio.briefing.factions
    parts: list[Widget] = [kit.text(tr("map.press"), "label", "caption")]
    for body, label, members, candidates in folio.briefing.bodies:
        if not (members or candidates):
            continue
        parts.append(kit.heading(label, "darkred"))
        cells: list[Widget] = []
        for id_ in (*members, *candidates):
            person = folio.people.get(id_)
            if person is None:
                continue
            words: list[Widget] = [kit.text(person.short, "strong")]
            if id_ in candidates:
                words.append(kit.text(tr("party.candidate"), "small", "caption"))
            row = Row(
                [kit.head(person, factions, 38), Column(words)], kit.px(7), [0, 1], align="middle"
            )
            look = Look("bare", "", (kit.px(2), kit.px(2)))
            press = partial(folio.game.look, id_)
            cells.append(Button(f"member-{body}-{id_}", row, press, look, person.name))
        parts.append(Grid(cells, kit.px(130), kit.px(4), 3))
    return Column(parts, kit.px(6))
