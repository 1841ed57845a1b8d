"""The command line: one small file a command. The product's name stands in this package alone."""

from __future__ import annotations

import sys

PRODUCT = "After Lenin"
SLUG = "after-lenin"
DEFAULT_SCENARIO = "after-lenin"

__all__ = ["DEFAULT_SCENARIO", "PRODUCT", "SLUG", "main"]


def main() -> int:
    """Run the command of this process and return its exit code: 0 done, 1 the input was refused,
    2 wrong usage or could not start.
    """
    from game.cli.guard import guarded

    return guarded(_run)


def _run() -> None:
    if len(sys.argv) == 1:  # the window's first picture waits for no parser of commands
        from game.cli.start import start

        raise SystemExit(start(None))
    from game.cli.app import app

    app()
