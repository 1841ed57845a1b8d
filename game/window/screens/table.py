"""The table of a narrow body: members around it, how each is expected to vote or voted, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.art import posters
from game.art.theme import FACTION_FILL, on
from game.briefing.model import MotionView, PersonView, Voice
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.kit import Kit, faction, faction_fill
from game.window.layout import Rect, ring
from game.window.screens.folio import Folio
from game.window.screens.poster import Bust, Hatched, Pips, backdrop
from game.window.widget import Widget
from game.window.widgets import Bars, Button, Gap, Look, Picture, Sign

SWING = 85
"""A forecast below so many percent is open: the plate says so in words and by a hatched edge."""

ROOMY = 8
"""More voters than these stand closer on the table."""
_ORDER = {"aye": 0, "abstain": 1, "absent": 2, "nay": 3}


def stage(folio: Folio) -> Widget:
    """Return the table with the motion that is looked at on it, or the bare table."""
    kit, motion = folio.kit, folio.motion
    back = backdrop()
    forms = [partial(seats, folio, motion, size) for size in sizes(kit)]
    middle = (
        _middle(folio, motion)
        if motion
        else Panel(kit.text(tr("table.empty"), "top", "bone", "centre"), "darkred")
    )
    casts = {voice.person: voice.cast for voice in motion.voices} if motion else {}
    votes = tuple(casts.get(id_, "") for id_ in members(folio, motion) if id_ in folio.people)
    table = Table(kit, back, (head(folio), motions(folio)), middle, forms, votes)
    return kit.scroll(table, "table", 160)


def head(folio: Folio) -> Widget:
    """Return the body's name and the date, to stand on the red of the poster."""
    kit, briefing, motion = folio.kit, folio.briefing, folio.motion
    names = {id_: label for id_, label, _, _ in briefing.bodies}
    first = briefing.bodies[0][1] if briefing.bodies else ""
    title = names.get(motion.venue, motion.venue) if motion else first
    words = tr("table.session", date=briefing.date)
    return Column([kit.text(title, "masthead", "bone"), kit.text(words, "top", "bone")], kit.px(1))


def motions(folio: Folio) -> Widget | None:
    """Return the motions of the day as tabs, numbered and with their fate; None for one alone."""
    kit, table = folio.kit, folio.briefing.table
    if len(table) < 2:
        return None
    tabs: list[Widget] = []
    for view in table:
        chosen = folio.motion is not None and view.slot == folio.motion.slot
        words = tr("table.motion", number=view.slot + 1)
        press = partial(folio.game.pick_motion, view.slot)
        tab = kit.tab(f"motion-{view.slot}", words, press, chosen=chosen)
        tabs.append(tab)
    return Panel(Wrap(tabs, kit.px(2), kit.px(2)), "ink", (kit.px(3), kit.px(3)))


def legend(folio: Folio) -> Widget:
    """Return what the shapes mean, on the dark line below a page."""
    kit = folio.kit
    parts: list[Widget] = []
    for view in folio.briefing.factions:
        mark = kit.tile(view.id, folio.briefing.factions, 14)
        words = kit.text(view.label, "small", "sand")
        parts.append(Row([mark, words], kit.px(4), [0, 1], align="middle"))
    return Wrap(parts, kit.px(12), 0, right=True)


class Table(Widget):
    """Seats around a table when there is room for that, else side by side in a scroll. The head
    stands on the poster where it touches no seat, else above.
    """

    role = "layers"

    def __init__(
        self,
        kit: Kit,
        back: Widget,
        tops: tuple[Widget, Widget | None],
        middle: Widget,
        forms: Sequence[Callable[[], list[Widget]]],
        votes: Sequence[str],
    ) -> None:
        """`tops`: the head and, if there are several motions, their tabs. `forms` make the seats,
        the largest first; the first that fits around the table is taken.
        """
        super().__init__()
        head_, tabs = tops
        self._kit = kit
        self._back = back
        self._head = head_
        self._tabs = tabs
        self._middle = middle
        self._forms = list(forms)
        self._made: dict[int, list[Widget]] = {}
        self._seats = self._form(len(forms) - 1)
        self._votes = tuple(votes)
        line = Wrap(self._head.children, kit.px(12), 0)
        bar: list[Widget] = [line] if tabs is None else [line, tabs]
        row = Row(bar, kit.px(12), [1, 0][: len(bar)], align="middle")
        self._bar = Panel(row, "red", (kit.px(14), kit.px(4)), "b")
        self._plate = Panel(self._head, "red", (kit.px(4), kit.px(2)))
        self.children = [back, self._bar, self._middle, *self._seats]

    def _form(self, number: int) -> list[Widget]:
        if number not in self._made:
            self._made[number] = self._forms[number]()
        return self._made[number]

    def least(self) -> int:
        """Return what one seat, the middle or the head needs."""
        return max(
            [self._middle.least(), self._bar.least(), *(seat.least() for seat in self._seats)]
        )

    def natural(self) -> int:
        """Return the width of a comfortable table."""
        return self._kit.px(616)

    def _height(self, width: int) -> int:
        """As high as the lowest round table in this width, else as the grid of seats."""
        bar = self._bar.measure(width)
        self._seats = self._form(len(self._forms) - 1)
        for height in range(self._kit.px(280), self._kit.px(480), self._kit.px(20)):
            if self._around(Rect(0, bar, width, height)):
                return height + bar
        return bar + self._grid().measure(width)

    def _arrange(self) -> None:
        if self._open(self.rect):
            return
        r = self.rect
        high = self._bar.measure(r.w)
        self._bar.place(Rect(r.x, r.y, r.w, high))
        below = Rect(r.x, r.y + high, r.w, r.h - high)
        self._back.place(below)
        places = self._round(below)
        if places is None:
            grid = self._grid()
            grid.place(Rect(below.x, below.y, below.w, max(grid.measure(below.w), below.h)))
            self.children = [self._back, self._bar, grid]
            return
        self._sit(places, [self._back, self._bar])

    def _open(self, room: Rect) -> bool:
        """Lay head and tabs on the poster itself; whether they touch nothing there."""
        kit = self._kit
        inner = Rect(room.x, room.y + kit.px(4), room.w, room.h - kit.px(4))
        places = self._round(inner)
        if places is None:
            return False
        wide = min(self._plate.natural(), round(room.w * 0.36))
        if self._plate.least() > wide:
            return False
        x, y = room.x + kit.px(10), room.y + kit.px(8)
        corners = [Rect(x, y, wide, self._plate.measure(wide))]
        if self._tabs:
            across = self._tabs.natural()
            high = self._tabs.measure(across)
            corners.append(Rect(room.right - across - kit.px(8), y, across, high))
        taken = [place.inset(-kit.px(4), -kit.px(4)) for place in (*places[2], places[1])]
        if any(a.meets(b) for a in corners for b in taken):
            return False
        if len(corners) > 1 and corners[0].meets(corners[1]):
            return False
        self._back.place(room)
        self._plate.place(corners[0])
        parts: list[Widget] = [self._back, self._plate]
        if self._tabs:
            self._tabs.place(corners[1])
            parts.append(self._tabs)
        self._sit(places, parts)
        return True

    def _sit(self, places: tuple[Rect, Rect, list[Rect]], parts: list[Widget]) -> None:
        table, middle, seats_ = places
        x, y = table.centre
        around = []
        for place, vote in zip(seats_, self._votes, strict=False):
            at_x, at_y = place.centre
            around.append(((at_x - x) / table.w, (at_y - y) / table.h, vote))
        slips = tuple((round(a, 2), round(b, 2), vote) for a, b, vote in around)
        top = Picture(("tabletop",), posters.tabletop, (0, 0))
        paper = Picture(("slips", slips), partial(posters.slips, slips), (0, 0))
        top.place(table)
        paper.place(table)
        self._middle.place(middle)
        for seat, place in zip(self._seats, seats_, strict=True):
            seat.place(place)
        self.children = [*parts, top, self._middle, paper, *self._seats]

    def _grid(self) -> Widget:
        """The same as a list: the middle first, then the seats in columns."""
        kit = self._kit
        cell = max(kit.px(118), *(seat.natural() for seat in self._seats)) if self._seats else 1
        return Panel(
            Column([self._middle, Grid(self._seats, cell, kit.px(10))], kit.px(10)),
            "table",
            (kit.px(10), kit.px(10)),
        )

    def _round(self, room: Rect) -> tuple[Rect, Rect, list[Rect]] | None:
        """The places of the table, of what stands on it, and of the seats; None if too narrow."""
        for number in range(len(self._forms)):
            self._seats = self._form(number)
            places = self._around(room)
            if places is not None:
                return places
        return None

    def _around(self, room: Rect) -> tuple[Rect, Rect, list[Rect]] | None:
        if not self._seats:
            return None
        kit = self._kit
        wide = max(seat.natural() for seat in self._seats)
        high = max(seat.measure(wide) for seat in self._seats)
        middle_wide = min(self._middle.natural(), round(room.w * 0.42))
        if middle_wide < self._middle.least():
            return None
        middle_high = self._middle.measure(middle_wide)
        x, y = room.centre
        middle = Rect(x - middle_wide // 2, y - middle_high // 2, middle_wide, middle_high)
        inner = room.inset(kit.px(10), kit.px(4))
        seats_ = ring(len(self._seats), inner, (wide, high), middle, kit.px(6))
        if seats_ is None:
            return None
        table_high = min(round(room.h * 0.50), round(middle_high * 1.66))
        table_wide = min(round(room.w * 0.58), max(round(middle_wide * 1.9), table_high * 3 // 2))
        table = Rect(x - table_wide // 2, y - table_high // 2, table_wide, table_high)
        return table, middle, seats_


def sizes(kit: Kit) -> tuple[float, ...]:
    """Return the sizes a portrait may have at the table, the largest first."""
    return (80, 68, 58, 46) if kit.tall >= 560 else (58, 46)


def seats(folio: Folio, motion: MotionView | None, size: float) -> list[Widget]:
    """Return the seats of those who have a voice on the motion, or of the first body."""
    voices = {voice.person: voice for voice in motion.voices} if motion else {}
    people = [folio.people[id_] for id_ in members(folio, motion) if id_ in folio.people]
    return [seat(folio, person, voices.get(person.id), size) for person in people]


def members(folio: Folio, motion: MotionView | None) -> list[str]:
    """Return who sits at the table, the player's own seat first, which is on top."""
    bodies = folio.briefing.bodies
    found = [voice.person for voice in motion.voices] if motion else []
    found = found or (list(bodies[0][2]) if bodies else [])
    own = folio.briefing.seat
    at = found.index(own) if own in found else 0
    return [*found[at:], *found[:at]]


def seat(folio: Folio, person: PersonView, voice: Voice | None, size: float) -> Button:
    """Return a member's portrait over a plate with name and expected vote."""
    kit, briefing = folio.kit, folio.briefing
    head_ = kit.head(person, briefing.factions, size)
    flag = Panel(kit.text(person.initials, "key"), "bone", (kit.px(5), kit.px(1)), "", "ink")
    banner = None
    if person.id == briefing.seat:
        words = kit.text(tr("table.you"), "key", "ochre", "centre")
        banner = Panel(words, "ink", (kit.px(14), kit.px(2)))
    bust = Bust(head_, flag if size > 50 else None, banner, kit.px(size))
    plate = Panel(_plate(folio, person, voice), "bone", (kit.px(1), kit.px(1)))
    pressed = (
        partial(kit.explain, partial(card, folio, person, voice))
        if voice
        else partial(folio.game.look, person.id)
    )
    made = Button(f"voice-{person.id}", Column([bust, plate], 0), pressed, Look("bare"), "")
    made.title = person.name
    made.role = "seat"
    if voice:
        made.tip = partial(card, folio, person, voice)
    return made


def _plate(folio: Folio, person: PersonView, voice: Voice | None) -> Widget:
    """Faction, name and vote on ink, with a hatched edge when the vote is open."""
    kit, factions = folio.kit, folio.briefing.factions
    mark = kit.tile(person.faction, factions, 22)
    lines: list[Widget] = [kit.text(person.short, "plate", "bone")]
    open_ = False
    if voice:
        lines.append(cast(kit, voice, "ink"))
        open_ = swings(voice)
    fill = faction_fill(person.faction, factions)
    inner: list[Widget] = [
        Panel(Centre(mark, kit.px(22)), fill, (kit.px(2), 0)),
        Panel(Column(lines, 0), "", (kit.px(6), kit.px(2))),
    ]
    weights = [0, 1]
    if open_:
        inner.append(Hatched((kit.px(8), 1), "ochre", "ink"))
        weights.append(0)
    return Panel(Row(inner, 0, weights), "ink")


def swings(voice: Voice) -> bool:
    """Whether a vote is open: not cast, and one's own or no side is likely enough."""
    return voice.own or (not voice.cast and voice.share < SWING)


def cast(kit: Kit, voice: Voice, ground: str) -> Widget:
    """Return how somebody voted, or is expected to, with a sign, a word and a share; of one's own
    vote there is nothing to expect.
    """
    kind = "" if voice.own else voice.cast or voice.leaning
    sign = kind if kind in _ORDER else "abstain"
    word = tr(f"vote.{sign}")
    words = word if voice.cast else tr("vote.share", vote=word, share=voice.share)
    if voice.own:
        words = tr("vote.own")
    tint = on(ground)
    high = kit.type.lead("strong")
    parts: list[Widget] = [Sign(sign, tint, kit.px(12), "", tall=high)]
    parts.append(kit.text(words, "strong", tint))
    if swings(voice):
        parts.append(Gap(0, 1))
        parts[-1].name = ""
    if voice.pledge:
        meaning = tr("vote.pledged", pledge=voice.pledge)
        parts.append(Sign("pledge", "ochre" if ground == "ink" else "bronze", kit.px(11), meaning))
    return Row(parts, kit.px(4), [0, 1, *[0] * (len(parts) - 2)], align="middle")


def card(folio: Folio, person: PersonView, voice: Voice | None) -> Widget:
    """Return the answer to "why?" for a member's vote."""
    kit = folio.kit
    if voice is None:
        return kit.text(person.note or person.name)
    note = tr("vote.pledged", pledge=voice.pledge) if voice.pledge else ""
    if voice.own or (voice.yours and voice.cast):
        return kit.why_card(voice.label, tr("vote.own" if voice.own else "vote.yours"), (), note)
    total = tr("vote.shares", aye=voice.aye, nay=voice.nay, abstain=voice.abstain)
    return kit.why_card(voice.label, total, voice.terms, note)


def reason(voice: Voice) -> str:
    """Return the strongest reason for the way somebody voted or leans; one's own vote has none
    that could be read off.
    """
    if voice.yours and voice.cast:
        return tr("vote.yours")
    way = -1 if (voice.cast or voice.leaning) == "nay" else 1
    rows = sorted(voice.terms, key=lambda row: -row.value * way)
    if not rows or rows[0].value * way <= 0:
        return tr("vote.undecided")
    return rows[0].text or rows[0].label


def pips(folio: Folio, voices: Sequence[Voice], size: float) -> Widget:
    """Return the voters as their factions' shapes, ayes from the left, nays at the right; one's own
    vote that is still to give is open.
    """
    kit, factions = folio.kit, folio.briefing.factions
    ordered = sorted(voices, key=lambda v: _ORDER.get("" if v.own else v.cast or v.leaning, 1))
    shown: list[tuple[str, str, str] | None] = []
    for voice in ordered:
        if voice.own:
            shown.append(None)
            continue
        person = folio.people.get(voice.person)
        view = faction(person.faction if person else "", factions)
        shown.append((view.shape, FACTION_FILL.get(view.colour, "caption"), "bone"))
    return Pips(shown, kit.px(size), kit.px(6))


def odds(motion: MotionView, plain: str = "table.odds", by_own: str = "table.odds.own") -> str:
    """Return how likely a motion is to carry, by one's own vote while that is still to give."""
    aye, nay = motion.by_own or (motion.chance, motion.chance)
    if aye == nay:
        return tr(plain, chance=aye, needed=motion.needed)
    return tr(by_own, aye=aye, nay=nay, needed=motion.needed)


def _middle(folio: Folio, motion: MotionView) -> Widget:
    """What stands on the table: the count, the voters as pips, the shares, and the odds."""
    kit = folio.kit
    decided = motion.state in ("carried", "lost")
    own = [voice.leaning for voice in motion.voices if voice.own]
    predicted = tr("table.predicted.others" if own else "table.predicted")
    title = tr(f"state.{motion.state}") if decided else predicted
    ayes, nays = motion.ayes - own.count("aye"), motion.nays - own.count("nay")
    told = motion.needed if decided else odds(motion)
    sides = Row(
        [
            kit.text(tr("table.ayes", number=ayes), "strong", "bone"),
            pips(folio, motion.voices, 15 if len(motion.voices) <= ROOMY else 12),
            kit.text(tr("table.nays", number=nays), "strong", "bone", "right"),
        ],
        kit.px(8),
        [0, 1, 0],
        align="middle",
    )
    rows: list[Widget] = [
        kit.text(title, "top", "sand", "centre"),
        kit.text(tr("table.count", ayes=ayes, nays=nays), "huge", "bone", "centre"),
        Column([sides, Bars([(ayes, "bone"), (nays, "ink")], (kit.px(140), kit.px(5)))], kit.px(3)),
        kit.text(told, "strong", "bone", "centre"),
    ]
    # Each on a ground of its own width: the oval's rim shows in the corners.
    return Column([Centre(Panel(row, "darkred"), row.natural()) for row in rows], kit.px(3))
