"""The loop of the text game: show the question, read a line, do what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from game.briefing.model import Option
from game.i18n import tr
from game.session.session import Session
from game.terminal import menu, pages
from game.terminal.paper import Paper

_DIGITS = 7


class Desk:
    """One game at one terminal."""

    def __init__(self, product: str, game: Session, console: Console | None = None) -> None:
        self.product = product
        self.game = game
        self.paper = Paper(console or Console(highlight=False, soft_wrap=False))
        self.briefing = game.briefing()
        self.option: Option | None = None
        self.notice = ""
        self.period = 0
        self.hints = True

    # ---------------------------------------------------------------- the loop

    def run(self) -> int:
        """Play until the game is left or the input ends."""
        who = tr("text.you.are", title=self.briefing.title, name=self.briefing.seat_label)
        self.paper.head(self.product, who)
        if self.briefing.opening:
            self.paper.line(self.briefing.opening)
        self.paper.line(tr("text.note.help"), "dim")
        self.refresh()
        while True:
            line = self.read()
            if line is None or line in ("q", "quit"):
                self.leave()
                return 0
            self.obey(line)

    def read(self) -> str | None:
        """The next line that was typed; None when there are no more."""
        line = self.paper.read()
        if line is None:
            self.paper.line()
        elif not sys.stdin.isatty():
            self.paper.line(line)
        return line

    def leave(self) -> None:
        """Say where the game can be gone on with."""
        if self.game.path is not None and self.game.path.exists():
            self.paper.line(tr("text.later", path=self.game.path), "dim")

    def refresh(self) -> None:
        """A new briefing: what was seen, and the question."""
        self.option = None
        self.briefing = self.game.briefing()
        if self.game.notice != self.notice:
            self.notice = self.game.notice
            if self.notice:
                self.paper.line(self.notice, "bold yellow")
        pages.show_deeds(self.paper, tr("text.since"), self.briefing.seen)
        if self.briefing.period != self.period and self.briefing.ending is None:
            pages.show_aims(self.paper, self.briefing)
        self.period = self.briefing.period
        self.ask()

    def ask(self) -> None:
        """The question, the targets of the answer that was begun, or the end."""
        briefing = self.briefing
        if self.option is not None:
            menu.show_targets(self.paper, self.option)
        elif briefing.question is not None:
            menu.show_question(self.paper, briefing, briefing.question, hints=self.hints)
        elif briefing.ending is not None:
            pages.show_ending(self.paper, briefing, briefing.ending)
            self.paper.line(tr("text.over.note"), "dim")

    # ---------------------------------------------------------------- commands

    def obey(self, line: str) -> None:
        """Do what a line says, or say why not."""
        words = line.split()
        try:
            if words and all(word.isdecimal() and len(word) < _DIGITS for word in words):
                self.choose([int(word) for word in words])
            else:
                self.command(line)
        except ValueError as error:  # a refusal in words
            self.paper.line(str(error), "yellow")

    def choose(self, numbers: list[int]) -> None:
        """Answer with an option's number, a target's, or both."""
        question = self.briefing.question
        if question is None:
            raise ValueError(tr("text.over"))
        if self.option is None:
            option = menu.chosen_option(question, numbers[0])
            numbers = numbers[1:]
            if not option.needs_target:
                self.answer(option.key)
                return
            self.option = option
            if not numbers:
                self.ask()
                return
        if numbers[0] == 0:
            self.option = None
            self.ask()
            return
        target = menu.chosen_target(self.option, numbers[0])
        self.answer(f"{self.option.key} {target.key}")

    def answer(self, key: str) -> None:
        """Give an answer and show what came of it."""
        self.game.answer(key)
        self.refresh()

    def command(self, line: str) -> None:
        """One of the letters, or its whole word."""
        word, _, rest = line.partition(" ")
        found = self.commands().get(word[:1].lower())
        if found is None:
            raise ValueError(tr("text.unknown.line", line=repr(line[:40])))
        found(rest.strip())

    def commands(self) -> dict[str, Callable[[str], None]]:
        """What each letter does with the rest of its line."""
        paper, briefing = self.paper, self.briefing
        return {
            "": lambda _: self.ask(),
            "w": self.why,
            "p": self.people,
            "b": self.blocs,
            "e": lambda _: pages.show_figures(paper, briefing),
            "o": lambda _: pages.show_offices(paper, briefing),
            "t": lambda _: pages.show_table(paper, briefing.table),
            "g": self.goals,
            "a": self.advice,
            "c": lambda _: pages.show_deeds(paper, tr("nav.chronicle"), briefing.chronicle),
            "d": lambda _: pages.show_debrief(paper, briefing.ending),
            "i": self.explain,
            "n": lambda _: menu.show_history(paper, briefing.question),
            "x": lambda _: menu.show_barred(paper, briefing.question),
            "u": self.undo,
            "r": self.branch,
            "s": self.save,
            "v": self.toggle_hints,
            "h": lambda _: pages.show_help(paper),
        }

    def goals(self, _: str) -> None:
        """The goals, with the odds as far as they are worked out by now."""
        self.briefing = self.game.briefing()
        pages.show_goals(self.paper, self.briefing)

    def advice(self, _: str) -> None:
        """What a bot that looks ahead would answer."""
        pages.show_advice(self.paper, self.game.advise())

    def explain(self, rest: str) -> None:
        """Everything about one answer."""
        number = _number(rest, tr("text.needs.answer"))
        menu.show_option(self.paper, number, menu.option_at(self.briefing.question, number))

    def toggle_hints(self, _: str) -> None:
        """Give hints, or no more."""
        self.hints = not self.hints
        self.paper.line(tr("text.hints.on" if self.hints else "text.hints.off"))

    def undo(self, _: str) -> None:
        """Take the last answer back."""
        self.game.undo()
        self.refresh()

    def branch(self, rest: str) -> None:
        """Return to the beginning of a turn, in a game of its own."""
        self.game.branch(_number(rest, tr("text.needs.turn")))
        self.refresh()

    def why(self, rest: str) -> None:
        """What a figure is made of, or the list of figures."""
        if not rest:
            pages.show_figures(self.paper, self.briefing)
            return
        figures = pages.all_figures(self.briefing)
        pages.show_why(self.paper, figures[_place(rest, len(figures))])

    def people(self, rest: str) -> None:
        """Everybody, or one person's file."""
        if not rest:
            pages.show_people(self.paper, self.briefing)
            return
        people = self.briefing.people
        pages.show_person(self.paper, people[_place(rest, len(people))])

    def blocs(self, rest: str) -> None:
        """All blocs, or one."""
        if not rest:
            pages.show_blocs(self.paper, self.briefing)
            return
        blocs = self.briefing.blocs
        pages.show_bloc(self.paper, blocs[_place(rest, len(blocs))])

    def save(self, rest: str) -> None:
        """Say where the game is saved, or save a copy."""
        if rest:
            try:
                path = Path(rest).expanduser()
            except RuntimeError as error:  # there is no such user
                raise ValueError(f"{rest}: {error}") from None
            self.game.copy(path)
            self.paper.line(tr("text.copied", path=rest))
        elif self.game.path is None or not self.game.path.exists():
            self.paper.line(tr("text.saved.first"))
        else:
            self.paper.line(tr("text.saved.to", path=self.game.path))


def _number(text: str, wanted: str) -> int:
    if not text.isdecimal() or len(text) >= _DIGITS:
        raise ValueError(wanted)
    return int(text)


def _place(text: str, count: int) -> int:
    number = _number(text, tr("text.which", last=count))
    if not 1 <= number <= count:
        raise ValueError(tr("text.no.such", number=number, last=count))
    return number - 1
