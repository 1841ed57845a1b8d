"""How the game ended: which ending, what it cost in people, what became of everybody."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.figures import Figures
from game.briefing.goals import Goals
from game.briefing.model import EndingView, Figure
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.words import flat, prose


class Endings:
    """Tells the endings of one scenario."""

    def __init__(self, tools: Tools, goals: Goals) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases
        self.goals = goals

    def view(self, figures: Figures) -> EndingView | None:
        """The ending, or None while the game goes on."""
        eyes = figures.eyes
        number = eyes.count("over")
        if not number:
            return None
        ident = self.rules.book.endings[number - 1].id
        declared = self.words.content.endings[ident]
        winner = eyes.count("winner")
        mine = ident in self.goals.ids(self.rules.people[eyes.seat])
        return EndingView(
            id=ident,
            title=declared.title,
            text=prose(declared.text),
            winner=self.rules.people[winner] if winner >= 0 else "",
            reached=mine and winner in (-1, eyes.seat),
            fates=tuple(self.fates(eyes)),
            costs=self.costs(figures),
        )

    def fates(self, eyes: Eyes) -> list[tuple[str, str]]:
        """What became of everybody of whom something is told: in this game, else in history."""
        found = []
        place = Place(eyes, {})
        for ident in self.rules.people:
            told = flat(self.words.content.people[ident].fate)
            for epilogue in self.words.content.epilogues.get(ident, ()):
                if self.phrases.evaluate(self.bench.tree(epilogue.when), place):
                    told = prose(epilogue.text)
                    break
            if told:
                found.append((ident, told))
        return found

    def costs(self, figures: Figures) -> tuple[Figure, ...]:
        """The counts of people the game began at zero with and wants low: what it cost."""
        chosen = [
            ident
            for ident, declared in self.words.content.quantities.items()
            if declared.per is None and declared.good == "down" and declared.start == 0
            and declared.unit in ("people", "thousand", "thousand people")
        ]  # fmt: skip
        return tuple(figures.figure(ident) for ident in chosen)
