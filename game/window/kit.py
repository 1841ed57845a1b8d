"""Builders of the window's pieces at one scale: what screens are put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from game.art.theme import FACTION_FILL, on
from game.briefing.model import Consequence, FactionView, Figure, PersonView, Reason
from game.i18n import tr
from game.window.boxes import Column, Panel, Row, Scroll, Wrap
from game.window.fonts import Type
from game.window.keys import Bindings, told
from game.window.layout import Rect
from game.window.memory import Memory, Settings
from game.window.text import paragraphs
from game.window.widget import Press, Widget
from game.window.widgets import (
    Button,
    Card,
    Entry,
    Gap,
    Link,
    Look,
    Mark,
    Meter,
    Portrait,
    Rule,
    Setting,
    Sign,
    Spark,
    Text,
    Tip,
)

_SHORT = 160
"""A text that was read before is shortened to so many letters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an option card shows. `fill` and `cap` are the colours of its body and key cap."""

    name: str
    title: str
    key: str = ""
    lines: tuple[str, ...] = ()
    cost: str = ""
    consequences: tuple[Consequence, ...] = ()
    barred: tuple[str, ...] = ()
    legal: bool = True
    chosen: bool = False
    fill: str = "bone"
    cap: str = "ink"


@dataclass(frozen=True, slots=True)
class Pane:
    """One of several panels: side by side where there is room for `least` of each, in measures at
    scale 1, else behind tabs. `weight` is its part of the width, `ground` its colour.
    """

    id: str
    title: str
    child: Widget
    least: float
    weight: int = 1
    ground: str = "newsprint"


class Host(Protocol):
    """What a kit needs from the window: what outlives the building anew, and what was chosen."""

    offsets: dict[str, int]
    chosen_tabs: dict[str, str]
    bindings: Bindings
    memory: Memory

    @property
    def settings(self) -> Settings:
        """What the player has chosen."""
        ...

    def explain(self, tip: Tip) -> None:
        """Open the answer to "why?" or a concept in a dialog."""
        ...

    def refresh(self) -> None:
        """Build everything anew."""
        ...


class Kit:
    """Builds pieces in the type and scale of the window.

    `size` is the room of the screen in pixels, `window` that of the whole window. `glossary` holds
    the concepts whose first mention in a text is marked.
    """

    def __init__(
        self, type_: Type, size: tuple[int, int], window: tuple[int, int], host: Host
    ) -> None:
        self.type = type_
        self.size = size
        self.window = window
        self.glossary: Mapping[str, str] = {}
        self.explain = host.explain
        self.offsets: MutableMapping[str, int] = host.offsets
        self._host = host
        self._links = 0
        self._cards: dict[str, Card] = {}
        self._built: dict[str, tuple[object, Widget]] = {}

    def px(self, measure: float) -> int:
        """Return a measure at scale 1 in pixels, at least 1."""
        return max(1, round(measure * self.type.unit))

    @property
    def wide(self) -> float:
        """The screen's width in measures at scale 1: large type makes a window narrow."""
        return self.size[0] / self.type.unit

    @property
    def tall(self) -> float:
        """The screen's height in measures at scale 1."""
        return self.size[1] / self.type.unit

    def begin(self) -> None:
        """Number links afresh and forget cards: a new tree is being built."""
        self._links = 0
        self._cards.clear()

    def reused(self, name: str, about: object, make: Callable[[], Widget]) -> Widget:
        """Return the piece of that name as it was built last, if what it is about is still equal:
        for pieces of which a page has many.
        """
        known = self._built.get(name)
        if known is None or known[0] != about:
            known = self._built[name] = about, make()
        return known[1]

    def key(self, action: str) -> str:
        """Return the key of an action. Raises KeyError for an unknown one."""
        return self._host.bindings.key(action)

    # -------------------------------------------------------------- text

    def text(
        self,
        words: str,
        role: str = "body",
        tint: str = "ink",
        align: str = "left",
        *,
        marks: bool = False,
    ) -> Text:
        """Return a text; with `marks`, concepts of the glossary in it are links."""
        return self._text(words, Setting(role, tint, align), self._terms if marks else ())

    def prose(self, words: str, role: str = "body", tint: str = "ink") -> Text:
        """Return a text with stretched lines and marked concepts, as a newspaper sets it."""
        return self._text(words, Setting(role, tint, justify=True), self._terms)

    def _text(self, words: str, setting: Setting, terms: tuple[str, ...]) -> Text:
        typeset = self.type.typeset(setting.role, words, terms, justify=setting.justify)
        return Text(typeset, setting, [self._link(term) for term in typeset.links])

    @property
    def _terms(self) -> tuple[str, ...]:
        return tuple(self.glossary)

    def _link(self, term: str) -> Link:
        self._links += 1
        tip = self.concept(term)
        return Link(f"link-{self._links}", term, lambda: self.explain(tip), tip)

    def concept(self, term: str) -> Card:
        """Return what opens when a concept is pressed; concepts in its words open in turn."""

        def build() -> Widget:
            words = self.glossary.get(term, "")
            others = tuple(other for other in self.glossary if other != term)
            told_ = self._text(words, Setting(), others)
            return Column([self.text(term, "section", "darkred"), told_], self.px(6))

        return self.card(f"concept {term}", term, build)

    def card(self, id_: str, title: str, build: Tip) -> Card:
        """Return a tip that can be pinned and told anew; its id says what it is about."""
        made = Card(id_, title, build)
        self._cards[id_] = made
        return made

    def fresh(self, card: Card) -> Card:
        """Return a card as the screen gives it now, or as it was if the screen has none such."""
        if card.id.startswith("concept "):
            return self.concept(card.title) if card.title in self.glossary else card
        return self._cards.get(card.id, card)

    def story(self, name: str, words: str, role: str = "lead") -> Widget:
        """Return a long text; one that was read before is cut short, if the player wants that,
        until it is asked for.
        """
        memory, told_ = self._host.memory, paragraphs(words)
        opened = f"story {words[:60]}"
        short = self._host.settings.skip and memory.knows(words) and len(words) > _SHORT
        if not short or opened in self._host.chosen_tabs:
            return self.prose(words, role)

        def whole() -> None:
            self._host.chosen_tabs[opened] = name

        first = told_[0][:_SHORT].rsplit(" ", 1)[0]
        more = self.button(f"whole-{name}", tr("story.whole"), whole)
        parts = [self.text(f"{first} …", role), self.text(tr("story.read"), "note", "caption")]
        return Column([*parts, Wrap([more])], self.px(4))

    def heading(self, words: str, tint: str = "ink") -> Widget:
        """Return a heading with a thin rule below."""
        return Column([self.text(words, "section", tint), Rule(self.px(1.5), tint)], self.px(2))

    def gap(self, height: float) -> Gap:
        """Return empty height."""
        return Gap(0, self.px(height))

    # -------------------------------------------------------------- pressing

    def button(
        self,
        name: str,
        words: str,
        press: Press | None,
        *,
        key: str = "",
        fill: str = "bone",
        barred: str = "",
    ) -> Button:
        """Return a button with a key cap before its words; `barred` says why it cannot be pressed
        now.
        """
        if barred:
            fill = "paper"
        parts: list[Widget] = []
        if key:
            parts.append(self.cap(key, "ink" if fill not in ("ink", "soot") else "ochre"))
        said: Widget = self.text(words, "action", on(fill))
        if barred:
            said = Column([said, self.barred(barred, fill)])
        parts.append(said)
        row = Row(parts, self.px(8), [0] * (len(parts) - 1) + [1], align="middle")
        look = Look("cut", fill, (self.px(10), self.px(6)))
        made = Button(name, row, None if barred else press, look, words)
        made.key = key
        made.barred = bool(barred)
        made.shadow = self.px(3)
        return made

    def picks(
        self,
        name: str,
        title: str,
        options: Sequence[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], None],
    ) -> Widget:
        """Return a title and values side by side, (id, words) each, of which one is chosen."""
        cells = [
            self._pick(f"{name}-{id_}", words, partial(choose, id_), chosen=id_ == chosen)
            for id_, words in options
        ]
        return Row(
            [self.text(title, "strong"), Wrap(cells, self.px(4), self.px(4))],
            self.px(12),
            [2, 3],
            align="middle",
        )

    def _pick(self, name: str, words: str, press: Press, *, chosen: bool) -> Button:
        fill = "red" if chosen else "bone"
        look = Look("flat", fill, (self.px(9), self.px(5)))
        made = Button(name, self.text(words, "strong", on(fill)), press, look, words)
        made.role = "pick"
        made.chosen = chosen
        return made

    def entry(self, name: str, hint: str, value: str, changed: Callable[[str], None]) -> Entry:
        """Return a line to type in; `hint` stands there while it is empty."""
        words = self.text(value or hint, "label", "ink" if value else "caption")
        look = Look("cut", "bone", (self.px(10), self.px(6)))
        return Entry(name, words, look, value, changed)

    def tab(
        self, name: str, words: str, press: Press, *, key: str = "", chosen: bool = False
    ) -> Button:
        """Return a tab on a dark bar."""
        parts: list[Widget] = []
        fill = "red" if chosen else "ink"
        if key:
            parts.append(self.cap(key, "bone" if chosen else "ochre", outline=fill))
        parts.append(self.text(words, "strong", "bone"))
        row = Row(parts, self.px(5), [0] * len(parts), align="middle")
        made = Button(name, row, press, Look("flat", fill, (self.px(7), self.px(5))), words)
        made.role = "tab"
        made.key = key
        made.chosen = False
        return made

    def cap(self, key: str, tint: str, outline: str = "") -> Widget:
        """Return a key cap: the key's name in a small box."""
        shown = told(key)
        if outline:
            return Panel(self.text(shown, "key", tint, "centre"), outline, (self.px(4), self.px(1)))
        text = self.text(shown, "key", on(tint), "centre")
        return Panel(text, tint, (self.px(6), self.px(1)))

    def option(self, choice: Choice, press: Press | None, head: Widget | None = None) -> Button:
        """Return an option card: key, a head, title, cost, expected effects, and what bars it."""
        tint = on(choice.fill)
        quiet = "caption" if tint == "ink" else tint
        title_tint = tint if choice.legal else quiet
        title: Widget = self.text(choice.title, "action", title_tint)
        if choice.cost:
            cost = self.text(choice.cost, "strong", title_tint)
            title = Row([title, cost], self.px(8), [1, 0], align="middle")
        lines: list[Widget] = [title]
        lines += [self.text(line, "label", quiet) for line in choice.lines if line]
        if choice.consequences:
            lines.append(self.consequences(choice.consequences, tint))
        lines += [self.barred(reason, choice.fill) for reason in choice.barred]
        body = Column(lines, self.px(2))
        cap: Widget = Gap(self.px(8), 1)
        if choice.key:
            numeral = self.text(choice.key.upper(), "numeral", on(choice.cap), "centre")
            cap = Panel(numeral, "", (self.px(9), self.px(4)))
        inner: Widget = Panel(body, "", (self.px(9), self.px(4)))
        if head:
            inner = Row(
                [Panel(head, "", (self.px(3), self.px(3))), inner], 0, [0, 1], align="middle"
            )
        row = Row([Panel(cap, choice.cap), inner], 0, [0, 1])
        made = Button(choice.name, row, press, Look("cut", choice.fill, (0, 0)), choice.title)
        made.role = "option"
        made.key = choice.key
        made.barred = not choice.legal
        made.chosen = choice.chosen
        made.shadow = self.px(3)
        return made

    def barred(self, reason: str, fill: str = "bone") -> Widget:
        """Return the sign of a bar and the condition that failed."""
        tint = "darkred" if on(fill) == "ink" else "bone"
        sign = Sign("barred", tint, self.px(11), tr("option.barred"), tall=self.type.lead("small"))
        return Row([sign, self.text(reason, "small", tint)], self.px(5), [0, 1], align="top")

    def item(self, sign: str, words: Widget, tint: str = "red", meaning: str = "") -> Row:
        """Return something after a sign that stands at its first line."""
        drawn = Sign(sign, tint, self.px(11), meaning, tall=self.type.lead("body"))
        return Row([drawn, words], self.px(7), [0, 1], align="top")

    def consequences(self, many: Sequence[Consequence], tint: str = "ink") -> Widget:
        """Return expected effects, each with a sign for better or worse."""
        return Wrap([self.consequence(one, tint) for one in many], self.px(12), self.px(1))

    def consequence(self, one: Consequence, tint: str = "ink") -> Widget:
        """Return one expected effect."""
        kind = {True: "up", False: "down", None: "level"}[one.good]
        colour = {True: "steel", False: "darkred", None: "caption"}[one.good]
        if tint != "ink":
            colour = tint
        words = f"{one.label} {one.change}" + (f" ({one.later})" if one.later else "")
        meaning = tr({True: "effect.good", False: "effect.bad", None: "effect.open"}[one.good])
        sign = Sign(kind, colour, self.px(9), meaning, tall=self.type.lead("small"))
        return Row([sign, self.text(words, "small", tint)], self.px(4), [0, 1], align="top")

    # -------------------------------------------------------------- numbers

    def why(self, figure: Figure, name: str = "") -> Card:
        """Return the answer to "why?" for a figure; `name` tells it from others of that id."""

        def build() -> Widget:
            return self.why_card(self.with_unit(figure), figure.text, figure.why, figure.note)

        return self.card(f"why {name or figure.id}", figure.label, build)

    def why_card(self, title: str, total: str, rows: Sequence[Reason], note: str = "") -> Widget:
        """Return a title, terms with a bar each, and a note."""
        head = Wrap(
            [self.text(title, "section", "darkred"), self.text(total, "numeral")],
            self.px(14),
            self.px(2),
        )
        parts: list[Widget] = [head]
        largest = max((abs(row.value) for row in rows), default=1) or 1
        for row in rows:
            tint = "steel" if row.value >= 0 else "red"
            words = self.text(row.text or row.label, "label")
            value = self.text(_signed(row.value), "strong", "ink", "right")
            parts.append(Row([words, value], self.px(10), [1, 0]))
            parts.append(Meter(abs(row.value) / largest, tint, (self.px(60), self.px(4))))
        if note:
            parts.append(self.text(note, "note", "caption"))
        return Column(parts, self.px(4))

    @staticmethod
    def with_unit(figure: Figure) -> str:
        """Return a figure's name and what it is counted in, unless the name says so itself."""
        if not figure.unit or figure.unit in figure.label.lower().split():
            return figure.label
        return tr("figure.unit", label=figure.label, unit=figure.unit)

    def figure(self, name: str, figure: Figure) -> Button:
        """Return a number with its name, change and course; pressing it asks why."""
        parts: list[Widget] = [
            self.text(self.with_unit(figure), "small", "caption"),
            Row([self.value(figure), self.change(figure)], self.px(8), [1, 0], align="middle"),
        ]
        if len(figure.series) > 1:
            parts.append(Spark(figure.series, trend_tint(figure), (self.px(60), self.px(24))))
        return self.asks_why(name, Column(parts, self.px(1)), figure)

    def asks_why(self, name: str, child: Widget, figure: Figure) -> Button:
        """Return something that answers "why?" when it is pressed."""
        tip = self.why(figure, name)
        made = Button(
            name,
            child,
            lambda: self.explain(tip),
            Look("bare", "", (self.px(4), self.px(2))),
            f"{figure.label}: {figure.text} {figure.unit}".strip(),
        )
        made.role = "figure"
        if figure.why or figure.note:
            made.tip = tip
        return made

    def value(self, figure: Figure, role: str = "numeral") -> Widget:
        """Return the number in words, with "about" when it is not known exactly."""
        words = figure.text if figure.known != "unknown" else tr("figure.unknown")
        if figure.known == "about":
            words = tr("figure.about", value=words)
        return self.text(words, role)

    def change(self, figure: Figure) -> Widget:
        """Return the last change with an arrow."""
        kind = "up" if figure.change > 0 else "down" if figure.change < 0 else "level"
        tint = trend_tint(figure)
        sign = Sign(kind, tint, self.px(10), tr(f"trend.{kind}"))
        words = self.text(figure.change_text or "0", "strong")
        return Row([sign, words], self.px(4), [0, 0], align="middle")

    def meter(self, name: str, figure: Figure) -> Button:
        """Return a number as a bar with its name and value above."""
        span = (figure.high - figure.low) or 1
        share = 0.0 if figure.known == "unknown" else (figure.value - figure.low) / span
        head = Row(
            [self.text(figure.label, "label"), self.value(figure, "strong")],
            self.px(8),
            [1, 0],
        )
        tint = "bronze" if figure.known == "about" else "ink"
        bar = Meter(share, tint, (self.px(60), self.px(6)))
        return self.asks_why(name, Column([head, bar], self.px(2)), figure)

    # -------------------------------------------------------------- people

    def head(self, person: PersonView, factions: Sequence[FactionView], size: float) -> Portrait:
        """Return a person's portrait in the ring of the faction."""
        gone = person.status in ("dead", "expelled")
        return Portrait(
            person.portrait, faction_fill(person.faction, factions), self.px(size), gone=gone
        )

    def mark(self, id_: str, factions: Sequence[FactionView], size: float) -> Mark:
        """Return a faction's shape."""
        view = faction(id_, factions)
        return Mark(view.shape, FACTION_FILL.get(view.colour, "caption"), self.px(size), view.label)

    def tile(self, id_: str, factions: Sequence[FactionView], size: float) -> Mark:
        """Return a faction's shape on a tile of its colour, for dark grounds."""
        view = faction(id_, factions)
        fill = FACTION_FILL.get(view.colour, "caption")
        return Mark(view.shape, "bone", self.px(size), view.label, tile=fill)

    # -------------------------------------------------------------- places

    def scroll(self, child: Widget, name: str, shown: float = 110) -> Scroll:
        """Return a scrolling place; `shown` is the height it asks for."""
        return Scroll(child, f"scroll-{name}", self.offsets, self.px(shown), self.px(4))

    def panes(self, name: str, panes: Sequence[Pane], room: float = 0) -> Widget:
        """Return panels side by side in `room`, at first the whole width; if they do not fit, one
        of them under tabs.
        """
        room = room or self.size[0]
        wanted = sum(max(self.px(pane.least), pane.child.least()) for pane in panes)
        if wanted <= room:
            sides = ["", *("l" for _ in panes[1:])]
            shown = [
                Panel(pane.child, pane.ground, (0, 0), rule)
                for pane, rule in zip(panes, sides, strict=True)
            ]
            return Row(shown, 0, [pane.weight for pane in panes])
        chosen = self._host.chosen_tabs.get(name, panes[0].id)
        here = next((pane for pane in panes if pane.id == chosen), panes[0])
        tabs: list[Widget] = []
        for pane in panes:
            press = partial(self._host.chosen_tabs.__setitem__, name, pane.id)
            tabs.append(self.tab(f"tab-{name}-{pane.id}", pane.title, press, chosen=pane is here))
        strip = Panel(Wrap(tabs, self.px(2), self.px(2)), "ink", (self.px(6), self.px(2)))
        return Column([strip, Panel(here.child, here.ground)], fill=1)

    def panel(
        self, child: Widget, ground: str = "newsprint", x: float = 14, y: float = 10
    ) -> Panel:
        """Return a piece on a ground with margins."""
        return Panel(child, ground, (self.px(x), self.px(y)))

    def screen(self) -> Rect:
        """Return the whole window."""
        return Rect(0, 0, *self.window)


def faction(id_: str, factions: Sequence[FactionView]) -> FactionView:
    """Return a faction, or one of no name when there is none of that id."""
    for view in factions:
        if view.id == id_:
            return view
    return FactionView("", tr("faction.none"), "hexagon", "grey")


def faction_fill(id_: str, factions: Sequence[FactionView]) -> str:
    """Return the token of a faction's colour."""
    return FACTION_FILL.get(faction(id_, factions).colour, "caption")


def trend_tint(figure: Figure) -> str:
    """Return the colour of a change: steel for better, red for worse, ink when it is neither."""
    if figure.good == "none" or not figure.change:
        return "ink"
    return "steel" if (figure.change > 0) == (figure.good == "up") else "red"


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return f"{'+' if rounded > 0 else '–' if rounded < 0 else ''}{abs(rounded):g}"
