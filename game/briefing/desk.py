"""What one can do oneself: manoeuvres, motions to table, changes to put, with all their targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from game.briefing.eyes import Eyes
from game.briefing.model import Consequence, Option, Target
from game.briefing.phrases import Bound
from game.briefing.table import Table
from game.briefing.tools import Tools
from game.briefing.why import costly
from game.briefing.words import fill, flat, number
from game.engine.manoeuvres import Acts, charged
from game.engine.notation import parts, target_text

GROUPS = {
    "machine": "The machine",
    "persuasion": "Persuasion",
    "alliance": "Alliances",
    "attack": "Attack",
    "masses": "The masses",
    "office": "Office",
    "self": "Yourself",
}
HOSTILE, FRIENDLY, SETTING, OTHER = "Against somebody", "For somebody", "Policy", "Other matters"
NO_TARGET = "there is nobody and nothing it could be aimed at now"


@dataclass(frozen=True, slots=True)
class Act:
    """An act before it is told: what it costs here and now, and what else bars it."""

    number: int
    id: str
    label: str
    group: str
    detail: str
    cost: float
    open: bool
    closed: str = ""
    closed_topic: int = -1


Effect = Callable[[int], tuple[Consequence, ...]]
"""The consequences of an act aimed at a target (-1 without)."""


class Desk:
    """Tells the acts of one scenario."""

    def __init__(self, tools: Tools, table: Table) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases
        self.why = tools.why
        self.consequences = tools.consequences
        self.table = table
        self.currency = self.words.inside(self.words.quantity(self.rules.book.currency))

    # ---------------------------------------------------------------- lists

    def manoeuvres(self, eyes: Eyes, acts: Acts) -> tuple[Option, ...]:
        """All manoeuvres, the barred ones with their reasons."""
        found = eyes.run(acts.legality, eyes.seat)
        count = len(acts.acts)
        options = []
        for n, book in enumerate(acts.acts):
            declared = self.words.content.manoeuvres[book.id]
            uses = eyes.value("uses", n, eyes.seat)
            cost = float(charged(self.rules, found[count + n])) + floor(
                uses * self.rules.book.repeat_cost + 0.5
            )
            detail = flat(f"{declared.note or ''} {declared.why}")
            act = Act(
                n,
                book.id,
                fill(declared.label),
                GROUPS[declared.group],
                detail,
                cost,
                bool(found[n]),
            )
            options.append(self.option(eyes, acts, act, self._manoeuvre_effect(eyes, book)))
        order = list(GROUPS.values())
        return tuple(sorted(options, key=lambda option: order.index(option.group)))

    def _manoeuvre_effect(self, eyes: Eyes, book: Any) -> Effect:
        def effect(target: int) -> tuple[Consequence, ...]:
            put = [target] if target >= 0 else []
            return self.consequences.tell(eyes, book.id, eyes.seat, *put)

        return effect

    def motions(
        self, eyes: Eyes, acts: Acts, chosen: Sequence[int] | None = None
    ) -> tuple[Option, ...]:
        """All motions one could table, or those of a congress that one may put: the latter cost
        nothing and are never closed.
        """
        found = eyes.run(acts.legality, eyes.seat)
        count = len(acts.acts)
        options = []
        for n in range(count) if chosen is None else chosen:
            book = acts.acts[n]
            declared = self.words.content.motions[book.id]
            detail = flat(f"{declared.note or ''} {declared.why}")
            cost, closed, topic = 0.0, "", -1
            if chosen is None:
                cost = float(charged(self.rules, found[count + n]))
                until = eyes.count("closed", n)
                if until >= eyes.turn:
                    topic = eyes.count("closed_topic", n)
                    closed = (
                        f"was decided a short time ago: open again in {self.words.date(until + 1)}"
                    )
            act = Act(
                n,
                book.id,
                fill(declared.label),
                _group(book),
                detail,
                cost,
                bool(found[n]),
                closed,
                topic,
            )
            options.append(self.option(eyes, acts, act, self._motion_effect(eyes, n)))
        order = [HOSTILE, FRIENDLY, SETTING, OTHER]
        return tuple(sorted(options, key=lambda option: order.index(option.group)))

    def _motion_effect(self, eyes: Eyes, n: int) -> Effect:
        def effect(target: int) -> tuple[Consequence, ...]:
            return self.table.if_carried(eyes, n, target, eyes.seat)

        return effect

    # ---------------------------------------------------------------- one act

    def option(self, eyes: Eyes, acts: Acts, act: Act, effect: Effect) -> Option:
        """An act with its targets."""
        kind = acts.acts[act.number].target.kind
        barred = list(self.reasons(eyes, acts, act, kind))
        targets: tuple[Target, ...] = ()
        if not barred and kind != "none":
            targets = self.targets(eyes, acts, act, kind, effect)
            if not any(target.legal for target in targets):
                barred = list(dict.fromkeys((NO_TARGET, *(r for t in targets for r in t.barred))))[
                    :4
                ]
                if len(barred) > 1:
                    barred = [NO_TARGET]
        consequences = effect(-1) if kind == "none" else ()
        return Option(
            key=act.id,
            label=act.label,
            legal=not barred,
            barred=tuple(barred),
            group=act.group,
            detail=act.detail,
            cost=round(act.cost, 2),
            consequences=consequences,
            targets=targets,
            aim=kind if kind != "none" else "",
        )

    def reasons(self, eyes: Eyes, acts: Acts, act: Act, kind: str) -> tuple[str, ...]:
        """Why an act is barred, in words."""
        found: tuple[str, ...] = ()
        if not act.open:
            you = {"actor": self.phrases.bound(eyes, "person", eyes.seat)}
            tree = self.bench.tree(acts.acts[act.number].when)
            found = self.why.barred(eyes, tree, you)
        if act.closed and kind == "none":
            found = (*found, act.closed)
        if act.cost > eyes.purse():
            found = (*found, costly(act.cost, eyes.purse(), self.currency))
        return found

    def targets(
        self, eyes: Eyes, acts: Acts, act: Act, kind: str, effect: Effect
    ) -> tuple[Target, ...]:
        """Everything an act could be aimed at. Of pairs only the legal ones: there are too many."""
        programs = acts.targets[act.number]
        if programs is None:
            return ()
        tree = self.bench.tree(acts.acts[act.number].target.when)
        found = []
        for target in range(acts.count(act.number)):
            (holds,) = eyes.run(programs[0], target, eyes.seat)
            closed = bool(act.closed) and target == act.closed_topic
            legal = bool(holds) and not closed
            if not legal and not self.worth_listing(eyes, kind, target):
                continue
            barred: tuple[str, ...] = ()
            if not legal:
                barred = self.target_reasons(eyes, tree, kind, target) if not holds else ()
                barred = (*barred, act.closed) if closed else barred
            found.append(self.target(eyes, kind, target, barred, effect if legal else None))
        return tuple(found)

    def worth_listing(self, eyes: Eyes, kind: str, target: int) -> bool:
        """Whether a barred target is shown with its reason."""
        if kind in ("person", "leader"):
            return target != eyes.seat and eyes.alive(target)
        return kind != "appointment"

    def target_reasons(self, eyes: Eyes, tree: Any, kind: str, target: int) -> tuple[str, ...]:
        """Why a target is barred."""
        names: dict[str, Bound] = {
            "actor": self.phrases.bound(eyes, "person", eyes.seat),
            "target": self.phrases.bound(eyes, kind, target),
        }
        return self.why.barred(eyes, tree, names, most=2)

    def target(
        self, eyes: Eyes, kind: str, target: int, barred: tuple[str, ...], effect: Effect | None
    ) -> Target:
        """One target in words."""
        return Target(
            key=target_text(self.rules, kind, target),
            label=self.words.target_label(kind, target),
            legal=effect is not None,
            barred=barred,
            detail=self.detail(eyes, kind, target),
            person=self.person(eyes, kind, target),
            consequences=effect(target) if effect is not None else (),
        )

    def person(self, eyes: Eyes, kind: str, target: int) -> str:
        """Whose head stands beside a target, or ""."""
        if kind in ("person", "leader"):
            return self.rules.people[target]
        if kind == "appointment":
            return self.rules.people[target % len(self.rules.people)]
        if kind == "post":
            holder = eyes.count("holder", target)
            return self.rules.people[holder] if holder >= 0 else ""
        return ""

    def detail(self, eyes: Eyes, kind: str, target: int) -> str:
        """What one looks at before choosing a target."""
        match kind:
            case "person" | "leader":
                return self._person_detail(eyes, target)
            case "bloc":
                return self._bloc_detail(eyes, target)
            case "post":
                holder = eyes.count("holder", target)
                return f"held by {self.words.label('person', holder)}" if holder >= 0 else "vacant"
            case "setting":
                policy = self.words.target_label("setting", target).split(":")[0]
                number_, _ = parts(self.rules, "setting", target)
                now = self.words.setting(number_, eyes.value("setting", number_))
                return f"{policy} now: {now}"
            case "appointment":
                return self._person_detail(eyes, target % len(self.rules.people))
        return ""

    def _person_detail(self, eyes: Eyes, person: int) -> str:
        declared = [
            self.words.content.posts[self.rules.book.posts[n].id] for n in eyes.offices(person)
        ]
        parts = [post.short or post.label for post in declared[:2]]
        patron = eyes.count("patron", person)
        if patron >= 0:
            parts.append(
                "your man" if patron == eyes.seat else f"{self.words.label('person', patron)}'s man"
            )
        return ", ".join(parts)

    def _bloc_detail(self, eyes: Eyes, bloc: int) -> str:
        control = eyes.count("control", bloc)
        parts = [f"{number(eyes.value('weight', bloc))} delegates"]
        if control >= 0:
            who = "you" if control == eyes.seat else self.words.label("person", control)
            parts.append(f"secretaries: {who}")
        return ", ".join(parts)


def _group(motion: Any) -> str:
    if motion.hostile:
        return HOSTILE if motion.hostile > 0 else FRIENDLY
    return SETTING if motion.target.kind in ("setting", "issue_end") else OTHER
