"""What everything in the terminal is written on: lines of text that fit its width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_HARMLESS = {code: None for code in (*range(32), *range(127, 160)) if code != 10}


def clean(text: str) -> str:
    """Text of a scenario without characters that would move the cursor."""
    return text.translate(_HARMLESS)


class Paper:
    """A console that takes plain text: nothing in it is read as mark-up or as control codes."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def read(self) -> str | None:
        """The next line that was typed; None when there are no more."""
        self.console.print("> ", end="")
        if sys.stdin is None:
            return None
        try:
            return input().strip()
        except (EOFError, KeyboardInterrupt):
            return None

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """One paragraph, wrapped, indented as a whole."""
        shown = Text(clean(text), style=style)
        self.console.print(Padding(shown, (0, 0, 0, indent)) if indent else shown)

    def head(self, left: str, right: str = "") -> None:
        """A rule with the title of what follows."""
        self.console.print()
        self.console.rule(
            Text(clean(left), style="bold"), style="red", align="left", characters="─"
        )
        if right:
            self.line(right, "dim")

    def lines(self, texts: Iterable[str], style: str = "", indent: int = 2) -> None:
        """Paragraphs below each other."""
        for text in texts:
            self.line(text, style, indent)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
        """Columns with heads; `right` has an r for every column of numbers."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
        for number, head in enumerate(heads):
            numbers = right[number : number + 1] == "r"
            table.add_column(Text(head), justify="right" if numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        self.console.print(table)
