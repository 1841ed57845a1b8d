"""How it ended: the verdict, what it cost in people, what became of everybody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.briefing.model import Briefing, EndingView
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.kit import Kit
from game.window.screens import goals
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.app import App
    from game.window.screens.game import GameScreen


class EndingScreen:
    """The end of one game; the game itself can still be looked at, undone and branched."""

    name = "ending"

    def __init__(self, app: App, game: GameScreen, briefing: Briefing) -> None:
        self._app = app
        self._game = game
        self._briefing = briefing

    def shortcut(self, action: str) -> None:
        """Escape goes back to the title."""
        if action == "back":
            from game.window.screens.title import TitleScreen

            title = TitleScreen(self._app)
            self._app.show(title)
            title.load()

    def build(self, kit: Kit) -> Widget:
        """Return the page of the ending."""
        ending = self._briefing.ending
        if ending is None:
            return kit.gap(1)
        word = tr("ending.reached" if ending.reached else "ending.missed")
        head = Panel(
            Column([kit.text(word, "top", "bone"), kit.text(ending.title, "headline", "bone")]),
            "red" if ending.reached else "ink",
            (kit.px(24), kit.px(12)),
        )
        body = kit.scroll(kit.panel(self._story(kit, ending), "newsprint", 24, 16), "ending", 220)
        feet = [
            kit.button("look", tr("ending.look"), partial(self._look), key=kit.key("look")),
            kit.button(
                "title",
                tr("menu.title"),
                partial(self.shortcut, "back"),
                key=kit.key("back"),
                fill="red",
            ),
            kit.button("quit", tr("menu.quit"), self._app.quit, key=kit.key("ending-quit")),
        ]
        foot = Panel(Wrap(feet, kit.px(12), right=True), "table", (kit.px(18), kit.px(8)), "t")
        return Column([head, body, foot], fill=1)

    def _story(self, kit: Kit, ending: EndingView) -> Widget:
        briefing = self._briefing
        left: list[Widget] = [kit.prose(ending.text, "lead")]
        if ending.costs:
            left.append(kit.heading(tr("ending.costs"), "darkred"))
            cells = [kit.figure(f"cost-{figure.id}", figure) for figure in ending.costs]
            left.append(Grid(cells, kit.px(150), kit.px(8), 3))
        if briefing.goals:
            left.append(kit.heading(tr("choose.goals"), "darkred"))
            left.append(
                Grid(
                    [goals.goal(self._game.folio(kit), goal) for goal in briefing.goals],
                    kit.px(230),
                    kit.px(10),
                    2,
                )
            )
        right: list[Widget] = [kit.heading(tr("ending.fates"), "darkred")]
        right += [self._fate(kit, who, fate) for who, fate in ending.fates]
        return Row([Column(left, kit.px(10)), Column(right, kit.px(8))], kit.px(24), [5, 6])

    def _fate(self, kit: Kit, who: str, fate: str) -> Widget:
        person = next((p for p in self._briefing.people if who in (p.id, p.name)), None)
        words = Column([kit.text(person.name if person else who, "strong"), kit.text(fate, "body")])
        if person is None:
            return words
        head = kit.head(person, self._briefing.factions, 48)
        return Row([head, words], kit.px(10), [0, 1], align="middle")

    def _look(self) -> None:
        self._app.show(self._game)
        self._game.shortcut("chronicle")
