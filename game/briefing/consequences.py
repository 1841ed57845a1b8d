"""What a choice is expected to change, row by row, as far as the seat can tell.

Effects are run on what the seat knows. Where they throw dice every outcome is told with its
probability; what falls due later is told with its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.briefing.eyes import Eyes
from game.briefing.model import Consequence, Scale
from game.briefing.outcomes import Outcome, outcomes
from game.briefing.words import ROWS, Words, number, signed
from game.engine.layout import Block
from game.engine.rules import Rules

MANY = 3
"""More rows of one kind than this are told as a group."""
TURN = "turn"
"""The unit of numbers that name a turn: they are told by its date."""
_HIDDEN = {"due", "due_actor", "due_target", "fired", "chosen"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that would change."""

    block: Block
    members: tuple[int, ...]
    before: float
    after: float
    adds: bool
    exact: bool


class Consequences:
    """Tells what the effects of one scenario do."""

    def __init__(self, rules: Rules, words: Words) -> None:
        self.rules = rules
        self.words = words
        self._outcomes: dict[str, list[Outcome]] = {}
        self._blocks = sorted(rules.layout.blocks.values(), key=lambda block: block.first)
        self._owner = {
            row: block for block in self._blocks for row in range(block.first, block.stop)
        }

    def tell(self, eyes: Eyes, owner: str, *values: int) -> tuple[Consequence, ...]:
        """The consequences of the effects the rules keep under `owner`, their variables bound."""
        found: list[Consequence] = []
        for outcome in self.outcomes(owner):
            writes = eyes.effects(outcome.effects, *values)
            if not writes:
                continue
            chance = 100.0
            if outcome.percent is not None:
                chance = float(eyes.run(outcome.percent, *values)[0])
            elif outcome is not self.outcomes(owner)[0]:
                chance = -1.0
            found += self.described(eyes, writes, chance)
        return tuple(found)

    def outcomes(self, owner: str) -> list[Outcome]:
        """The certain part of an effect first, then what dice decide."""
        if owner not in self._outcomes:
            self._outcomes[owner] = outcomes(self.rules.effects[owner])
        return self._outcomes[owner]

    # ---------------------------------------------------------------- differences

    def described(
        self,
        eyes: Eyes,
        writes: Sequence[tuple[int, int, bool]],
        chance: float = 100.0,
        when: str = "",
    ) -> list[Consequence]:
        """Writes as consequences; scheduled ones follow with their date."""
        differences = list(self.differences(eyes, writes))
        found = self.grouped(eyes, differences, odds(chance), when)
        for slot, turn in self.scheduled(writes):
            effects, names = self.rules.delayed[slot]
            due = dict(self.due_values(writes, slot))
            values = [due.get(name, -1) for name in names]
            found += self.described(
                eyes, eyes.effects(effects, *values), chance, self.words.date(turn)
            )
        return found

    def scheduled(self, writes: Sequence[tuple[int, int, bool]]) -> Iterable[tuple[int, int]]:
        """The slots of `later` blocks that are set, with the turn they fall due in."""
        block = self.rules.layout["due"]
        for row, count, _ in writes:
            if block.first <= row < block.stop:
                yield row - block.first, count

    def due_values(
        self, writes: Sequence[tuple[int, int, bool]], slot: int
    ) -> Iterable[tuple[str, int]]:
        """Actor and target that a `later` block remembers."""
        for name in ("actor", "target"):
            row = self.rules.layout[f"due_{name}"].first + slot
            for written, count, _ in writes:
                if written == row:
                    yield name, count

    def differences(
        self, eyes: Eyes, writes: Sequence[tuple[int, int, bool]]
    ) -> Iterable[Difference]:
        """What would differ afterwards: additions summed, then assignments, cut to the range."""
        column, exact = eyes.column, eyes.known.exact
        after: dict[int, int] = {}
        plus: dict[int, bool] = {}
        for row, count, adds in sorted(writes, key=lambda write: not write[2]):
            after[row] = after.get(row, column[row]) + count if adds else count
            plus[row] = adds
        for row, wanted in after.items():
            block = self._owner[row]
            if block.name in _HIDDEN:
                continue
            count = min(max(wanted, block.low), block.high) if exact[row] else wanted
            if count != column[row]:
                yield Difference(
                    block,
                    members_of(block, row),
                    block.read(column[row]),
                    block.read(count),
                    plus[row],
                    exact[row],
                )

    # ---------------------------------------------------------------- words

    def grouped(
        self, eyes: Eyes, differences: Sequence[Difference], odds: str, when: str
    ) -> list[Consequence]:
        """One consequence a row, or one for many rows of a kind that move alike."""
        groups: dict[tuple[str, bool], list[Difference]] = {}
        for difference in differences:
            key = (difference.block.name, difference.after > difference.before)
            groups.setdefault(key, []).append(difference)
        found: list[Consequence] = []
        for rows in groups.values():
            own = [row for row in rows if self.concerns(row, eyes.seat)]
            others = [row for row in rows if row not in own] if own else rows
            told = [*own[:MANY], *(others if len(others) <= MANY else [])]
            found += [self.one(eyes, row, odds, when) for row in told]
            rest = [row for row in rows if row not in told]
            if rest:
                found.append(self.many(rest, odds, when, alone=not told))
        return found

    @staticmethod
    def concerns(row: Difference, seat: int) -> bool:
        """Whether a row is about the seat's own person."""
        people = [m for kind, m in zip(row.block.kinds, row.members, strict=True) if kind in PEOPLE]
        return bool(people) and people[-1] == seat

    def one(self, eyes: Eyes, row: Difference, odds: str, when: str) -> Consequence:
        """One row in words."""
        label = self.words.row(row.block, row.members)
        return Consequence(
            label,
            f"{self.change(row)}{odds}",
            self.good(eyes, row),
            when,
            what=self.words.brief(row.block.name) if row.block.name not in ROWS else label,
            about=self.about(row),
            scale=self.scale(row),
            truth=row.block.holds == "truth",
        )

    def about(self, row: Difference) -> tuple[str, ...]:
        """Ids of the people and blocs a row is kept for."""
        members = self.rules.layout.members
        told = (*PEOPLE, "bloc")
        pairs = zip(row.block.kinds, row.members, strict=True)
        return tuple(members[kind][member] for kind, member in pairs if kind in told)

    def scale(self, row: Difference) -> Scale | None:
        """The row's number before and after on its range, a policy's setting by its name; None for
        what is no declared number.
        """
        if row.block.name == "setting":
            return self.step(row)
        declared = self.words.content.quantities.get(row.block.name)
        if declared is None or row.block.holds != "number" or self.dated(row.block):
            return None
        low, high = (float(end) for end in declared.range)
        after = min(max(row.after, low), high)
        return Scale(row.before, after, low, high, number(row.before), number(after))

    def change(self, row: Difference) -> str:
        """The change of a row: a signed number, a new holder, a yes or no."""
        block = row.block
        if block.holds == "truth":
            return "yes" if row.after else "no"
        if block.holds != "number":
            return self.words.label(block.holds, int(row.after))
        if block.name == "rank":
            return ("none", "candidate", "full member")[int(row.after)]
        if block.name == "insight":
            return f"all he knows himself, until {self.words.date(int(row.after))}"
        if block.name == "setting":
            return self.words.setting(row.members[0], row.after)
        if self.dated(block):
            return self.words.date(int(row.after)) if row.after > 0 else "never"
        if row.adds or row.exact:
            return signed(row.after - row.before)
        return number(row.after)

    def dated(self, block: Block) -> bool:
        """Whether a number names a turn."""
        declared = self.words.content.quantities.get(block.name)
        return declared is not None and declared.unit == TURN

    def step(self, row: Difference) -> Scale:
        """A policy's setting before and after, by name, on the policy's scale."""
        (policy,) = row.members
        settings = self.rules.book.policies[policy].settings
        now, then = (self.words.setting(policy, value) for value in (row.before, row.after))
        return Scale(row.before, row.after, min(settings), max(settings), now, then)

    def many(
        self, rows: Sequence[Difference], odds: str, when: str, *, alone: bool = False
    ) -> Consequence:
        """Many rows of one kind in one line, others than those told before unless `alone`."""
        block = rows[0].block
        label = self.words.brief(block.name)
        common = self.common(rows, alone=alone)
        link = ":" if block.holds == "truth" else " of"
        told = f"{label}{common}" if common else f"{label}{link} {several(rows, 0, alone=alone)}"
        told = told[0].upper() + told[1:]
        if block.holds != "number" or self.dated(block):
            return Consequence(told, f"{self.change(rows[0])}{odds}", None, when, what=told)
        moves = sorted({round(row.after - row.before, 2) for row in rows}, key=abs)
        span = signed(moves[0]) if len(moves) == 1 else f"{signed(moves[0])} to {signed(moves[-1])}"
        return Consequence(told, f"{span}{odds}", None, when, what=told)

    def common(self, rows: Sequence[Difference], *, alone: bool = False) -> str:
        """What the rows of a pair have in common: `, 10 others to Rykov`, `, Rykov to 10 others`;
        of a leader and delegations: ` of Rykov in 10 others`, ` of 10 others in Moscow`; of an
        issue: ` of 10 others: the village`.
        """
        if len(rows[0].members) != 2:
            return ""
        kinds = rows[0].block.kinds
        for side in (1, 0):
            if len({row.members[side] for row in rows}) == 1:
                name = self.words.inside(self.words.label(kinds[side], rows[0].members[side]))
                rest = several(rows, 1 - side, alone=alone)
                place, person = (rest, name) if side else (name, rest)
                if kinds[1] not in PEOPLE:
                    return f" of {place}: {person}"
                if kinds[0] == "bloc":
                    return f" of {person} in {place}"
                return f", {place} to {person}"
        return f", {len(rows)} pairs"

    def good(self, eyes: Eyes, row: Difference) -> bool | None:
        """Whether a change is good for the seat: of its own rows and of the world's."""
        declared = self.words.content.quantities.get(row.block.name)
        if declared is None or declared.good == "none":
            return None
        if row.block.kinds and not self.concerns(row, eyes.seat):
            return None
        return (row.after > row.before) == (declared.good == "up")


PEOPLE = ("person", "leader", "seat")
"""The kinds of members that are people."""


_PLURALS = {"bloc": "delegations", "post": "posts"} | dict.fromkeys(PEOPLE, "people")


def several(rows: Sequence[Difference], side: int, *, alone: bool) -> str:
    """How many more; where none was told before, of what: `5 people`."""
    kinds = rows[0].block.kinds
    plural = _PLURALS.get(kinds[side], "") if side < len(kinds) else ""
    if alone and plural and len(rows) > 1:
        return f"{len(rows)} {plural}"
    return "one other" if len(rows) == 1 else f"{len(rows)} others"


def odds(chance: float) -> str:
    """A probability behind a change; nothing when it is certain."""
    if chance >= 100:
        return ""
    return " perhaps" if chance < 0 else f", in {number(round(chance))} of 100"


def members_of(block: Block, row: int) -> tuple[int, ...]:
    """The members a row of a block belongs to."""
    offset, found = row - block.first, []
    for count in reversed(block.counts):
        found.append(offset % count)
        offset //= count
    return tuple(reversed(found))
