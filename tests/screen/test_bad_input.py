"""Saves and folders that are not as they should be: told on the screen, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.session.opening import Opening
from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.screens.game import GameScreen
from game.window.screens.title import TitleScreen
from tests.session.players import play
from tests.window.conftest import key, settle


@pytest.fixture
def window() -> Iterator[App]:
    pygame.display.init()
    pygame.font.init()
    memory = Memory(settings=Settings(motion=False))
    app = App("After Lenin", Opening(Path()), pygame.display.set_mode((1280, 720)), memory)
    yield app
    app.worker.close(seconds=5)
    pygame.display.quit()


def at_the_title(app: App, opening: Opening) -> App:
    app.opener = opening
    title = TitleScreen(app)
    app.show(title)
    title.load()
    settle(app)
    return app


def saved(games: Path, header: dict[str, str]) -> Path:
    """A saved game whose header says something else."""
    session = Opening(games).new_game("harbour", "marta", "normal", 3)
    play(session, 3)
    path = session.path
    assert path is not None
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join([json.dumps(json.loads(first) | header), *rest, ""])
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({"folder": "nowhere"}, "its scenario is not here"),
        ({"folder": "after-lenin"}, "it is a game of the scenario 'harbour'"),
    ],
)
def test_a_save_from_another_scenario_is_told_and_kept(
    window: App, tmp_path: Path, header: dict[str, str], words: str
) -> None:
    path = saved(tmp_path, header)
    before = path.read_bytes()
    app = at_the_title(window, Opening(tmp_path))

    app.press("continue")
    settle(app)

    assert words in " ".join(app.describe().split())
    assert path.read_bytes() == before
    key(app, pygame.K_ESCAPE)
    assert app.active.path("new")


def test_a_save_of_other_rules_goes_on_with_a_notice(window: App, tmp_path: Path) -> None:
    opening = Opening(tmp_path)
    session = opening.new_game("harbour", "marta", "normal", 3)
    while session.briefing().turn < 3:
        play(session, 1)
    path = session.path
    assert path is not None
    text = path.read_text(encoding="utf-8")
    changed = text.replace(session.rules.digest, "0" * len(session.rules.digest), 1)
    path.write_text(changed, encoding="utf-8")
    app = at_the_title(window, Opening(tmp_path))

    app.press("continue")
    settle(app)

    assert isinstance(app.screen, GameScreen)
    assert "it was made with other rules" in " ".join(app.describe().split())
    assert path.read_text(encoding="utf-8") == changed


def test_a_file_that_is_no_save_is_told(window: App, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text("not a record\n", encoding="utf-8")
    app = at_the_title(window, Opening(tmp_path))

    app.press("continue")
    settle(app)

    assert "mine.jsonl" in app.describe()
    assert isinstance(app.screen, TitleScreen)


def test_a_save_folder_that_cannot_be_written_is_told_and_the_game_goes_on(
    window: App, tmp_path: Path
) -> None:
    (tmp_path / "games").write_text("a file where a folder should be", encoding="utf-8")
    opening = Opening(tmp_path / "games")
    session = opening.new_game("harbour", "marta", "normal", 3)
    screen = GameScreen(window, session)
    window.show(screen)
    screen.load()
    settle(window)
    entries = len(session.record.entries)

    key(window, pygame.K_1)  # from the front page to the desk
    key(window, pygame.K_0)

    assert "cannot be saved" in window.describe()
    assert "goes on in memory" in window.describe()
    assert len(session.record.entries) > entries


def test_saves_that_cannot_be_listed_are_told_and_a_new_game_can_begin(
    window: App, tmp_path: Path
) -> None:
    (tmp_path / "games").write_text("a file where a folder should be", encoding="utf-8")

    app = at_the_title(window, Opening(tmp_path / "games"))

    assert "cannot be read" in app.describe()
    key(app, pygame.K_ESCAPE)
    assert app.active.path("new")


def test_a_broken_scenario_is_listed_line_by_line_when_it_is_read_again(
    window: App, tmp_path: Path
) -> None:
    import shutil

    from game.scenario.shipped import find

    shutil.copytree(find("harbour"), tmp_path / "mine")
    session = Opening(tmp_path / "games").new_game(str(tmp_path / "mine"), "marta", "normal", 3)
    screen = GameScreen(window, session)
    window.show(screen)
    screen.load()
    settle(window)
    before = window.describe()
    file = tmp_path / "mine" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\npeople:", "\npeeple:", 1), encoding="utf-8")

    key(window, pygame.K_F5)
    told = " ".join(window.describe().split())
    key(window, pygame.K_ESCAPE)

    assert "scenario.yaml:" in told
    assert "The game stays as it was." in told
    assert window.describe() == before
    file.write_text(text, encoding="utf-8")
    key(window, pygame.K_F5)
    assert "was read again" in window.describe()
