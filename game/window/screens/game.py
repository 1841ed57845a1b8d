"""The game: the question in the middle, what was seen on the left, the answers on the right, the
figures below, and pages for everything else. Large type turns columns into pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from game.art import posters
from game.briefing.model import Briefing, MotionView, Option, Question
from game.i18n import tr
from game.window.boxes import Centre, Column, Layers, Panel, Row, Wrap
from game.window.guide import Guide
from game.window.keys import told
from game.window.kit import Choice, Kit
from game.window.motion import Ballots, Slide, Stamp
from game.window.ports import GamePort
from game.window.screen import Dialog
from game.window.screens import decisions, desk, hall, pages, settings, table
from game.window.screens.inspector import Inspector
from game.window.widget import Press, Widget
from game.window.widgets import Picture, Rule
from game.window.worker import settle_garbage

if TYPE_CHECKING:
    from game.window.app import App

T = TypeVar("T")
PAGES = ("table", "news", "people", "party", "economy", "chronicle", "goals")
"""Every page, called as the action that opens it."""

_DESK = ("manoeuvre", "agenda")
_THREE_COLUMNS = 1060
_TWO_COLUMNS = 660
_TALL = 560


class GameScreen:
    """One running game. It draws the last briefing and sends answers to the worker."""

    name = "game"

    def __init__(self, app: App, game: GamePort) -> None:
        self._app = app
        self._game = game
        self._briefing: Briefing | None = None
        self._page = "table"
        self._chosen = ""
        self._slot = -1
        self._person = ""
        self._turn = 1
        self._can_undo = False
        self._notice = ""
        self._guide = Guide(app.memory)
        self._moved: dict[str, str] = {}

    # -------------------------------------------------------------- the game

    @property
    def briefing(self) -> Briefing | None:
        """What is drawn; None before the game has been opened."""
        return self._briefing

    def load(self) -> None:
        """Ask for the first briefing on the worker."""
        self._work(settle_garbage)

    def _answer(self, key: str) -> None:
        app, question = self._app, self._briefing.question if self._briefing else None
        if not app.worker.busy:
            if question and question.text:
                app.memory.note(question.text)
            app.speaker.play("stamp")
            self._work(lambda: self._game.answer(key))

    def _undo(self) -> None:
        self._app.dialogs.clear()
        self._work(self._game.undo, again=True)

    def _branch(self) -> None:
        turn = self._turn
        self._work(lambda: self._game.branch(turn), again=True)

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

    def _work(self, step: Callable[[], None], *, again: bool = False) -> None:
        """Do a step of the game on the worker, then show what is known afterwards."""

        def job() -> tuple[Briefing, bool, str]:
            step()
            return self._game.briefing(), self._game.can_undo, self._game.notice

        def done(result: tuple[Briefing, bool, str]) -> None:
            before = None if again else self._briefing
            self._briefing, self._can_undo, self._notice = result
            self._show(before)

        self._app.work(job, done, lambda words: self._app.tell(tr("error.title"), words))

    def _show(self, before: Briefing | None) -> None:
        briefing = self._briefing
        if briefing is None:
            return
        self._chosen = ""
        self._page = "table"
        self._slot = briefing.question.slot if briefing.question else -1
        self._turn = briefing.turn
        self._app.focus = ""
        for name in ("stage", "desk", "answers", "hall", "news", "card", "table"):
            self._app.offsets.pop(f"scroll-{name}", None)
        if briefing.ending is not None:
            from game.window.screens.ending import EndingScreen

            self._app.show(EndingScreen(self._app, self, briefing))
            return
        self._guide.note(briefing)
        self._moved |= _moved_posts(before, briefing)
        asked = briefing.question.kind if briefing.question else ""
        sounds = {"vote": "bell", "plenum": "hall", "change": "hall"}
        if asked in sounds and (before is None or before.phase != briefing.phase):
            self._app.speaker.play(sounds[asked])
        decided = _decided(before, briefing)
        for motion in reversed(decided):
            title = tr("division.title")
            self._app.open(
                Dialog(
                    f"division-{motion.slot}", title, partial(_division, briefing, motion), wide=620
                )
            )
        if decided:
            stamp = f"stamp-{decided[0].slot}"
            voices = tuple(f"cast-{voice.person}" for voice in decided[0].voices)
            self._app.play(Ballots(voices, stamp), Stamp(stamp))

    # -------------------------------------------------------------- keys

    def shortcut(self, action: str) -> None:
        """Open a page, also one whose tab does not fit, or the menu."""
        if action in PAGES and self._guide.shows(action):
            self._open_page(action)
        elif action in PAGES:
            self._app.tell(tr(f"action.{action}"), tr(f"reveal.{action}.later"))
        elif action in ("back", "menu"):
            self._open_menu()
        elif action == "pages":
            self._open_pages()
        elif action == "reload":
            self._work(self._game.reload, again=True)
        elif action == "inspect":
            self._ask(self._game.inspection, lambda seen: Inspector(self._app, seen).dialog())
        elif action == "advice":
            self._ask(self._game.advice, decisions.advice)

    def _open_page(self, page: str) -> None:
        self._page = page
        self._guide.opened(page)
        self._app.dialogs.clear()
        if page == "party" and self._moved:
            moved, self._moved = self._moved, {}
            self._app.play(*(Slide(f"post-{id_}", f"post-{start}") for id_, start in moved.items()))
        self._app.focus = ""
        self._app.refresh()

    def _look(self, person: str) -> None:
        self._person = person
        if self._page != "people":
            self._open_page("people")

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._app.offsets.pop("scroll-answers", None)
        option = self._option()
        if option and option.legal:
            first = next((target.key for target in option.targets if target.legal), "")
            self._app.focus = f"target-{first}" if first else "confirm"

    def _unchoose(self) -> None:
        self._app.focus = f"option-{self._chosen}"
        self._chosen = ""

    def _pick_motion(self, slot: int) -> None:
        self._slot = slot

    def _option(self) -> Option | None:
        question = self._briefing.question if self._briefing else None
        options = question.options if question else ()
        return next((option for option in options if option.key == self._chosen), None)

    # -------------------------------------------------------------- building

    def build(self, kit: Kit) -> Widget:
        """Return the screen for the last briefing."""
        briefing = self._briefing
        if briefing is None:
            words = Panel(
                kit.text(tr("game.opening"), "headline", "bone"), "ink", (kit.px(24), kit.px(12))
            )
            return Layers([Picture(("stage",), posters.stage, (0, 0)), Centre(words, kit.px(420))])
        kit.glossary = dict(briefing.glossary)
        parts = [self._top(kit, briefing)]
        if self._app.worker.busy:
            parts.append(_strip(kit, tr("game.thinking"), "ochre"))
        if self._notice:
            parts.append(_strip(kit, self._notice, "bone"))
        if self._guide.fresh and self._app.settings.hints:
            page = self._guide.fresh
            hint = tr(f"reveal.{page}", key=told(kit.key(page)))
            parts.append(_strip(kit, hint, "ochre"))
        body = self._body(kit, briefing)
        parts.append(body)
        fill = len(parts) - 1
        if kit.tall >= 400:
            parts.append(self._figures(kit, briefing))
        return Column(parts, fill=fill)

    def _top(self, kit: Kit, briefing: Briefing) -> Widget:
        """Who and when on the left, the pages on the right."""
        mast = Panel(
            kit.text(self._app.product, "masthead", "bone"), "red", (kit.px(16), kit.px(7))
        )
        turn = tr("top.turn", turn=briefing.period, turns=briefing.periods)
        capital = tr("top.capital", value=briefing.capital.text, unit=briefing.capital.unit)
        facts: list[Widget] = [
            kit.text(briefing.date, "top", "bone"),
            kit.text(turn, "label", "sand"),
            kit.asks_why("capital", kit.text(capital, "strong", "ochre"), briefing.capital),
        ]
        if kit.wide >= 900:
            facts.insert(0, mast)
        left = Wrap(facts, kit.px(12), 0)
        nav = self._tabs(kit, briefing)
        right = Wrap(nav, kit.px(1), 0, right=True)
        if left.natural() + right.natural() + kit.px(16) > kit.size[0]:
            few = [
                kit.tab("pages", tr("nav.pages"), self._open_pages, key=kit.key("pages")),
                self._menu_tab(kit),
            ]
            right = Wrap(few, kit.px(4), 0, right=True)
        row = Row([left, right], kit.px(8), [0, 1], align="middle")
        inset = 0 if kit.wide >= 900 else kit.px(8)
        return Panel(Column([Panel(row, "ink", (inset, 0)), Rule(kit.px(3), "red")]), "ink")

    def _tabs(self, kit: Kit, briefing: Briefing) -> list[Widget]:
        tabs: list[Widget] = []
        for page in PAGES:
            wide = page == "news" and kit.wide >= _THREE_COLUMNS
            if wide or not self._guide.shows(page):
                continue
            press = partial(self._open_page, page)
            tabs.append(
                kit.tab(
                    f"nav-{page}",
                    self._page_name(briefing, page),
                    press,
                    key=kit.key(page),
                    chosen=page == self._page,
                )
            )
        return [*tabs, self._menu_tab(kit)]

    def _menu_tab(self, kit: Kit) -> Widget:
        return kit.tab("menu", tr("nav.menu"), self._open_menu, key=kit.key("back"))

    def _page_name(self, briefing: Briefing, page: str) -> str:
        if page == "goals":
            met = sum(goal.met for goal in briefing.goals)
            return tr("nav.goals", met=met, all=len(briefing.goals))
        return tr(f"nav.{page}")

    def _body(self, kit: Kit, briefing: Briefing) -> Widget:
        match self._page:
            case "news":
                return self._paper(kit, briefing)
            case "people":
                return pages.people(kit, briefing, self._person or briefing.seat, self._look)
            case "party":
                return pages.party(kit, briefing, self._look)
            case "economy":
                return pages.economy(kit, briefing)
            case "chronicle":
                return pages.chronicle(
                    kit, briefing, self._turn, self._turns(briefing), self._branch
                )
            case "goals":
                return pages.goals(kit, briefing)
            case _:
                return self._question(kit, briefing)

    def _paper(self, kit: Kit, briefing: Briefing) -> Widget:
        page = Centre(
            kit.panel(pages.news(kit, briefing), "newsprint", 18, 12), kit.px(680), top=True
        )
        return Panel(kit.scroll(page, "news", 200), "newsprint")

    def _turns(self, briefing: Briefing) -> dict[str, Press]:
        steps: dict[str, Press] = {}
        if self._turn > 1:
            steps["earlier"] = partial(self._show_turn, self._turn - 1)
        if self._turn < briefing.turn:
            steps["later"] = partial(self._show_turn, self._turn + 1)
        return steps

    def _show_turn(self, turn: int) -> None:
        self._turn = turn
        self._app.offsets.pop("scroll-chronicle", None)

    def _question(self, kit: Kit, briefing: Briefing) -> Widget:
        """The stage and the answers, with the news beside them where there is room."""
        question = briefing.question
        if question is None:
            return self._paper(kit, briefing)
        head, answers = self._answers(kit, briefing, question)
        column = Column([head, kit.scroll(answers, "answers", 200)], fill=1)
        if kit.wide < _TWO_COLUMNS:
            if self._chosen:
                return Panel(column, "newsprint")
            both = Column([self._stage(kit, briefing, question), head, answers])
            return Panel(kit.scroll(both, "stage", 200), "newsprint")
        right = Panel(column, "newsprint", (0, 0), "l")
        stage = self._stage(kit, briefing, question)
        if kit.wide < _THREE_COLUMNS:
            return Row([stage, right], 0, [6, 5])
        paper = kit.scroll(kit.panel(pages.news(kit, briefing), "newsprint", 14, 8), "news", 200)
        return Row([Panel(paper, "newsprint", (0, 0), "r"), stage, right], 0, [322, 616, 342])

    def _stage(self, kit: Kit, briefing: Briefing, question: Question) -> Widget:
        if question.kind in _DESK:
            return desk.stage(kit, briefing, question, self._chosen, self._choose)
        motion = self._motion(briefing)
        if question.kind == "card" or (
            motion is None and question.slot < 0 and question.kind not in ("lobby", "answer")
        ):
            return _card(kit, question)
        pick: dict[int, Press] = {
            m.slot: partial(self._pick_motion, m.slot) for m in briefing.table
        }
        look = partial(self._look, briefing.seat)
        if motion and motion.divisions:
            return hall.stage(kit, briefing, motion, look, pick)
        return table.stage(kit, briefing, motion, look, pick)

    def _motion(self, briefing: Briefing) -> MotionView | None:
        """The motion that is asked about or looked at, else the first on the table."""
        motions = {motion.slot: motion for motion in briefing.table}
        return motions.get(self._slot, briefing.table[0] if briefing.table else None)

    def _answers(self, kit: Kit, briefing: Briefing, question: Question) -> tuple[Widget, Widget]:
        """The right column: what is asked, and either the answers or the chosen one's targets."""
        option = self._option()
        step = tr("question.step", step=question.step, steps=question.steps)
        head = Wrap(
            [kit.text(tr(f"kind.{question.kind}"), "top", "ochre"), kit.text(step, "top", "bone")],
            kit.px(14),
            0,
        )
        inner: list[Widget]
        if option:
            inner = desk.details(kit, briefing, option, self._answer, self._unchoose)
        else:
            inner = [*self._asked(kit, briefing, question), *self._options(kit, question)]
            if question.kind in _DESK and kit.tall >= _TALL:
                inner.append(pages.aims(kit, briefing))
        told = Panel(Column(inner, kit.px(8)), "newsprint", (kit.px(14), kit.px(10)))
        return Panel(head, "ink", (kit.px(14), kit.px(4))), told

    def _asked(self, kit: Kit, briefing: Briefing, question: Question) -> list[Widget]:
        """The words of the question. A card is told on the stage, a motion here."""
        parts: list[Widget] = []
        motion = self._motion(briefing)
        if question.kind == "card":
            parts.append(kit.text(tr("card.decide"), "section"))
        elif question.kind not in _DESK:
            role = "headline" if kit.tall >= _TALL else "section"
            parts.append(kit.text(question.title, role))
            if question.text:
                parts.append(kit.text(question.text, marks=True))
        elif question.text:
            parts.append(kit.text(question.text, marks=True))
        if question.kind in ("vote", "plenum", "change", "lobby") and motion:
            mover = tr("table.mover", name=motion.mover_label)
            parts.append(kit.text(mover, "strong", "darkred"))
            if motion.why:
                parts.append(kit.text(motion.why, "note", "caption"))
            parts.append(Column([kit.consequence(one) for one in motion.consequences], kit.px(2)))
        if question.hint and self._app.settings.hints:
            parts.append(
                Panel(
                    kit.text(question.hint, "note"), "paper", (kit.px(10), kit.px(5)), "l", "steel"
                )
            )
        return parts

    def _options(self, kit: Kit, question: Question) -> list[Widget]:
        """The answers with their digits; passing comes first in the question and last here."""
        if question.kind in _DESK:
            rest = question.options[:1]
        else:
            rest = (*question.options[1:], *question.options[:1])
        cards: list[Widget] = []
        group, number = "", 0
        for option in rest:
            passing = option is question.options[0]
            if option.group != group and not passing:
                group = option.group
                cards.append(kit.heading(group, "darkred"))
            number += not passing
            key = "0" if passing else str(number) if number < 10 else ""
            cards.append(self._card(kit, question, option, key))
        return cards

    def _card(self, kit: Kit, question: Question, option: Option, key: str) -> Widget:
        fills = (
            {"aye": "red", "nay": "steel"} if question.kind in ("vote", "plenum", "change") else {}
        )
        fill = fills.get(option.key.split()[-1], "bone") if option.legal else "paper"
        cap = "ink" if fill != "bone" or key == "0" else "red"
        choice = Choice(
            f"option-{option.key}",
            option.label,
            key,
            (option.detail,),
            tr("option.cost", cost=f"{option.cost:g}") if option.cost else "",
            option.consequences,
            option.barred,
            option.legal,
            fill=fill,
            cap=cap if option.legal else "caption",
        )
        return kit.option(choice, self._press(option))

    def _press(self, option: Option) -> Press | None:
        if option.targets:
            return partial(self._choose, option.key)
        return partial(self._answer, option.key) if option.legal else None

    def _figures(self, kit: Kit, briefing: Briefing) -> Widget:
        """The key quantities along the bottom: as many as fit, with their course if it is high."""
        spark = kit.tall >= _TALL
        cells: list[Widget] = [
            kit.figure(f"figure-{figure.id}", figure, spark=spark)
            for figure in briefing.figures[:7]
        ]
        room = kit.size[0] - kit.px(24)
        gap = kit.px(14)
        fit: list[Widget] = []
        for cell in cells:
            wide = max(cell.least(), kit.px(138), *(other.least() for other in fit))
            if (len(fit) + 1) * (wide + gap) - gap > room:
                break
            fit.append(cell)
        if not fit:
            return kit.gap(1)
        return Panel(Row(fit, gap), "paper", (kit.px(12), kit.px(5)), "t")

    # -------------------------------------------------------------- dialogs

    def _open_pages(self) -> None:
        def body(kit: Kit) -> Widget:
            briefing = self._briefing
            cards = []
            for page in PAGES:
                title = self._page_name(briefing, page) if briefing else page
                shown = self._guide.shows(page)
                choice = Choice(
                    f"page-{page}",
                    title,
                    kit.key(page) if shown else "",
                    barred=() if shown else (tr(f"reveal.{page}.later"),),
                    legal=shown,
                    chosen=page == self._page,
                )
                cards.append(kit.option(choice, partial(self._open_page, page) if shown else None))
            return Column(cards, kit.px(6))

        self._app.open(Dialog("pages", tr("nav.pages"), body, wide=380))

    def _open_menu(self) -> None:
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

        title = TitleScreen(self._app)
        self._app.show(title)
        title.load()


def _strip(kit: Kit, words: str, ground: str) -> Widget:
    return Panel(kit.text(words, "strong", "ink", "centre"), ground, (kit.px(14), kit.px(3)))


def _card(kit: Kit, question: Question) -> Widget:
    """A card: a drawn scene, the title, the story."""
    scene = Picture(
        ("scene", question.title), partial(posters.scene, question.title), (0, kit.px(150))
    )
    inner = Column(
        [
            scene,
            Panel(
                Column(
                    [
                        kit.text(question.title, "headline"),
                        Rule(kit.px(3), "red"),
                        kit.story(question.title, question.text),
                    ],
                    kit.px(7),
                ),
                "bone",
                (kit.px(20), kit.px(14)),
            ),
        ]
    )
    sheet = Panel(inner, "bone", (0, 0), "tblr")
    back = Picture(("stage",), posters.stage, (0, 0))
    middle = Panel(Centre(sheet, kit.px(560)), "", (kit.px(16), kit.px(14)))
    return Layers([back, kit.scroll(middle, "card", 260)])


def _division(briefing: Briefing, motion: MotionView, kit: Kit) -> Widget:
    return table.division(kit, briefing, motion)


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
        motion
        for motion in after.table
        if motion.state in ("carried", "lost")
        and not (same_turn and (motion.id, motion.label, motion.mover) in known)
    ]
