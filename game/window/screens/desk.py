"""The desk: everything one could do, in groups with cost and condition; and whom to do it to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.briefing.model import Option, Question, Target
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import faction_fill
from game.window.screens.effects import chips, faces
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Bars, Button, Gap, Look, Mark, Sign

_SQUARES = 5
"""The most squares that a cost is shown as."""


def stage(folio: Folio, question: Question) -> Widget:
    """Return all options in their groups; the barred ones say which condition failed."""
    kit = folio.kit
    parts: list[Widget] = []
    shut: list[Option] = []
    for label, options in grouped(question.options[1:]):
        open_ = [option for option in options if option.legal]
        shut += [option for option in options if not option.legal]
        if not open_:
            continue
        if label:
            count = tr("desk.open", number=len(open_), all=len(options))
            parts.append(_group(folio, label, count))
        across = max(2, min(4, len(open_)))
        parts.append(Grid([card(folio, one) for one in open_], kit.px(190), kit.px(6), across))
    if shut:
        parts.append(_group(folio, tr("desk.shut"), tr("desk.shut.note")))
        parts.append(Grid([card(folio, one) for one in shut], kit.px(270), kit.px(4), 4))
    body = kit.scroll(
        Panel(Column(parts, kit.px(6)), "table", (kit.px(14), kit.px(8))), "desk", 200
    )
    return Column([_head(folio, question), Panel(body, "table")], fill=1)


def _head(folio: Folio, question: Question) -> Widget:
    kit, capital = folio.kit, folio.briefing.capital
    step = tr("question.step", step=question.step, steps=question.steps)
    words: list[Widget] = [kit.text(question.title, "headline", "bone")]
    if question.steps > 1:
        words.append(kit.text(step, "top", "bone"))
    purse = tr("desk.capital", value=capital.text, label=capital.label)
    row = Row(
        [Wrap(words, kit.px(14), 0), kit.text(purse, "strong", "bone")],
        kit.px(10),
        [1, 0],
        align="middle",
    )
    return Panel(row, "red", (kit.px(14), kit.px(4)), "b")


def _group(folio: Folio, label: str, count: str) -> Widget:
    kit = folio.kit
    row = Row(
        [kit.text(label, "section", "darkred"), kit.text(count, "small", "caption", "right")],
        kit.px(8),
        [1, 0],
        align="middle",
    )
    return Panel(row, "", (0, 0), "b", "darkred")


def grouped(options: Sequence[Option]) -> list[tuple[str, list[Option]]]:
    """Return the options by their group, in the order in which the groups come up."""
    groups: dict[str, list[Option]] = {}
    for option in options:
        groups.setdefault(option.group, []).append(option)
    return list(groups.items())


def card(folio: Folio, option: Option, key: str = "") -> Button:
    """Return an option of the desk: cost, title, and whom it can be aimed at or what bars it."""
    kit = folio.kit
    tint = "ink" if option.legal else "caption"
    fill = "bone" if option.legal else "paper"
    title = kit.text(option.label, "action" if option.legal else "strong", tint)
    lines: list[Widget] = [title]
    if option.legal:
        told = _whom(folio, option)
        if told:
            lines.append(told)
    else:
        lines += [kit.barred(reason, fill) for reason in option.barred[:2]]
    row = Row(
        [
            Panel(cost(folio, option), "red" if option.legal else "caption", (kit.px(5), 0)),
            Panel(Column(lines, kit.px(1)), "", (kit.px(9), kit.px(4))),
        ],
        0,
        [0, 1],
    )
    look = Look("cut", fill, (0, 0))
    made = Button(
        f"option-{option.key}", row, partial(folio.game.choose, option.key), look, option.label
    )
    made.role = "option"
    made.key = key
    made.barred = not option.legal
    made.chosen = option.key == folio.at.option
    made.shadow = kit.px(3) if option.legal else 0
    return made


def cost(folio: Folio, option: Option) -> Widget:
    """Return what an option costs on its cap: squares, as the capital is counted above, for a
    numeral would be taken for a key. What is free, broken or dear is written small.
    """
    kit = folio.kit
    whole = int(option.cost)
    told = tr("option.cost", cost=f"{option.cost:g}")
    if option.cost != whole or not 0 < whole <= _SQUARES:
        words = kit.text(f"{option.cost:g}", "small", "bone", "centre")
        return Column([Gap(kit.px(18), kit.px(5)), words])
    squares = (
        Mark("square", "ochre", kit.px(11), "" if number else told) for number in range(whole)
    )
    return Column([Gap(kit.px(18), kit.px(7)), *squares], kit.px(2))


def _whom(folio: Folio, option: Option) -> Widget | None:
    """Whom or what an option can be aimed at: faces, or the names of the first; else its first
    effects.
    """
    kit = folio.kit
    legal = [target for target in option.targets if target.legal]
    if not legal:
        if option.consequences:
            return chips(folio, option.consequences[:2])
        return None
    people = list(dict.fromkeys(target.person for target in legal if target.person))
    if people and option.aim in ("person", "leader", "proposal", "appointment"):
        return Wrap(faces(folio, people, 22, 7), kit.px(3), 0)
    words = tr("faces.and", first=legal[0].label, number=len(legal) - 1)
    return kit.text(words if len(legal) > 1 else legal[0].label, "small", "caption")


# ------------------------------------------------------------------ whom


def picker(folio: Folio, option: Option) -> Widget:
    """Return everything the chosen option can be aimed at, as tiles; what cannot be comes last and
    says why.
    """
    kit = folio.kit
    head = Row(
        [
            kit.text(tr(f"aim.{option.aim}"), "headline", "bone"),
            kit.text(option.label, "top", "bone", "right"),
        ],
        kit.px(12),
        [0, 1],
        align="middle",
    )
    parts: list[Widget] = []
    number = 0
    for label, targets in _sorted(folio, option):
        if label:
            now = targets[0].detail if option.aim == "setting" else ""
            words = now.partition(": ")[2] if now else ""
            parts.append(_group(folio, label, tr("aim.now", value=words) if words else ""))
        tiles: list[Widget] = []
        for target in targets:
            number += target.legal and option.legal
            key = str(number) if number < 10 and target.legal and option.legal else ""
            tiles.append(_tile(folio, option, target, key))
        cell = 128 if option.aim in ("setting", "issue_end") else 186
        parts.append(Grid(tiles, kit.px(cell), kit.px(6), 6))
    body = Panel(Column(parts, kit.px(6)), "table", (kit.px(12), kit.px(8)))
    return Column(
        [
            Panel(head, "red", (kit.px(14), kit.px(4)), "b"),
            Panel(kit.scroll(body, "picker", 200), "table"),
        ],
        fill=1,
    )


def _sorted(folio: Folio, option: Option) -> list[tuple[str, list[Target]]]:
    """The targets in groups: settings by policy, appointments by post, voters by side, and what is
    barred at the end.
    """
    groups: dict[str, list[Target]] = {}
    for target in option.targets:
        if option.aim in ("setting", "issue_end"):
            name = target.label.partition(":")[0]
        elif option.aim == "appointment":
            post = folio.posts.get(target.key.partition("=")[0])
            name = post.label if post else ""
        elif option.aim == "proposal":
            name = tr("aim.for" if target.key.startswith("for ") else "aim.against")
        else:
            name = "" if target.legal else tr("aim.barred")
        groups.setdefault(name, []).append(target)
    return list(groups.items())


def _tile(folio: Folio, option: Option, target: Target, key: str) -> Button:
    kit = folio.kit
    legal = target.legal and option.legal
    tint = "ink" if legal else "caption"
    fill = "bone" if legal else "paper"
    lines: list[Widget] = [kit.text(_name(option, target), "action", tint)]
    if target.tally:
        lines.append(_count(folio, option, target))
    if target.detail and option.aim not in ("setting", "issue_end"):
        lines.append(kit.text(target.detail, "small", "caption"))
    if not target.legal:
        lines += [kit.barred(reason, fill) for reason in target.barred[:2]]
    if option.aim == "bloc" and target.key in folio.blocs:
        lines.append(delegates(folio, target.key, 5))
    parts: list[Widget] = []
    weights: list[int] = []
    if key:
        parts.append(
            Panel(kit.text(key, "numeral", "bone", "centre"), "red", (kit.px(5), kit.px(3)))
        )
        weights.append(0)
    person = folio.people.get(target.person)
    if person:
        face = kit.head(person, folio.briefing.factions, 44)
        parts.append(Panel(face, "", (kit.px(4), kit.px(3))))
        weights.append(0)
    parts.append(Panel(Column(lines, 0), "", (kit.px(7), kit.px(4))))
    row = Row(parts, 0, [*weights, 1])
    press = partial(folio.game.aim, target.key) if legal else None
    made = Button(f"target-{target.key}", row, press, Look("cut", fill, (0, 0)), target.label)
    made.role = "option"
    made.key = key
    made.barred = not legal
    made.chosen = target.key == folio.at.target
    made.shadow = kit.px(2) if legal else 0
    return made


def _name(option: Option, target: Target) -> str:
    """A target's label, without what its group already says."""
    if option.aim in ("setting", "issue_end"):
        return target.label.partition(": ")[2] or target.label
    if option.aim == "appointment":
        return target.label.partition(" as ")[0]
    if option.aim == "proposal":
        return target.label.partition(",")[0]
    return target.label


def _count(folio: Folio, option: Option, target: Target) -> Widget:
    """What working on a voter would do to the count."""
    kit, tally = folio.kit, target.tally
    motion = next((m for m in folio.briefing.table if m.slot == option.slot), None)
    if tally is None or motion is None:
        return kit.gap(1)
    moved = tally.chance - motion.chance
    sign = "up" if moved > 0 else "down" if moved < 0 else "level"
    words = tr("lobby.count", ayes=tally.ayes, nays=tally.nays, chance=tally.chance)
    arrow = Sign(sign, "ink", kit.px(9), tr(f"trend.{sign}"), tall=kit.type.lead("small"))
    return Row([arrow, kit.text(words, "small")], kit.px(4), [0, 1])


def delegates(folio: Folio, bloc: str, high: float) -> Widget:
    """Return whom a bloc's delegates follow, as shares in the colours of their camps."""
    kit, view = folio.kit, folio.blocs[bloc]
    rows = sorted((row for row in view.delegates if row[1]), key=lambda row: -row[1])
    shares = [
        (
            number,
            faction_fill(
                folio.people[id_].faction if id_ in folio.people else "", folio.briefing.factions
            ),
        )
        for id_, number in rows
    ]
    return Bars(shares, (kit.px(60), kit.px(high)))
