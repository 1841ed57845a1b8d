"""The dossiers: everybody as the seat knows him."""

from __future__ import annotations

from game.briefing.bench import names_in
from game.briefing.eyes import Eyes
from game.briefing.figures import Figures
from game.briefing.model import FactionView, Figure, PersonView
from game.briefing.words import Words, flat, signed
from game.engine import expressions as ex
from game.engine.rules import Rules

MIDDLE = 15
"""A position nearer to 0 than this is told as standing between the ends."""


class People:
    """Makes the dossiers of one scenario. `traits` holds everybody's constants, 0 to 10."""

    def __init__(self, rules: Rules, words: Words) -> None:
        self.rules = rules
        self.words = words
        quantities = words.content.quantities
        self.pairs = [
            ident
            for ident, declared in quantities.items()
            if isinstance(declared.per, list) and set(declared.per) <= {"person", "leader", "seat"}
        ]
        read = set(names_in(ex.parse(rules.book.vote.absent)))
        self.away = [
            ident
            for ident, flag in words.content.flags.items()
            if flag.per == "person" and ident in read
        ]
        self.traits = [self._traits(person) for person in range(len(rules.people))]

    def views(self, figures: Figures) -> tuple[PersonView, ...]:
        """Everybody, leaders first."""
        return tuple(self.view(figures, person) for person in range(len(self.rules.people)))

    def view(self, figures: Figures, person: int) -> PersonView:
        """One dossier."""
        eyes, ident = figures.eyes, self.rules.people[person]
        declared = self.words.content.people[ident]
        members = self.rules.layout.members
        faction, patron = eyes.count("faction", person), eyes.count("patron", person)
        portrait = declared.portrait.model_dump()
        return PersonView(
            id=ident,
            name=declared.name,
            short=declared.short,
            initials=declared.initials,
            born=declared.born,
            faction=members["faction"][faction] if faction >= 0 else "",
            patron=self.rules.people[patron] if patron >= 0 else "",
            seat=declared.seat or "",
            status=self.status(eyes, person),
            bodies=self.bodies(eyes, person),
            posts=self.posts(eyes, person),
            traits=self.traits[person],
            positions=positions(self.words, eyes, "position", person),
            figures=figures.of(
                ("person", "seat", "leader"), person, explain=person < self.rules.seats
            ),
            relations=self.relations(figures, person) if person != eyes.seat else (),
            portrait=tuple((name, str(value)) for name, value in portrait.items()),
            note=flat(declared.note),
            testament=flat(declared.testament),
            playing=person == eyes.seat,
        )

    def status(self, eyes: Eyes, person: int) -> str:
        """Dead, expelled, or what keeps him from voting; empty in ordinary standing."""
        if not eyes.alive(person):
            return "dead"
        if not eyes.count("in_party", person):
            return "expelled"
        flags = [ident for ident in self.away if eyes.count(ident, person)]
        return self.words.content.flags[flags[0]].label if flags else ""

    def bodies(self, eyes: Eyes, person: int) -> tuple[str, ...]:
        """The bodies he sits in."""
        found = []
        for number, body in enumerate(self.rules.member_bodies):
            rank = eyes.count("rank", number, person)
            if rank:
                label = self.words.content.bodies[body.id].label
                found.append(label if rank == 2 else f"{label} (candidate)")
        return tuple(found)

    def posts(self, eyes: Eyes, person: int) -> tuple[str, ...]:
        """The offices he holds."""
        return tuple(self.words.label("post", post) for post in eyes.offices(person))

    def _traits(self, person: int) -> tuple[Figure, ...]:
        values = self.rules.book.people[person].traits
        found = []
        for (ident, declared), value in zip(self.words.content.traits.items(), values, strict=True):
            note = flat(declared.note)
            found.append(
                Figure(ident, declared.label, float(value), str(value), high=10, note=note)
            )
        return tuple(found)

    def relations(self, figures: Figures, person: int) -> tuple[Figure, ...]:
        """What is between him and the seat, both ways; what is nothing is left out unless it is on
        a panel.
        """
        found = []
        for ident in self.pairs:
            block, declared = self.rules.layout[ident], self.words.content.quantities[ident]
            seat = figures.eyes.seat
            for a, b, words in ((person, seat, "to you"), (seat, person, "from you")):
                if a >= block.counts[0] or b >= block.counts[1]:
                    continue
                if declared.panel or figures.eyes.count(ident, a, b):
                    found.append(figures.figure(ident, a, b, label=f"{declared.label}, {words}"))
        return tuple(found)


def positions(words: Words, eyes: Eyes, name: str, member: int) -> tuple[Figure, ...]:
    """Where a person or bloc stands on every issue."""
    found = []
    for number, (ident, issue) in enumerate(words.content.issues.items()):
        value = eyes.value(name, member, number)
        end = words.issue_end(number, 1 if value > 0 else -1)
        text = end if abs(value) >= MIDDLE else "in between"
        note = f"{signed(value)}, from –100 ({issue.ends[0]}) to 100 ({issue.ends[1]})."
        found.append(Figure(ident, issue.label, value, text, low=-100, high=100, note=note))
    return tuple(found)


def factions(words: Words) -> tuple[FactionView, ...]:
    """All factions with their marks."""
    return tuple(
        FactionView(ident, faction.label, faction.shape, faction.colour, flat(faction.note))
        for ident, faction in words.content.factions.items()
    )
