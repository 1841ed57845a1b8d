"""The desk: everything one could do, in groups, and beside it what the chosen one would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.briefing.model import Briefing, Option, Question, Target
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import Choice, Kit
from game.window.widget import Press, Widget
from game.window.widgets import Button

Choose = Callable[[str], None]
"""Called with the notation of what was pressed."""


def stage(kit: Kit, briefing: Briefing, question: Question, chosen: str, choose: Choose) -> Widget:
    """Return all options in their groups; the barred ones say which condition failed."""
    groups = grouped(question.options[1:])
    parts: list[Widget] = []
    for label, options in groups:
        if label:
            parts.append(kit.heading(label, "darkred"))
        cards = [card(kit, option, chosen, choose) for option in options]
        parts.append(Grid(cards, kit.px(250), kit.px(8), 3))
    title = kit.text(question.title, "headline", "bone")
    capital = tr("desk.capital", value=briefing.capital.text, unit=briefing.capital.unit)
    step = tr("question.step", step=question.step, steps=question.steps)
    head = Panel(
        Row(
            [
                Wrap([title, kit.text(step, "top", "bone")], kit.px(14), 0),
                kit.text(capital, "strong", "bone"),
            ],
            kit.px(10),
            [1, 0],
            align="middle",
        ),
        "red",
        (kit.px(16), kit.px(5)),
        "b",
    )
    body = kit.scroll(
        Panel(Column(parts, kit.px(8)), "table", (kit.px(14), kit.px(10))), "desk", 200
    )
    return Column([head, Panel(body, "table")], fill=1)


def grouped(options: Sequence[Option]) -> list[tuple[str, list[Option]]]:
    """Return the options by their group, in the order in which the groups come up."""
    groups: dict[str, list[Option]] = {}
    for option in options:
        groups.setdefault(option.group, []).append(option)
    return list(groups.items())


def card(kit: Kit, option: Option, chosen: str, choose: Choose, key: str = "") -> Button:
    """Return an option of the desk."""
    cost = tr("option.cost", cost=f"{option.cost:g}") if option.cost else ""
    detail = (
        tr("option.targets", number=sum(t.legal for t in option.targets)) if option.targets else ""
    )
    choice = Choice(
        f"option-{option.key}",
        option.label,
        key,
        (detail,),
        cost,
        (),
        option.barred,
        option.legal,
        chosen=option.key == chosen,
        fill="bone" if option.legal else "paper",
        cap="red" if option.legal else "caption",
    )
    return kit.option(choice, lambda: choose(option.key))


def details(
    kit: Kit, briefing: Briefing, option: Option, answer: Choose, back: Press
) -> list[Widget]:
    """Return what an option would do, and at whom it can be aimed."""
    parts: list[Widget] = [kit.text(option.label, "headline")]
    if option.detail:
        parts.append(kit.text(option.detail, marks=True))
    if option.cost:
        parts.append(kit.text(tr("option.cost", cost=f"{option.cost:g}"), "strong", "darkred"))
    if option.consequences:
        parts.append(kit.heading(tr("desk.expected")))
        parts.append(Column([kit.consequence(one) for one in option.consequences], kit.px(2)))
    parts += [kit.barred(reason, "newsprint") for reason in option.barred]
    if option.targets:
        parts.append(kit.heading(tr("desk.target"), "darkred"))
        # A barred option still shows whom it could be aimed at.
        legal_first = sorted(option.targets, key=lambda target: not target.legal)
        for number, target in enumerate(legal_first, 1):
            key = str(number) if number < 10 and target.legal and option.legal else ""
            parts.append(_target(kit, briefing, option, target, key, answer))
    elif option.legal:
        confirm = Choice("confirm", tr("desk.confirm"), "1", fill="red")
        parts.append(kit.option(confirm, lambda: answer(option.key)))
    parts.append(kit.button("back", tr("desk.back"), back, key=kit.key("back")))
    return parts


def _target(
    kit: Kit, briefing: Briefing, option: Option, target: Target, key: str, answer: Choose
) -> Button:
    legal = target.legal and option.legal
    choice = Choice(
        f"target-{target.key}",
        target.label,
        key,
        (target.detail,),
        "",
        target.consequences,
        target.barred,
        legal,
        fill="bone" if legal else "paper",
        cap="red" if legal else "caption",
    )
    press = (lambda: answer(f"{option.key} {target.key}")) if legal else None
    person = next((p for p in briefing.people if p.id == target.person), None)
    head = kit.head(person, briefing.factions, 42) if person else None
    return kit.option(choice, press, head)
