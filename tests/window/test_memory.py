"""Settings are kept, mended and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pygame
import pytest

from game.i18n import tr
from game.window import compat
from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.screens import settings
from tests.window import sample
from tests.window.conftest import Open, click, key, settle
from tests.window.port import Script


def test_what_is_set_is_there_the_next_time(open_app: Open, tmp_path: Path) -> None:
    app = open_app(script=Script([sample.vote()]), memory=Memory(tmp_path))
    app.open(settings.settings(app))
    for name in ("scale-150", "theme-contrast", "volume-25", "motion-off"):
        click(app, name)

    again = Memory(tmp_path)

    assert again.trouble == ""
    assert again.settings == app.settings
    assert (again.settings.scale, again.settings.theme) == (150, "contrast")
    assert (again.settings.volume, again.settings.motion) == (25, False)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "everything"),
        ("[1]", "everything"),
        ('{"scale": 110}', "scale"),
        ('{"scale": "100"}', "scale"),
        ('{"motion": 1}', "motion"),
        ('{"theme": "neon"}', "theme"),
        ('{"keys": {"people": 3}}', "keys"),
        ('{"keys": {"people": "hyper+q"}}', "keys"),
        ('{"keys": {"people": "e"}}', "keys"),
        ('{"keys": {"nothing": "y"}}', "keys"),
    ],
)
def test_what_does_not_fit_is_told_and_the_rest_holds(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")

    memory = Memory(tmp_path)

    assert what in memory.trouble
    assert memory.settings == Settings()


def test_what_fits_holds_beside_what_does_not(tmp_path: Path) -> None:
    found = {"scale": 200, "theme": "neon", "later": True}
    (tmp_path / "settings.json").write_text(json.dumps(found), encoding="utf-8")

    memory = Memory(tmp_path)

    assert memory.settings == Settings(scale=200)


def test_trouble_with_the_settings_is_told_on_the_screen(open_app: Open, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")

    app = open_app(script=Script([sample.vote()]), memory=Memory(tmp_path))

    assert "settings.json holds something that does not fit" in app.describe()
    key(app, pygame.K_ESCAPE)
    assert "option-vote aye" in app.describe()


def test_a_folder_that_cannot_be_written_is_told_once_and_the_setting_holds(
    open_app: Open, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    app = open_app(script=Script([sample.vote()]), memory=Memory(tmp_path / "file"))
    app.dialogs.clear()

    app.rescale(150)
    told = app.describe()
    key(app, pygame.K_ESCAPE)
    app.rescale(200)

    assert "cannot be written" in told
    assert "until the window is closed" in told
    assert "cannot be written" not in app.describe()
    assert app.settings.scale == 200


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_settings_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)

    assert "cannot be read" in Memory(tmp_path).trouble


def test_a_story_that_was_read_before_is_cut_to_its_beginning_if_that_is_wanted(
    open_app: Open, tmp_path: Path
) -> None:
    memory = Memory(tmp_path)
    story = sample.card().question
    assert story is not None
    first = open_app(script=Script([sample.card(), sample.vote()]), memory=memory)
    assert "Read it again" not in first.describe()
    key(first, pygame.K_1)

    again = Memory(tmp_path)
    again.settings.skip = True
    app = open_app(script=Script([sample.card()]), memory=again)
    assert story.text.split()[-1] not in app.describe()
    (name,) = (w.name for w in app.active.walk() if w.name.startswith("whole-"))
    click(app, name)

    assert story.text.split()[-1] in app.describe()


def test_what_was_read_can_be_forgotten(open_app: Open, tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.note("a story")
    app: App = open_app(script=Script([sample.card()]), memory=memory)
    app.open(settings.settings(app))

    click(app, "forget")

    assert not Memory(tmp_path).knows("a story")


def test_the_transcript_is_written_as_text_without_places(open_app: Open, tmp_path: Path) -> None:
    app = open_app(script=Script([sample.vote()]), memory=Memory(tmp_path))

    key(app, pygame.K_F2)
    settle(app)

    text = (tmp_path / "transcript.txt").read_text(encoding="utf-8")
    assert str(tmp_path / "transcript.txt") in app.describe()
    assert "Relieve Quill" in text
    assert "#option" not in text
    assert "[0,0" not in text


def test_a_transcript_that_cannot_be_written_is_shown_instead(
    open_app: Open, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    app = open_app(script=Script([sample.vote()]), memory=Memory(tmp_path / "file"))

    for _ in range(2):  # only the first failure is told
        app.write_transcript()
        told = tr("transcript.written", file=tmp_path / "file" / "transcript.txt")
        assert told not in " ".join(app.describe().split())
        app.dialogs.clear()
    assert app.memory.write_transcript("words") is None


def test_full_screen_is_turned_on_and_off_by_a_key_and_kept(open_app: Open) -> None:
    app = open_app((1280, 720), 100, Script([sample.vote()]))

    was = []
    for _ in range(2):
        key(app, pygame.K_F11)
        was.append(app.settings.fullscreen)

    assert was == [True, False]
    if compat.is_ce():  # classic pygame without a screen keeps the large one
        assert app.size == (1280, 720)
