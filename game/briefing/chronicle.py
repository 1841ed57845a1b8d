"""What happened, told to one seat: everything public, and of the rest what it took part in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.briefing.deeds import DeedRecord
from game.briefing.model import Deed
from game.briefing.words import NOBODY, Words, ended, fill, flat, listed
from game.engine.notation import PASS, target_number
from game.engine.rules import Rules
from game.scenario import schema as sc
from game.scenario.build import turn_of

_KINDS = {"answer": "lobby", "change": "plenum", "ratify": "plenum"}
_CASTS = {"aye": "Aye", "nay": "Nay", "abstain": "Abstaining", "absent": "Absent"}
_AMONG = {"aye": "for", "nay": "against", "abstain": "abstaining", "absent": "absent"}
_BECAME = ("held over", "seconded")
"""What became of a motion that was tabled and has no place of its own on the table."""
_ASSEMBLIES = ("plenum", "ratify")
"""Votes in which hundreds take part, and only the leaders are named."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words: all of it in one text, and the same as a newspaper story with a headline,
    a line above it and what is left to tell below.
    """

    text: str = ""
    title: str = ""
    line: str = ""
    story: str = ""


_KEPT = 4_000
"""So many records are kept in words: twice those of a long game, not those of all games played."""


class Chronicle:
    """Turns the records of one scenario's game into sentences."""

    def __init__(self, rules: Rules, words: Words) -> None:
        self.rules = rules
        self.words = words
        self._told: dict[tuple[object, ...], Told] = {}
        self.meetings: dict[int, list[str]] = {}
        for meeting in words.content.calendar:
            turn = rules.sitting(turn_of(words.content, meeting.on))
            self.meetings.setdefault(turn, []).append(meeting.label)

    # ---------------------------------------------------------------- what is told

    def chronicle(self, deeds: Sequence[DeedRecord], seat: int, turn: int) -> tuple[Deed, ...]:
        """Everything the seat knows to have happened, by turn, with the meetings held."""
        told = self.told(deeds, seat)
        found: list[Deed] = []
        for number in range(1, turn + 1):
            labels = self.meetings.get(number, [])
            if labels and number < turn:
                found.append(self._deed(number, "report", Told(f"{listed(labels)}.")))
            found += [deed for deed in told if deed.turn == number]
        return tuple(found)

    def seen(self, deeds: Sequence[DeedRecord], seat: int) -> tuple[Deed, ...]:
        """What others did since the seat's own last answer, and what became of it."""
        own = self.rules.people[seat]
        last = max(
            (n for n, deed in enumerate(deeds) if deed.seat == own and _answer(deed)), default=-1
        )
        since = [
            deed
            for n, deed in enumerate(deeds)
            if (n > last or _together(deed, deeds[last]))
            and not (deed.seat == own and _answer(deed))
        ]
        return tuple(self.told(since, seat))

    def told(self, deeds: Sequence[DeedRecord], seat: int) -> list[Deed]:
        """Records as sentences; what the seat may not know is left out."""
        casts: dict[tuple[int, str, tuple[str, ...]], list[DeedRecord]] = {}
        for deed in deeds:
            if deed.kind in ("vote", "plenum", "ratify") and deed.does in _CASTS:
                casts.setdefault((deed.turn, deed.ask, deed.about), []).append(deed)
        became = {(deed.turn, deed.ask, deed.seat) for deed in deeds if deed.does in _BECAME}
        found = []
        for deed in deeds:
            if (deed.turn, deed.ask, deed.seat) in became and deed.does not in _BECAME:
                continue  # a motion that found no place of its own is told by what became of it
            with_it = tuple(casts.get((deed.turn, deed.ask, deed.about), ()))
            key = (deed, seat, with_it)
            if key not in self._told:
                if len(self._told) >= _KEPT:
                    self._told.clear()
                self._told[key] = self.sentence(deed, seat, with_it)
            told = self._told[key]
            if told.text:
                ends = deed.does == "ends" and not self.is_card(deed)
                kind = "ending" if ends else _KINDS.get(deed.kind, deed.kind)
                found.append(self._deed(deed.turn, kind, told, deed.seat))
        return found

    def _deed(self, turn: int, kind: str, told: Told, person: str = "") -> Deed:
        date = self.words.date(turn)
        return Deed(turn, date, kind, told.text, person, told.title, told.line, told.story)

    # ---------------------------------------------------------------- sentences

    def sentence(self, deed: DeedRecord, seat: int, casts: Sequence[DeedRecord]) -> Told:
        """One record in words, empty where there is nothing to tell; `casts` are the votes of the
        same ask.
        """
        if self.is_card(deed):  # an author may call an option what a fact is called
            return self.card(deed)
        fact = self.fact(deed)
        if fact:
            return Told(fact, fact.removesuffix("."))
        if deed.does in (PASS, *_CASTS):
            return Told()
        match deed.kind:
            case "manoeuvre":
                return Told(self.manoeuvre(deed, self.rules.people[seat]))
            case "agenda" | "change":
                return Told(self.tabled(deed))
            case "lobby" | "answer":
                return Told(self.corridor(deed, self.rules.people[seat]))
            case "vote" | "plenum" | "ratify":
                return self.result(deed, casts)
        return Told()

    def is_card(self, deed: DeedRecord) -> bool:
        """Whether a record is the answer to a card."""
        event = self.words.content.events.get(deed.about[0]) if deed.about else None
        return deed.kind == "card" and event is not None and deed.does in event.options

    def name(self, ident: str) -> str:
        """A person's short name; "" for nobody."""
        return self.words.content.people[ident].short if ident else ""

    def card(self, deed: DeedRecord) -> Told:
        """What was chosen at a card, and what came of it."""
        event = self.words.content.events[deed.about[0]]
        option = event.options[deed.does]
        holes = {"actor": self.name(deed.seat) or NOBODY}
        chose = ended(fill(option.label, **holes))
        told = f"{chose} {fill(flat(option.after), **holes)}".strip()
        if not deed.seat:
            return Told(f"“{event.title}”: {told}", event.title, story=told)
        name = self.name(deed.seat)
        return Told(f"{name} on “{event.title}”: {told}", event.title, story=f"{name}: {told}")

    def manoeuvre(self, deed: DeedRecord, own: str) -> str:
        """What was seen of a manoeuvre: nothing of a secret one, but by the actor, and by whom it
        was done with if it is secret to both.
        """
        ident, _, key = deed.does.partition(" ")
        declared = self.words.content.manoeuvres[ident]
        hidden = declared.secret
        if hidden and own not in ((deed.seat, key) if hidden == "both" else (deed.seat,)):
            return ""
        holes = self._holes(self._kind(ident), key) | {"actor": self.name(deed.seat)}
        if declared.seen:
            return ended(fill(declared.seen, **holes))
        return ended(f"{self.name(deed.seat)}: {fill(declared.label, **holes)}")

    def _kind(self, ident: str) -> str:
        return next(act.target.kind for act in self.rules.book.manoeuvres if act.id == ident)

    def _holes(self, kind: str, key: str) -> dict[str, str]:
        return self.words.holes(kind, target_number(self.rules, kind, key))

    def motion(self, about: Sequence[str]) -> str:
        """A motion's label."""
        ident, key, mover, against = about
        numbers = {motion.id: n for n, motion in enumerate(self.rules.book.motions)}
        motion = self.rules.book.motions[numbers[ident]]
        holes = self._holes(motion.target.kind, key)
        holes |= {"mover": self.name(mover), "actor": self.name(mover)}
        holes["against"] = self.name(against)
        label = self.words.content.motions[ident].label
        return fill(label, **holes)

    def title(self, about: Sequence[str]) -> str:
        """A motion as a headline."""
        kind = next(one.target.kind for one in self.rules.book.motions if one.id == about[0])
        number = target_number(self.rules, kind, about[1])
        return self.words.motion_title(kind, number, self.motion(about))

    def tabled(self, deed: DeedRecord) -> str:
        """A motion that was tabled, or found no place."""
        if deed.does == "held over":
            return f"“{self.motion(deed.about)}”, moved by {self.name(deed.seat)}, was held over."
        label = self.motion(deed.about)
        if deed.does == "seconded":
            mover = self.name(deed.about[2])
            return f"{self.name(deed.seat)} seconded “{label}”, moved by {mover}."
        if deed.kind == "change":
            return f"{self.name(deed.seat)} put “{label}” to the new committee."
        return f"{self.name(deed.seat)} tabled “{label}”."

    def corridor(self, deed: DeedRecord, own: str) -> str:
        """What was said in the corridor, to those who said it or heard it."""
        if deed.does in ("withdrawn", "referred"):
            what = "withdrawn" if deed.does == "withdrawn" else "referred to the plenum"
            return f"“{self.motion(deed.about)}” was {what}."
        words = deed.does.split()
        if own not in (deed.seat, words[-1]):
            return ""
        if deed.kind == "answer":
            return f"{self.name(deed.seat)} accepted what {self.name(words[-1])} offered."
        declared = self.words.content.lobby
        if declared is None or len(words) < 4:
            return ""
        act: sc.LobbyAct = declared.acts[words[0]]
        actor, target = self.name(deed.seat), self.name(words[3])
        side, motion = words[2], self.motion(deed.about)
        if act.seen:
            said = fill(act.seen, actor=actor, target=target)
            return f"{said}: a vote {side} “{motion}”."
        label = fill(act.label, target=target)
        return f"{actor}, in the corridor: {label}, {side} “{motion}”."

    def result(self, deed: DeedRecord, casts: Iterable[DeedRecord]) -> Told:
        """How a motion went, and who voted how."""
        word, _, count = deed.does.partition(" ")
        ayes, _, nays = count.partition(":")
        passed = {
            "carried": "was carried",
            "lost": "was lost",
            "proposed": "was carried and goes to the plenum",
        }
        motion, went = self.motion(deed.about), f"{passed[word]}, {ayes} to {nays}"
        if word == "lost" and int(ayes) > int(nays):
            went += ", where two thirds were needed"
        if word != "lost" and ayes == nays:
            went += ", by the vote of the chair"
        assembly = deed.kind in _ASSEMBLIES
        sides = [
            f"{label}: {listed(names)}"
            for cast, label in (_AMONG if assembly else _CASTS).items()
            if (names := [self.name(one.seat) for one in casts if one.does == cast])
        ]
        story = f"{'. '.join(sides)}." if sides else ""
        if sides and assembly:
            story = f"Among the leaders, {'; '.join(sides)}."
        line = went.removeprefix("was ").capitalize()
        return Told(f"“{motion}” {went}. {story}".strip(), self.title(deed.about), line, story)

    def fact(self, deed: DeedRecord) -> str:
        """A public fact as a sentence, or ""."""
        name = self.name(deed.seat)
        word, _, ident = deed.does.partition(" ")
        content = self.words.content
        if deed.does == "dies":
            return f"{name} died."
        if deed.does == "leaves the party":
            return f"{name} is no longer in the party."
        if deed.does == "ends":
            return f"{content.endings[deed.about[0]].title}."
        if word in ("holds", "leaves") and ident in content.posts:
            label = self.words.inside(content.posts[ident].label)
            return f"{name} is now {label}." if word == "holds" else f"{name} is no longer {label}."
        if word in ("member", "candidate", "leaves") and ident in content.bodies:
            body = content.bodies[ident].label
            told = {"member": "is now a full member of", "candidate": "is now a candidate of"}
            return f"{name} {told.get(word, 'no longer sits in')} the {body.removeprefix('The ')}."
        return ""


def _answer(deed: DeedRecord) -> bool:
    """Whether a record is an answer somebody gave, and not a fact or a result."""
    facts = ("dies", "leaves", "holds", "member", "candidate")
    return bool(deed.seat) and deed.does.split()[0] not in facts and deed.does not in _BECAME


def _together(deed: DeedRecord, last: DeedRecord) -> bool:
    """Whether a record belongs to the same ask as the seat's last answer: all answered at once."""
    return (deed.turn, deed.ask) == (last.turn, last.ask)
