"""The first screen: go on, begin, open, quit. It shows before anything has been looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.art import posters
from game.briefing.choice import SaveCard, ScenarioCard
from game.i18n import tr
from game.window.boxes import Column, Layers, Panel, Row, Wrap
from game.window.kit import Choice, Kit
from game.window.ports import GamePort
from game.window.screen import Dialog
from game.window.screens import achievements, settings
from game.window.widget import Widget
from game.window.widgets import Gap, Picture

if TYPE_CHECKING:
    from game.window.app import App


class TitleScreen:
    """The title, and what can be opened once the worker has found it."""

    name = "title"

    def __init__(self, app: App) -> None:
        self._app = app
        self._scenarios: tuple[ScenarioCard, ...] | None = None
        self._saves: tuple[SaveCard, ...] = ()
        self._trouble = ""

    def load(self) -> None:
        """Look for saves and scenarios on the worker."""
        self._app.work(self._app.opener.saves, self._found_saves, self._failed)
        self._app.work(self._app.opener.scenarios, self._found, self._failed)

    def shortcut(self, action: str) -> None:
        """Escape leaves the game from here."""
        if action == "back":
            self._app.quit()

    def build(self, kit: Kit) -> Widget:
        """Return the poster with the menu on it."""
        words = self._app.product.split()
        title = Column([kit.text(word, "poster", "bone") for word in words], 0)
        left = Column(
            [
                kit.gap(kit.tall * 0.245),
                Wrap([Panel(title, "red", (kit.px(10), kit.px(2)))]),
                Wrap([Panel(kit.text(tr("title.tagline"), "top", "bone"), "red", (kit.px(12), 0))]),
            ]
        )
        right = Column([kit.gap(kit.tall * 0.52), *self._menu(kit)], kit.px(10))
        row = Row([Gap(kit.px(20), 1), left, right, Gap(kit.px(40), 1)], kit.px(10), [0, 6, 5, 0])
        back = Picture(("title",), posters.title, (0, 0))
        return Layers([back, Column([row, kit.gap(14)], fill=0)])

    def _menu(self, kit: Kit) -> list[Widget]:
        app = self._app
        choices: list[tuple[Choice, object]] = []
        running = [save for save in self._saves if not save.over]
        if running:
            save = running[0]
            line = tr("title.continue.line", seat=save.seat_label, date=save.date)
            choices.append(
                (
                    Choice("continue", tr("title.continue"), "1", (line, save.title), fill="red"),
                    lambda: self._resume(save.path),
                )
            )
        key = str(len(choices) + 1)
        fill = "bone" if choices else "red"
        waiting = (tr("title.looking"),) if self._scenarios is None else ()
        begin = Choice("new", tr("title.new"), key, waiting, legal=bool(self._scenarios), fill=fill)
        choices.append((begin, self._choose if self._scenarios else None))
        if len(self._saves) > len(running[:1]):
            key = str(len(choices) + 1)
            choices.append((Choice("open", tr("title.open"), key), self._open_list))
        parts: list[Widget] = [kit.option(choice, press) for choice, press in choices]  # type: ignore[arg-type]
        if self._trouble:
            parts.append(kit.panel(kit.text(self._trouble, "label", "darkred"), "bone"))
        feet: list[Widget] = []
        if any(one.achievable for one in self._scenarios or ()):
            words = tr("achievements.title")
            feet.append(kit.button("achievements", words, lambda: app.open(self.achievements())))
        feet += [
            kit.button(
                "settings",
                tr("settings.title"),
                lambda: app.open(settings.settings(app)),
                key=kit.key("settings"),
            ),
            kit.button("quit", tr("menu.quit"), app.quit, key=kit.key("quit")),
        ]
        return [*parts, Wrap(feet, kit.px(10))]

    def _choose(self) -> None:
        from game.window.screens.choose import ChooseScreen

        if self._scenarios:
            self._app.show(ChooseScreen(self._app, self._scenarios))

    def achievements(self) -> Dialog:
        """Return the dialog of what can be achieved, scenario by scenario."""

        def body(kit: Kit) -> Widget:
            parts: list[Widget] = []
            for scenario in self._scenarios or ():
                if scenario.achievable:
                    parts.append(kit.heading(scenario.title, "darkred"))
                    parts.append(
                        achievements.shown(kit, scenario.achievements, scenario.achievable)
                    )
            return Column(parts, kit.px(8))

        return Dialog("achievements", tr("achievements.title"), body, wide=900)

    def _open_list(self) -> None:
        def body(kit: Kit) -> Widget:
            cards = []
            for number, save in enumerate(self._saves, 1):
                key = str(number) if number < 10 else ""
                title = tr("saves.title", seat=save.seat_label, date=save.date)
                choice = Choice(f"save-{number}", title, key, (save.title, save.when))
                cards.append(kit.option(choice, lambda path=save.path: self._resume(path)))  # type: ignore[misc]
            return Column(cards, kit.px(8))

        self._app.open(Dialog("saves", tr("title.open"), body))

    def _resume(self, path: str) -> None:
        app = self._app
        app.dialogs.clear()
        app.work(lambda: app.opener.resume(path), self._play, self._failed)

    def _play(self, game: GamePort) -> None:
        from game.window.screens.game import show_game

        show_game(self._app, game)

    def _found(self, scenarios: tuple[ScenarioCard, ...]) -> None:
        self._scenarios = scenarios
        if not scenarios:
            self._trouble = tr("title.none")
        self._app.focus = ""

    def _found_saves(self, saves: tuple[SaveCard, ...]) -> None:
        self._saves = saves
        self._app.focus = ""

    def _failed(self, words: str) -> None:
        self._trouble = words
        self._app.tell(tr("error.title"), words)
