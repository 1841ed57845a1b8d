"""A division told one voice at a time, each with its reason, and the count as it runs."""

from __future__ import annotations

from collections.abc import Sequence

from game.art.theme import FACTION_FILL
from game.briefing.model import MotionView, Voice
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Layers, Panel, Row, Wrap
from game.window.kit import Choice, faction
from game.window.screens import hall, table
from game.window.screens.effects import effects
from game.window.screens.folio import Folio
from game.window.screens.poster import Pips, Stamp, backdrop
from game.window.widget import Widget
from game.window.widgets import Bars, Sign

_TINT = {"aye": "red", "nay": "steel", "abstain": "caption", "absent": "caption"}


def page(folio: Folio, motion: MotionView) -> Widget:
    """Return the division as far as it has been told; at the end how it went."""
    kit = folio.kit
    voices = order(motion)
    told = voices[: folio.at.told]
    over = folio.at.told >= len(voices)
    back = backdrop()
    body: list[Widget] = [_head(folio, motion, told, voices, over=over)]
    body.append(_result(folio, motion) if over else _voice(folio, told))
    body.append(_told(folio, told if over else told[:-1]))
    sheet = Panel(Column(body, kit.px(10)), "newsprint", (kit.px(22), kit.px(14)), "tblr")
    middle = Panel(Centre(sheet, kit.px(860)), "", (kit.px(12), kit.px(10)))
    return Column(
        [Layers([back, kit.scroll(middle, "roll", 260)]), _feet(folio, over=over)], fill=0
    )


def order(motion: MotionView) -> list[Voice]:
    """Return the voices in the order they are told: the mover first, the closest last."""
    voices = [voice for voice in motion.voices if voice.cast]
    return sorted(voices, key=lambda v: (v.person != motion.mover, -max(v.aye, v.nay, v.abstain)))


def _head(
    folio: Folio, motion: MotionView, told: Sequence[Voice], voices: Sequence[Voice], *, over: bool
) -> Widget:
    kit = folio.kit
    ayes = sum(voice.cast == "aye" for voice in told)
    nays = sum(voice.cast == "nay" for voice in told)
    if over:
        ayes, nays = motion.ayes, motion.nays
    pips = _pips(folio, told, len(voices) - len(told))
    words = Column(
        [
            kit.text(tr("table.moves", name=motion.mover_label), "strong", "darkred"),
            kit.text(motion.title or motion.label, "headline"),
            kit.text(motion.needed, "small", "caption"),
        ]
    )
    count = Panel(
        Column(
            [
                kit.text(tr("table.count", ayes=ayes, nays=nays), "huge", "bone", "centre"),
                Bars([(ayes, "bone"), (nays, "ink")], (kit.px(120), kit.px(5))),
                pips,
            ],
            kit.px(4),
        ),
        "darkred",
        (kit.px(18), kit.px(8)),
    )
    count.name = "count"
    return Row([words, count], kit.px(18), [1, 0], align="middle")


def _pips(folio: Folio, told: Sequence[Voice], open_: int) -> Widget:
    kit = folio.kit
    shown: list[tuple[str, str, str] | None] = []
    for voice in told:
        person = folio.people.get(voice.person)
        view = faction(person.faction if person else "", folio.briefing.factions)
        shown.append((view.shape, FACTION_FILL.get(view.colour, "caption"), "bone"))
    return Pips([*shown, *[None] * open_], kit.px(14), kit.px(5))


def _voice(folio: Folio, told: Sequence[Voice]) -> Widget:
    """The voice that is being told, large."""
    kit = folio.kit
    if not told:
        return kit.text(tr("roll.begin"), "lead", "caption")
    voice = told[-1]
    person = folio.people.get(voice.person)
    stamp = Stamp(kit.type, tr(f"vote.{voice.cast}"), _TINT.get(voice.cast, "caption"))
    stamp.name = "stamp"
    words: list[Widget] = [
        kit.text(person.name if person else voice.label, "headline"),
        kit.text(
            tr("vote.yours") if voice.yours else tr("roll.because", reason=table.reason(voice)),
            "lead",
        ),
    ]
    if not voice.yours:
        words.append(kit.text(_expected(voice), "label", "caption"))
    if voice.pledge:
        words.append(kit.text(tr("vote.pledged", pledge=voice.pledge), "label", "darkred"))
    head = kit.head(person, folio.briefing.factions, 128) if person else kit.gap(1)
    return Row([head, Column(words, kit.px(4)), stamp], kit.px(18), [0, 1, 0], align="middle")


def _expected(voice: Voice) -> str:
    share = {"aye": voice.aye, "nay": voice.nay, "abstain": voice.abstain}.get(voice.cast, 0)
    return tr("roll.expected", share=share)


def _told(folio: Folio, voices: Sequence[Voice]) -> Widget:
    """The voices told so far, small, with sign, name and reason."""
    kit = folio.kit
    cells: list[Widget] = []
    for voice in voices:
        person = folio.people.get(voice.person)
        sign = voice.cast if voice.cast in _TINT else "abstain"
        words = Column(
            [
                Row(
                    [
                        Sign(sign, _TINT[sign], kit.px(12), "", tall=kit.type.lead("strong")),
                        kit.text(f"{voice.label}: {tr(f'vote.{sign}')}", "strong"),
                    ],
                    kit.px(5),
                    [0, 1],
                ),
                kit.text(table.reason(voice), "small", "caption"),
            ]
        )
        head = kit.head(person, folio.briefing.factions, 40) if person else kit.gap(1)
        cell = Row([head, words], kit.px(7), [0, 1], align="middle")
        cell.name = f"cast-{voice.person}"
        cells.append(cell)
    return Grid(cells, kit.px(210), kit.px(8), 4) if cells else kit.gap(1)


def _result(folio: Folio, motion: MotionView) -> Widget:
    kit = folio.kit
    carried = motion.state == "carried"
    stamp = Stamp(kit.type, tr(f"state.{motion.state}"), "red" if carried else "ink")
    stamp.name = "stamp"
    parts: list[Widget] = [stamp]
    if carried and motion.consequences:
        does = Column(
            [kit.text(tr("roll.does"), "strong", "darkred"), effects(folio, motion.consequences)],
            kit.px(3),
        )
        parts.append(does)
    row = Row(parts, kit.px(20), [0, 1][: len(parts)], align="middle")
    if motion.divisions:
        return Column([row, hall.divisions(folio, motion)], kit.px(10))
    return row


def _feet(folio: Folio, *, over: bool) -> Widget:
    kit = folio.kit
    feet: list[Widget] = []
    if not over:
        skip = kit.button("roll-skip", tr("roll.skip"), folio.game.skip, key=kit.key("skip"))
        feet.append(skip)
    words = tr("roll.on") if over else tr("roll.next")
    feet.append(kit.option(Choice("roll-next", words, "1", fill="red", cap="ink"), folio.game.tell))
    return Panel(Wrap(feet, kit.px(12), right=True), "table", (kit.px(18), kit.px(6)), "t")
