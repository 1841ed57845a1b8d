"""Every view of the window: each screen, each kind of question, each page, each dialog.

Tests that hold for all of them run over `VIEWS`. A page of the game is found by itself; a new
screen, or a function of `game.window.screens` that returns a dialog, must be named here by what
`shows` it, or `test_views.py` fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from game.i18n import tr
from game.window import overlays
from game.window.app import App
from game.window.screens import choose, decisions, ending, game, inspector, library, settings, title
from tests.window import sample
from tests.window.conftest import Open, settle
from tests.window.port import Script

NOTICE = "The folder is read-only."
LONG = "Bartholomew-" * 5
"""A name of 60 letters."""


Chosen: TypeAlias = tuple[str, str, str]
"""Kind of question, option and target."""

CHOSEN: tuple[Chosen, ...] = (
    ("manoeuvre", "act_0", ""),
    ("manoeuvre", "act_0", "marsh"),
    ("manoeuvre", "act_1", ""),
    ("manoeuvre", "act_2", ""),
    ("agenda", "table dues", "dues=2"),
    ("agenda", "table appoint", ""),
    ("agenda", "table foremen", ""),
    ("lobby", "favour 0", "quill"),
)


@dataclass(frozen=True)
class View:
    """Something the window can show: how it is opened, and the code that it shows."""

    name: str
    open: Callable[[Open, tuple[int, int], int], App]
    shows: tuple[Any, ...] = ()


def _title(open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = open_app(size, scale)
    first = title.TitleScreen(app)
    app.show(first)
    first.load()
    settle(app)
    return app


def _saves(open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = _title(open_app, size, scale)
    app.press("open")
    return app


def _choose(number: int, open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = open_app(size, scale)
    cards = tuple(replace(sample.SCENARIO, id=f"harbour-{n}") for n in range(number))
    app.show(choose.ChooseScreen(app, cards))
    return app


def _question(kind: str, open_app: Open, size: tuple[int, int], scale: int) -> App:
    return open_app(size, scale, Script([sample.KINDS[kind]()], NOTICE))


def _option(chosen: Chosen, open_app: Open, size: tuple[int, int], scale: int) -> App:
    kind, option, target = chosen
    app = open_app(size, scale, Script([sample.KINDS[kind]()]))
    app.press(f"option-{option}")
    if target:
        app.build()
        app.press(f"target-{target}")
    return app


def _node(node: str, open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = open_app(size, scale, Script([sample.agenda()]))
    app.to_screen("party")
    _game(app).look_at(node)
    app.refresh()
    return app


def _game(app: App) -> game.GameScreen:
    assert isinstance(app.screen, game.GameScreen)
    return app.screen


def _front(open_app: Open, size: tuple[int, int], scale: int) -> App:
    """The paper of the first quarter."""
    return open_app(size, scale, Script([replace(sample.card(), turn=1)]))


def _shelf(shelf: str, app: App) -> None:
    app.to_screen("library")
    _game(app).open_shelf(shelf)
    app.refresh()


def _truth(app: App) -> None:
    app.to_screen("economy")
    _game(app).show_figure("grain")
    _game(app).show_truth()
    app.refresh()


def _search(app: App) -> None:
    app.to_screen("chronicle")
    _game(app).search("quill")
    app.refresh()


def _achievements(open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = _title(open_app, size, scale)
    app.build()
    app.press("achievements")
    return app


def _done(does: Callable[[App], None], open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = open_app(size, scale, Script([sample.vote()]))
    does(app)
    settle(app)
    return app


def _page(page: str, app: App) -> None:
    app.to_screen(page)


def _why(app: App) -> None:
    app.explain(app.kit.why(sample.FIGURES[0]))


def _pins(app: App) -> None:
    for figure in app.screen._briefing.figures[:2]:  # type: ignore[union-attr]
        app.pins.pin(app.kit.why(figure, f"figure-{figure.id}"))
    app.refresh()


def _open_pins(app: App) -> None:
    _pins(app)
    app.open_pins()


def _division(told: int, open_app: Open, size: tuple[int, int], scale: int) -> App:
    decided = sample.motion(0, "Relieve Quill of the North Quay", "carried")
    after = replace(sample.vote(), table=(decided,))
    app = open_app(size, scale, Script([sample.vote(), after]))
    app.press("option-vote aye")
    settle(app)
    _game(app).at.told = told
    app.refresh()
    return app


def _going_back(app: App) -> None:
    app.press("option-vote aye")
    settle(app)
    app.dialogs.clear()
    app.to_screen("menu")
    app.press("branch")


def _capture(app: App) -> None:
    app.open(settings.keys(app))
    app.press("bind-people")


def _trouble(app: App) -> None:
    app.tell(tr("error.title"), "\n".join(f"scenario.yaml:{n}:3: error E101" for n in range(40)))


def _ending(chapter: str, open_app: Open, size: tuple[int, int], scale: int) -> App:
    app = open_app(size, scale, Script([sample.over()]))
    app.press(f"chapter-{chapter}")
    return app


DOINGS: dict[str, tuple[Callable[[App], None], tuple[Any, ...]]] = {
    **{f"page {page}": (partial(_page, page), ()) for page in (*game.PAGES, "since")},
    **{f"shelf {shelf}": (partial(_shelf, shelf), ()) for shelf in library.SHELVES},
    "true course": (_truth, ()),
    "search": (_search, ()),
    "menu": (partial(_page, "menu"), ()),
    "pages": (partial(_page, "pages"), ()),
    "keys": (App.show_keys, ()),
    "settings": (lambda app: app.open(settings.settings(app)), (settings.settings,)),
    "bindings": (lambda app: app.open(settings.keys(app)), (settings.keys,)),
    "capture": (_capture, ()),
    "why": (_why, ()),
    "pinned": (_pins, (overlays.Pins,)),
    "pins": (_open_pins, ()),
    "going back": (_going_back, (decisions.going_back,)),
    "advice": (partial(_page, "advice"), (decisions.advice,)),
    "inspector": (partial(_page, "inspect"), (inspector.Inspector.dialog,)),
    "transcript": (App.write_transcript, ()),
    "trouble": (_trouble, ()),
}


def _views() -> Iterator[View]:
    yield View("title", _title, (title.TitleScreen,))
    yield View("saves", _saves)
    for number in (1, 3):
        yield View(f"choose of {number}", partial(_choose, number), (choose.ChooseScreen,))
    for kind in sample.KINDS:
        yield View(f"question {kind}", partial(_question, kind), (game.GameScreen,))
    for chosen in CHOSEN:
        yield View(f"option {' '.join(chosen)}".strip(), partial(_option, chosen))
    for node in ("bloc quays", "post post_0", "person harrow"):
        yield View(f"map {node}", partial(_node, node))
    yield View("front page", _front)
    yield View("achievements", _achievements, (title.TitleScreen.achievements,))
    for name, (does, shows) in DOINGS.items():
        yield View(name, partial(_done, does), shows)
    for told in (0, 3, 99):
        yield View(f"division {told}", partial(_division, told))
    for chapter in ending.CHAPTERS:
        yield View(f"ending {chapter}", partial(_ending, chapter), (ending.EndingScreen,))


VIEWS = list(_views())
