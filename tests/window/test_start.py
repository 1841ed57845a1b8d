"""Whether there can be a window, in a child process of its own, and how it begins and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.window import compat

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from game.window import can_open, run
from tests.window.port import Script, Shelf
reason = can_open()
if reason:
    print(reason)
    raise SystemExit(2)
game = Script() if sys.argv[1] == "game" else None
raise SystemExit(run("Salt Harbour", Shelf(), game=game, frames=8))
"""
IMPORTS = """
import sys
import game.window
from game.window.app import App
from game.window.screens import choose, ending, game, title
print(sorted({"numpy", "pydantic", "yaml", "game.engine", "game.scenario"} & set(sys.modules)))
"""


def child(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("begin", ["title", "game"])
def test_a_window_ends_after_its_frames_without_any_input(begin: str) -> None:
    done = child(RUN, begin, SDL_VIDEODRIVER="dummy")

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is a matter of Linux")
def test_without_a_display_the_reason_is_given() -> None:
    done = child(RUN, "title")

    assert done.returncode == 2
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is a matter of Linux")
def test_a_display_that_refuses_is_no_display() -> None:
    done = child(RUN, "title", DISPLAY=":987")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "display" in done.stdout or "driver" in done.stdout


def test_the_window_needs_neither_arrays_nor_yaml() -> None:
    done = child(IMPORTS, SDL_VIDEODRIVER="dummy", PYGAME_HIDE_SUPPORT_PROMPT="1")

    assert done.stdout.strip() == "[]", done.stderr


def test_two_pygames_at_once_are_told_with_the_commands_that_mend_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compat, "_installed", lambda _: True)

    told = compat.broken_install()

    assert "uninstall -y pygame pygame-ce" in told
    assert "install pygame-ce" in told.splitlines()[-1]


def test_one_pygame_is_as_it_should_be() -> None:
    assert compat.broken_install() == ""
