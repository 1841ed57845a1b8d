"""Between a command and the shell: refusals in words, exit codes, and no traceback on a screen."""

from __future__ import annotations

import io
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import game
from game.cli import PRODUCT
from game.cli.home import home
from game.cli.interrupts import heeded

DONE, REFUSED, FAILED = 0, 1, 2

_INTERRUPTED = 130
"""What Typer makes of Ctrl-C."""


def guarded(command: Callable[[], object]) -> int:
    """Run a command and return its exit code. A refusal is printed as it is; of a fault one line,
    and where the report of it was written.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes on every machine
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    try:
        with heeded():
            command()
        sys.stdout.flush()
    except SystemExit as stop:
        return _code(stop)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        say("Stopped.")
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into words
        return _explained(error)
    return DONE


def _code(stop: SystemExit) -> int:
    if stop.code is None:
        return DONE
    if stop.code == _INTERRUPTED:
        say("Stopped.")
        return REFUSED
    return stop.code if isinstance(stop.code, int) else FAILED


def _explained(error: Exception) -> int:
    if _is_refusal(error):
        say(str(error))
        return REFUSED
    if _is_failure(error):
        say(str(error))
        return FAILED
    where = write_report(error)
    told = f"; the report of it is in {where}" if where else ""
    say(
        f"{PRODUCT} made a mistake ({type(error).__name__}) and had to stop{told}. "
        "A game that was being played is saved to its last answer."
    )
    return FAILED


def say(text: str) -> None:
    """Print lines where they do not mix with results, without codes that a terminal would obey."""
    from game.terminal.paper import clean

    sys.stderr.write(f"{clean(text)}\n")


def _is_refusal(error: Exception) -> bool:
    from game.record.errors import RecordError
    from game.scenario.problems import ScenarioError
    from game.scenario.shipped import ScenarioNotFound
    from game.session.errors import Refused

    return isinstance(error, RecordError | Refused | ScenarioError | ScenarioNotFound)


def _is_failure(error: Exception) -> bool:
    """Whether not the program failed, but what it works with: workers were lost."""
    from game.lab.crew import CrewError

    return isinstance(error, CrewError)


def write_report(error: Exception) -> Path | None:
    """Write down where a fault happened, for those who mend it; None when it cannot be written."""
    text = "\n".join(
        (
            f"{PRODUCT} {game.__version__}, Python {sys.version}, {platform.platform()}",
            f"command: {sys.argv[1:]}",
            "".join(traceback.format_exception(error)),
        )
    )
    for folder in (home() / "crashes", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", prefix="crash-", suffix=".txt", dir=folder, delete=False, encoding="utf-8"
            ) as file:
                file.write(text)
            return Path(file.name)
        except OSError:
            continue
    return None
