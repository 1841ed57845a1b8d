"""What happened is told to those who may know it, and to nobody else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.briefing.deeds import DeedRecord, witness
from game.briefing.make import Briefer
from game.scenario.build import build
from game.scenario.load import load
from tests.briefing.games import FOLDERS, SCENARIOS, playing, scenario


def whole(name: str, seed: int = 2) -> list[DeedRecord]:
    _, rules, _ = scenario(name)
    return [deed for state, picks in playing(rules, seed) for deed in witness(rules, state, picks)]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_secret_manoeuvre_is_told_to_its_actor_alone(name: str) -> None:
    loaded, rules, briefer = scenario(name)
    deeds = whole(name)
    secret = {id_ for id_, act in loaded.content.manoeuvres.items() if act.secret is True}
    hidden = [d for d in deeds if d.kind == "manoeuvre" and d.does.split()[0] in secret]
    assert hidden
    for deed in hidden[:20]:
        actor = rules.people.index(deed.seat)
        other = (actor + 1) % rules.seats
        assert len(briefer.chronicle.told([deed], actor)) == 1
        assert briefer.chronicle.told([deed], other) == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_said_in_the_corridor_stays_between_two(name: str) -> None:
    _, rules, briefer = scenario(name)
    offers = [d for d in whole(name) if d.kind == "lobby" and len(d.does.split()) == 4]
    assert offers
    for deed in offers[:20]:
        parties = {deed.seat, deed.does.split()[-1]}
        for seat in range(rules.seats):
            told = briefer.chronicle.told([deed], seat)
            assert bool(told) == (rules.people[seat] in parties)


@pytest.mark.parametrize(
    ("name", "motion", "told"),
    [
        ("after-lenin", ("read_testament", ""), "Stalin pressed Trotsky: a vote for “Read Lenin's"),
        ("harbour", ("bring_in", "sava"), "Lind, in the corridor: Press Krell, for “Bring"),
    ],
)
def test_a_word_in_the_corridor_is_told_as_it_is_seen_or_by_its_label(
    name: str, motion: tuple[str, str], told: str
) -> None:
    _, rules, briefer = scenario(name)
    actor, target = rules.people[:2]
    deed = DeedRecord(2, "lobby 1", actor, f"press 1 for {target}", (*motion, actor, ""))

    (found,) = briefer.chronicle.told([deed], 0)

    assert found.text.startswith(told)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_vote_is_told_with_its_count_and_names(name: str) -> None:
    _, _, briefer = scenario(name)
    deeds = whole(name)
    results = [d for d in deeds if d.kind == "vote" and d.seat == "" and ":" in d.does]
    assert results
    for result in results:
        casts = [
            d for d in deeds if (d.turn, d.ask, d.about) == (result.turn, result.ask, result.about)
        ]
        ayes = sum(d.does == "aye" for d in casts)
        assert result.does.split()[1].split(":")[0] == str(ayes)
        (told,) = briefer.chronicle.told(casts, 0)
        assert f", {ayes} to " in told.text


def test_a_motion_with_more_ayes_than_nays_is_told_to_have_needed_two_thirds() -> None:
    _, rules, briefer = scenario("after-lenin")
    motion = next(one.id for one in rules.book.motions if one.target.kind == "person")
    about = (motion, "trotsky", "molotov", "trotsky")
    deeds = [
        DeedRecord(3, "plenum 1", "stalin", "aye", about),
        DeedRecord(3, "plenum 1", "trotsky", "nay", about),
        DeedRecord(3, "plenum 1", "", "lost 65:35", about),
    ]

    (told,) = briefer.chronicle.told(deeds, 0)

    assert "was lost, 65 to 35, where two thirds were needed." in told.text
    assert told.text.endswith("Among the leaders, for: Stalin; against: Trotsky.")


def test_an_alliance_offered_in_secret_is_told_to_the_two_it_is_between() -> None:
    _, rules, briefer = scenario("after-lenin")
    deed = DeedRecord(2, "manoeuvre 1", "stalin", "make_pact zinoviev")
    knowing = [
        rules.people[seat] for seat in range(rules.seats) if briefer.chronicle.told([deed], seat)
    ]
    assert knowing == ["stalin", "zinoviev"]


def test_what_became_of_ones_own_motion_and_person_is_news() -> None:
    _, _, briefer = scenario("after-lenin")
    about = ("condemn", "trotsky", "stalin", "trotsky")
    own = DeedRecord(3, "agenda", "stalin", "condemn trotsky", about)
    held = DeedRecord(3, "agenda", "stalin", "held over", about)
    seat = DeedRecord(3, "close", "stalin", "member politburo")

    told = [deed.text for deed in briefer.chronicle.seen([own, held, seat], 0)]

    assert len(told) == 2
    assert "was held over" in told[0]
    assert "is now a full member" in told[1]


def test_a_motion_that_stands_by_another_mover_was_seconded_and_not_held_over() -> None:
    for seed in range(2, 5):
        for deed in whole("january-1924", seed):
            if deed.does == "seconded":
                _, rules, briefer = scenario("january-1924")
                (told,) = briefer.chronicle.told([deed], 0)
                assert f" seconded “{briefer.chronicle.motion(deed.about)}”, moved by " in told.text
                assert deed.seat != deed.about[2]
                assert deed.seat in rules.people
                return
    raise AssertionError


def test_a_tie_that_is_carried_says_whose_vote_decided() -> None:
    _, _, briefer = scenario("after-lenin")
    about = ("condemn", "trotsky", "stalin", "trotsky")

    (told,) = briefer.chronicle.told([DeedRecord(3, "vote 1", "", "carried 3:3", about)], 0)

    assert "was carried, 3 to 3, by the vote of the chair" in told.text


@pytest.mark.parametrize("name", SCENARIOS)
def test_only_what_others_did_since_the_own_last_answer_is_news(name: str) -> None:
    _, rules, briefer = scenario(name)
    deeds: list[DeedRecord] = []
    for state, picks in playing(rules, 2):
        new = witness(rules, state, picks)
        deeds += new
        seen = briefer.chronicle.seen(deeds, 0)
        own = [one for one in seen if one.person == rules.people[0]]
        became = [one for one in own if " was held over" in one.text or " seconded " in one.text]
        acts = ("card", "manoeuvre", "agenda", "lobby")
        assert not [one for one in own if one.kind in acts and one not in became]
        if rules.ask(state).asked[0, 0] and rules.ask(state).phase.kind == "manoeuvre":
            others = {deed.seat for deed in new if deed.kind == "manoeuvre"} - {rules.people[0]}
            assert {deed.person for deed in seen if deed.kind == "manoeuvre"} <= others
        if state.turn > 3:
            break


def test_a_passed_month_is_recorded_and_not_told() -> None:
    _, rules, briefer = scenario("harbour")
    state = next(s for s, _ in playing(rules) if rules.ask(s).phase.kind == "manoeuvre")
    picks = np.zeros((2, rules.seats, 1), np.int64)
    deeds = witness(rules, state, picks)
    assert [d.does for d in deeds if d.kind == "manoeuvre"] == ["pass"] * rules.seats
    assert briefer.chronicle.told(deeds, 0) == []


def test_deeds_are_kept_for_one_game() -> None:
    _, rules, _ = scenario("harbour")
    state = rules.start([1, 2])
    with pytest.raises(ValueError, match="for one game, not for 2"):
        witness(rules, state, np.zeros((2, rules.seats, 2), np.int64))


@pytest.mark.parametrize("name", SCENARIOS)
def test_offices_and_results_reach_the_chronicle(name: str) -> None:
    _, rules, briefer = scenario(name)
    deeds = whole(name)
    told = briefer.chronicle.chronicle(deeds, 0, rules.turns)
    kinds = {deed.kind for deed in told}
    assert {"card", "manoeuvre", "agenda", "vote", "ending", "report"} <= kinds
    assert [deed.turn for deed in told] == sorted(deed.turn for deed in told)


@pytest.mark.parametrize("word", ["ends", "dies", "aye"])
def test_an_option_of_a_card_may_be_called_what_a_fact_is_called(tmp_path: Path, word: str) -> None:
    text = (FOLDERS["harbour"] / "scenario.yaml").read_text(encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text(
        text.replace("      done: {label: It happens", f"      {word}: {{label: It happens"),
        encoding="utf-8",
    )
    loaded = load(tmp_path)
    briefer = Briefer(build(loaded), loaded)
    deed = DeedRecord(3, "card 1", "", word, ("settled_account",))

    (told,) = briefer.chronicle.told([deed], 0)

    assert told.kind == "card"
    assert "It happens" in told.text
