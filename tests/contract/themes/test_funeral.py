"""Lenin's funeral: who speaks, who is absent, and a telegram that is disputed."""

from __future__ import annotations

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS
from tests.contract.themes.table import IDLE, Table


def test_absence_costs_and_presence_gains() -> None:
    absent, present = (
        Table(8).play(2, {**IDLE, ("trotsky", "funeral_telegram"): answer})
        for answer in ("go_on", "turn_back")
    )
    assert absent.chose("funeral_telegram", "go_on").all()
    for name in ("standing", "legitimacy"):
        assert (present.get(name, "trotsky") > absent.get(name, "trotsky")).all()
    assert (present.get("health", "trotsky") < absent.get("health", "trotsky")).all()


def test_whoever_speaks_becomes_more_of_a_pupil() -> None:
    oath, yielded = (
        Table(8).play(2, {**IDLE, ("stalin", "oath_speech"): answer})
        for answer in ("oath", "yield_hour")
    )
    assert (oath.get("legitimacy", "stalin") > yielded.get("legitimacy", "stalin")).all()
    assert (oath.get("legitimacy", "zinoviev") < yielded.get("legitimacy", "zinoviev")).all()


def test_the_telegram_is_told_as_disputed() -> None:
    history = load(SCENARIOS["after-lenin"]).content.events["funeral_telegram"].history
    assert history is not None
    assert history.confidence != "high"
    assert "disputed" in history.note or "differ" in history.note
