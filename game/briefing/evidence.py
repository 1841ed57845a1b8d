"""What a finished game says to the historians' questions: evidence for and against, no verdict."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.model import Evidence, InterpretationView
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.words import number, prose
from game.engine import expressions as ex
from game.scenario import schema as sc


class Interpretations:
    """Counts the evidence of one scenario."""

    def __init__(self, tools: Tools) -> None:
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases

    def views(self, eyes: Eyes) -> tuple[InterpretationView, ...]:
        """Every view with its evidence as it stands."""
        return tuple(
            InterpretationView(
                id=ident,
                label=view.label,
                question=view.question or "",
                view=prose(view.view),
                argued_by=tuple(view.argued_by),
                evidence=tuple(self.evidence(row, eyes) for row in view.evidence),
            )
            for ident, view in self.words.content.interpretations.items()
        )

    def evidence(self, row: sc.Evidence, eyes: Eyes) -> Evidence:
        """One thing counted. What speaks for both or for none says nothing."""
        place = Place(eyes, {})
        counted = self.bench.tree(row.value)
        value = float(self.phrases.evaluate(counted, place) or 0)
        yes = bool(self.phrases.evaluate(self.bench.tree(row.for_if), place))
        no = bool(self.phrases.evaluate(self.bench.tree(row.against_if), place))
        speaks = "neither" if yes == no else "for" if yes else "against"
        text = ("yes" if value else "no") if _is_truth(counted) else number(value)
        return Evidence(row.label, value, text, speaks)


def _is_truth(tree: ex.Tree) -> bool:
    """Whether a value only says that something is so, or not."""
    match tree:
        case ex.Choice(a=ex.Number(value=1), b=ex.Number(value=0)):
            return True
    return isinstance(tree, ex.Compare | ex.Logic | ex.Within)
