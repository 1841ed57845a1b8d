"""What tallies say, in the scenario's own terms: rows for the terminal, for JSON and for pages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.briefing.words import fill
from game.engine.counting import HALL, MARGIN
from game.engine.rules import Rules
from game.lab.gather import ACTS, Bins, bins_of
from game.lab.plan import Plan
from game.lab.statistics import Share, quantile, spread
from game.lab.tally import Tally
from game.scenario import schema as sc
from game.scenario.build import turn_of

NEVER, ALWAYS = 0.02, 0.98
"""An option taken in a smaller or larger share of the cases is dominated or dominates."""

RARE, COMMON = 0.005, 0.40
"""What is done in a smaller or larger share of the situations where it is legal."""


WIDE = 0.4
"""A band of the games that is wider than this part of its middle says little."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ending, or somebody who came out on top, with the share of games."""

    id: str
    label: str
    share: Share


@dataclass(frozen=True, slots=True)
class Act:
    """A manoeuvre or motion: in how many situations it was legal, and in what share it was taken,
    in all and by each seat.
    """

    id: str
    label: str
    share: Share
    by: tuple[tuple[str, Share], ...]

    @property
    def verdict(self) -> str:
        """Empty, or what is wrong with it."""
        if not self.share.of:
            return "never legal"
        if self.share.value < RARE:
            return "hardly ever taken"
        return "taken too often" if self.share.value > COMMON else ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card: in what share of games it came (of one that may come again: how often in a game is
    `per_game`), its dates in turns (tenth, half, nine tenths), and the shares of its options.
    """

    id: str
    title: str
    share: Share
    per_game: float
    dates: tuple[int, int, int]
    by_turn: tuple[int, ...]
    options: tuple[tuple[str, str, Share], ...]

    @property
    def verdict(self) -> str:
        """Empty, or what is wrong with its options."""
        if not self.share.count or len(self.options) < 2:
            return ""
        idle = [label for _, label, share in self.options if share.value < NEVER]
        if any(share.value > ALWAYS for _, _, share in self.options):
            return "one answer only"
        return f"hardly ever: {'; '.join(idle)}" if idle else ""


@dataclass(frozen=True, slots=True)
class MotionRow:
    """What became of a motion: how often a game saw it, how it was decided, and how votes divided:
    the mean of ayes less nays in the body, the share decided by at most one vote, and the mean
    share of ayes in an assembly.
    """

    id: str
    label: str
    per_game: float
    carried: Share
    withdrawn: int
    referred: int
    margin: float | None
    close: Share
    hall: float | None
    margins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """How a person voted in the body: for, against, neither and away."""

    id: str
    label: str
    ayes: Share
    nays: Share
    silent: Share
    away: Share


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated fact of history in games: the share in which it happens, the share in which it does
    so within half a year of its date, and the turns by which a tenth, half and nine tenths of them
    have seen it. The rest hangs on a turning point.
    """

    label: str
    on: str
    turn: int
    share: Share
    near: Share
    dates: tuple[int, int, int]
    turning_point: bool = False


@dataclass(frozen=True, slots=True)
class Fan:
    """A quantity turn by turn: quantiles of all games at 5, 10, 25, 50, 75, 90 and 95 per cent."""

    id: str
    label: str
    unit: str
    turns: tuple[int, ...]
    bands: tuple[tuple[float, ...], ...]


FAN_PARTS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


@dataclass(frozen=True, slots=True)
class TruePoint:
    """A true figure beside the games: their tenth, middle and nine tenths."""

    date: str
    turn: int
    true: float
    low: float
    median: float
    high: float

    @property
    def inside(self) -> bool:
        """Whether the truth lies in the band."""
        return self.low <= self.true <= self.high

    @property
    def width(self) -> float:
        """How wide the band is, as a part of the median."""
        return (self.high - self.low) / abs(self.median) if self.median else float("inf")


@dataclass(frozen=True, slots=True)
class TrueRow:
    """A series of true figures beside the games."""

    id: str
    label: str
    quantity: str
    unit: str
    points: tuple[TruePoint, ...]

    @property
    def inside(self) -> int:
        """How many of its figures lie in their bands."""
        return sum(point.inside for point in self.points)

    @property
    def wide(self) -> int:
        """How many of its bands are wider than they may be."""
        return sum(point.width > WIDE for point in self.points)


class Reading:
    """Reads the tally of one scenario's games."""

    def __init__(self, rules: Rules, content: sc.Scenario, plan: Plan, tally: Tally) -> None:
        self.rules = rules
        self.content = content
        self.plan = plan
        self.tally = tally
        self.games = tally.games

    # ---------------------------------------------------------------- how it ends

    def endings(self) -> list[Outcome]:
        """Every ending, the commonest first."""
        counts = self.tally["winners"].sum(axis=1)
        rows = [
            Outcome(ending.id, self.content.endings[ending.id].title, Share(int(n), self.games))
            for ending, n in zip(self.rules.book.endings, counts, strict=True)
        ]
        return sorted(rows, key=lambda row: -row.share.count)

    def winners(self) -> list[Outcome]:
        """Everybody who came out on top, and nobody; leaders always."""
        counts = self.tally["winners"].sum(axis=0)
        rows = [
            Outcome(ident, self.content.people[ident].name, Share(int(counts[n + 1]), self.games))
            for n, ident in enumerate(self.rules.people)
            if n < self.rules.leaders or counts[n + 1]
        ]
        rows.sort(key=lambda row: -row.share.count)
        return [*rows, Outcome("", "Nobody", Share(int(counts[0]), self.games))]

    def endings_of(self, winner: str) -> list[Outcome]:
        """Endings by who came out on top."""
        column = self.rules.people.index(winner) + 1 if winner else 0
        rows = [
            Outcome(ending.id, self.content.endings[ending.id].title, Share(int(n), self.games))
            for ending, n in zip(
                self.rules.book.endings, self.tally["winners"][:, column], strict=True
            )
            if n
        ]
        return sorted(rows, key=lambda row: -row.share.count)

    # ---------------------------------------------------------------- what is done

    def acts(self, kind: str) -> list[Act]:
        """The verbs of an ask besides passing, with the share of situations in which each was
        taken; of `manoeuvre` or `agenda`, motions.
        """
        legal, taken = self.tally[f"{kind} legal"], self.tally[f"{kind} taken"]
        declared = self.content.manoeuvres if kind == "manoeuvre" else self.content.motions
        rows = []
        for number, ident in enumerate(declared, start=1):
            by = tuple(
                (self.rules.people[seat], Share(int(taken[number, seat]), int(of)))
                for seat, of in enumerate(legal[number].tolist())
                if of
            )
            share = Share(int(taken[number].sum()), int(legal[number].sum()))
            label = fill(declared[ident].label)
            rows.append(Act(ident, label, share, by))
        return sorted(rows, key=lambda row: -row.share.value)

    def passing(self, kind: str) -> Share:
        """The share of the asks of a kind that were passed."""
        taken = self.tally[f"{kind} taken"]
        return Share(int(taken[0].sum()), int(taken.sum()))

    def cards(self) -> list[CardRow]:
        """Every card, in the order of the scenario."""
        rows = []
        for number, event in enumerate(self.rules.book.events):
            by_turn = self.tally["cards"][number]
            came = int(by_turn.sum())
            chosen = self.tally["options"][number]
            declared = self.content.events[event.id]
            options = tuple(
                (option, declared.options[option].label, Share(int(chosen[n]), came))
                for n, option in enumerate(declared.options, start=1)
            )
            dates = quantile(by_turn, 0.1), quantile(by_turn, 0.5), quantile(by_turn, 0.9)
            share = Share(min(came, self.games), self.games)
            rows.append(
                CardRow(
                    event.id,
                    declared.title,
                    share,
                    came / self.games,
                    dates,
                    tuple(by_turn.tolist()),
                    options,
                )
            )
        return rows

    def motions(self) -> list[MotionRow]:
        """Every motion, the commonest first."""
        steps = np.arange(-MARGIN, MARGIN + 1)
        rows = []
        for number, motion in enumerate(self.rules.book.motions):
            margins, halls = self.tally["margins"][number], self.tally["halls"][number]
            carried, lost, withdrawn = (int(n) for n in self.tally["fates"][number])
            votes, assemblies = int(margins.sum()), int(halls.sum())
            near = int(margins[MARGIN - 1 : MARGIN + 2].sum())
            rows.append(
                MotionRow(
                    motion.id,
                    fill(self.content.motions[motion.id].label),
                    int(self.tally["tabled"][number]) / max(1, self.games),
                    Share(carried, carried + lost),
                    withdrawn,
                    int(self.tally["referred"][number]),
                    float((margins * steps).sum()) / votes if votes else None,
                    Share(near, votes),
                    float((halls * np.arange(HALL + 1)).sum()) / assemblies / HALL
                    if assemblies
                    else None,
                    tuple(margins.tolist()),
                )
            )
        return sorted(rows, key=lambda row: -row.per_game)

    def members(self) -> list[Member]:
        """How everybody voted who sat in the body."""
        rows = []
        for person, counts in enumerate(self.tally["casts"].sum(axis=0).tolist()):
            _, ayes, nays, silent, away = counts
            total = sum(counts)
            if total:
                ident = self.rules.people[person]
                shares = (Share(n, total) for n in (ayes, nays, silent, away))
                rows.append(Member(ident, self.content.people[ident].short, *shares))
        return sorted(rows, key=lambda row: -row.ayes.of)

    def questions(self) -> list[tuple[str, str, tuple[int, int, int]]]:
        """Every leader with the questions asked of him: tenth, middle and nine tenths of games."""
        return [
            (
                ident,
                self.content.people[ident].short,
                (quantile(counts, 0.1), quantile(counts, 0.5), quantile(counts, 0.9)),
            )
            for ident, counts in zip(
                self.rules.people[: self.rules.leaders], self.tally["questions"], strict=True
            )
        ]

    def asked(self) -> list[tuple[str, float]]:
        """Rounds, agendas and offers asked in a game by kind, of all seats together."""
        return [(kind, int(self.tally[f"{kind} taken"].sum()) / self.games) for kind in ACTS]

    # ---------------------------------------------------------------- beside history

    def anchors(self) -> list[Anchor]:
        """The dated facts that can be tested in a game; `happened: true` is no test."""
        lines = [line for line in self.content.history if line.happened is not None]
        near = 6 // self.rules.book.months
        rows = []
        for line, counts in zip(lines, self.tally["facts"], strict=True):
            if line.happened is True:
                continue
            turn = turn_of(self.content, line.on)
            seen = counts.copy()
            seen[0] = 0
            within = seen[max(1, turn - near) : turn + near + 1]
            dates = quantile(seen, 0.1), quantile(seen, 0.5), quantile(seen, 0.9)
            rows.append(
                Anchor(
                    line.label,
                    line.on,
                    turn,
                    Share(int(seen.sum()), self.games),
                    Share(int(within.sum()), self.games),
                    dates,
                    line.turning_point,
                )
            )
        return rows

    def fans(self) -> list[Fan]:
        """The course of every quantity of the world that a player sees."""
        rows = []
        for number, ident in enumerate(self.plan.quantities):
            declared = self.content.quantities[ident]
            bins = Bins(self.rules.layout[ident])
            counts = self.tally["quantities"][number]
            turns = [turn for turn in range(1, self.rules.turns + 1) if counts[turn].any()]
            bands = tuple(
                tuple(spread(counts[turn], bins.edges, part) for turn in turns)
                for part in FAN_PARTS
            )
            rows.append(Fan(ident, declared.label, declared.unit, tuple(turns), bands))
        return rows

    def true_series(self) -> list[TrueRow]:
        """The true figures beside the games."""
        rows, number = [], 0
        for ident, series in self.content.history_figures.items():
            points = []
            for date, true in sorted(series.points.items()):
                period = self.plan.periods[number]
                bins, counts = bins_of(self.rules, period), self.tally["periods"][number]
                number += 1
                if not counts.any():
                    continue  # a period that reaches beyond the game has no figure
                (low, _), (_, high) = (
                    bins.edges(quantile(counts, part), period.by) for part in (0.1, 0.9)
                )
                first, last = bins.edges(quantile(counts, 0.5), period.by)
                points.append(
                    TruePoint(date, period.last, float(true), low, (first + last) / 2, high)
                )
            row = TrueRow(ident, series.label, series.quantity, series.unit, tuple(points))
            rows.append(row)
        return rows

    def never(self) -> dict[str, list[str]]:
        """What was never seen, by section: cards, options (as card.option), manoeuvres and motions
        that nobody took, motions that never carried, endings.
        """
        cards = [row for row in self.cards() if not row.share.count]
        options = [
            f"{row.id}.{option}"
            for row in self.cards()
            if row.share.count
            for option, _, share in row.options
            if not share.count
        ]
        return {
            "cards": [row.id for row in cards],
            "options": options,
            "manoeuvres": [row.id for row in self.acts("manoeuvre") if not row.share.count],
            "motions": [row.id for row in self.acts("agenda") if not row.share.count],
            "endings": [row.id for row in self.endings() if not row.share.count],
        }
