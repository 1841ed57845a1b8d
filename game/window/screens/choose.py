"""Choosing a scenario, a person to be, and how hard the others play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.art.theme import FACTION_FILL
from game.briefing.choice import LeaderCard, ScenarioCard
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import Choice, Kit
from game.window.ports import GamePort
from game.window.widget import Widget
from game.window.widgets import Button, Look, Mark, Portrait

if TYPE_CHECKING:
    from game.window.app import App


class ChooseScreen:
    """Scenario, then leader and level on one page."""

    name = "choose"

    def __init__(self, app: App, scenarios: tuple[ScenarioCard, ...]) -> None:
        self._app = app
        self._scenarios = scenarios
        self._scenario: ScenarioCard | None = scenarios[0] if len(scenarios) == 1 else None
        self._leader = 0
        self._level = 0
        self._iron = False
        self._trouble = ""

    def shortcut(self, action: str) -> None:
        """Escape goes one step back."""
        if action != "back":
            return
        if self._scenario and len(self._scenarios) > 1:
            self._scenario = None
            self._app.refresh()
        else:
            from game.window.screens.title import TitleScreen

            title = TitleScreen(self._app)
            self._app.show(title)
            title.load()

    def build(self, kit: Kit) -> Widget:
        """Return the list of scenarios, or the leaders of the chosen one."""
        if self._scenario is None:
            return self._page(kit, tr("choose.scenario"), self._scenario_list(kit))
        head = tr("choose.leader")
        return self._page(kit, head, self._leaders(kit, self._scenario), self._scenario)

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
        cards = []
        for number, scenario in enumerate(self._scenarios):
            key = str(number + 1) if number < 9 else ""
            choice = Choice(
                f"scenario-{scenario.id}",
                scenario.title,
                key,
                (scenario.dates, scenario.summary),
                cap="red",
            )
            cards.append(kit.option(choice, partial(self._pick_scenario, scenario)))
        return kit.scroll(
            kit.panel(Grid(cards, kit.px(400), kit.px(12)), "paper"), "scenarios", 160
        )

    def _pick_scenario(self, scenario: ScenarioCard) -> None:
        self._scenario = scenario
        self._leader = self._level = 0
        self._app.focus = ""

    def _leaders(self, kit: Kit, scenario: ScenarioCard) -> Widget:
        cards = [self._card(kit, number, leader) for number, leader in enumerate(scenario.leaders)]
        rows = Column(cards, kit.px(8))
        left = kit.scroll(kit.panel(rows, "paper", 12, 12), "leaders", 150)
        if not scenario.leaders:
            return left
        dossier = self._dossier(kit, scenario.leaders[self._leader])
        levels = Column([self._levels(kit, scenario), self._iron_switch(kit)], kit.px(10))
        right = kit.scroll(
            kit.panel(Column([dossier, levels], kit.px(14)), "newsprint", 18, 14), "dossier", 200
        )
        return Row([Panel(left, "paper"), Panel(right, "newsprint", (0, 0), "l")], 0, [4, 7])

    def _card(self, kit: Kit, number: int, leader: LeaderCard) -> Button:
        fill = "bone"
        words = Column(
            [
                kit.text(leader.name, "action"),
                kit.text(tr(f"difficulty.{leader.difficulty}"), "label", "caption"),
            ]
        )
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
        colour = FACTION_FILL.get(leader.colour, "caption")
        facts = tr("choose.facts", born=leader.born, faction=leader.faction or tr("faction.none"))
        name = Column([kit.text(leader.name, "headline"), kit.text(facts, "label", "caption")])
        head = Row(
            [Portrait(leader.portrait, colour, kit.px(150)), name],
            kit.px(16),
            [0, 1],
            align="middle",
        )
        parts: list[Widget] = [head, kit.prose(leader.brief, "lead")]
        parts.append(kit.heading(tr("choose.goals"), "darkred"))
        parts += [self._item(kit, "open", goal) for goal in leader.goals]
        if leader.openings:
            parts.append(kit.heading(tr("choose.openings"), "darkred"))
            parts += [self._item(kit, "bullet", line) for line in leader.openings]
        return Column(parts, kit.px(7))

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
            [kit.heading(tr("choose.level"), "darkred"), Grid(cards, kit.px(190), kit.px(10))],
            kit.px(7),
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
        scenario, app = self._scenario, self._app
        if scenario is None or app.worker.busy:
            return
        self._trouble = ""
        seat = scenario.leaders[self._leader].id
        level = scenario.levels[self._level][0] if scenario.levels else ""
        app.work(
            lambda: app.opener.new_game(scenario.path, seat, level, None, iron=self._iron),
            self._play,
            self._failed,
        )

    def _play(self, game: GamePort) -> None:
        from game.window.screens.game import GameScreen

        screen = GameScreen(self._app, game)
        self._app.show(screen)
        screen.load()

    def _failed(self, words: str) -> None:
        self._trouble = words.splitlines()[0] if words else ""
        self._app.tell(tr("error.title"), words)
