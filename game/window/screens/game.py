"""The game: what is asked in the middle, the news on the left, the answers on the right, goals and
figures below, and pages for everything else. Large type turns columns into pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from game.briefing.model import Briefing, MotionView, Option, Question
from game.i18n import tr
from game.window.boxes import Centre, Column, Layers, Panel, Row
from game.window.guide import Guide
from game.window.keys import told
from game.window.kit import Choice, Kit
from game.window.motion import Ballots, Slide, Stamp
from game.window.ports import GamePort
from game.window.screen import Dialog
from game.window.screens import (
    answers,
    apparatus,
    bars,
    chronicle,
    decisions,
    desk,
    economy,
    event,
    gazette,
    goals,
    hall,
    history,
    library,
    people,
    roll,
    settings,
    table,
)
from game.window.screens.folio import Folio, Place
from game.window.screens.inspector import Inspector
from game.window.screens.poster import backdrop
from game.window.widget import Widget
from game.window.worker import give_back_memory, settle_garbage

if TYPE_CHECKING:
    from game.window.app import App

T = TypeVar("T")
PAGES = (
    "table",
    "news",
    "people",
    "party",
    "economy",
    "chronicle",
    "history",
    "library",
    "goals",
)
"""Every page, called as the action that opens it."""

_HIDDEN = ("since",)
"""Pages that have a key and no tab."""

_PAGE: dict[str, Callable[[Folio], Widget]] = {
    "news": gazette.front,
    "people": people.page,
    "party": apparatus.page,
    "economy": economy.page,
    "chronicle": chronicle.page,
    "history": history.page,
    "library": library.page,
    "goals": goals.page,
}
_SOUNDS = {"vote": "bell", "plenum": "hall", "change": "hall"}
_THREE_COLUMNS = 1060
_TWO_COLUMNS = 660


class GameScreen:
    """One running game. It draws the last briefing and sends answers to the worker."""

    name = "game"

    def __init__(self, app: App, game: GamePort) -> None:
        self._app = app
        self._game = game
        self._briefing: Briefing | None = None
        self._before: Briefing | None = None
        self._rolls: list[MotionView] = []
        self._can_undo = False
        self._notice = ""
        self._left = False
        self._guide = Guide(app.memory)
        self._moved: dict[str, str] = {}
        self.at = Place()

    # -------------------------------------------------------------- the game

    @property
    def briefing(self) -> Briefing | None:
        """What is drawn; None before the game has been opened."""
        return self._briefing

    @property
    def port(self) -> GamePort:
        """The running game."""
        return self._game

    def load(self) -> None:
        """Ask for the first briefing on the worker."""
        self._work(settle_garbage)

    def answer(self, key: str) -> None:
        """Answer the question."""
        app, question = self._app, self._briefing.question if self._briefing else None
        if not app.worker.busy:
            if question and question.text:
                app.memory.note(question.text)
            app.speaker.play("stamp")
            self._work(lambda: self._game.answer(key))

    def branch(self) -> None:
        """Go on from the beginning of the turn that is looked at, in a game of its own."""
        turn = self.at.turn
        self._work(lambda: self._game.branch(turn), again=True)

    @property
    def no_branch(self) -> str:
        """Why no earlier turn can be gone back to, or ""."""
        return tr("menu.iron") if self._game.iron else ""

    def _undo(self) -> None:
        self._app.dialogs.clear()
        self._work(self._game.undo, again=True)

    def _branch_at(self, decision: int) -> None:
        self._app.dialogs.clear()
        self._work(lambda: self._game.branch_at(decision), again=True)

    def _go_back(self) -> None:
        self._ask(self._game.decisions, lambda all_: decisions.going_back(all_, self._branch_at))

    def _ask(self, question: Callable[[], T], answer: Callable[[T], Dialog]) -> None:
        """Ask the game something on the worker, and open what it says."""
        app = self._app
        app.work(
            question,
            lambda found: app.open(answer(found)),
            lambda no: app.tell(tr("error.title"), no),
        )

    def _look_again(self) -> None:
        """Take up what was worked out since the question was put: the odds."""

        def done(briefing: Briefing) -> None:
            self._briefing = briefing

        app = self._app
        app.work(
            lambda: self._game.briefing(app.worker.pause),
            done,
            lambda words: app.tell(tr("error.title"), words),
        )

    def _work(self, step: Callable[[], None], *, again: bool = False) -> None:
        """Do a step of the game on the worker, then show what is known afterwards."""

        def job() -> tuple[Briefing, bool, str]:
            step()
            briefing = self._game.briefing(self._app.worker.pause)
            give_back_memory()
            return briefing, self._game.can_undo, self._game.notice

        def done(result: tuple[Briefing, bool, str]) -> None:
            if self._left:
                return
            self._before = None if again else self._briefing
            self._briefing, self._can_undo, self._notice = result
            self._show(self._briefing)

        self._app.work(job, done, lambda words: self._app.tell(tr("error.title"), words))

    def _show(self, briefing: Briefing) -> None:
        """Turn to what comes first now: a division to be told, the paper of a new quarter, or the
        question.
        """
        question, before, at = briefing.question, self._before, self.at
        self.at = Place(
            slot=_first_slot(question),
            turn=briefing.turn,
            person=at.person,
            node=at.node,
            figure=at.figure,
            shelf=at.shelf,
            truth=at.truth,
        )
        opened = before.turn != briefing.turn if before else briefing.turn == 1
        if opened and question is not None:
            self.at.page = "news"
        self._app.focus = ""
        for name in ("stage", "desk", "answers", "hall", "news", "card", "table", "roll", "picker"):
            self._app.offsets.pop(f"scroll-{name}", None)
        self._guide.note(briefing)
        self._moved |= _moved_posts(before, briefing)
        asked = question.kind if question else ""
        if asked in _SOUNDS and (before is None or before.phase != briefing.phase):
            self._app.speaker.play(_SOUNDS[asked])
        self._rolls = _decided(before, briefing)
        if self._rolls:
            self._tell_next()
        elif briefing.ending is not None:
            self._end(briefing)

    def _end(self, briefing: Briefing) -> None:
        from game.window.screens.ending import EndingScreen

        self._app.show(EndingScreen(self._app, self, briefing))

    # -------------------------------------------------------------- divisions, voice by voice

    def tell(self) -> None:
        """Tell the next voice of the division, or leave it when all is told."""
        self.at.told += 1
        if self.at.told > len(roll.order(self._rolls[0])):
            self._rolls.pop(0)
            self.at.told = 0
            self._app.focus = ""
            if not self._rolls:
                if self._briefing and self._briefing.ending is not None:
                    self._end(self._briefing)
                return
        self._tell_next()

    def skip(self) -> None:
        """Tell all voices of the division at once."""
        self.at.told = len(roll.order(self._rolls[0]))
        self._app.focus = ""
        self._tell_next()

    def _tell_next(self) -> None:
        self._app.offsets.pop("scroll-roll", None)
        voices = roll.order(self._rolls[0])
        if voices and self.at.told >= len(voices):
            slips = tuple(f"cast-{voice.person}" for voice in voices)
            self._app.play(Ballots(slips, "count"), Stamp("stamp"))
        else:
            self._app.play(Stamp("stamp"))

    # -------------------------------------------------------------- turning to things

    def shortcut(self, action: str) -> None:
        """Open a page, also one whose tab does not fit, or the menu; going back undoes a choice."""
        if action in (*PAGES, *_HIDDEN):
            if self._guide.shows(action):
                self.open_page(action)
            else:
                self._app.tell(tr(f"action.{action}"), tr(f"reveal.{action}.later"))
        elif action == "back" and self.at.page != "table":
            self.open_page("table")
        elif action in ("back", "menu"):
            self.open_menu()
        elif action == "pages":
            self.open_pages()
        elif action == "reload":
            self._work(self._game.reload, again=True)
        elif action == "inspect":
            self._ask(self._game.inspection, lambda seen: Inspector(self._app, seen).dialog())
        elif action == "advice":
            self._ask(self._game.advise, decisions.advice)

    def open_page(self, page: str) -> None:
        """Turn to a page."""
        if page != self.at.page:
            self.at.query = ""
        self.at.page = page
        if page == "goals":
            self._look_again()
        self._guide.opened(page)
        self._app.dialogs.clear()
        if page == "party" and self._moved:
            moved, self._moved = self._moved, {}
            self._app.play(
                *(Slide(f"node-post-{id_}", f"node-post-{start}") for id_, start in moved.items())
            )
        self._app.focus = ""
        self._app.refresh()

    def look(self, person: str) -> None:
        """Turn to somebody's file."""
        self.at.person = person
        self._app.offsets.pop("scroll-person", None)
        if self.at.page != "people":
            self.open_page("people")

    def look_at(self, node: str) -> None:
        """Turn to a bloc, a post or a person on the map; pressed again, to the whole map."""
        here = self.at.page == "party"
        self.at.node = "" if here and self.at.node == node else node
        self._app.offsets.pop("scroll-node", None)
        if not here:
            self.open_page("party")

    def turn_to(self, option: str, target: str) -> None:
        """Turn to an answer with its target chosen, to be confirmed there."""
        self.open_page("table")
        self.at.option, self.at.target = option, target
        self._look_at_motion()
        self._app.focus = "confirm"

    def choose(self, key: str) -> None:
        """Choose an option, to look at it and to name its target."""
        self.at.option, self.at.target = key, ""
        for name in ("answers", "picker"):
            self._app.offsets.pop(f"scroll-{name}", None)
        if self._briefing is None:
            return
        option = self._look_at_motion()
        if option and option.legal:
            first = next((target.key for target in option.targets if target.legal), "")
            self._app.focus = f"target-{first}" if first else "confirm"

    def _look_at_motion(self) -> Option | None:
        """Bring the motion that the chosen option is about on the table; returns the option."""
        option = self.folio(self._app.kit, self._briefing).option if self._briefing else None
        if option and option.slot >= 0:
            self.at.slot = option.slot
        return option

    def aim(self, key: str) -> None:
        """Choose a target; pressed again, answer with it."""
        if self.at.target == key:
            self.answer(f"{self.at.option} {key}")
        else:
            self.at.target = key

    def unchoose(self) -> None:
        """Go back to all options."""
        self._app.focus = f"option-{self.at.option}"
        self.at.option = self.at.target = ""

    def pick_motion(self, slot: int) -> None:
        """Look at another motion on the table."""
        self.at.slot = slot

    def show_turn(self, turn: int) -> None:
        """Turn the chronicle to a turn."""
        self.at.turn, self.at.query = turn, ""
        self._app.offsets.pop("scroll-chronicle", None)

    def search(self, query: str) -> None:
        """Look for words in what is shown."""
        self.at.query = query
        for name in ("chronicle", "library"):
            self._app.offsets.pop(f"scroll-{name}", None)

    def show_figure(self, figure: str) -> None:
        """Show a figure large."""
        self.at.figure = figure
        self._app.offsets.pop("scroll-economy", None)
        if self.at.page != "economy":
            self.open_page("economy")

    def show_truth(self) -> None:
        """Lay the true course over the charts, or take it away."""
        self.at.truth = not self.at.truth

    def open_shelf(self, shelf: str) -> None:
        """Turn to a shelf of the library."""
        self.at.shelf, self.at.query = shelf, ""
        self._app.offsets.pop("scroll-library", None)

    # -------------------------------------------------------------- building

    def build(self, kit: Kit) -> Widget:
        """Return the screen for the last briefing."""
        briefing = self._briefing
        if briefing is None:
            words = Panel(
                kit.text(tr("game.opening"), "headline", "bone"), "ink", (kit.px(24), kit.px(12))
            )
            return Layers([backdrop(), Centre(words, kit.px(420))])
        kit.glossary = dict(briefing.glossary)
        folio = self.folio(kit, briefing)
        parts = [bars.top(folio, self._app.product, self.pages())]
        if self._app.worker.busy:
            parts.append(_strip(kit, tr("game.thinking"), "ochre"))
        if self._notice:
            parts.append(_strip(kit, self._notice, "bone"))
        if self._guide.fresh and self._app.settings.hints and not self._rolls:
            page = self._guide.fresh
            hint = tr(f"reveal.{page}", key=told(kit.key(page)))
            parts.append(_strip(kit, hint, "ochre"))
        parts.append(self._body(folio))
        fill = len(parts) - 1
        if kit.tall >= 400 and not self._rolls:
            parts.append(bars.bottom(folio))
        return Column(parts, fill=fill)

    def folio(self, kit: Kit, briefing: Briefing) -> Folio:
        """Return what every page is built from now."""
        hints = self._app.settings.hints
        return Folio(kit, briefing, self.at, self, hints=hints)

    def pages(self) -> tuple[str, ...]:
        """Return the pages that have come up."""
        return tuple(page for page in PAGES if self._guide.shows(page))

    def _body(self, folio: Folio) -> Widget:
        if self._rolls:
            return roll.page(folio, self._rolls[0])
        page = self.at.page
        if page == "since":
            return gazette.since(folio, self._before)
        if page in _PAGE:
            return _PAGE[page](folio)
        question = folio.briefing.question
        return self._question(folio, question) if question else gazette.front(folio)

    def _question(self, folio: Folio, question: Question) -> Widget:
        """The stage and the answers, with the news beside them where there is room."""
        kit = folio.kit
        column = answers.column(folio, question)
        if kit.wide < _TWO_COLUMNS:
            stage = _stage(folio, question)
            low = Column([stage, answers.flat(folio, question)])
            return Panel(kit.scroll(low, "stage", 200), "newsprint")
        right = Panel(column, "newsprint", (0, 0), "l")
        stage = _stage(folio, question)
        if kit.wide < _THREE_COLUMNS:
            return Row([stage, right], 0, [6, 5])
        paper = kit.scroll(kit.panel(gazette.column(folio), "newsprint", 14, 8), "news", 200)
        return Row([Panel(paper, "newsprint", (0, 0), "r"), stage, right], 0, [312, 620, 348])

    # -------------------------------------------------------------- dialogs

    def open_pages(self) -> None:
        """Open the list of all pages."""

        def body(kit: Kit) -> Widget:
            cards = []
            for page in (*PAGES, *_HIDDEN):
                shown = self._guide.shows(page)
                choice = Choice(
                    f"page-{page}",
                    tr(f"nav.{page}"),
                    kit.key(page) if shown else "",
                    barred=() if shown else (tr(f"reveal.{page}.later"),),
                    legal=shown,
                    chosen=page == self.at.page,
                )
                cards.append(kit.option(choice, partial(self.open_page, page) if shown else None))
            return Column(cards, kit.px(6))

        self._app.open(Dialog("pages", tr("nav.pages"), body, wide=380))

    def open_menu(self) -> None:
        """Open the menu."""
        app = self._app

        def body(kit: Kit) -> Widget:
            iron = (tr("menu.iron"),) if self._game.iron else ()
            barred = iron or (() if self._can_undo else (tr("menu.undo.none"),))
            undo = Choice("undo", tr("menu.undo"), kit.key("undo"), legal=not barred, barred=barred)
            branch = Choice(
                "branch",
                tr("menu.branch"),
                kit.key("go-back"),
                (tr("menu.branch.note"),),
                legal=not iron,
                barred=iron,
            )
            cards = [
                kit.option(undo, None if barred else self._undo),
                kit.option(branch, None if iron else self._go_back),
                kit.option(
                    Choice("settings", tr("settings.title"), kit.key("menu-settings")),
                    lambda: app.open(settings.settings(app)),
                ),
                kit.option(
                    Choice(
                        "title",
                        tr("menu.title"),
                        kit.key("to-title"),
                        (tr("menu.title.note"),),
                    ),
                    self._to_title,
                ),
                kit.option(
                    Choice("quit", tr("menu.quit"), kit.key("leave"), (tr("menu.quit.note"),)),
                    app.quit,
                ),
                kit.text(tr("menu.keys"), "note", "caption"),
            ]
            return Column(cards, kit.px(6))

        app.open(Dialog("menu", tr("nav.menu"), body, wide=420))

    def _to_title(self) -> None:
        from game.window.screens.title import TitleScreen

        self._left = True  # what is still being worked out is not shown any more
        title = TitleScreen(self._app)
        self._app.show(title)
        title.load()


def show_game(app: App, game: GamePort) -> GameScreen:
    """Show a game; what stands in it is fetched meanwhile."""
    screen = GameScreen(app, game)
    app.show(screen)
    screen.load()
    return screen


def _first_slot(question: Question | None) -> int:
    """The motion that a question, or its first answer about any, is about, -1 without one."""
    if question is None:
        return -1
    slots = (question.slot, *(option.slot for option in question.options))
    return next((slot for slot in slots if slot >= 0), -1)


def _stage(folio: Folio, question: Question) -> Widget:
    """What stands in the middle: the targets of a chosen option, the desk, a card, or the body."""
    option, view = folio.option, folio.motion
    if option and option.targets:
        return desk.picker(folio, option)
    if question.kind in answers.DESK:
        return desk.stage(folio, question)
    if question.kind == "card":
        return event.stage(folio, question)
    if view and view.divisions:
        return hall.stage(folio, view)
    return table.stage(folio)


def _strip(kit: Kit, words: str, ground: str) -> Widget:
    return Panel(kit.text(words, "strong", "ink", "centre"), ground, (kit.px(14), kit.px(3)))


def _moved_posts(before: Briefing | None, after: Briefing) -> dict[str, str]:
    """Posts that have a new holder since, each with another post of his, from which it came."""
    if before is None:
        return {}
    held = {post.id: post.holder for post in before.posts}
    moved = {}
    for post in after.posts:
        if post.holder and held.get(post.id, post.holder) != post.holder:
            others = [p.id for p in after.posts if p.holder == held[post.id] and p.id != post.id]
            moved[post.id] = others[0] if others else post.id
    return moved


def _decided(before: Briefing | None, after: Briefing) -> list[MotionView]:
    """Motions that were open in the last briefing, or not there, and have been decided since."""
    if before is None:
        return []
    known = {(m.id, m.label, m.mover) for m in before.table if m.state in ("carried", "lost")}
    same_turn = before.turn == after.turn
    return [
        view
        for view in after.table
        if view.state in ("carried", "lost")
        and not (same_turn and (view.id, view.label, view.mover) in known)
    ]
