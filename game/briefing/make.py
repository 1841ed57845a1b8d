"""Briefings: everything one seat may know of a game now, as plain data with words.

A briefing is made from `rules.known(state, seat)` and from what is public about the ask, and from
nothing else: change what a seat may not know, and its briefing stays the same to the byte. Only
when the game is over everything may be known.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.chronicle import Chronicle
from game.briefing.corridor import Corridor
from game.briefing.deeds import DeedRecord
from game.briefing.desk import Desk
from game.briefing.economy import PANELS, meetings, policies
from game.briefing.ending import Endings, Past
from game.briefing.eyes import Pause, eyes_of, never, open_eyes
from game.briefing.figures import Figures
from game.briefing.goals import Goals
from game.briefing.model import Briefing, InterpretationView
from game.briefing.party import blocs, bodies, posts
from game.briefing.people import People, factions
from game.briefing.questions import Questions
from game.briefing.reference import Reference
from game.briefing.series import Series
from game.briefing.table import Table
from game.briefing.tools import Tools
from game.briefing.words import flat, prose
from game.engine.rules import Rules
from game.engine.state import State
from game.scenario.load import Loaded


class Briefer:
    """Makes briefings of games of one scenario; what it has compiled is used again."""

    def __init__(self, rules: Rules, loaded: Loaded) -> None:
        self.rules = rules
        self.content = loaded.content
        self.tools = tools = Tools.of(rules, loaded)
        self.words = tools.words
        self.why = tools.why
        self.table = Table(tools)
        desk, corridor = Desk(tools, self.table), Corridor(tools, self.table)
        self.questions = Questions(tools, self.table, desk, corridor)
        self.people = People(rules, tools.words)
        self.goals = Goals(tools)
        self.chronicle = Chronicle(rules, tools.words)
        self.endings = Endings(tools, self.goals, self.chronicle)
        self.reference = Reference(tools)
        self.sources = self.reference.sources()

    def brief(
        self,
        state: State,
        seat: int,
        *,
        deeds: Sequence[DeedRecord] = (),
        series: Series | None = None,
        past: Past | None = None,
        pause: Pause = never,
        game: int = 0,
    ) -> Briefing:
        """What a seat may know of one game.

        `deeds` are all records of the game so far (`deeds.witness`), `series` its figures at past
        turns (`series.note_series`); without them there is no chronicle, and no course of figures.
        `past` is what an ending looks back on, and the hints that need not be given again. `pause`
        is called every now and then.
        """
        rules, words, header, past = self.rules, self.words, self.content.scenario, past or Past()
        over = bool(state.column(game)[rules.layout["over"].first])
        # when it is over the archives are open: nobody's cost stays hidden behind the end
        eyes = (open_eyes if over else eyes_of)(rules, state, seat, game)
        eyes.pause = pause
        figures = Figures.of_seat(words, self.why, eyes, series, self.reference.courses)
        ask = rules.ask(state)
        ident = rules.people[seat]
        return Briefing(
            scenario=header.id,
            title=header.title,
            seat=ident,
            seat_label=self.content.people[ident].name,
            date=words.date(state.turn),
            turn=state.turn,
            turns=rules.turns,
            phase=ask.phase.kind,
            capital=figures.figure(rules.book.currency, seat, explain=True),
            question=None if over else self.questions.question(eyes, ask, game, past.hinted),
            figures=figures.world(PANELS),
            policies=policies(rules, words, eyes),
            people=self.people.views(figures),
            factions=factions(words),
            posts=posts(rules, words, eyes),
            blocs=blocs(rules, words, figures),
            bodies=bodies(rules, words, eyes),
            table=self.table.views(eyes),
            seen=self.chronicle.seen(deeds, seat),
            chronicle=self.chronicle.chronicle(deeds, seat, state.turn),
            goals=self.goals.goals(eyes),
            secrets=self.goals.secrets(eyes),
            meetings=meetings(words, eyes),
            glossary=tuple(
                (entry.term, flat(entry.text)) for entry in self.content.glossary.values()
            ),
            milestones=self.reference.milestones(eyes),
            sources=self.sources,
            paper=header.paper or "",
            opening=prose(header.opening) if state.turn == 1 else "",
            ending=self.endings.view(figures, past),
            pace=rules.book.pace,
        )

    def interpretations(self, state: State, game: int = 0) -> tuple[InterpretationView, ...]:
        """What one finished game of a batch says to the historians' questions."""
        return self.endings.interpretations.views(open_eyes(self.rules, state, 0, game))


_KEPT = 2
_briefers: list[Briefer] = []
"""Those used last: what they have compiled serves the next briefing of the same rules."""


def brief(
    rules: Rules,
    loaded: Loaded,
    state: State,
    seat: int,
    *,
    deeds: Sequence[DeedRecord] = (),
    series: Series | None = None,
    past: Past | None = None,
) -> Briefing:
    """What a seat may know of a game played alone; see `Briefer.brief`."""
    return briefer(rules, loaded).brief(state, seat, deeds=deeds, series=series, past=past)


def interpretations(
    rules: Rules, loaded: Loaded, state: State, game: int = 0
) -> tuple[InterpretationView, ...]:
    """The historians' views of a scenario with the evidence of one finished game, for debriefs."""
    return briefer(rules, loaded).interpretations(state, game)


def briefer(rules: Rules, loaded: Loaded) -> Briefer:
    """What makes the briefings of a scenario's games; those used last are kept."""
    found = next((b for b in _briefers if b.rules is rules and b.content is loaded.content), None)
    if found is None:
        found = Briefer(rules, loaded)
        _briefers[:] = [found, *_briefers[: _KEPT - 1]]
    return found
