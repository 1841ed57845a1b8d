"""Choosing a scenario, a person to be, and how hard the others play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.art import posters
from game.art.theme import FACTION_FILL
from game.briefing.choice import LeaderCard, ScenarioCard
from game.i18n import tr
from game.window.boxes import Column, Grid, Layers, Panel, Row, Wrap
from game.window.kit import Choice, Kit
from game.window.ports import GamePort
from game.window.screens.poster import Pips, backdrop
from game.window.widget import Widget
from game.window.widgets import Button, Look, Mark, Picture, Portrait

if TYPE_CHECKING:
    from game.window.app import App


_THREE_COLUMNS = 1060
_HARD = {"easy": 1, "medium": 2, "hard": 3}


def _margin(kit: Kit) -> tuple[int, int]:
    return kit.px(12), kit.px(2)


class ChooseScreen:
    """Scenario, then leader and level on one page."""

    name = "choose"

    def __init__(self, app: App, scenarios: tuple[ScenarioCard, ...]) -> None:
        self._app = app
        self._scenarios = scenarios
        self._shown: ScenarioCard | None = scenarios[0] if len(scenarios) == 1 else None
        self._leader = 0
        self._level = 0
        self._iron = False
        self._short = False
        self._trouble = ""

    def shortcut(self, action: str) -> None:
        """Escape goes one step back."""
        if action != "back":
            return
        if self._shown and len(self._scenarios) > 1:
            self._shown = None
            self._app.refresh()
        else:
            from game.window.screens.title import TitleScreen

            title = TitleScreen(self._app)
            self._app.show(title)
            title.load()

    def build(self, kit: Kit) -> Widget:
        """Return the list of scenarios, or the leaders of the chosen one."""
        if self._shown is None:
            return self._page(kit, tr("choose.scenario"), self._scenario_list(kit))
        head = tr("choose.leader")
        return self._page(kit, head, self._leaders(kit, self._shown), self._shown)

    def _page(
        self, kit: Kit, title: str, body: Widget, scenario: ScenarioCard | None = None
    ) -> Widget:
        words: list[Widget] = [kit.text(title, "headline", "bone")]
        if scenario:
            line = tr("choose.of", title=scenario.title, dates=scenario.dates)
            words.append(kit.text(line, "top", "bone"))
        head = Panel(Wrap(words, kit.px(20)), "red", (kit.px(18), kit.px(8)), "b")
        back = kit.button(
            "back", tr("choose.back"), partial(self.shortcut, "back"), key=kit.key("back")
        )
        feet: list[Widget] = [back]
        if self._trouble:
            feet.append(kit.text(self._trouble, "label", "darkred"))
        if self._app.worker.busy:
            feet.append(kit.text(tr("choose.opening"), "strong"))
        elif scenario and scenario.leaders:
            who = scenario.leaders[self._leader].name
            feet.append(
                kit.button(
                    "begin",
                    tr("choose.begin", name=who),
                    self._begin,
                    key=kit.key("begin"),
                    fill="red",
                )
            )
        foot = Panel(Wrap(feet, kit.px(14), right=True), "table", (kit.px(18), kit.px(8)), "t")
        return Column([head, body, foot], fill=1)

    def _scenario_list(self, kit: Kit) -> Widget:
        cards = [self._scenario(kit, n, one) for n, one in enumerate(self._scenarios, 1)]
        return kit.scroll(
            kit.panel(Grid(cards, kit.px(380), kit.px(14), 3), "paper"), "scenarios", 160
        )

    def _scenario(self, kit: Kit, number: int, scenario: ScenarioCard) -> Widget:
        """A scenario as a poster: a scene, title and dates, what it is about, who can be played."""
        art = Picture(
            ("scene", scenario.title), partial(posters.scene, scenario.title, ()), (0, kit.px(120))
        )
        key = str(number) if number < 10 else ""
        heads: list[Widget] = [
            Portrait(one.portrait, FACTION_FILL.get(one.colour, "caption"), kit.px(44))
            for one in scenario.leaders
        ]
        title: list[Widget] = [kit.text(scenario.title, "headline")]
        if key:
            title.insert(0, kit.cap(key, "red"))
        words = Column(
            [
                Row(title, kit.px(10), [0, 1][-len(title) :], align="middle"),
                kit.text(scenario.dates, "strong", "darkred"),
                kit.text(scenario.summary),
                Wrap(heads, kit.px(5)),
            ],
            kit.px(5),
        )
        body = Column([art, Panel(words, "bone", (kit.px(14), kit.px(10)))])
        press = partial(self._pick_scenario, scenario)
        look = Look("cut", "bone", (kit.px(2), kit.px(2)))
        made = Button(f"scenario-{scenario.id}", body, press, look, scenario.title)
        made.role = "option"
        made.key = key
        made.shadow = kit.px(4)
        return made

    def _pick_scenario(self, scenario: ScenarioCard) -> None:
        self._shown = scenario
        self._leader = self._level = 0
        self._app.focus = ""

    def _leaders(self, kit: Kit, scenario: ScenarioCard) -> Widget:
        cards = [self._card(kit, number, leader) for number, leader in enumerate(scenario.leaders)]
        rows = Column(cards, kit.px(7))
        left = kit.scroll(kit.panel(rows, "paper", 12, 10), "leaders", 150)
        if not scenario.leaders:
            return left
        dossier = self._dossier(kit, scenario.leaders[self._leader])
        way = self._way(kit, scenario)
        if kit.wide < _THREE_COLUMNS:
            both = Column([dossier, way], kit.px(14))
            right = kit.scroll(kit.panel(both, "newsprint", 18, 12), "dossier", 200)
            return Row([Panel(left, "paper"), Panel(right, "newsprint", (0, 0), "l")], 0, [4, 7])
        file = kit.scroll(kit.panel(dossier, "newsprint", 20, 12), "dossier", 200)
        side = kit.scroll(kit.panel(way, "table", 16, 12), "way", 200)
        return Row(
            [
                Panel(left, "paper"),
                Panel(file, "newsprint", (0, 0), "l"),
                Panel(side, "table", (0, 0), "l"),
            ],
            0,
            [30, 60, 36],
        )

    def _card(self, kit: Kit, number: int, leader: LeaderCard) -> Button:
        fill = "bone"
        hard = _HARD.get(leader.difficulty, 2)
        marks = Pips([("square", "red", "red")] * hard + [None] * (3 - hard), kit.px(9), kit.px(2))
        level = Row(
            [kit.text(tr(f"difficulty.{leader.difficulty}"), "label", "caption"), marks],
            kit.px(6),
            [0, 0],
            align="middle",
        )
        words = Column([kit.text(leader.name, "action"), level])
        mark = Mark(
            leader.shape, FACTION_FILL.get(leader.colour, "caption"), kit.px(18), leader.faction
        )
        key = str(number + 1) if number < 9 else ""
        head = Portrait(leader.portrait, FACTION_FILL.get(leader.colour, "caption"), kit.px(64))
        parts: list[Widget] = [kit.cap(key, "ink")] if key else []
        row = Row(
            [*parts, head, words, mark],
            kit.px(10),
            [*([0] if key else []), 0, 1, 0],
            align="middle",
        )
        look = Look("cut", fill, (kit.px(10), kit.px(6)))
        made = Button(f"leader-{leader.id}", row, partial(self._pick, number), look, leader.name)
        made.role = "option"
        made.key = key
        made.chosen = number == self._leader
        made.shadow = kit.px(3)
        return made

    def _pick(self, number: int) -> None:
        self._leader = number

    def _dossier(self, kit: Kit, leader: LeaderCard) -> Widget:
        """The file of the leader: a poster with the head on it, then words, goals and openings."""
        colour = FACTION_FILL.get(leader.colour, "caption")
        facts = tr("choose.facts", born=leader.born, faction=leader.faction or tr("faction.none"))
        back = backdrop(kit.px(172))
        plate = Column(
            [
                Wrap([Panel(kit.text(leader.name, "headline", "bone"), "red", _margin(kit))]),
                Wrap([Panel(kit.text(facts, "strong", "bone"), "ink", _margin(kit))]),
            ]
        )
        face = Panel(Portrait(leader.portrait, colour, kit.px(148)), "", (kit.px(16), kit.px(12)))
        head = Layers([back, Row([face, plate], 0, [0, 1], align="middle")])
        parts: list[Widget] = [head, kit.prose(leader.brief, "lead")]
        parts.append(kit.heading(tr("choose.goals"), "darkred"))
        parts += [self._item(kit, "open", goal) for goal in leader.goals]
        if leader.openings:
            parts.append(kit.heading(tr("choose.openings"), "darkred"))
            parts += [self._item(kit, "bullet", line) for line in leader.openings]
        return Column(parts, kit.px(7))

    def _way(self, kit: Kit, scenario: ScenarioCard) -> Widget:
        """How it is to be played: level, length, and whether answers stand."""
        return Column(
            [self._levels(kit, scenario), self._lengths(kit), self._iron_switch(kit)], kit.px(12)
        )

    def _lengths(self, kit: Kit) -> Widget:
        cards = [
            kit.option(
                Choice(
                    f"length-{name}",
                    tr(f"choose.{name}"),
                    "",
                    (tr(f"choose.{name}.note"),),
                    chosen=self._short == (name == "short"),
                ),
                partial(self._set_length, short=name == "short"),
            )
            for name in ("full", "short")
        ]
        head = kit.heading(tr("choose.length"), "darkred")
        return Column([head, Grid(cards, kit.px(150), kit.px(8), 2)], kit.px(6))

    def _set_length(self, *, short: bool) -> None:
        self._short = short

    def _item(self, kit: Kit, sign: str, words: str) -> Widget:
        return kit.item(sign, kit.text(words))

    def _levels(self, kit: Kit, scenario: ScenarioCard) -> Widget:
        cards = []
        for number, (id_, label, note) in enumerate(scenario.levels):
            choice = Choice(
                f"level-{id_}",
                label,
                kit.key(f"level-{number + 1}") if number < 3 else "",
                (note,),
                chosen=number == self._level,
            )
            cards.append(kit.option(choice, partial(self._pick_level, number)))
        if not cards:
            return kit.gap(0)
        return Column(
            [kit.heading(tr("choose.level"), "darkred"), Grid(cards, kit.px(190), kit.px(8))],
            kit.px(6),
        )

    def _pick_level(self, number: int) -> None:
        self._level = number

    def _iron_switch(self, kit: Kit) -> Widget:
        choice = Choice(
            "iron",
            tr("choose.iron"),
            kit.key("iron"),
            (tr("choose.iron.note"), tr("settings.on" if self._iron else "settings.off")),
            chosen=self._iron,
        )
        return kit.option(choice, self._turn_iron)

    def _turn_iron(self) -> None:
        self._iron = not self._iron

    def _begin(self) -> None:
        scenario, app = self._shown, self._app
        if scenario is None or app.worker.busy:
            return
        self._trouble = ""
        seat = scenario.leaders[self._leader].id
        level = scenario.levels[self._level][0] if scenario.levels else ""
        app.work(
            lambda: app.opener.new_game(
                scenario.path, seat, level, None, iron=self._iron, short=self._short
            ),
            self._play,
            self._failed,
        )

    def _play(self, game: GamePort) -> None:
        from game.window.screens.game import show_game

        show_game(self._app, game)

    def _failed(self, words: str) -> None:
        self._trouble = words.splitlines()[0] if words else ""
        self._app.tell(tr("error.title"), words)
