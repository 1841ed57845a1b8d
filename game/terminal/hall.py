"""Before a game, in a terminal: go on with a saved one, or choose whom to be."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from game.briefing.choice import ScenarioCard
from game.i18n import tr
from game.session.opening import Opening
from game.session.session import Session
from game.terminal.paper import Paper


class Hall:
    """The choices that lead to a game."""

    def __init__(self, product: str, opening: Opening) -> None:
        self.product = product
        self.opening = opening
        self.paper = Paper(Console(highlight=False))

    def run(self) -> Session | None:
        """The game that was chosen; None when the input ends or q is typed."""
        self.paper.head(self.product)
        saves = self.opening.saves()[:9]
        if saves:
            lines = [
                f"{save.title}: {save.seat_label}, {save.date} ({save.when})" for save in saves
            ]
            number = self.choose(tr("text.go.on"), [tr("title.new"), *lines])
            if number is None:
                return None
            if number:
                return self.opening.resume(saves[number - 1].path)
        return self.new_game()

    def new_game(self) -> Session | None:
        """A new game of a chosen scenario, person and level."""
        cards = self.opening.scenarios()
        lines = [f"{card.title}, {card.dates}\n{card.summary}" for card in cards]
        scenario = self.choose(tr("choose.scenario"), lines) if len(cards) > 1 else 0
        if scenario is None:
            return None
        card = cards[scenario]
        leader = self.choose(tr("choose.leader"), leaders(card))
        if leader is None:
            return None
        levels = [f"{label}\n{note}" for _, label, note in card.levels]
        level = self.choose(tr("choose.level"), levels) if len(levels) > 1 else 0
        if level is None:
            return None
        lengths = [tr("text.length.whole"), f"{tr('text.length.short')}\n{tr('text.length.note')}"]
        length = self.choose(tr("text.length"), lengths)
        if length is None:
            return None
        chosen = card.levels[level][0] if card.levels else ""
        who = card.leaders[leader].id
        return self.opening.new_game(card.path, who, chosen, None, short=length == 1)

    def choose(self, title: str, lines: Sequence[str]) -> int | None:
        """The place of the line that was chosen by its number, from 0; None to leave."""
        self.paper.head(title)
        for number, line in enumerate(lines, start=1):
            first, _, more = line.partition("\n")
            self.paper.line(f"{number:>3}  {first}", "bold")
            if more:
                self.paper.line(more, "", 5)
        while True:
            typed = self.paper.read()
            if typed is None or typed in ("q", "quit"):
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(lines):
                return int(typed) - 1
            self.paper.line(tr("text.type.number", last=len(lines)), "yellow")


def leaders(card: ScenarioCard) -> list[str]:
    """The people who can be played, with what they are told."""
    return [
        f"{leader.name} ({tr(f'difficulty.{leader.difficulty}')})\n{leader.brief} "
        f"{tr('choose.goals')}: {', '.join(leader.goals)}."
        for leader in card.leaders
    ]
