"""What is counted is what happened: tallies against games looked at one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray

from game.bots import bot
from game.briefing.deeds import DeedRecord, witness
from game.engine.asks import Ask
from game.engine.counting import MARGIN
from game.engine.knowledge import Knowledge
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.batch import run
from game.lab.gather import Bins
from game.lab.plan import Plan, plan_of
from game.lab.reading import Reading
from game.lab.tally import Tally
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.shipped import find

GAMES = 12


@pytest.fixture(scope="module", params=["harbour", "after-lenin"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    return load(find(request.param))


@pytest.fixture(scope="module")
def rules(loaded: Loaded) -> Rules:
    return build(loaded)


@pytest.fixture(scope="module")
def plan(loaded: Loaded, rules: Rules) -> Plan:
    return plan_of(rules, loaded.content)


class Told:
    """Games played one by one, and all that was seen of them."""

    def __init__(self, rules: Rules) -> None:
        self.deeds: list[DeedRecord] = []
        self.asked: Counter[tuple[str, str]] = Counter()
        self.taken: Counter[tuple[str, str, str]] = Counter()
        self.legal: Counter[tuple[str, str]] = Counter()
        self.ends: list[State] = []
        self.after: dict[tuple[int, int], State] = {}
        chooser = bot("scripted")
        for seed in range(GAMES):
            state = rules.start([seed])
            while not rules.finished(state):
                ask = rules.ask(state)
                picks = chooser(rules, rules.knowledge(state), ask)
                legal = ask.legal()
                for seat in np.flatnonzero(ask.asked[:, 0]):
                    self.asked[ask.phase.kind, rules.people[seat]] += 1
                    self.taken[
                        ask.phase.kind, ask.verbs[picks[0, seat, 0]], rules.people[seat]
                    ] += 1
                    for verb in np.flatnonzero(legal[:, seat, 0]):
                        self.legal[ask.phase.kind, ask.verbs[verb]] += 1
                self.deeds += witness(rules, state, picks)
                before, state = state, rules.advance(state, picks)
                if state.turn != before.turn:
                    self.after[seed, before.turn] = state
            self.after[seed, state.turn] = state
            self.ends.append(state)


@pytest.fixture(scope="module")
def told(rules: Rules) -> Told:
    return Told(rules)


@pytest.fixture(scope="module")
def tally(rules: Rules, plan: Plan) -> Tally:
    return run(rules, GAMES, bot("scripted"), size=5, plan=plan)


@pytest.fixture(scope="module")
def reading(rules: Rules, loaded: Loaded, plan: Plan, tally: Tally) -> Reading:
    return Reading(rules, loaded.content, plan, tally)


def test_the_ends_of_turns_are_counted_alike_for_bots_that_are_asked(
    rules: Rules, plan: Plan, tally: Tally
) -> None:
    scripted = bot("scripted")

    def chooser(rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        return scripted(rules, known, ask)

    asked = run(rules, GAMES, chooser, plan=plan)

    for name in (
        "cards",
        "options",
        "facts",
        "quantities",
        "periods",
        "tabled",
        "fates",
        "margins",
    ):
        assert np.array_equal(asked[name], tally[name]), name


def test_every_game_has_one_ending(rules: Rules, told: Told, reading: Reading) -> None:
    ends = Counter(rules.ending(state) for state in told.ends)
    winners = Counter(rules.winner(state) for state in told.ends)

    assert {row.id: row.share.count for row in reading.endings() if row.share.count} == ends
    assert {row.id: row.share.count for row in reading.winners() if row.share.count} == winners


def test_cards_are_counted_at_their_dates_with_their_answers(told: Told, reading: Reading) -> None:
    dealt = [
        deed for deed in told.deeds if deed.kind == "card" and deed.about and deed.does != "ends"
    ]
    answers = Counter((deed.about[0], deed.does) for deed in dealt)
    dates = Counter((deed.about[0], deed.turn) for deed in dealt)

    for row in reading.cards():
        for turn, count in enumerate(row.by_turn):
            assert count == dates[row.id, turn]
        for ident, _, share in row.options:
            assert share.count == answers[row.id, ident]


def test_acts_are_counted_when_legal_and_when_taken(
    rules: Rules, told: Told, reading: Reading
) -> None:
    for kind in ("manoeuvre", "agenda"):
        for act in reading.acts(kind):
            assert act.share.of == told.legal[kind, act.id]
            for seat, share in act.by:
                assert share.count == told.taken[kind, act.id, seat]


def test_questions_are_counted_by_leader(rules: Rules, told: Told, tally: Tally) -> None:
    for leader in range(rules.leaders):
        total = sum(n for (_, who), n in told.asked.items() if who == rules.people[leader])
        counts = tally["questions"][leader]
        assert int((counts * np.arange(len(counts))).sum()) == total


def test_votes_are_counted_as_they_divided(rules: Rules, told: Told, tally: Tally) -> None:
    votes = [deed for deed in told.deeds if deed.kind == "vote" and deed.seat == "" and deed.about]
    margins: Counter[tuple[str, int]] = Counter()
    for deed in votes:
        ayes, nays = (int(part) for part in deed.does.split()[-1].split(":"))
        margins[deed.about[0], ayes - nays] += 1
    casts = Counter(
        (deed.about[0], deed.seat, deed.does)
        for deed in told.deeds
        if deed.kind == "vote" and deed.does in ("aye", "nay", "abstain", "absent")
    )

    assert votes
    for number, motion in enumerate(rules.book.motions):
        for place, count in enumerate(tally["margins"][number].tolist()):
            assert count == margins[motion.id, place - MARGIN]
        for person, ident in enumerate(rules.people):
            for cast, word in enumerate(("", "aye", "nay", "abstain", "absent")):
                if word:
                    assert tally["casts"][number, person, cast] == casts[motion.id, ident, word]


def test_motions_are_counted_to_their_end(rules: Rules, told: Told, tally: Tally) -> None:
    ends: Counter[tuple[str, str]] = Counter()
    for deed in told.deeds:
        if (
            deed.seat == ""
            and deed.about
            and deed.does.split()[0] in ("carried", "lost", "withdrawn")
        ):
            ends[deed.about[0], deed.does.split()[0]] += 1

    for number, motion in enumerate(rules.book.motions):
        for place, word in enumerate(("carried", "lost", "withdrawn")):
            assert tally["fates"][number, place] == ends[motion.id, word]


def test_figures_are_those_after_the_books_of_their_turn(
    rules: Rules, plan: Plan, told: Told, tally: Tally
) -> None:
    for number, ident in enumerate(plan.quantities):
        bins = Bins(rules.layout[ident])
        for turn in range(1, rules.turns + 1):
            values = [
                rules.value(state, ident)
                for (_, at), state in told.after.items()
                if at == turn and (turn == rules.turns or not rules.finished(state))
            ]
            counts = tally["quantities"][number, turn]
            assert counts.sum() == len(values)
            for value in values:
                assert any(
                    low <= value <= high
                    for low, high in (bins.edges(int(place)) for place in np.flatnonzero(counts))
                )


def test_true_figures_are_held_against_the_same_turns(
    rules: Rules, plan: Plan, told: Told, reading: Reading
) -> None:
    points = [point for row in reading.true_series() for point in row.points]

    inside = [period for period in plan.periods if period.last <= rules.turns]
    assert points
    for period, point in zip(inside, points, strict=True):
        sums = []
        for seed in range(GAMES):
            turns = range(period.last if period.by == "last" else period.first, period.last + 1)
            if all((seed, turn) in told.after for turn in turns):
                values = [rules.value(told.after[seed, turn], period.quantity) for turn in turns]
                sums.append(sum(values) / (len(turns) if period.by == "mean" else 1))
        assert point.low <= np.quantile(sums, 0.5) <= point.high


def test_facts_are_dated_by_the_first_turn_in_which_they_hold(
    rules: Rules, loaded: Loaded, told: Told, reading: Reading
) -> None:
    fired = [
        (line.label, line.happened[6:-1])
        for line in loaded.content.history
        if isinstance(line.happened, str)
        and line.happened.startswith("fired(")
        and line.happened.endswith(")")
        and "(" not in line.happened[6:-1]
    ]
    rows = {row.label: row for row in reading.anchors()}

    for label, event in fired:
        number = rules.index("event", event)
        turns = [int(s.matrix[rules.layout["fired"].first + number, 0]) for s in told.ends]
        assert rows[label].share.count == sum(turn > 0 for turn in turns)
