"""The program as it is run from a shell, in a process with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """Nothing but what a program needs to start, and a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"AFTER_LENIN_HOME": str(home), "HOME": str(home)} | more


def run(home: Path, *arguments: str, typed: str = "", code: str = "", **more: str) -> Done:
    """Run `main.py` with arguments, or a piece of code, with lines typed into a pipe."""
    command = [sys.executable, *(("-c", code) if code else ("main.py",)), *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(home, **more),
        input=typed.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
