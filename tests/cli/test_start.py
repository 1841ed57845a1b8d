"""What happens without a command, by what the machine offers: window, terminal, demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT, environment, run

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is of Linux")

BEFORE_THE_FIRST_FRAME = """
import sys
from game import window
from game.cli import main

def report(product, opener, *, game=None, frames=None, folder=None, report=None):
    late = {"pydantic", "yaml", "numpy", "game.scenario"}
    print(product, frames, sorted(late & set(sys.modules)))
    return 0

window.run = report
sys.argv = ["main.py"]
raise SystemExit(main())
"""
AT_HELP = """
import sys
from game.cli import main
sys.argv = ["main.py", "--help"]
main()
print(sorted({"yaml", "numpy", "pygame", "game.scenario"} & set(sys.modules)))
"""


@linux
def test_without_display_and_terminal_bots_play_and_the_exit_code_is_0(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.code == 0
    assert done.out.startswith("After Lenin, seed 1, ")
    assert done.err.count("\n") == 1
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in done.err
    assert {path.name for path in tmp_path.iterdir()} <= {".cache"}, "only compiled rules are kept"


@linux
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_refuses_is_no_display(variable: str, tmp_path: Path) -> None:
    done = run(tmp_path, XDG_RUNTIME_DIR=str(tmp_path), **{variable: ":9871"})
    assert done.code == 0
    assert done.out.startswith("After Lenin, seed 1, ")
    assert "bots play a game" in done.err


def test_a_driver_the_caller_asked_for_is_obeyed_and_frames_end_it(tmp_path: Path) -> None:
    done = run(tmp_path, "--frames", "3", SDL_VIDEODRIVER="dummy")
    assert (done.code, done.out) == (0, ""), done.err


@linux
def test_a_driver_the_caller_asked_for_that_does_not_exist_is_no_display(tmp_path: Path) -> None:
    done = run(tmp_path, SDL_VIDEODRIVER="none-such")
    assert done.code == 0
    assert done.out.startswith("After Lenin, seed 1, ")


@linux
def test_on_a_terminal_without_display_the_text_game_begins_with_one_line_saying_so(
    tmp_path: Path,
) -> None:
    import pty

    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "main.py"],
        cwd=ROOT,
        env=environment(tmp_path, TERM="xterm", COLUMNS="80"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, b"2\n1\n1\n1\nq\n")
    page = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        page += part
    os.close(ours)
    assert child.wait(timeout=60) == 0
    text = page.decode()
    assert text.count("The game goes on in the terminal.") == 1
    assert "Choose a scenario" in text
    assert "The Harbour Committee: you are" in text.replace("\r\n", " ")


def test_nothing_of_the_scenarios_is_loaded_before_the_first_frame(tmp_path: Path) -> None:
    done = run(tmp_path, code=BEFORE_THE_FIRST_FRAME, SDL_VIDEODRIVER="dummy", PYTHONPATH=str(ROOT))
    assert done.out == "After Lenin None []\n", done.err


def test_help_loads_nothing_it_does_not_need(tmp_path: Path) -> None:
    done = run(tmp_path, code=AT_HELP, PYTHONPATH=str(ROOT))
    assert done.out.endswith("[]\n"), done.err
