"""People: everybody as heads by faction, and one dossier beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.briefing.model import Figure, PersonView
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import Kit, faction
from game.window.screens import deeds
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Axis, Button, Gap, Look, Meter


def page(folio: Folio) -> Widget:
    """Return everybody, and the file of the one who was pressed, else of the seat."""
    kit, briefing = folio.kit, folio.briefing
    chosen = folio.people.get(folio.at.person) or folio.people.get(briefing.seat)
    shown = chosen or briefing.people[0]
    left = kit.scroll(kit.panel(_roster(folio, shown.id), "paper", 12, 8), "people", 150)
    right = kit.scroll(kit.panel(dossier(folio, shown), "newsprint", 20, 12), "person", 220)
    if kit.wide < 660:
        both = Column([dossier(folio, shown), _roster(folio, shown.id)], kit.px(12))
        return Panel(kit.scroll(kit.panel(both, "newsprint", 12, 8), "people", 220), "newsprint")
    return Row([Panel(left, "paper"), Panel(right, "newsprint", (0, 0), "l")], 0, [4, 7])


def _roster(folio: Folio, chosen: str) -> Widget:
    kit, briefing = folio.kit, folio.briefing
    parts: list[Widget] = []
    known = {view.id for view in briefing.factions}
    for id_ in [*(view.id for view in briefing.factions), ""]:
        group = [p for p in briefing.people if (p.faction if p.faction in known else "") == id_]
        if not group:
            continue
        group.sort(key=lambda p: (p.status in ("dead", "expelled"), p.seat != "leader"))
        view = faction(id_, briefing.factions)
        head = Row(
            [kit.mark(id_, briefing.factions, 14), kit.text(view.label, "section", "darkred")],
            kit.px(6),
            [0, 1],
            align="middle",
        )
        parts.append(head)
        cards = [_card(folio, person, chosen) for person in group]
        parts.append(Grid(cards, kit.px(88), kit.px(4), 8))
    return Column(parts, kit.px(6))


def _card(folio: Folio, person: PersonView, chosen: str) -> Button:
    kit = folio.kit
    head = Row([Gap(1, 1), kit.head(person, folio.briefing.factions, 58), Gap(1, 1)], 0, [1, 0, 1])
    parts: list[Widget] = [head, kit.text(person.short, "small", "ink", "centre")]
    words = tr("table.you") if person.playing else status(person)
    if words:
        parts.append(kit.text(words, "small", "darkred", "centre"))
    look = Look("flat", "bone", (kit.px(3), kit.px(4)))
    press = partial(folio.game.look, person.id)
    made = Button(f"person-{person.id}", Column(parts, kit.px(1)), press, look, person.name)
    made.role = "option"
    made.chosen = person.id == chosen
    return made


def status(person: PersonView) -> str:
    """Return what keeps somebody from his place in words, "" for ordinary standing."""
    known = person.status in ("dead", "expelled")
    return tr(f"status.{person.status}") if known else person.status


def dossier(folio: Folio, person: PersonView) -> Widget:
    """Return all the seat knows about a person, as a file: who, what he thinks of whom, where he
    stands, and what can be done to him.
    """
    kit = folio.kit
    parts: list[Widget] = [_cover(folio, person)]
    if person.note:
        parts.append(kit.prose(person.note))
    if person.testament:
        said = Column(
            [
                kit.text(tr("person.testament"), "strong", "darkred"),
                kit.text(person.testament, "note"),
            ]
        )
        parts.append(Panel(said, "paper", (kit.px(14), kit.px(6)), "l", "red"))
    parts += _figures(folio, person)
    parts += _relations(folio, person)
    if person.positions:
        parts.append(kit.heading(tr("person.positions"), "darkred"))
        axes = [position(kit, person.id, figure) for figure in person.positions]
        parts.append(Grid(axes, kit.px(240), kit.px(10), 2))
    if person.traits:
        parts.append(kit.heading(tr("person.traits"), "darkred"))
        cells = [_trait(folio, person.id, figure) for figure in person.traits]
        parts.append(Grid(cells, kit.px(150), kit.px(8), 4))
    clients = [p for p in folio.briefing.people if p.patron == person.id and not p.status]
    if clients:
        parts.append(kit.heading(tr("person.clients"), "darkred"))
        parts.append(_heads(folio, clients))
    if person.id != folio.briefing.seat:
        parts.append(Column(deeds.deeds(folio, "person", person.id), kit.px(6)))
    return Column(parts, kit.px(8))


def _cover(folio: Folio, person: PersonView) -> Widget:
    kit = folio.kit
    group = faction(person.faction, folio.briefing.factions)
    facts = [tr("person.born", year=person.born)]
    if person.patron:
        facts.append(tr("person.patron", name=folio.short(person.patron)))
    if person.status:
        facts.append(status(person))
    camp = Row(
        [
            kit.mark(person.faction, folio.briefing.factions, 14),
            kit.text(f"{group.label} · {' · '.join(facts)}", "label", "caption"),
        ],
        kit.px(6),
        [0, 1],
        align="middle",
    )
    lines: list[Widget] = [kit.text(person.name, "headline"), camp]
    offices = [*person.posts, *person.bodies]
    lines += [kit.item("bullet", kit.text(office, "strong")) for office in offices[:5]]
    head = kit.head(person, folio.briefing.factions, 136)
    return Row([head, Column(lines, kit.px(2))], kit.px(18), [0, 1], align="middle")


def _heads(folio: Folio, people: Sequence[PersonView]) -> Widget:
    kit = folio.kit
    cells: list[Widget] = []
    for person in people:
        row = Row(
            [kit.head(person, folio.briefing.factions, 34), kit.text(person.short, "label")],
            kit.px(6),
            [0, 1],
            align="middle",
        )
        look = Look("bare", "", (kit.px(2), kit.px(1)))
        press = partial(folio.game.look, person.id)
        cells.append(Button(f"client-{person.id}", row, press, look, person.name))
    return Wrap(cells, kit.px(12), kit.px(3))


def _figures(folio: Folio, person: PersonView) -> list[Widget]:
    if not person.figures:
        return []
    kit = folio.kit
    cells = [kit.meter(f"meter-{person.id}-{figure.id}", figure) for figure in person.figures]
    return [kit.heading(tr("person.figures"), "darkred"), Grid(cells, kit.px(150), kit.px(8), 4)]


def _relations(folio: Folio, person: PersonView) -> list[Widget]:
    """What is between him and the seat, both ways side by side."""
    if not person.relations:
        return []
    kit = folio.kit
    cells = [_relation(folio, person, n, figure) for n, figure in enumerate(person.relations)]
    title = tr("person.relations", name=person.short)
    return [kit.heading(title, "darkred"), Grid(cells, kit.px(200), kit.px(10), 2)]


def _relation(folio: Folio, person: PersonView, number: int, figure: Figure) -> Widget:
    """A number between two people: from nothing, or to both sides of it, known or guessed."""
    kit = folio.kit
    if figure.low >= 0:
        return kit.meter(f"relation-{person.id}-{number}", figure)
    span = (figure.high - figure.low) or 1
    head = Row([kit.text(figure.label, "label"), kit.value(figure, "strong")], kit.px(8), [1, 0])
    tint = "steel" if figure.value > 0 else "red"
    axis = Axis((figure.value - figure.low) / span, tint, (kit.px(100), kit.px(14)))
    name = f"relation-{person.id}-{number}"
    return kit.asks_why(name, Column([head, axis], kit.px(1)), figure)


def _trait(folio: Folio, owner: str, figure: Figure) -> Widget:
    kit = folio.kit
    head = Row(
        [kit.text(figure.label, "label"), kit.text(figure.text, "strong")], kit.px(6), [1, 0]
    )
    share = (figure.value - figure.low) / ((figure.high - figure.low) or 1)
    bar = Meter(share, "bronze", (kit.px(60), kit.px(5)))
    return kit.asks_why(f"trait-{owner}-{figure.id}", Column([head, bar], kit.px(1)), figure)


def position(kit: Kit, owner: str, figure: Figure) -> Widget:
    """Return where somebody stands on an issue: an axis between its two ends."""
    span = (figure.high - figure.low) or 1
    words = Row([kit.text(figure.label, "label"), kit.value(figure, "strong")], kit.px(10), [1, 0])
    axis = Axis((figure.value - figure.low) / span, "red", (kit.px(100), kit.px(14)))
    return kit.asks_why(f"position-{owner}-{figure.id}", Column([words, axis], kit.px(1)), figure)
