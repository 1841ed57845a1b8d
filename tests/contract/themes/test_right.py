"""The Right: the Notes, the talk with Kamenev, the unions, Pravda, the Comintern."""

from __future__ import annotations

import pytest

from tests.contract.themes.table import IDLE, Table


def crossroads(games: int = 24) -> Table:
    """1928: Stalin has turned to force, and Bukharin is no ally any more."""
    table = Table(games).play(17, IDLE)
    for one, other in (
        ("bukharin", "stalin"),
        ("stalin", "bukharin"),
        ("tomsky", "stalin"),
        ("stalin", "tomsky"),
    ):
        table.put(0, "pact", one, other)
    table.put(-40, "trust", "bukharin", "stalin").put(60, "suspicion", "kamenev")
    for issue in ("village", "pace"):
        table.put(50, "position", "stalin", issue)
    table.put(80, "standing", "stalin").put(80, "repute", "stalin").put(
        -30, "position", "bukharin", "pace"
    )
    table.put(4, "setting", "investment_pace").put(3, "setting", "procurement")
    return table.put(70, "goods_famine")


@pytest.mark.parametrize(
    ("card", "decider", "bold", "meek"),
    [
        ("notes_economist", "bukharin", "names", "submit"),
        ("kamenev_talk", "bukharin", "go", "stay"),
        ("union_congress", "tomsky", "floor", "swallow"),
    ],
)
def test_each_step_is_a_choice_and_is_paid_for(
    card: str, decider: str, bold: str, meek: str
) -> None:
    one, two = (crossroads().play(21, {**IDLE, (decider, card): answer}) for answer in (bold, meek))
    both = one.chose(card, bold) & two.chose(card, meek)
    assert both.any()
    assert one.get("suspicion", decider)[both].mean() > two.get("suspicion", decider)[both].mean()


@pytest.mark.parametrize("post", ["trade_unions", "comintern_chair"])
def test_they_are_dismissed_or_not(post: str) -> None:
    holder = {"trade_unions": "tomsky", "comintern_chair": "bukharin"}[post]
    plan = {**IDLE, ("stalin", "agenda"): f"relieve_high {post}", ("*", "vote relieve_high"): "aye"}
    marked, clean = crossroads(), crossroads()
    for table, suspicion in ((marked, 80), (clean, 10)):
        table.put(holder, "holder", post).put(suspicion, "suspicion", holder).put(
            12, "capital", "stalin"
        )
        if suspicion > 50:
            table.put(16, "condemned_on", holder)
        table.play(19, plan)
    assert (~marked.holds(holder, post)).any()
    assert ("stalin", f"relieve_high {post}") not in clean.done


def test_pravda_can_be_taken_by_the_politburo_alone() -> None:
    plan = {**IDLE, ("stalin", "agenda"): "relieve pravda_editor", ("*", "vote relieve"): "aye"}
    table = crossroads().put(80, "suspicion", "bukharin").put(16, "condemned_on", "bukharin")
    table.put(12, "capital", "stalin").play(19, plan)
    assert (~table.holds("bukharin", "pravda_editor")).any()


def test_the_right_can_win() -> None:
    table = Table(60).end()
    endings = [table.rules.ending(table.state, game) for game in range(60)]
    assert {"nep_holds", "slow_scissors", "enriched", "favourite_leads", "premier_rules"} & set(
        endings
    )
