"""What the seat is asked now, with every answer it could give."""

from __future__ import annotations

import re
from dataclasses import replace

from game.briefing.corridor import Corridor
from game.briefing.desk import Desk
from game.briefing.eyes import Eyes
from game.briefing.forecast import Motion, motions
from game.briefing.model import Consequence, Option, Question
from game.briefing.phrases import Place
from game.briefing.table import Table
from game.briefing.tools import Tools
from game.briefing.words import fill, flat, prose
from game.engine.asks import Ask
from game.engine.cards import Card
from game.engine.congress import Change
from game.engine.lobby import Answer, Offer
from game.engine.manoeuvres import Round
from game.engine.motions import Agenda
from game.engine.notation import PASS
from game.engine.votes import ABSTAIN, AYE, NAY, SlotVote
from game.scenario import schema as sc

_MONTHS = ("first", "second", "third")


class Questions:
    """Puts the asks of one scenario to a seat."""

    def __init__(self, tools: Tools, table: Table, desk: Desk, corridor: Corridor) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.phrases = tools.phrases
        self.bench = tools.bench
        self.why = tools.why
        self.forecast = tools.forecast
        self.consequences = tools.consequences
        self.table = table
        self.desk = desk
        self.corridor = corridor

    def question(
        self, eyes: Eyes, ask: Ask, game: int, hinted: frozenset[str] = frozenset()
    ) -> Question | None:
        """What the seat is asked, or None when it is not asked; `hinted` are the hints that were
        given before.
        """
        if not bool(ask.asked[eyes.seat, game]):
            return None
        phase = ask.phase
        match phase:
            case Card():
                found = self.card(eyes, phase, int(ask.subject[game]))
            case Round():
                found = self.manoeuvre(eyes, phase)
            case Agenda():
                found = self.agenda(eyes, phase)
            case Offer():
                found = self.lobby(eyes, phase)
            case Answer():
                found = self.answer(eyes, phase)
            case Change():
                found = self.change(eyes, phase)
            case SlotVote():
                found = self.vote(eyes, phase)
            case _:
                return None
        found = replace(found, step=phase.step + 1, steps=phase.steps)
        card = self.rules.book.events[int(ask.subject[game])].id if found.kind == "card" else ""
        return self.hint(eyes, found, card, hinted)

    def hint(self, eyes: Eyes, found: Question, card: str, hinted: frozenset[str]) -> Question:
        """The question with the scenario's first hint for it that has not been given yet."""
        place = Place(eyes, {"actor": self.phrases.bound(eyes, "person", eyes.seat)})
        for ident, hint in self.words.content.hints.items():
            if ident in hinted or hint.at not in (found.kind, card):
                continue
            if self.phrases.evaluate(self.bench.tree(hint.when), place):
                return replace(found, hint=flat(hint.text), hint_id=ident)
        return found

    # ---------------------------------------------------------------- a card

    def card(self, eyes: Eyes, phase: Card, number: int) -> Question:
        """An event laid before the seat."""
        book = self.rules.book.events[number]
        event = self.words.content.events[book.id]
        holes = {"actor": self.words.label("person", eyes.seat)}
        legal = eyes.run(phase.deck.options[number], eyes.seat)
        you = {"actor": self.phrases.bound(eyes, "person", eyes.seat)}
        options = [Option(PASS, "Leave it undecided", legal=True)]
        for place, option in enumerate(book.options):
            declared = event.options[option.id]
            tree = self.bench.tree(option.when)
            options.append(
                Option(
                    key=option.id,
                    label=fill(declared.label, **holes),
                    legal=bool(legal[place]),
                    barred=() if legal[place] else self.why.barred(eyes, tree, you),
                    consequences=self.consequences.tell(eyes, f"{book.id} {option.id}", eyes.seat),
                )
            )
        return Question(
            "card",
            1,
            1,
            event.title,
            fill(prose(event.text), **holes),
            tuple(options),
            short=fill(flat(event.short), **holes),
            history=flat(event.history.note) if event.history else "",
            stake=fill(flat(event.stake), **holes),
            confidence=event.history.confidence if event.history else "",
            sources=self.words.cited(event.history.sources if event.history else event.sources),
            tags=tuple(event.tags),
            people=self.spoken_of(eyes, event),
        )

    def spoken_of(self, eyes: Eyes, event: sc.Event) -> tuple[str, ...]:
        """Who is named in a card's text or options, the seat's own person left out."""
        texts = [event.title, event.text, *(option.label for option in event.options.values())]
        words = set(re.findall(r"\w+", " ".join(texts)))
        people = self.words.content.people
        return tuple(
            ident
            for number, ident in enumerate(self.rules.people)
            if number != eyes.seat and people[ident].short in words
        )

    # ---------------------------------------------------------------- what one does oneself

    def manoeuvre(self, eyes: Eyes, phase: Round) -> Question:
        """A month's manoeuvre."""
        when = _MONTHS[phase.step] if phase.steps > 1 else ""
        title = f"The {when} month: what do you do?" if when else "What do you do?"
        text = "All choose at once; what the others do is seen afterwards."
        options = (
            Option(PASS, "Do nothing this month" if when else "Do nothing", legal=True),
            *self.desk.manoeuvres(eyes, phase.acts),
        )
        return Question("manoeuvre", 1, 1, title, text, options)

    def agenda(self, eyes: Eyes, phase: Agenda) -> Question:
        """What to table."""
        body = self._body()
        slots = self.rules.book.slots
        come = "the weightiest comes" if slots == 1 else f"the {slots} weightiest come"
        text = (
            f"Each member of the {body} may table one motion; {come} to the vote. Under a motion"
            " stands what it does if it is carried."
        )
        options = (
            Option(PASS, "Table nothing", legal=True),
            *self.desk.motions(eyes, phase.acts),
        )
        return Question("agenda", 1, 1, f"What do you put before the {body}?", text, options)

    def change(self, eyes: Eyes, phase: Change) -> Question:
        """A change of the narrow body, to be put to the new committee."""
        body = self._body()
        options = (
            Option(PASS, "Propose no change", legal=True),
            *self.desk.motions(eyes, phase.acts, phase.motions),
        )
        text = (
            "The congress has elected a new committee. It votes on what you put to it about the"
            f" {body}."
        )
        return Question("change", 1, 1, f"Who shall sit in the {body}?", text, options)

    def _body(self) -> str:
        body = self.rules.member_bodies[self.rules.core]
        return self.words.content.bodies[body.id].label.removeprefix("The ")

    # ---------------------------------------------------------------- the corridor

    def lobby(self, eyes: Eyes, phase: Offer) -> Question:
        """What to say in the corridor."""
        options = (
            Option(PASS, "Say nothing", legal=True),
            *self.corridor.acts(eyes, phase.corridor),
        )
        text = (
            "One word to one person about one motion, before the vote. "
            "The odds reckon with what the others may say meanwhile."
        )
        return Question("lobby", 1, 1, "In the corridor", text, options)

    def answer(self, eyes: Eyes, phase: Answer) -> Question:
        """Which offer to accept."""
        offers = self.corridor.offers(eyes, phase.corridor)
        options = (Option(PASS, "Accept none", legal=True), *offers)
        text = "You may accept one. A promise that is broken costs trust, in the open."
        return Question("answer", 1, 1, "What you are offered", text, options)

    # ---------------------------------------------------------------- votes

    def vote(self, eyes: Eyes, phase: SlotVote) -> Question:
        """Aye, nay or abstain on one motion."""
        motion = next(m for m in motions(eyes) if m.slot == phase.slot)
        hall = self.forecast.in_assembly(motion)
        voters = self.forecast.speakers(eyes) if hall else self.forecast.members(eyes)
        stances = self.forecast.stances(eyes, motion, voters)
        options = []
        for key, cast in zip(phase.verbs, (ABSTAIN, AYE, NAY), strict=True):
            tally = self.table.tally_if(eyes, motion, stances, cast)
            label = {"abstain": "Abstain", "aye": "Vote aye", "nay": "Vote nay"}[key]
            detail = f"It is then carried in {tally.chance} of 100."
            broken = self._broken(eyes, motion, cast)
            options.append(
                Option(key, label, legal=True, detail=detail, consequences=broken, tally=tally)
            )
        mover = self.words.label("person", motion.mover)
        why = self.words.content.motions[self.rules.book.motions[motion.number].id]
        text = flat(f"Moved by {mover}. {why.note or ''}")
        kind = "plenum" if hall else "vote"
        return Question(
            kind, 1, 1, self.table.label(eyes, motion), text, tuple(options), slot=motion.slot
        )

    def _broken(self, eyes: Eyes, motion: Motion, cast: int) -> tuple[Consequence, ...]:
        """What it costs to vote against one's own pledge."""
        pledge = eyes.count("pledge", motion.slot, eyes.seat)
        if (
            not pledge
            or cast == (AYE if pledge > 0 else NAY)
            or "lobby broken" not in self.rules.effects
        ):
            return ()
        to = eyes.count("pledged_to", motion.slot, eyes.seat)
        return self.consequences.tell(eyes, "lobby broken", to, eyes.seat)
