"""The right column: what is asked, what it is about, and every answer, always seen whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.art.theme import on
from game.briefing.model import MotionView, Option, Question
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import Choice, Kit
from game.window.screens import goals, table
from game.window.screens.effects import chips, effects, weightiest
from game.window.screens.folio import Folio
from game.window.screens.poster import Pinned, Ribbon
from game.window.widget import Press, Widget
from game.window.widgets import Button, Look, Meter

DESK = ("manoeuvre", "agenda")
"""Questions whose answers stand on the stage and are chosen there first."""

VOTES = ("vote", "plenum", "change")


def column(folio: Folio, question: Question) -> Widget:
    """Return the whole right column."""
    kit = folio.kit
    option = folio.option
    forms: list[Callable[[], Widget]]
    if option:
        story, buttons, foot = chosen(folio, option)
        forms = [partial(_buttons, kit, buttons)]
    else:
        story, foot = asked(folio, question), _foot(folio, question)
        forms = [
            partial(_buttons, kit, answers(folio, question)),
            *(
                lambda most=most: _buttons(kit, answers(folio, question, most))
                for most in (3, 1, 0)
            ),
        ]
    margin = kit.px(14), kit.px(8)
    pinned = Pinned(
        Panel(Column(story, kit.px(6)), "", margin),
        forms,
        kit.offsets,
        "answers",
        (kit.px(4), kit.px(90), kit.px(2)),
        [Panel(form, "", margin) for form in foot],
    )
    return Column([ribbon(folio, question), Panel(pinned, "newsprint")], fill=1)


def _buttons(kit: Kit, buttons: Sequence[Widget]) -> Widget:
    return Panel(Column(buttons, kit.px(6)), "", (kit.px(14), kit.px(4)))


def flat(folio: Folio, question: Question) -> Widget:
    """Return the same for a window too narrow for columns: one below the other."""
    kit = folio.kit
    option = folio.option
    if option:
        story, buttons, _ = chosen(folio, option)
    else:
        story, buttons = asked(folio, question), answers(folio, question)
    told = Column([*story, *buttons], kit.px(6))
    return Column([ribbon(folio, question), Panel(told, "newsprint", (kit.px(14), kit.px(8)))])


def ribbon(folio: Folio, question: Question) -> Widget:
    """Return the dark strip that says what is asked, which of how many, and who moves it."""
    kit, motion = folio.kit, folio.motion
    step = tr("question.step", step=question.step, steps=question.steps)
    words: list[Widget] = [kit.text(tr(f"kind.{question.kind}"), "top", "ochre")]
    if question.steps > 1:
        words.append(kit.text(step, "top", "bone"))
    if question.kind in VOTES and motion and motion.mover_label:
        words.append(kit.text(tr("table.moves", name=motion.mover_label), "strong", "sand"))
    return Ribbon(Wrap(words, kit.px(12), 0), "ink", (kit.px(14), kit.px(4)), "left")


def asked(folio: Folio, question: Question) -> list[Widget]:
    """Return the words of the question. A card is told on the stage, a motion here."""
    kit, motion = folio.kit, folio.motion
    parts: list[Widget] = []
    if question.kind in VOTES and motion and question.slot >= 0:
        parts += _motion(folio, motion, question)
    elif question.kind == "card":
        parts.append(kit.text(tr("card.decide"), "section"))
    elif question.kind in DESK:
        parts.append(kit.text(question.text, "label", marks=True))
    else:
        parts.append(kit.text(question.title, "headline"))
        parts.append(kit.text(question.text, "label", marks=True))
    if question.hint and folio.hints:
        words = kit.text(question.hint, "note")
        parts.append(Panel(words, "paper", (kit.px(10), kit.px(4)), "l", "steel"))
    return parts


def _motion(folio: Folio, motion: MotionView, question: Question) -> list[Widget]:
    kit = folio.kit
    parts: list[Widget] = [kit.text(motion.title or motion.label, "headline")]
    told = question.text.partition(". ")[2] if motion.mover_label else question.text
    if told:
        parts.append(kit.text(told, "label", marks=True))
    if motion.consequences:
        parts.append(kit.text(tr("motion.if"), "strong", "darkred"))
        parts.append(effects(folio, motion.consequences, bars=3))
    if motion.why:
        parts.append(kit.text(motion.why, "note", "caption", marks=True))
    return parts


def _foot(folio: Folio, question: Question) -> list[Widget]:
    """What stands below the answers where there is room, the richest form first: the count behind
    a forecast, or the goals.
    """
    motion = folio.motion
    if question.kind in VOTES and motion and motion.voices and question.slot >= 0:
        return [why(folio, motion)]
    return goals.aims(folio)


def why(folio: Folio, motion: MotionView) -> Widget:
    """Return whose votes make the forecast: a bar for every other member, as likely to say aye as
    it is long.
    """
    kit = folio.kit
    head = Row(
        [
            kit.text(tr("motion.why"), "section", "darkred"),
            kit.text(tr("motion.why.note"), "small", "caption", "right"),
        ],
        kit.px(8),
        [0, 1],
        align="middle",
    )
    cells: list[Widget] = []
    for voice in motion.voices:
        if voice.own:
            continue
        person = folio.people.get(voice.person)
        tip = partial(table.card, folio, person, voice) if person else None
        share = voice.aye if not voice.cast else 100 * (voice.cast == "aye")
        tint = "red" if share >= 50 else "steel"
        body = Column(
            [Meter(share / 100, tint, (kit.px(30), kit.px(5))), kit.text(voice.label, "small")]
        )
        made = Button(f"why-{voice.person}", body, None, Look("bare", "", (1, 1)), voice.label)
        made.role = "figure"
        if tip:
            made.press = partial(kit.explain, tip)
            made.tip = tip
        cells.append(made)
    return Column([head, Grid(cells, kit.px(66), kit.px(6), 4)], kit.px(3))


def answers(folio: Folio, question: Question, most: int = 99) -> list[Widget]:
    """Return the answers with their digits, each with at most so many of its effects; passing comes
    first in the question and last here.
    """
    if question.kind in DESK:
        return [card(folio, question, question.options[0], "0", most)]
    cards: list[Widget] = []
    group = ""
    for number, option in enumerate(question.options[1:], 1):
        if option.group != group:
            group = option.group
            cards.append(folio.kit.text(group, "section", "darkred"))
        cards.append(card(folio, question, option, str(number) if number < 10 else "", most))
    return [*cards, card(folio, question, question.options[0], "0", most)]


def card(folio: Folio, question: Question, option: Option, key: str, most: int) -> Button:
    """Return one answer as a card that can be pressed; what it leaves out its tip tells."""
    kit = folio.kit
    fills = {"aye": "red", "nay": "steel"} if question.kind in VOTES else {}
    fill = fills.get(option.key.split()[-1], "bone") if option.legal else "paper"
    cap = "ink" if fill != "bone" or key == "0" else "red"
    compact = question.kind == "lobby"
    lines = () if compact else (option.detail, _counted(folio, option, question))
    choice = Choice(
        f"option-{option.key}",
        option.label,
        key,
        lines,
        tr("option.cost", cost=f"{option.cost:g}") if option.cost else "",
        (),
        option.barred,
        option.legal,
        fill=fill,
        cap=cap if option.legal else "caption",
    )
    person = folio.people.get(option.person)
    face = kit.head(person, folio.briefing.factions, 46) if person else None
    made = kit.option(choice, press(folio, option), face)
    if option.consequences:
        _add_effects(folio, made, option, fill, most)
    return made


def _counted(folio: Folio, option: Option, question: Question) -> str:
    """How an offer that is accepted would change the count of its motion."""
    motion = next((m for m in folio.briefing.table if m.slot == option.slot), None)
    tally = option.tally
    if question.kind != "answer" or tally is None or motion is None:
        return ""
    return tr("lobby.change", before=motion.chance, after=tally.chance)


def _add_effects(folio: Folio, made: Button, option: Option, fill: str, most: int) -> None:
    """Set the expected effects below the words of a card, the weightiest first."""
    kit, many = folio.kit, option.consequences
    told = partial(_expected, folio, option)
    made.tip = kit.card(f"option {option.key}", option.label, told)
    shown = many if len(many) <= most else weightiest(folio, many)[:most]
    parts: list[Widget] = [chips(folio, shown, on(fill))] if shown else []
    if len(shown) < len(many):
        more = tr("effect.more", number=len(many) - len(shown), key=kit.key("why").upper())
        parts.append(kit.text(more, "small", on(fill)))
    inner = Panel(Column(parts), "", (kit.px(9), kit.px(3)))
    made.children[0] = Column([made.children[0], inner])


def _expected(folio: Folio, option: Option) -> Widget:
    kit = folio.kit
    head = kit.text(option.label, "section", "darkred")
    return Column([head, effects(folio, option.consequences, bars=8)], kit.px(6))


def press(folio: Folio, option: Option) -> Press | None:
    """Return what pressing an answer does: choose it, give it, or nothing."""
    if option.targets:
        return partial(folio.game.choose, option.key)
    return partial(folio.game.answer, option.key) if option.legal else None


# ------------------------------------------------------------------ the chosen one


def chosen(folio: Folio, option: Option) -> tuple[list[Widget], list[Widget], list[Widget]]:
    """Return what a chosen option is and would do at the chosen target, and how to do it."""
    kit, target = folio.kit, folio.target
    story: list[Widget] = [kit.text(option.label, "headline")]
    if option.cost:
        story.append(kit.text(tr("option.cost", cost=f"{option.cost:g}"), "strong", "darkred"))
    story += [kit.barred(reason, "newsprint") for reason in option.barred]
    found = target.consequences if target else option.consequences
    if target:
        story.append(kit.text(target.label, "section"))
        story += [kit.barred(reason, "newsprint") for reason in target.barred]
    if found:
        story.append(kit.text(tr("desk.expected"), "strong", "darkred"))
        story.append(effects(folio, found))
    if target and target.tally and option.slot >= 0:
        story.append(
            tally(folio, option, target.tally.ayes, target.tally.nays, target.tally.chance)
        )
    if option.detail:
        story.append(kit.text(option.detail, "note", "caption", marks=True))
    buttons: list[Widget] = []
    if option.legal and (not option.targets or (target and target.legal)):
        key = f"{option.key} {target.key}" if target else option.key
        words = tr("desk.confirm") if not target else tr("desk.confirm.at", target=target.label)
        confirm = Choice("confirm", words, kit.key("confirm"), fill="red", cap="ink")
        buttons.append(kit.option(confirm, partial(folio.game.answer, key)))
    elif option.legal:
        buttons.append(kit.text(tr("desk.choose"), "strong", "darkred"))
    back = kit.button("back", tr("desk.back"), folio.game.unchoose, key=kit.key("back"))
    buttons.append(Wrap([back], 0))
    return story, buttons, goals.aims(folio)


def tally(folio: Folio, option: Option, ayes: int, nays: int, chance: int) -> Widget:
    """Return the count as it is expected now and as it would be."""
    kit = folio.kit
    motion = next((m for m in folio.briefing.table if m.slot == option.slot), None)
    if motion is None:
        return kit.gap(1)
    rows = [
        (tr("lobby.now"), motion.ayes, motion.nays, motion.chance),
        (tr("lobby.then"), ayes, nays, chance),
    ]
    cells: list[Widget] = []
    for name, aye, nay, odds in rows:
        count = kit.text(tr("table.count", ayes=aye, nays=nay), "numeral")
        words = kit.text(tr("table.odds", chance=odds), "small", "caption")
        cells.append(
            Panel(
                Column([kit.text(name, "small", "caption"), count, words]),
                "bone",
                (kit.px(10), kit.px(4)),
                "l",
                "red" if name == rows[1][0] else "grey",
            )
        )
    return Grid(cells, kit.px(110), kit.px(8), 2)
