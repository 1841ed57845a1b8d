"""What pictures are drawn from: headlines, scales, tallies, causes of a change, true facts."""

from __future__ import annotations

import pytest

from game.briefing.deeds import DeedRecord, witness
from game.briefing.figures import ALONE, OTHERWISE
from game.briefing.model import Briefing, Consequence, Option, Target
from game.briefing.series import note_series
from game.engine.choice import SCRIPTED
from tests.briefing.games import SCENARIOS, asks, playing, scenario


def briefings(name: str) -> list[Briefing]:
    """The briefings of the first seat at every ask of a game, with chronicle and series."""
    _, rules, briefer = scenario(name)
    deeds: list[DeedRecord] = []
    series: dict[str, list[float]] = {}
    found = []
    for state, picks in playing(rules):
        found.append(briefer.brief(state, 0, deeds=deeds, series=series))
        note_series(found[-1], series)
        deeds += witness(rules, state, picks)
        if state.turn > 3:
            break
    return found


@pytest.mark.parametrize("name", SCENARIOS)
def test_votes_and_cards_have_a_headline_that_is_no_sentence(name: str) -> None:
    told = briefings(name)[-1].chronicle
    headed = [deed for deed in told if deed.kind in ("vote", "plenum", "card") and deed.title]
    assert headed
    for deed in headed:
        assert not deed.title.endswith("."), deed
        assert deed.title.split(":")[0].lower() in deed.text.lower(), deed


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_is_explained_to_its_last_digit_or_says_what_is_left(name: str) -> None:
    explained = 0
    for briefing in briefings(name):
        for figure in briefing.figures:
            if not figure.moved:
                continue
            explained += 1
            left = figure.change - sum(row.value for row in figure.moved)
            small = 0.05 * max(abs(figure.change), *(abs(row.value) for row in figure.moved))
            told = any(row.label in (OTHERWISE, ALONE) for row in figure.moved)
            assert abs(left) <= max(small * len(figure.moved), 0.06) or told, figure
    assert explained > 5


def test_a_number_in_a_consequence_stands_on_its_range_before_and_after() -> None:
    scales = [one.scale for one in _consequences(briefings("harbour")) if one.scale]
    assert scales
    for scale in scales:
        assert scale.low <= scale.before <= scale.high
        assert scale.low <= scale.after <= scale.high


def test_a_consequence_names_who_it_is_about() -> None:
    told = briefings("harbour")
    people = {person.id: person.short for person in told[0].people}
    found = [one for one in _consequences(told) if one.about and one.about[0] in people]
    assert found
    assert all(people[one.about[0]] in one.label for one in found)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_corridor_tells_what_a_word_does_to_the_count(name: str) -> None:
    _, rules, briefer = scenario(name)
    seen = 0
    for state in asks(name):
        if rules.ask(state).phase.kind != "lobby":
            continue
        briefing = briefer.brief(state, 0)
        chances = {motion.slot: motion.chance for motion in briefing.table}
        for option in briefing.question.options if briefing.question else ():
            for target in option.targets:
                if target.legal and target.tally:
                    seen += 1
                    way = 1 if target.key.startswith("for ") else -1
                    assert (target.tally.chance - chances[option.slot]) * way >= -1, target
    assert seen > 3


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_odds_of_a_motion_are_told_by_ones_own_vote_while_it_is_to_give(name: str) -> None:
    found = []
    for state in asks(name):
        _, rules, briefer = scenario(name)
        for seat in (0, rules.leaders - 1):
            briefing = briefer.brief(state, seat)
            found += [(briefing, motion) for motion in briefing.table]
    closed = [motion for _, motion in found if motion.state not in ("tabled", "referred")]
    assert not any(motion.by_own or any(v.own for v in motion.voices) for motion in closed)
    for briefing, motion in found:
        own = [voice.person for voice in motion.voices if voice.own]
        assert own == ([briefing.seat] if motion.by_own else [])
        aye, nay = motion.by_own or (motion.chance, motion.chance)
        assert nay - 1 <= motion.chance <= aye + 1


@pytest.mark.parametrize(("kind", "name"), [("vote", "harbour"), ("plenum", "after-lenin")])
def test_ones_own_vote_counts_in_what_it_is_told_to_do(kind: str, name: str) -> None:
    _, rules, briefer = scenario(name)
    counted = 0
    state = rules.start(range(3, 4))
    while not rules.finished(state) and counted < 2:
        ask = rules.ask(state)
        asked = [n for n in range(rules.leaders) if ask.phase.kind == kind and ask.asked[n, 0]]
        for seat in asked:
            question = briefer.brief(state, seat).question
            tallies = {o.key: o.tally for o in question.options} if question else {}
            aye, nay = tallies["aye"], tallies["nay"]
            assert aye
            assert nay
            assert aye.ayes >= nay.ayes
            counted += aye.ayes > nay.ayes and aye.nays < nay.nays
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
    assert counted >= 2


def test_a_true_fact_is_compared_once_its_time_has_come() -> None:
    _, rules, briefer = scenario("after-lenin")
    facts = briefer.brief(rules.start([1]), 0).milestones
    assert [fact.happened for fact in facts if fact.turn >= 1] == [None] * len(facts)
    later = briefings("after-lenin")[-1]
    assert {fact.happened for fact in later.milestones if fact.turn < later.turn} >= {True}
    assert {fact.happened for fact in later.milestones if fact.turn >= later.turn} == {None}


def _consequences(all_: list[Briefing]) -> list[Consequence]:
    found: list[Consequence] = []
    options: list[Option] = []
    for briefing in all_:
        options += briefing.question.options if briefing.question else ()
    for option in options:
        found += option.consequences
        for target in option.targets:
            found += target.consequences
    return found


@pytest.mark.parametrize(
    ("label", "target", "told"),
    [
        ("Speak on …", "The quays", "Speak on the quays"),
        ("Change line: …, towards …", "The village: Take it", "Change line: The village: Take it"),
        ("Win over … at supper", "Sava", "Win over Sava at supper"),
        ("Appoint", "Sava as warden", "Appoint: Sava as warden"),
    ],
)
def test_a_target_stands_in_the_open_place_of_a_label(label: str, target: str, told: str) -> None:
    assert Option("a", label, legal=True).aimed(Target("b", target, legal=True)) == told
