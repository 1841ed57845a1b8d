"""The table of a narrow body: members around it, how each is expected to vote or voted, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art import posters
from game.art.theme import on
from game.briefing.model import Briefing, MotionView, PersonView, Voice
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.kit import Kit, faction_fill
from game.window.layout import Rect, around_table
from game.window.widget import Press, Widget
from game.window.widgets import Bars, Button, Look, Picture, Sign

SWING = 85
"""A forecast below so many percent is open: the plate says so in words and by its colour."""

_VOTE = {"aye": ("aye", "red"), "nay": ("nay", "steel"), "abstain": ("abstain", "caption")}


class Table(Widget):
    """Seats around a table when there is room for that, else side by side in a scroll."""

    role = "layers"

    def __init__(self, back: Widget, middle: Widget, seats: Sequence[Widget], kit: Kit) -> None:
        super().__init__()
        self._back = back
        # On its own ground: the picture of the table may be too small for large type.
        self._middle = Panel(middle, "darkred", (kit.px(4), kit.px(2)))
        self._seats = list(seats)
        self._kit = kit
        self._top: Widget = Picture(("tabletop",), posters.tabletop, (0, 0))
        self.children = [back, self._middle, *seats]

    def least(self) -> int:
        """Return what one seat or the middle needs."""
        return max([self._middle.least(), *(seat.least() for seat in self._seats)])

    def natural(self) -> int:
        """Return the width of a comfortable table."""
        return self._kit.px(616)

    def _height(self, width: int) -> int:
        """As high as the lowest round table in this width, else as the grid of seats."""
        for height in range(self._kit.px(300), self._kit.px(460), self._kit.px(20)):
            if self._round(Rect(0, 0, width, height)):
                return height
        return self._grid(width).measure(width)

    def _arrange(self) -> None:
        self._back.place(self.rect)
        places = self._round(self.rect)
        if places is None:
            grid = self._grid(self.rect.w)
            height = max(grid.measure(self.rect.w), self.rect.h)
            grid.place(Rect(self.rect.x, self.rect.y, self.rect.w, height))
            self.children = [self._back, grid]
            return
        table, middle, seats = places
        self._top.place(table)
        self._middle.place(middle)
        for seat, place in zip(self._seats, seats, strict=True):
            seat.place(place)
        self.children = [self._back, self._top, self._middle, *self._seats]

    def _grid(self, width: int) -> Widget:
        """The same as a list: the middle first, then the seats in columns."""
        kit = self._kit
        cell = max(kit.px(118), *(seat.natural() for seat in self._seats)) if self._seats else 1
        return Panel(
            Column([self._middle, Grid(self._seats, min(cell, width), kit.px(10))], kit.px(10)),
            "table",
            (kit.px(10), kit.px(10)),
        )

    def _round(self, room: Rect) -> tuple[Rect, Rect, list[Rect]] | None:
        """The places of the table, of what stands on it, and of the seats; None if too narrow."""
        if not self._seats:
            return None
        kit = self._kit
        wide = max(seat.natural() for seat in self._seats)
        high = max(seat.measure(wide) for seat in self._seats)
        inner = room.inset(kit.px(12), kit.px(10))
        seats = around_table(len(self._seats), inner, (wide, high))
        if seats is None:
            return None
        x, y = room.centre
        middle_wide = min(self._middle.natural(), round(room.w * 0.42))
        if middle_wide < self._middle.least():
            return None
        middle_high = self._middle.measure(middle_wide)
        middle = Rect(x - middle_wide // 2, y - middle_high // 2, middle_wide, middle_high)
        if any(middle.inset(-kit.px(6), -kit.px(4)).meets(seat) for seat in seats):
            return None
        table_high = min(round(room.h * 0.46), round(middle_high * 1.55))
        table_wide = min(round(room.w * 0.60), max(round(middle_wide * 1.8), table_high * 3 // 2))
        table = Rect(x - table_wide // 2, y - table_high // 2, table_wide, table_high)
        return table, middle, seats


def stage(
    kit: Kit, briefing: Briefing, motion: MotionView | None, look: Press, pick: dict[int, Press]
) -> Widget:
    """Return the table with a motion on it, or the bare table of the first body.

    `look` is pressed for a member without a voice; `pick` chooses another motion by its slot.
    """
    around = seats(kit, briefing, motion, look)
    middle = (
        _middle(kit, motion) if motion else kit.text(tr("table.empty"), "top", "bone", "centre")
    )
    back = Picture(("stage",), posters.stage, (0, 0))
    table = Table(back, middle, around, kit)
    top = head(kit, briefing, motion, pick)
    parts = [top, kit.scroll(table, "table", 160)]
    if kit.tall >= 480:
        parts.append(_legend(kit, briefing))
    return Column(parts, fill=1)


def division(kit: Kit, briefing: Briefing, motion: MotionView) -> Widget:
    """Return how a motion was decided: the figures, each voice with its strongest reason."""
    carried = motion.state == "carried"
    words = tr(f"state.{motion.state}")
    count = tr("table.count", ayes=motion.ayes, nays=motion.nays)
    stamp = Panel(
        kit.text(words, "headline", "bone"), "red" if carried else "ink", (kit.px(14), kit.px(3))
    )
    stamp.name = f"stamp-{motion.slot}"
    parts: list[Widget] = [
        kit.text(motion.label, "section"),
        Wrap([stamp, kit.text(count, "huge")], kit.px(18)),
    ]
    voices = []
    for voice in motion.voices:
        person = _person(briefing, voice.person)
        line = _strongest(voice)
        told = Column(
            [
                kit.text(voice.label, "action"),
                _cast(kit, voice, "newsprint"),
                kit.text(line, "small", "caption"),
            ]
        )
        cells: list[Widget] = [kit.head(person, briefing.factions, 52)] if person else []
        row = Row([*cells, told], kit.px(8), [*([0] if cells else []), 1], align="middle")
        row.name = f"cast-{voice.person}"
        voices.append(row)
    if voices:
        parts.append(Grid(voices, kit.px(230), kit.px(10), 2))
    if motion.divisions:
        from game.window.screens.hall import divisions

        parts.append(divisions(kit, motion))
    return Column(parts, kit.px(8))


def seat(
    kit: Kit, briefing: Briefing, person: PersonView, voice: Voice | None, look: Press
) -> Button:
    """Return a member's portrait over a plate with name and expected vote."""
    tip = _voice_tip(kit, person, voice)
    size = 76 if kit.tall >= 700 else 62 if kit.tall >= 480 else 46
    face = Centre(kit.head(person, briefing.factions, size), kit.px(size))
    mark = kit.tile(person.faction, briefing.factions, 16)
    who: list[Widget] = [mark, kit.text(person.short, "plate", "bone")]
    if person.id == briefing.seat:
        who.append(kit.text(tr("table.you"), "key", "ochre"))
    lines: list[Widget] = [Row(who, kit.px(5), [0, 1, 0][: len(who)], align="middle")]
    if voice:
        lines.append(_cast(kit, voice, "ink"))
    plate = Panel(
        Column(lines, kit.px(1)),
        "ink",
        (kit.px(8), kit.px(3)),
        "l",
        faction_fill(person.faction, briefing.factions),
    )
    plate = Panel(plate, "bone", (kit.px(1), kit.px(1)))
    made = Button(
        f"voice-{person.id}",
        Column([face, plate], 0),
        (lambda: kit.explain(tip)) if voice else look,
        Look("bare"),
        person.name,
    )
    made.role = "seat"
    if voice:
        made.tip = tip
    return made


def seats(kit: Kit, briefing: Briefing, motion: MotionView | None, look: Press) -> list[Widget]:
    """Return the seats of those who have a voice on the motion, or of the first body."""
    voices = {voice.person: voice for voice in motion.voices} if motion else {}
    members = list(voices) or (list(briefing.bodies[0][2]) if briefing.bodies else [])
    people = [person for id_ in members if (person := _person(briefing, id_))]
    return [seat(kit, briefing, person, voices.get(person.id), look) for person in people]


def _person(briefing: Briefing, id_: str) -> PersonView | None:
    return next((person for person in briefing.people if person.id == id_), None)


def _cast(kit: Kit, voice: Voice, ground: str) -> Widget:
    """How somebody voted, or is expected to, with a sign, a word and a share."""
    kind = voice.cast or voice.leaning
    sign = kind if kind in ("aye", "nay", "abstain", "absent") else "abstain"
    share = {"aye": voice.aye, "nay": voice.nay, "abstain": voice.abstain}.get(kind, 0)
    word = tr(f"vote.{sign}")
    words = word if voice.cast else tr("vote.share", vote=word, share=share)
    open_ = not voice.cast and share < SWING
    tint = on(ground) if not (open_ and ground == "ink") else "ochre"
    parts: list[Widget] = [Sign(sign, tint, kit.px(12), ""), kit.text(words, "strong", tint)]
    if open_:
        parts.append(kit.text(tr("vote.open"), "small", tint))
    if voice.pledge:
        parts.append(Sign("pledge", tint, kit.px(11), tr("vote.pledged", pledge=voice.pledge)))
    return Wrap(parts, kit.px(5), 0)


def _voice_tip(kit: Kit, person: PersonView, voice: Voice | None) -> partial[Widget]:
    return partial(_voice_card, kit, person, voice)


def _voice_card(kit: Kit, person: PersonView, voice: Voice | None) -> Widget:
    if voice is None:
        return kit.text(person.note or person.name)
    total = tr("vote.shares", aye=voice.aye, nay=voice.nay, abstain=voice.abstain)
    note = tr("vote.pledged", pledge=voice.pledge) if voice.pledge else ""
    return kit.why_card(voice.label, total, voice.terms, note)


def _strongest(voice: Voice) -> str:
    way = -1 if voice.cast == "nay" else 1
    rows = sorted(voice.terms, key=lambda row: -row.value * way)
    return (rows[0].text or rows[0].label) if rows else ""


def _middle(kit: Kit, motion: MotionView) -> Widget:
    """What stands on the table: the count, the shares as a bar, and the odds in words."""
    decided = motion.state in ("carried", "lost")
    title = tr(f"state.{motion.state}") if decided else tr("table.predicted")
    ayes, nays = motion.ayes, motion.nays
    odds = motion.needed if decided else tr("table.odds", chance=motion.chance)
    return Column(
        [
            kit.text(title, "top", "sand", "centre"),
            kit.text(tr("table.count", ayes=ayes, nays=nays), "huge", "bone", "centre"),
            Bars([(ayes, "bone"), (nays, "ink")], (kit.px(120), kit.px(6))),
            kit.text(odds, "strong", "bone", "centre"),
            *([] if decided else [kit.text(motion.needed, "small", "sand", "centre")]),
        ],
        kit.px(2),
    )


def head(kit: Kit, briefing: Briefing, motion: MotionView | None, pick: dict[int, Press]) -> Widget:
    """Return the body's name and the date, and the motions of the day as tabs."""
    body = motion.venue if motion else (briefing.bodies[0][1] if briefing.bodies else "")
    names = {id_: label for id_, label, _, _ in briefing.bodies}
    title = kit.text(names.get(body, body), "headline", "bone")
    date = kit.text(briefing.date, "top", "bone")
    tabs: list[Widget] = []
    for view in briefing.table:
        if len(briefing.table) > 1 and view.slot in pick:
            chosen = motion is not None and view.slot == motion.slot
            words = tr("table.motion", number=view.slot + 1)
            tabs.append(kit.tab(f"motion-{view.slot}", words, pick[view.slot], chosen=chosen))
    left = Wrap([title, date], kit.px(14), 0)
    inner: Widget = left
    if tabs:
        strip = Panel(Wrap(tabs, kit.px(2), kit.px(2)), "ink", (kit.px(3), kit.px(3)))
        inner = Row([left, strip], kit.px(12), [1, 0], align="middle")
    return Panel(inner, "red", (kit.px(16), kit.px(5)), "b")


def _legend(kit: Kit, briefing: Briefing) -> Widget:
    """What the shapes mean."""
    parts: list[Widget] = []
    for view in briefing.factions:
        mark = kit.mark(view.id, briefing.factions, 13)
        parts.append(Row([mark, kit.text(view.label, "small")], kit.px(5), [0, 1], align="middle"))
    return Panel(Wrap(parts, kit.px(16), kit.px(2)), "paper", (kit.px(14), kit.px(5)), "t")
