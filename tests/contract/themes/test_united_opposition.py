"""The United Opposition: old enemies join, march, are expelled, sent to Alma-Ata and abroad."""

from __future__ import annotations

from tests.contract.themes.table import IDLE, Table


def beaten(games: int = 24) -> Table:
    """November 1927 with Trotsky out of the Politburo and deep in suspicion."""
    table = Table(games).play(16, IDLE)
    table.put(0, "rank", "politburo", "trotsky").put(95, "suspicion", "trotsky")
    table.put(14, "condemned_on", "trotsky").put(12, "post_lost_on", "trotsky")
    table.put(12, "capital", "stalin").put(12, "capital", "bukharin").put(12, "capital", "rykov")
    return table


def test_old_enemies_can_join() -> None:
    table = Table(24).play(9, IDLE)
    for one in ("zinoviev", "kamenev"):
        table.put(0, "pact", one, "stalin").put(0, "pact", "stalin", one).put(
            -60, "trust", one, "stalin"
        )
        table.put(20, "trust", one, "trotsky").put(20, "trust", "trotsky", one)
    table.put(85, "standing", "stalin")
    table.play(
        11,
        {
            **IDLE,
            ("trotsky", "manoeuvre"): ["make_pact zinoviev", "secret_talk zinoviev"],
            ("trotsky", "two_old_enemies"): "join",
        },
    )
    assert (table.get("pact", "trotsky", "zinoviev") == 1).any()


def test_a_street_demonstration_is_seen_and_paid_for() -> None:
    marching, quiet = (
        Table(16)
        .play(12, IDLE)
        .put(50, "suspicion", "trotsky")
        .put(12, "capital", "trotsky")
        .play(13, {**IDLE, ("trotsky", "manoeuvre"): act})
        for act in (["street", "pass"], ["pass"])
    )
    did = marching.done["trotsky", "street"]
    assert (
        marching.get("suspicion", "trotsky")[did] > quiet.get("suspicion", "trotsky")[did] + 8
    ).all()
    assert (marching.get("repressed")[did] > quiet.get("repressed")[did]).all()


def test_two_thirds_can_expel_and_the_politburo_can_exile() -> None:
    ayes = {
        ("*", f"vote {motion}"): "aye" for motion in ("expel_committee", "expel_party", "deport")
    }
    movers = {
        (who, "agenda"): ["deport trotsky", "expel_party trotsky", "expel_committee trotsky"]
        for who in ("stalin", "bukharin", "rykov")
    }
    table = beaten().play(19, {**IDLE, **ayes, **movers})
    out = table.get("in_party", "trotsky") == 0
    assert out.mean() > 0.3
    assert (table.get("repressed")[out] > 0).all()
    assert (table.get("exiled", "trotsky")[out] == 1).any()


def test_from_alma_ata_the_steamer_leaves_or_not() -> None:
    for answer, abroad in (("deport", 1), ("keep", 0)):
        table = Table(16).play(19, IDLE).put(0, "in_party", "trotsky").put(1, "exiled", "trotsky")
        plan = {**IDLE, ("stalin", "odessa_steamer"): answer, ("*", "exiles_return"): "signed"}
        table.play(22, plan)
        came = table.chose("odessa_steamer", answer)
        assert came.any()
        assert (table.get("abroad", "trotsky")[came] == abroad).all()


def test_an_expelled_leader_still_acts() -> None:
    table = Table(16).play(17, IDLE).put(0, "in_party", "trotsky").put(1, "exiled", "trotsky")
    table.put(12, "capital", "trotsky")
    before = table.get("support", "komsomol", "trotsky"), table.get("legitimacy", "trotsky")
    table.play(
        18, {**IDLE, ("trotsky", "manoeuvre"): ["underground_press", "write_article", "pass"]}
    )
    acted = table.done.get(("trotsky", "underground_press"))
    assert acted is not None
    assert (table.get("support", "komsomol", "trotsky") > before[0] - 5)[acted].all()


def test_an_exile_can_sign_and_come_back() -> None:
    table = beaten().put(0, "in_party", "zinoviev").put(0, "rank", "politburo", "zinoviev")
    plan = {
        **IDLE,
        ("zinoviev", "manoeuvre"): ["statement", "pass"],
        ("rykov", "agenda"): "readmit zinoviev",
        ("*", "vote readmit"): "aye",
    }
    table.play(19, plan)
    assert (table.get("in_party", "zinoviev") == 1).any()


def test_with_an_expelled_leader_go_those_of_his_people_who_are_suspected() -> None:
    ayes = {("*", f"vote {motion}"): "aye" for motion in ("expel_committee", "expel_party")}
    movers = {
        (who, "agenda"): ["expel_party trotsky", "expel_committee trotsky"]
        for who in ("stalin", "bukharin", "rykov")
    }
    table = beaten().put(40, "suspicion", "radek").put(5, "suspicion", "smilga")
    table.put("trotsky", "patron", "radek").put("trotsky", "patron", "smilga")
    table.play(17, {**IDLE, **ayes, **movers})
    out = table.get("in_party", "trotsky") == 0
    assert out.any()
    assert (table.get("in_party", "radek")[out] == 0).all()
    assert (table.get("in_party", "smilga")[out] == 1).all()
