"""The real program on a real X server: it starts, is played, closed, and loses its display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.screen.test_window import ROOT, XDOTOOL, x_server

pytestmark = pytest.mark.screen


@contextmanager
def playing(
    environment: dict[str, str], home: Path, *words: str
) -> Iterator[subprocess.Popen[str]]:
    """The program with a home of its own."""
    game = subprocess.Popen(
        [sys.executable, "main.py", *words],
        env=environment | {"AFTER_LENIN_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield game
    finally:
        game.kill()
        game.communicate()


def press(environment: dict[str, str], *keys: str, until: Callable[[], bool]) -> None:
    """Press keys again and again until something has come of it."""
    for _ in range(120):
        if until():
            return
        subprocess.run([XDOTOOL, "key", *keys], env=environment, check=False, capture_output=True)
        time.sleep(0.3)
    raise AssertionError(f"nothing came of pressing {keys}")


def answers(home: Path) -> int:
    """How many answers of Marta's are saved."""
    files = list((home / "games").glob("*.jsonl"))
    return sum(file.read_text(encoding="utf-8").count('"seat": "marta", "does"') for file in files)


def test_the_program_is_played_and_closed_by_keys(tmp_path: Path) -> None:
    with x_server() as (_, environment):
        words = "play", "harbour", "--as", "marta", "--seed", "3"
        with playing(environment, tmp_path, *words) as game:
            press(environment, "1", "0", "Return", until=lambda: answers(tmp_path) >= 3)
            press(environment, "Escape", "q", until=lambda: game.poll() is not None)
            _, told = game.communicate()

    assert game.returncode == 0
    assert told == ""


def test_a_saved_game_is_gone_on_with_from_the_title(tmp_path: Path) -> None:
    with x_server() as (_, environment):
        with playing(environment, tmp_path, "play", "harbour", "--as", "marta") as game:
            press(environment, "1", "0", "Return", until=lambda: answers(tmp_path) >= 2)
        with playing(environment, tmp_path) as again:
            press(environment, "1", "0", "Return", until=lambda: answers(tmp_path) >= 3)

    assert (game.returncode, again.returncode) == (-signal.SIGKILL, -signal.SIGKILL)


def test_a_display_that_disappears_is_told_in_words_and_nothing_is_lost(tmp_path: Path) -> None:
    with (
        x_server() as (server, environment),
        playing(environment, tmp_path, "play", "harbour", "--as", "marta") as game,
    ):
        press(environment, "1", "0", "Return", until=lambda: answers(tmp_path) >= 3)
        given = answers(tmp_path)
        server.kill()
        game.wait(timeout=30)
        assert game.stderr is not None
        told = game.stderr.read()

    assert game.returncode == 2
    assert "The display is gone. Every answer that was given is saved" in told
    assert "Traceback" not in told
    assert answers(tmp_path) >= given
    done = subprocess.run(
        [sys.executable, "main.py", "replay", str(*(tmp_path / "games").iterdir()), "--verify"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"AFTER_LENIN_HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_a_sound_card_nothing_is_printed(tmp_path: Path) -> None:
    with x_server() as (_, environment):
        silent = environment | {"SDL_AUDIODRIVER": "alsa"}
        done = subprocess.run(
            [sys.executable, "main.py", "--frames", "40"],
            env=silent | {"AFTER_LENIN_HOME": str(tmp_path)},
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
