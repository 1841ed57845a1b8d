"""The text game: everything by numbers and letters, from a pipe, in 80 columns."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from game.session.session import Session
from game.terminal.desk import Desk
from game.terminal.pages import COMMANDS, all_figures, show_person
from game.terminal.paper import Paper
from tests.session.players import new, play

Typed = tuple[str, Desk]


def typed(session: Session, *lines: str, monkeypatch: pytest.MonkeyPatch, width: int = 80) -> Typed:
    """What is printed when these lines are typed, and the desk they were typed at."""
    page = io.StringIO()
    desk = Desk("The Game", session, Console(file=page, width=width, highlight=False))
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    assert desk.run() == 0
    return page.getvalue(), desk


def answers(session: Session, number: int = 0) -> str:
    """The numbers of a legal answer to the question, as they are typed."""
    question = session.briefing().question
    assert question is not None
    legal = [
        (n, option)
        for n, option in enumerate(question.options)
        if option.legal and (not option.targets or any(t.legal for t in option.targets))
    ]
    n, option = legal[number % len(legal)]
    places = [m for m, target in enumerate(option.targets, start=1) if target.legal]
    return f"{n} {places[number % len(places)]}" if places else str(n)


@pytest.mark.parametrize(
    ("name", "seat", "width"),
    [("harbour", "ivo", 40), ("harbour", "ivo", 160), ("after-lenin", "", 80)],
)
def test_every_question_of_a_game_fits_its_width_and_can_be_answered_by_numbers(
    name: str, seat: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path, name, seat=seat)
    kinds: set[str] = set()
    for number in range(24):
        if session.over:
            break
        question = session.briefing().question
        assert question is not None
        kinds.add(question.kind)
        before = len(session.record.entries)
        page, _ = typed(session, answers(session, number), monkeypatch=monkeypatch, width=width)
        assert len(session.record.entries) > before
        assert max(len(line) for line in page.splitlines()) <= width
        assert question.title.split()[0] in page
    assert {"card", "manoeuvre", "agenda", "vote"} <= kinds


def test_the_whole_game_is_played_from_one_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path)
    lines = ["1 1", "2 1", "1", "0"] * 60
    page, desk = typed(session, *lines, monkeypatch=monkeypatch)
    assert session.over
    assert desk.briefing.ending is not None
    assert desk.briefing.ending.title in page
    assert "What became of them" in page
    assert "The game is over; u takes the last answer back." in page


def test_an_answer_with_a_target_may_be_typed_in_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = new(tmp_path / "1"), new(tmp_path / "2")
    while True:
        question = one.briefing().question
        assert question is not None
        places = [
            (n, option)
            for n, option in enumerate(question.options)
            if option.legal and option.targets
        ]
        if places:
            break
        play(one, 1)
        play(two, 1)
    n, option = places[0]
    target = next(m for m, each in enumerate(option.targets, start=1) if each.legal)
    page, _ = typed(one, str(n), "0", str(n), str(target), monkeypatch=monkeypatch)
    typed(two, f"{n} {target}", monkeypatch=monkeypatch)
    assert page.count("  0  Back") == 2
    assert one.record == two.record


def test_a_barred_answer_says_why_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path, "after-lenin", seat="bukharin")
    while True:
        question = session.briefing().question
        assert question is not None
        if question.kind == "manoeuvre":
            break
        play(session, 1)
    barred = [(n, option) for n, option in enumerate(question.options) if not option.legal]
    assert barred
    assert all(option.barred for _, option in barred)
    before = session.record
    page, _ = typed(session, str(barred[0][0]), "x", monkeypatch=monkeypatch, width=300)
    assert f"{barred[0][1].label} is barred: {'; '.join(barred[0][1].barred)}" in page
    for _, option in barred:
        assert f"barred: {'; '.join(option.barred)}" in page
    assert session.record == before


def test_a_vote_is_shown_member_by_member_with_its_forecast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path, "after-lenin")
    while True:
        briefing = session.briefing()
        assert briefing.question is not None
        if briefing.question.kind == "vote":
            break
        play(session, 1, first=3)
    page, _ = typed(session, monkeypatch=monkeypatch, width=200)
    motion = next(each for each in briefing.table if each.slot == briefing.question.slot)
    assert f"{motion.chance} % likely to carry" in page
    assert len(motion.voices) >= 5
    for voice in motion.voices:
        assert f"{voice.label}: " in page
    (own,) = (voice for voice in motion.voices if voice.own)
    assert f"{own.label}: Yours to give" in page


def test_every_command_of_the_help_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path, "after-lenin")
    play(session, 20)
    letters = [letter for letter in COMMANDS if letter not in "qr"]
    page, _ = typed(session, *letters, monkeypatch=monkeypatch)
    assert "is no answer and no command" not in page
    for title in ("Figures", "People", "Blocs", "Offices", "Your goals", "Chronicle", "Help"):
        assert f"\n{title} ──" in page


def test_every_figure_person_and_bloc_can_be_looked_up_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path, "after-lenin")
    briefing = session.briefing()
    lines = [f"w {n + 1}" for n in range(len(all_figures(briefing)))]
    lines += [f"p {n + 1}" for n in range(len(briefing.people))]
    lines += [f"b {n + 1}" for n in range(len(briefing.blocs))]
    page, _ = typed(session, *lines, monkeypatch=monkeypatch, width=300)
    for figure in all_figures(briefing):
        assert figure.label in page
        for reason in figure.why:
            assert reason.label in page
    assert any(figure.why for figure in all_figures(briefing))
    for person in briefing.people:
        assert f"\n{person.name}, born {person.born}" in page


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("77", "There is no answer 77"),
        ("1 77", "There is no target 77"),
        ("1x", "'1x' is no answer"),
        ("9" * 5000, "is no answer"),
        ("zzz", "'zzz' is no answer and no command"),
        ("w 999", "There is no number 999 here"),
        ("p nobody", "Which one?"),
        ("b 0", "There is no number 0 here"),
        ("r", "r needs the number of a turn"),
        ("r 9", "Turn 9 cannot be gone back to"),
        ("i", "i needs the number of an answer"),
        ("u", "no answer to take back"),
        ("\x1b[2J", "no answer and no command"),
        ("²", "no answer and no command|is no answer"),
    ],
)
def test_a_line_that_means_nothing_is_answered_in_words(
    line: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new(tmp_path)
    while said.startswith("There is no target"):
        question = session.briefing().question
        assert question is not None
        if question.options[1].legal and question.options[1].targets:
            break
        play(session, 1)
    before = session.record
    page, _ = typed(session, line, monkeypatch=monkeypatch)
    assert re.search(said, " ".join(page.split()))
    assert "\x1b" not in page
    assert session.record == before


def test_undo_branch_and_copy_are_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = new(tmp_path / "games")
    play(session, 12)
    answered = len(session.record.entries)
    page, _ = typed(session, "u", f"s {tmp_path / 'copy.jsonl'}", monkeypatch=monkeypatch)
    assert len(session.record.entries) < answered
    assert (tmp_path / "copy.jsonl").read_text().splitlines() == session.record.lines
    page, _ = typed(session, "r 2", "s", monkeypatch=monkeypatch)
    assert "This is a game of its own from April–June 1921 on" in " ".join(page.split())


def test_leaving_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = new(tmp_path)
    page, _ = typed(session, "0", "q", "1", monkeypatch=monkeypatch, width=300)
    assert f"Go on later with: main.py resume {session.path}" in page


def test_a_game_that_cannot_be_saved_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "games").write_text("")
    page, _ = typed(new(tmp_path / "games"), "0", monkeypatch=monkeypatch)
    assert "It goes on in memory" in " ".join(page.split())


def test_texts_are_never_read_as_mark_up_or_control_codes() -> None:
    from game.terminal.paper import Paper

    page = io.StringIO()
    paper = Paper(Console(file=page, width=80, force_terminal=False))
    paper.line("[red]not red[/red] \x1b[2J\x07\x9b31m")
    paper.table(("a",), [("[bold]x\x1b[0m",)])
    assert "[red]not red[/red]" in page.getvalue()
    assert "[bold]x" in page.getvalue()
    assert not set(page.getvalue()) & {"\x1b", "\x07", "\x9b"}


def test_a_whole_game_can_be_played_in_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game import i18n
    from game.i18n.english import ENGLISH

    session = new(tmp_path, "after-lenin")
    play(session, 20)
    i18n.use(i18n.pseudo(ENGLISH))
    try:
        page, _ = typed(session, *COMMANDS[:-1], "i 1", "u", monkeypatch=monkeypatch, width=120)
    finally:
        i18n.use(ENGLISH)
    words = [w for key, w in ENGLISH.items() if key.startswith("text.") and len(w) > 12]
    assert [word for word in words if "{" not in word and word in page] == []
    assert i18n.pseudo(ENGLISH)["nav.chronicle"] in page


def test_the_file_of_one_who_is_away_says_so_in_the_scenario_s_words(tmp_path: Path) -> None:
    session = new(tmp_path, "after-lenin")
    person = session.briefing().people[1]
    for status, told in (("Ill this quarter", "Ill this quarter"), ("dead", "Dead"), ("", "born")):
        page = io.StringIO()
        paper = Paper(Console(file=page, width=80, highlight=False))
        show_person(paper, replace(person, status=status))
        assert told in page.getvalue()


def test_a_copy_to_the_home_of_nobody_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = typed(new(tmp_path), "s ~nosuchuser/x", monkeypatch=monkeypatch)
    assert "~nosuchuser/x" in page
