"""The real window on a real X server, driven by real keys and a real mouse."""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.screen

ROOT = Path(__file__).resolve().parents[2]
XVFB, XDOTOOL = (shutil.which(name) or name for name in ("Xvfb", "xdotool"))
DESK = (1400, 900)
WINDOW = (1280, 720)
PLAY = """
from game.window import can_open, run
from tests.window.port import Script, Shelf

class Telling(Script):
    def answer(self, key):
        super().answer(key)
        print("answered", key, flush=True)

assert can_open() == "", can_open()
code = run("Salt Harbour", Shelf(), game=Telling())
print("closed", flush=True)
raise SystemExit(code)
"""
# Where the window shows its second option, asked from the same code without a screen.
PLACE = """
import pygame
from game.window.app import App
from game.window.screens.game import GameScreen
import time
from tests.window import sample
from tests.window.port import Script, Shelf

pygame.display.init()
pygame.font.init()
app = App("Salt Harbour", Shelf(), pygame.display.set_mode((1280, 720)))
screen = GameScreen(app, Script([sample.manoeuvre()]))
app.show(screen)
screen.load()
while app.worker.busy:
    time.sleep(0.01)
    app.worker.begin()
    app.worker.collect()
app.refresh()
app.build()
print(*app.active.path("option-pass")[-1].rect.centre)
"""
PICTURE = """
from pathlib import Path
from game.window import compat
compat.prepare()
import pygame

pygame.display.init()
pygame.display.set_mode((1280, 720)).fill("red")
pygame.display.flip()
print(pygame.display.get_driver(), "libGL" in Path("/proc/self/maps").read_text())
"""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """Return the environment of an X server of its own."""
    with x_server() as (_, environment):
        yield environment


@contextmanager
def x_server() -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    """An X server of its own, and the environment of programs on it."""
    read, write = os.pipe()
    size = f"{DESK[0]}x{DESK[1]}x24"
    command = [XVFB, "-displayfd", str(write), "-screen", "0", size, "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SDL_")}
    environment |= {"PYTHONPATH": str(ROOT), "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    try:
        yield server, environment | {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


def test_a_question_is_answered_by_key_and_the_next_by_mouse(display: dict[str, str]) -> None:
    point = _place(display)
    command = [sys.executable, "-c", PLAY]
    game = subprocess.Popen(command, env=display, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        by_key = _until(game, display, "key", "2")
        by_mouse = _until(game, display, "mousemove", *point, "click", "1")
        closed = _until(game, display, "key", "Escape", "key", "q")
        code = game.wait(timeout=30)
    finally:
        game.kill()
        game.communicate()

    assert by_key == "answered telegram stay"
    assert by_mouse == "answered pass"
    assert closed == "closed"
    assert code == 0


def test_pictures_go_to_the_x_server_without_opengl(display: dict[str, str]) -> None:
    command = [sys.executable, "-c", PICTURE]
    told = subprocess.run(command, env=display, cwd=ROOT, capture_output=True, check=True)
    assert told.stdout.decode().split() == ["x11", "False"]


def _until(game: subprocess.Popen[bytes], display: dict[str, str], *words: str) -> str:
    """Do something again and again until the game has told something; return that."""
    assert game.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(game.stdout, selectors.EVENT_READ)
        for _ in range(60):
            subprocess.run([XDOTOOL, *words], env=display, check=False, capture_output=True)
            if waiting.select(timeout=0.5):
                return game.stdout.readline().decode().strip()
    return "nothing was told"


def _place(display: dict[str, str]) -> tuple[str, str]:
    """Return the point of the desk where the option is, in a window in its middle."""
    environment = display | {"SDL_VIDEODRIVER": "dummy"}
    done = subprocess.run(
        [sys.executable, "-c", PLACE], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    x, y = (int(word) for word in done.stdout.split())
    return str(x + (DESK[0] - WINDOW[0]) // 2), str(y + (DESK[1] - WINDOW[1]) // 2)
