"""What every part of a briefing works with, made once for a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from game.briefing.bench import Bench
from game.briefing.consequences import Consequences
from game.briefing.forecast import Forecast
from game.briefing.phrases import Phrases
from game.briefing.why import Why
from game.briefing.words import Words
from game.engine.rules import Rules
from game.scenario.load import Loaded


@dataclass(frozen=True, slots=True)
class Tools:
    """The words of a scenario, its compiled expressions, and what explains and foretells."""

    rules: Rules
    words: Words
    bench: Bench
    phrases: Phrases
    why: Why
    forecast: Forecast
    consequences: Consequences

    @classmethod
    def of(cls, rules: Rules, loaded: Loaded) -> Tools:
        """The tools of a scenario."""
        words, bench = Words(rules, loaded), Bench(rules)
        phrases = Phrases(words, bench)
        why = Why(words, bench, phrases)
        return cls(rules, words, bench, phrases, why, Forecast(rules), Consequences(rules, words))
