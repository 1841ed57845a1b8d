"""Expressions of a scenario in English: conditions as clauses, numbers as nouns.

A clause says that a condition holds, or that it does not. Who is meant by `actor` or `target` comes
with the place; the member of a group is left out:
"somebody among the leaders (suspicion above 60)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from game.briefing.bench import Bench
from game.briefing.eyes import Eyes
from game.briefing.words import BUILT_IN, Words, fill, listed, lower, number
from game.engine import expressions as ex
from game.engine.formulas import CLOCK
from game.scenario.texts import figures_in

YOU = "you"
_COMPARED = {">": "above", ">=": "at least", "<": "below", "<=": "at most"}
_DATED = {">": "after", ">=": "from", "<": "before", "<=": "until"}
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}
_GROUPS = {
    "people": "people",
    "leaders": "the leaders",
    "seats": "those who decide",
    "blocs": "the delegations",
    "posts": "the posts",
    "policies": "the policies",
}
_WAYS = {"trust": "in", "owed": "to"}
"""The word between a number kept for two and the second of them, by the last word of its label."""
_PARTS = {
    "mover": ("{} did not move it", "{} moved it"),
    "against": ("it is not aimed at {}", "it is aimed at {}"),
}
"""Who somebody is in a motion, of whom one would else say that he is himself: no, and yes."""
_VERB = re.compile(r"\b(is|are|was|were|has|have|may|can)\b")
_ENTITY_PARTS = {
    "holder": "person",
    "patron": "person",
    "control": "person",
    "principal": "person",
    "faction": "faction",
    "bloc": "bloc",
    "policy": "policy",
    "issue": "issue",
    "post": "post",
    "person": "person",
}


@dataclass(frozen=True, slots=True)
class Bound:
    """What a name stands for: its kind, which member (None inside a group), and its words."""

    kind: str
    member: float | None
    text: str

    @property
    def whose(self) -> str:
        """The words before something of its own."""
        if not self.text:
            return ""
        return "your " if self.text == YOU else f"{self.text}'s "


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression is read: through whose eyes, and what its names stand for."""

    eyes: Eyes
    names: Mapping[str, Bound]

    def within(self, kind: str, name: str = "it") -> Place:
        """The place inside a group."""
        return replace(self, names={**self.names, name: Bound(kind, None, "")})

    @property
    def closed(self) -> bool:
        """Whether all names stand for members."""
        return all(bound.member is not None for bound in self.names.values())


class Phrases:
    """Puts the expressions of one scenario into words."""

    def __init__(self, words: Words, bench: Bench) -> None:
        self.words = words
        self.bench = bench
        content = words.content
        self.switches = {
            ident for ident, q in content.quantities.items() if list(q.range) == [0, 1]
        }

    def bound(self, eyes: Eyes, kind: str, member: int) -> Bound:
        """A member of a kind as a bound name; the seat's own person is "you"."""
        if kind in ("person", "leader", "seat"):
            text = YOU if member == eyes.seat else self.words.label("person", member)
            return Bound("person", member, text)
        if kind in ("setting", "issue_end", "appointment", "proposal"):
            return Bound(kind, member, self.words.inside_target(kind, member))
        return Bound(kind, member, self.words.inside(self.words.label(kind, member)))

    def evaluate(self, tree: ex.Tree, place: Place) -> Any:
        """The value of a tree where it stands, or None where it has none."""
        if not place.closed:
            return None
        variables = {n: self.bench.variable(n, b.kind) for n, b in place.names.items()}
        program = self.bench.program([tree], variables)
        if program is None:
            return None
        return place.eyes.run(program, *(bound.member for bound in place.names.values()))[0]

    def told(self, text: str, place: Place) -> str:
        """A text with the numbers in its braces put in."""
        for start, figure in reversed(list(figures_in(text))):
            value = number(float(self.evaluate(self.bench.tree(figure), place) or 0))
            text = f"{text[: start - 1]}{value}{text[start + len(figure) + 1 :]}"
        return text

    # ---------------------------------------------------------------- kinds

    def kind(self, tree: ex.Tree, place: Place) -> str:
        """The kind of entity a tree stands for, or ""."""
        match tree:
            case ex.Name(id="nobody"):
                return "nobody"
            case ex.Name(id=ident) if ident in place.names:
                return place.names[ident].kind
            case ex.Name(id=ident):
                kind = self.bench.rules.names.entities.get(ident, ("", 0))[0]
                return "" if kind == "policy" else kind
            case ex.Attribute(of=ex.Name(id="line")):
                return ""
            case ex.Attribute(name=name):
                return _ENTITY_PARTS.get(name, "")
            case ex.Call(name="best", args=args):
                return self.group_kind(args[0])
            case ex.Choice(a=a, b=b):
                return self.kind(a, place) or self.kind(b, place)
        return ""

    def group_kind(self, tree: ex.Tree) -> str:
        """The kind of the members of a group."""
        kinds = {"blocs": "bloc", "posts": "post", "policies": "policy"}
        return kinds.get(tree.id, "person") if isinstance(tree, ex.Name) else "person"

    def group(self, tree: ex.Tree) -> str:
        """A group in words."""
        ident = tree.id if isinstance(tree, ex.Name) else ""
        if ident in _GROUPS:
            return _GROUPS[ident]
        kind, member = self.bench.rules.names.entities.get(ident, ("", 0))
        if kind == "faction":
            return f"the {self.words.label('faction', member)}"
        return f"the {self.words.label('body', member)}"

    # ---------------------------------------------------------------- nouns

    def whose(self, tree: ex.Tree, place: Place) -> str:
        """The possessive of an entity."""
        if isinstance(tree, ex.Name) and tree.id in place.names:
            return place.names[tree.id].whose
        noun = self.noun(tree, place)
        if not noun:
            return ""
        return "your " if noun == YOU else f"{noun}'s "

    def noun(self, tree: ex.Tree, place: Place) -> str:
        """A number or an entity as a noun."""
        match tree:
            case ex.Number(value=value):
                return number(value)
            case ex.Date(months=months):
                return self.words.month(months)
            case ex.Name():
                return self.name(tree, place)
            case ex.Attribute():
                return self.attribute(tree, place)
            case ex.Call():
                return self.call(tree, place)
            case ex.Unary(op="-", x=x):
                return f"–{self.noun(x, place)}"
            case ex.Binary(op=op, a=a, b=b):
                sign = {"*": "×", "-": "–"}.get(op, op)
                return f"{self.noun(a, place)} {sign} {self.noun(b, place)}"
            case ex.Choice(condition=condition, a=a, b=b):
                holds = self.evaluate(condition, place)
                if holds is None:
                    return f"{self.noun(a, place)} or {self.noun(b, place)}"
                return self.noun(a if holds else b, place)
        return self.clause(tree, place)

    def name(self, tree: ex.Name, place: Place) -> str:
        """A bare name in words."""
        if tree.id in place.names:
            return place.names[tree.id].text
        if tree.id == "nobody":
            return "nobody"
        if tree.id in CLOCK:
            return lower(BUILT_IN[tree.id])
        kind, member = self.bench.rules.names.entities.get(tree.id, ("", 0))
        if kind == "person":
            return YOU if member == place.eyes.seat else self.words.label("person", member)
        if kind:
            return self.words.inside(self.words.label(kind, member))
        return self.words.inside(self.words.quantity(tree.id))

    def attribute(self, tree: ex.Attribute, place: Place) -> str:
        """Something of somebody's."""
        if isinstance(tree.of, ex.Name) and tree.of.id == "line":
            return f"the line on {self.words.inside(self.words.quantity(tree.name))}"
        if tree.name in _ENTITY_PARTS:
            return self.entity(tree, place)
        of = self.kind(tree.of, place)
        label = self.words.inside(self.words.quantity(tree.name))
        if of == "person" and tree.name in self.words.content.issues:
            return f"{self.whose(tree.of, place)}position on {label}"
        if of == "bloc" and tree.name in self.words.content.issues:
            return f"{self.whose(tree.of, place)}mood on {label}"
        return f"{self.whose(tree.of, place)}{label}"

    def entity(self, tree: ex.Attribute, place: Place) -> str:
        """A part that is somebody or something: who it is now, where that is known."""
        kind = _ENTITY_PARTS[tree.name]
        member = self.evaluate(tree, place)
        if member is not None and member >= 0:
            if kind == "person":
                return YOU if member == place.eyes.seat else self.words.label(kind, member)
            return self.words.inside(self.words.label(kind, member))
        of = self.noun(tree.of, place)
        match tree.name:
            case "holder":
                return f"the holder of {of}" if of else "the holder"
            case "control":
                return f"whoever controls {of}" if of else "whoever controls it"
        return f"{self.whose(tree.of, place)}{lower(BUILT_IN.get(tree.name, tree.name))}"

    def call(self, tree: ex.Call, place: Place) -> str:  # noqa: C901 - one case a function
        """A call as a noun."""
        args = tree.args
        match tree.name:
            case "min" | "max":
                word = "smaller" if tree.name == "min" else "larger"
                return f"the {word} of {listed([self.noun(arg, place) for arg in args])}"
            case "abs":
                return f"the size of {self.noun(args[0], place)}"
            case "ratio":
                return f"{self.noun(args[0], place)} / {self.noun(args[1], place)}"
            case "since":
                return f"turns since {self.happening(args[0])}"
            case "done":
                return self.deeds(args[0], args[1], place)
            case "turns_to":
                return f"turns until the {self.body(args[0])}"
            case "position" | "mood" | "ideal" | "delegates" | "committee":
                return self.placed(tree, place)
            case "setting":
                return self.noun(args[0], place)
            case "count" | "sum" | "mean" | "best" | "most" | "least":
                return self.reduction(tree, place)
        names = self.bench.rules.names
        if tree.name in names.tables:
            return self.noun(args[0], place)
        if tree.name in names.macros:
            return self.formula(tree, place)
        if tree.name in names.quantities:
            return self.pair(tree, place)
        return self.clause(tree, place)

    def placed(self, tree: ex.Call, place: Place) -> str:
        """A built-in number between two."""
        a, b = tree.args
        owner = self.whose(a, place)
        other = self.noun(b, place)
        words = {"position": "position on", "mood": "mood on", "ideal": "wish for"}
        if tree.name in words:
            return f"{owner}{words[tree.name]} {other}"
        what = "delegates" if tree.name == "delegates" else "seats in the committee"
        return f"{self.whose(b, place)}{what} from {self.noun(a, place)}"

    def pair(self, tree: ex.Call, place: Place) -> str:
        """A number between two."""
        a, b = tree.args
        label = self.words.inside(self.words.quantity(tree.name))
        first, second = self.noun(a, place), self.noun(b, place)
        if self.kind(a, place) == "bloc":
            return f"{self.whose(b, place)}{label}" + (f" in {first}" if first else " there")
        way = _WAYS.get(label.rsplit(" ", 1)[-1], "towards")
        return f"{self.whose(a, place)}{label}" + (f" {way} {second}" if second else "")

    def formula(self, tree: ex.Call, place: Place) -> str:
        """A declared formula by its label, or opened where it has none."""
        label = self.words.content.formulas[tree.name].label
        if label:
            subjects = [self.noun(arg, place) for arg in tree.args]
            told = [subject for subject in subjects if subject]
            return f"{self.words.inside(label)}" + (f" ({', '.join(told)})" if told else "")
        opened = self.bench.opened(tree)
        return self.noun(opened, place) if opened is not None else tree.name

    def reduction(self, tree: ex.Call, place: Place) -> str:
        """A group's number or best member."""
        inner = place.within(self.group_kind(tree.args[0]))
        group = self.group(tree.args[0])
        if tree.name == "count":
            if len(tree.args) == 1:
                return f"the number of {group}"
            return f"the number of {group} ({self.clause(tree.args[1], inner)})"
        what = self.noun(tree.args[1], inner)
        where = f" with: {self.clause(tree.args[2], inner)}" if len(tree.args) > 2 else ""
        words = {
            "sum": "the sum of",
            "mean": "the mean of",
            "most": "the highest",
            "least": "the lowest",
        }
        if tree.name == "best":
            return f"the one among {group}{where} with the highest {what}"
        return f"{words[tree.name]} {what} among {group}{where}"

    def happening(self, tree: ex.Tree) -> str:
        """An event or motion by its title."""
        ident = tree.id if isinstance(tree, ex.Name) else ""
        names = self.bench.rules.names
        if ident in names.motions:
            return f"“{self.words.label('motion', names.motions[ident])}” was carried"
        return f"“{self.words.label('event', names.events[ident][0])}”"

    def deeds(self, act: ex.Tree, person: ex.Tree, place: Place) -> str:
        """How often somebody did something."""
        ident = act.id if isinstance(act, ex.Name) else ""
        content, who = self.words.content, self.noun(person, place)
        if ident in content.motions:
            return f"times {who} tabled “{fill(content.motions[ident].label)}”"
        return f"times {who} did “{fill(content.manoeuvres[ident].label)}”"

    def body(self, tree: ex.Tree) -> str:
        """A body's label, to stand behind "the"."""
        ident = tree.id if isinstance(tree, ex.Name) else ""
        label = self.words.label("body", self.bench.rules.names.entities[ident][1])
        return self.words.inside(label).removeprefix("the ")

    # ---------------------------------------------------------------- clauses

    def clause(  # noqa: C901 - one case a kind of condition
        self, tree: ex.Tree, place: Place, *, yes: bool = True
    ) -> str:
        """A condition as a clause that says it holds, or that it does not."""
        match tree:
            case ex.Logic(op=op, items=items):
                word = op if yes else {"and": "or", "or": "and"}[op]
                telling = [item for item in items if not self.idle(item, place)] or list(items)
                return f" {word} ".join(self._item(item, place, word, yes=yes) for item in telling)
            case ex.Unary(op="not", x=x):
                return self.clause(x, place, yes=not yes)
            case ex.Compare():
                return self.compare(tree, place, yes=yes)
            case ex.Within(x=x, items=items):
                names = listed([self.noun(item, place) for item in items], "or")
                return self.being(self.noun(x, place), names, yes=yes)
            case ex.Number(value=value):
                return "always" if bool(value) == yes else "never"
            case ex.Choice(condition=condition, a=a, b=b):
                holds = self.evaluate(condition, place)
                if holds is not None:
                    return self.clause(a if holds else b, place, yes=yes)
            case ex.Call():
                told = self.called(tree, place, yes=yes)
                if told:
                    return told
            case ex.Name(id=ident) if ident not in place.names:
                return self.state(self.words.quantity(ident), yes=yes)
            case ex.Attribute():
                told = self.quality(tree, place, yes=yes)
                if told:
                    return told
        return f"{self.noun(tree, place)} is {'not ' if yes else ''}0"

    @staticmethod
    def idle(tree: ex.Tree, place: Place) -> bool:
        """Whether a condition only says that somebody is not the nobody a name stands for."""
        if not isinstance(tree, ex.Compare) or tree.op != "!=" or not isinstance(tree.b, ex.Name):
            return False
        bound = place.names.get(tree.b.id)
        return bound is not None and bound.member == -1

    def _item(self, item: ex.Tree, place: Place, word: str, *, yes: bool) -> str:
        told = self.clause(item, place, yes=yes)
        inner = item.x if isinstance(item, ex.Unary) and item.op == "not" else item
        return f"({told})" if isinstance(inner, ex.Logic) and inner.op != word else told

    @staticmethod
    def being(subject: str, what: str, *, yes: bool) -> str:
        """Somebody is something, or is not."""
        verb = "are" if subject == YOU else "is"
        if not subject:
            return what if yes else f"not {what}"
        return f"{subject} {verb} {'' if yes else 'not '}{what}"

    @staticmethod
    def having(subject: str, verbs: tuple[str, str], what: str, *, yes: bool) -> str:
        """Somebody holds something, or does not; `verbs` are the plain and the -ing form."""
        plain, going = verbs
        if not subject:
            return f"{'' if yes else 'not '}{going} {what}"
        if yes:
            return f"{subject} {plain if subject == YOU else f'{plain}s'} {what}"
        return f"{subject} {'do' if subject == YOU else 'does'} not {plain} {what}"

    def state(self, label: str, *, yes: bool) -> str:
        """A flag of the world: its label is a sentence."""
        words = self.words.inside(label)
        return words if yes else denied(words)

    def quality(self, tree: ex.Attribute, place: Place, *, yes: bool) -> str:
        """A truth about somebody."""
        subject = self.noun(tree.of, place)
        match tree.name:
            case "in_party":
                return self.being(subject, "in the party", yes=yes)
            case "alive":
                return self.being(subject, "alive" if yes else "dead", yes=True)
            case "leader":
                return self.being(subject, "a leader", yes=yes)
            case "seated":
                return self.being(subject, "one of those who decide", yes=yes)
            case "secretary":
                return self.being(subject, "a secretary's post", yes=yes)
        if tree.name in self.words.content.flags or tree.name in self.switches:
            label = self.words.inside(self.words.quantity(tree.name))
            return self.being(subject, label, yes=yes)
        return ""

    def called(  # noqa: C901 - one case a function
        self, tree: ex.Call, place: Place, *, yes: bool
    ) -> str:
        """A condition that is a call, or "" for a number."""
        args = tree.args
        match tree.name:
            case "holds":
                return self.held(args[0], args[1], place, yes=yes)
            case "member" | "candidate":
                rank = "full member" if tree.name == "member" else "candidate"
                what = f"a {rank} of the {self.body(args[1])}"
                return self.being(self.noun(args[0], place), what, yes=yes)
            case "fired":
                return f"{self.happening(args[0])} has {'' if yes else 'not '}happened"
            case "passed":
                told = self.happening(args[0])
                return told if yes else told.replace(" was carried", " was not carried")
            case "chose":
                return self.chosen(args[0], args[1], yes=yes)
            case "session":
                return f"the {self.body(args[0])} {'meets' if yes else 'does not meet'} now"
            case "any" | "all":
                return self.some(tree, place, yes=yes)
            case "chance":
                return f"chance decides ({self.noun(args[0], place)} %)"
        names = self.bench.rules.names
        if tree.name in names.macros:
            return self.declared(tree, place, yes=yes)
        if tree.name in self.switches:
            return self.tie(tree, place, yes=yes)
        return ""

    def declared(self, tree: ex.Call, place: Place, *, yes: bool) -> str:
        """A declared condition by its label, where it has one: a sentence, or what the first of
        those it is about is, with the others in brackets.
        """
        label = self.words.content.formulas[tree.name].label
        if label:
            told = [noun for noun in (self.noun(arg, place) for arg in tree.args[1:]) if noun]
            words = self.words.inside(label) + (f" ({', '.join(told)})" if told else "")
            if tree.args:
                return self.being(self.noun(tree.args[0], place), words, yes=yes)
            return words if yes else denied(words)
        opened = self.bench.opened(tree)
        return self.clause(opened, place, yes=yes) if opened is not None else ""

    def labelled(self, tree: ex.Tree) -> bool:
        """Whether a condition is a declared one with a label."""
        formulas = self.words.content.formulas
        return isinstance(tree, ex.Call) and bool(
            tree.name in formulas and formulas[tree.name].label
        )

    def tie(self, tree: ex.Call, place: Place, *, yes: bool) -> str:
        """A relation of two that is there or not."""
        label = self.words.inside(self.words.quantity(tree.name))
        told = [noun for noun in (self.noun(arg, place) for arg in tree.args) if noun]
        who = (
            f" between {told[0]} and {told[1]}"
            if len(told) == 2
            else f" with {told[0]}"
            if told
            else ""
        )
        return f"{'a' if yes else 'no'} {label}{who}"

    def held(self, person: ex.Tree, post: ex.Tree, place: Place, *, yes: bool) -> str:
        """Somebody holds a post, or does not."""
        what = f"the post of {self.noun(post, place)}"
        return self.having(self.noun(person, place), ("hold", "holding"), what, yes=yes)

    def chosen(self, event: ex.Tree, option: ex.Tree, *, yes: bool) -> str:
        """What was answered to a card."""
        ident = event.id if isinstance(event, ex.Name) else ""
        choice = option.id if isinstance(option, ex.Name) else ""
        label = self.words.content.events[ident].options[choice].label
        return f"at {self.happening(event)}: {'' if yes else 'not '}“{label}”"

    def some(self, tree: ex.Call, place: Place, *, yes: bool) -> str:
        """Somebody in a group, or everybody."""
        inner = place.within(self.group_kind(tree.args[0]))
        body = self.clause(tree.args[1], inner)
        people = self.group_kind(tree.args[0]) == "person"
        one, none = ("somebody", "nobody") if people else ("one", "none")
        word = (one if yes else none) if tree.name == "any" else ("all" if yes else "not all")
        group = self.group(tree.args[0])
        if tree.name == "any" and self.labelled(tree.args[1]):
            return f"{'one' if yes else 'none'} of {group} is {body}"
        if tree.name == "any" and group == _GROUPS["people"]:
            return f"{word} ({body})"
        among = "among" if group in _GROUPS.values() else "in"
        return f"{word} {'of' if tree.name == 'all' else among} {group} ({body})"

    def compare(self, tree: ex.Compare, place: Place, *, yes: bool) -> str:
        """A comparison of two numbers or two entities."""
        op = tree.op if yes else _OPPOSITE[tree.op]
        kinds = {self.kind(tree.a, place), self.kind(tree.b, place)} - {""}
        if kinds:
            return self.same(tree, place, yes=op == "==")
        switch = self.switch(tree)
        if switch is not None and op in ("==", "!=", ">"):
            on = bool(switch) if tree.op in ("==", ">") else not switch
            return self.clause(tree.a, place, yes=on == yes)
        if isinstance(tree.a, ex.Call) and tree.a.name == "since" and op in _COMPARED:
            return self.lately(tree.a, self.noun(tree.b, place), yes=op in ("<", "<="))
        left, right = self.noun(tree.a, place), self.setting(tree) or self.noun(tree.b, place)
        if op in _COMPARED:
            if isinstance(tree.a, ex.Name) and tree.a.id == "date":
                return f"{_DATED[op]} {right}"
            return f"{left} {_COMPARED[op]} {right}"
        return self.being(left, right, yes=op == "==") if left else right

    def lately(self, since: ex.Call, turns: str, *, yes: bool) -> str:
        """Something happened within so many turns, or did not."""
        told, arg = self.happening(since.args[0]), since.args[0]
        if not (isinstance(arg, ex.Name) and arg.id in self.bench.rules.names.motions):
            told = f"{told} has happened"
        return f"{told if yes else denied(told)} in the last {turns} turns"

    def setting(self, tree: ex.Compare) -> str:
        """The name of the setting that a policy is compared with, or ""."""
        policies = self.words.content.policies
        if not isinstance(tree.a, ex.Name) or not isinstance(tree.b, ex.Number):
            return ""
        declared = policies.get(tree.a.id)
        name = declared.settings.get(f"{tree.b.value:.0f}") if declared else None
        return f"“{name}”" if name else ""

    def now(self, tree: ex.Compare, place: Place) -> str:
        """What a compared number is now: the name of a setting, or the number; "" of an entity."""
        value = self.evaluate(tree.a, place)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        named = self.setting(replace(tree, b=ex.Number(float(value), tree.at)))
        return named or number(float(value))

    def switch(self, tree: ex.Compare) -> float | None:
        """The value a 0-or-1 quantity is compared with, else None."""
        name = tree.a.name if isinstance(tree.a, ex.Attribute | ex.Call) else ""
        if name in self.switches and isinstance(tree.b, ex.Number) and tree.b.value in (0, 1):
            return 1.0 if tree.op == ">" else tree.b.value
        return None

    def same(self, tree: ex.Compare, place: Place, *, yes: bool) -> str:
        """Two entities are one, or are not."""
        a, b = tree.a, tree.b
        if isinstance(b, ex.Attribute) and not isinstance(a, ex.Attribute):
            a, b = b, a
        nobody = isinstance(b, ex.Name) and b.id == "nobody"
        if isinstance(a, ex.Attribute) and a.name == "principal" and nobody:
            return self.following(self.noun(a.of, place), yes=yes)
        if isinstance(a, ex.Attribute) and a.name in ("holder", "control", "patron", "faction"):
            of = self.noun(a.of, place)
            return self.tied(a.name, of, "" if nobody else self.noun(b, place), yes=yes)
        left = self.noun(a, place)
        right = "nobody" if nobody else self.noun(b, place)
        if not right:
            left, right = right, left
        if left == right != YOU:
            for part in (a, b):
                if isinstance(part, ex.Name) and part.id in _PARTS:
                    return _PARTS[part.id][yes].format(left)
        if left == right == YOU:
            return self.being(YOU, self.words.label("person", place.eyes.seat), yes=yes)
        if right == YOU and left:
            return self.being(YOU, left, yes=yes)
        return self.being(left, right, yes=yes)

    def following(self, of: str, *, yes: bool) -> str:
        """Somebody neither is a leader nor follows one, or does."""
        if yes:
            return self.having(of, ("follow", "following"), "a leader", yes=False)
        return self.being(of, "a leader or one's man", yes=True)

    def tied(self, name: str, of: str, who: str, *, yes: bool) -> str:
        """Who holds, controls, protects: with nobody named, whether anybody does."""
        if name in ("patron", "faction"):
            return self._belonging(name, of, who, yes=yes)
        if not of:
            told = "vacant" if name == "holder" else "under nobody"
            told = told if not who else f"held by {who}" if name == "holder" else f"under {who}"
            return told if yes else f"not {told}"
        if name == "holder":
            if not who:
                return f"the post of {of} is {'vacant' if yes else 'held by somebody'}"
            return self.having(who, ("hold", "holding"), f"the post of {of}", yes=yes)
        if not who:
            return f"{'nobody' if yes else 'somebody'} controls {of}"
        return self.having(who, ("control", "controlling"), of, yes=yes)

    def _belonging(self, label: str, of: str, who: str, *, yes: bool) -> str:
        if who:
            owner = "your" if of == YOU else f"{of}'s" if of else "the"
            return self.being(who, f"{owner} {label}", yes=yes)
        verb = "have" if of == YOU else "has" if of else "having"
        return f"{of} {verb} {'no' if yes else 'a'} {label}".strip()


def denied(words: str) -> str:
    """A sentence that says the contrary."""
    told, found = _VERB.subn(r"\1 not", words, count=1)
    return told if found else f"not: {words}"
