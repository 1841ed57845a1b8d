"""Pages: whole, self-contained, escaped, and no more told than may be known."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.lab.crew import Crew
from game.lab.study import Order, Study, Subject, calibrate, look_for_unseen, play_games
from game.lab.tasks import Players
from game.record.minutes import Answer
from game.record.record import Record, read
from game.record.replay import until
from game.report.debrief import debrief_page
from game.report.lab import lab_page
from game.report.tale import Tale
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.shipped import find
from game.session.opening import Opening
from tests.session.players import new, some_answer

VOID = {"meta", "br", "img", "hr", "input", "link"}
TAG = '<b>Port</b> & "Committee"'


class Page(HTMLParser):
    """A page read strictly: every tag closed in order, ids once, links inside the page that lead
    somewhere.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.charts = 0
        self.words = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values["href"]))
        if tag == "svg" and values.get("role") == "img":
            self.charts += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The harbour with a title and a label that look like tags."""
    folder = tmp_path_factory.mktemp("scenario") / "harbour"
    shutil.copytree(find("harbour"), folder)
    file = folder / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("title: Storm over the mole", f"title: '{TAG}'")
    text = text.replace("title: Lind holds the keys", f"title: '{TAG}'")
    file.write_text(text.replace("label: Marta", f"label: '{TAG}'"), encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def rules(loaded: Loaded) -> Rules:
    return build(loaded)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("records")
    path = folder / "game.jsonl"
    Opening(folder).demo("harbour", "scripted", 5, path)
    return read(path)


@pytest.fixture(scope="module")
def study(loaded: Loaded, rules: Rules) -> Study:
    found = Study(Subject.of(loaded, rules), Order(300, 0, Players()))
    with Crew(1) as crew:
        for part in (play_games, calibrate, look_for_unseen):
            part(found, crew, lambda _name, _games: None)
    return found


@pytest.fixture(scope="module")
def lab(study: Study) -> str:
    return lab_page(study)


@pytest.fixture(scope="module")
def debrief(loaded: Loaded, rules: Rules, record: Record) -> str:
    return debrief_page(rules, loaded, record, replays=30)


@pytest.fixture(params=["lab", "debrief"])
def page(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def test_a_page_is_well_formed_and_its_links_lead_somewhere(page: str) -> None:
    found = Page(page)

    assert len(found.ids) == len(set(found.ids))
    assert found.links
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert found.charts >= 3


def test_a_page_needs_nothing_from_outside(page: str) -> None:
    assert not re.search(r"(https?:)?//[a-z]|<script|<link|src=|@import|url\(", page)


def test_texts_of_a_scenario_are_escaped(page: str) -> None:
    assert "<b>Port" not in page
    assert "&lt;b&gt;Port&lt;/b&gt; &amp;" in page


def test_the_same_study_gives_the_same_page(study: Study, lab: str) -> None:
    assert lab_page(study) == lab


def test_a_study_without_depth_is_told_as_far_as_it_goes(study: Study) -> None:
    shallow = Study(study.subject, study.order, study.tally)

    assert "This was not looked into" in Page(lab_page(shallow)).words


def test_the_lab_says_what_to_change_and_where(study: Study, lab: str) -> None:
    words = Page(lab).words

    for one in study.unseen:
        assert one.aim.key in words
        assert one.reason[1:] in words
    for act in study.main.acts("manoeuvre"):
        assert (f"manoeuvres.{act.id}" in words) == bool(act.verdict)
    assert "Loosen that clause, or bring it about somewhere." in words


def test_a_debrief_tells_every_vote_with_its_names(
    loaded: Loaded, rules: Rules, record: Record, debrief: str
) -> None:
    words = Page(debrief).words
    answers = [entry for entry in record.entries if isinstance(entry, Answer)]
    casts = [entry for entry in answers if entry.ask.startswith("vote")]
    ballots = [
        ballot
        for ballot in Tale(rules, loaded, record).ballots()
        if ballot.body == loaded.content.bodies["committee_room"].label
    ]
    named = [name for ballot in ballots for _, voters in ballot.sides for name, _ in voters]

    assert len(ballots) == len({(cast.t, cast.ask) for cast in casts})
    for ballot in ballots:
        assert f"{ballot.result}." in words
    for seat in {cast.seat for cast in casts}:
        assert named.count(loaded.content.people[seat].short) >= sum(c.seat == seat for c in casts)


def test_a_debrief_of_an_unfinished_game_holds_what_its_player_knows(
    loaded: Loaded, rules: Rules, record: Record
) -> None:
    half = until(record, "1921-Q3")
    half = replace(half, header=replace(half.header, seats=("marta",), player="Marta Lind"))
    tale = Tale(rules, loaded, half)
    state = tale.ends[2]

    assert tale.known(state).column == rules.known(state, rules.people.index("marta")).column
    assert tale.known(state).column != state.column()
    words = Page(debrief_page(rules, loaded, half, replays=30)).words
    assert "Decisions were not replayed the other way" in words
    assert "What became of them" not in words


def test_evidence_is_told_for_and_against_and_never_as_a_verdict(
    loaded: Loaded, debrief: str
) -> None:
    words = Page(debrief).words

    for view in loaded.content.interpretations.values():
        for evidence in view.evidence:
            assert evidence.label in words
    assert "no verdict" in words


def test_a_choice_can_be_played_the_other_way(loaded: Loaded, rules: Rules, record: Record) -> None:
    tale = Tale(rules, loaded, record)
    choice = tale.choices()[0]
    instead, words = choice.others[0]
    found = tale.other_way(choice, instead, replays=20)

    assert choice.who == tale.content.people[tale.players[0]].name
    assert (found.did, found.instead) == (choice.did, words)
    assert found.was.endswith("%")


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_a_browser_shows_a_page_in_light_and_dark(page: str, dark: bool, tmp_path: Path) -> None:
    import pygame

    file, shot = tmp_path / "page.html", tmp_path / "page.png"
    file.write_text(page, encoding="utf-8")
    program = shutil.which("chromium")
    assert program
    scheme = "0" if dark else "1"
    subprocess.run(
        [
            program,
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--blink-settings=preferredColorScheme={scheme}",
            "--window-size=900,700",
            f"--screenshot={shot}",
            file.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    picture = pygame.image.load(shot)
    ground = picture.get_at((5, 600))
    ink = {tuple(picture.get_at((x, y)))[:3] for x in range(0, 900, 3) for y in range(0, 700, 3)}

    assert (sum(ground[:3]) < 200) == dark
    assert len(ink) > 8


def test_a_card_left_undecided_is_told_as_that(tmp_path: Path) -> None:
    loaded = load(find("harbour"))
    rules = build(loaded)
    session = new(tmp_path, seat="ivo")
    while not session.over:
        session.answer(some_answer(session, 0))
    assert session.path is not None
    record = read(session.path)
    tale = Tale(rules, loaded, record)
    told = [choice for choice in tale.choices() if choice.did == "Left undecided"]

    assert told
    assert "Left undecided" in tale.other_way(told[0], told[0].others[0][0], replays=20).did
    assert debrief_page(rules, loaded, record, replays=30)


def test_a_finished_game_without_history_is_not_told_to_be_going_on(
    loaded: Loaded, rules: Rules, record: Record
) -> None:
    bare = loaded.content.model_copy(update={"history": {}, "interpretations": {}})
    words = Page(debrief_page(rules, replace(loaded, content=bare), record, replays=30)).words

    assert "when a game is over" not in words
    assert "a game that is over" not in words
    assert "names no dated facts" in words
