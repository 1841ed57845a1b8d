"""Every question can be answered by mouse and by keyboard alone, and nothing blocks or is lost."""

from __future__ import annotations

import threading
from dataclasses import replace

import pygame
import pytest

from game.briefing.choice import SaveCard, ScenarioCard
from game.briefing.eyes import Pause, never
from game.briefing.model import Briefing
from game.window import focus
from game.window.app import READY, App
from game.window.memory import SCALES
from game.window.screens import ending, game, roll, table, title
from game.window.widgets import Button, Link
from tests.window import sample
from tests.window.conftest import Open, click, key, settle
from tests.window.monkey import Monkey
from tests.window.port import Script, Shelf


def by_tab(app: App) -> set[str]:
    """The names that Tab alone comes to, and no more presses than there are stops."""
    seen: list[str] = []
    for _ in focus.stops(app.active):
        key(app, pygame.K_TAB)
        seen.append(app.focus)
    return set(seen)


def at_title(open_app: Open, opener: Shelf | None = None) -> App:
    """A window at the title, when it has looked for what can be opened."""
    app = open_app()
    app.opener = opener or app.opener
    first = title.TitleScreen(app)
    app.show(first)
    first.load()
    settle(app)
    return app


@pytest.mark.parametrize("kind", sample.KINDS)
@pytest.mark.parametrize("scale", [100, 200])
def test_tab_alone_reaches_every_option(open_app: Open, kind: str, scale: int) -> None:
    briefing = sample.KINDS[kind]()
    assert briefing.question
    app = open_app((1024, 600), scale, Script([briefing]))

    reached = by_tab(app)

    assert {f"option-{option.key}" for option in briefing.question.options} <= reached
    assert reached == {widget.name for widget in focus.stops(app.active)}


@pytest.mark.parametrize("kind", sample.KINDS)
def test_arrows_alone_reach_every_option(open_app: Open, kind: str) -> None:
    app = open_app((1280, 720), 100, Script([sample.KINDS[kind]()]))
    options = {w.name for w in focus.stops(app.active) if w.role == "option"}
    reached = {app.focus}
    fresh = [app.focus]
    while fresh:
        start = fresh.pop()
        for way in focus.DIRECTIONS:
            name = focus.towards(app.active, start, way)
            if name and name not in reached:
                reached.add(name)
                fresh.append(name)

    assert options <= reached


@pytest.mark.parametrize("kind", ["card", "answer", "vote", "plenum", "change"])
def test_clicking_an_option_answers_with_it(open_app: Open, kind: str) -> None:
    script = Script([sample.KINDS[kind](), sample.over()])
    question = script.briefing().question
    assert question
    app = open_app(script=script)

    click(app, f"option-{question.options[1].key}")

    assert script.answers == [question.options[1].key]


@pytest.mark.parametrize(
    ("kind", "option"), [("manoeuvre", "act_0"), ("agenda", "table relieve"), ("lobby", "favour 0")]
)
@pytest.mark.parametrize("again", ["confirm", "target-marsh"])
def test_a_target_is_shown_with_what_it_would_do_before_it_is_done(
    open_app: Open, kind: str, option: str, again: str
) -> None:
    script = Script([sample.KINDS[kind](), sample.over()])
    app = open_app(script=script)

    click(app, f"option-{option}")
    click(app, "target-marsh")
    assert script.answers == []
    assert "Standing: Harrow" in app.describe()
    click(app, again)

    assert script.answers == [f"{option} marsh"]


def test_the_table_shows_the_motion_that_the_answers_are_about(open_app: Open) -> None:
    corridor = sample.lobby()
    question = corridor.question
    assert question
    silence, word, *others = question.options
    table = tuple(replace(one, nays=3 + one.slot) for one in corridor.table)
    word, other = replace(word, slot=2), replace(word, key="favour 1", slot=0)
    options = (silence, word, other, *others)
    asked = replace(corridor, table=table, question=replace(question, options=options))
    app = open_app(script=Script([asked]))
    assert "4 : 5" in app.describe()

    click(app, "option-favour 1")
    click(app, "back")

    assert "4 : 3" in app.describe()


def test_an_option_of_the_desk_without_target_is_shown_before_it_is_done(open_app: Open) -> None:
    script = Script([sample.manoeuvre(), sample.over()])
    app = open_app(script=script)

    click(app, "option-act_5")
    assert "Standing: Harrow" in app.describe()
    click(app, "confirm")

    assert script.answers == ["act_5"]


def test_digits_answer_and_zero_passes(open_app: Open) -> None:
    script = Script([sample.card(), sample.card(), sample.over()])
    app = open_app(script=script)

    key(app, pygame.K_2)
    key(app, pygame.K_0)

    assert script.answers == ["telegram stay", "pass"]


def test_a_barred_option_says_why_and_does_nothing(open_app: Open) -> None:
    script = Script([sample.card()])
    app = open_app(script=script)

    click(app, "option-telegram wire")
    key(app, pygame.K_3)

    assert script.answers == []
    assert "the wire to the springs is cut" in app.describe()


def test_a_barred_target_says_why_and_does_nothing(open_app: Open) -> None:
    script = Script([sample.manoeuvre()])
    app = open_app(script=script)
    app.press("option-act_0")
    settle(app)

    app.press("target-rook")
    settle(app)

    assert script.answers == []
    assert "is a friend of your patron" in app.describe()


def test_a_whole_game_is_played_by_keyboard_alone(open_app: Open) -> None:
    script = Script()
    app = open_app(script=script)
    for _ in range(60):
        if app.screen and app.screen.name == "ending":
            break
        key(app, pygame.K_RETURN)

    assert len(script.answers) == len(sample.KINDS)
    assert "The Charter holds" in app.describe()


def test_a_division_is_shown_voice_by_voice_with_reasons(open_app: Open) -> None:
    carried = replace(
        sample.vote(), table=(sample.motion(0, "Relieve Quill of the North Quay", "carried"),)
    )
    app = open_app(script=Script([sample.vote(), carried]))

    key(app, pygame.K_1)

    voices = roll.order(carried.table[0])
    for number, voice in enumerate(voices):
        told = app.describe()
        assert "Carried" not in told
        assert f"{number} of {len(voices)}" in told
        key(app, pygame.K_RETURN)
        assert table.reason(voice) in app.describe()
    assert "Carried" in app.describe()
    key(app, pygame.K_RETURN)
    assert "option-vote aye" in app.describe()


def test_a_division_can_be_skipped(open_app: Open) -> None:
    carried = replace(
        sample.vote(), table=(sample.motion(0, "Relieve Quill of the North Quay", "carried"),)
    )
    app = open_app(script=Script([sample.vote(), carried]))

    key(app, pygame.K_1)
    click(app, "roll-skip")

    told = app.describe()
    assert "Carried" in told
    assert all(voice.label in told for voice in carried.table[0].voices)


def test_a_motion_decided_before_is_not_told_again(open_app: Open) -> None:
    carried = replace(
        sample.vote(), table=(sample.motion(0, "Relieve Quill of the North Quay", "carried"),)
    )
    app = open_app(script=Script([carried, carried]))

    key(app, pygame.K_1)

    assert "roll-next" not in app.describe()


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("p", "Aurelia Vane"),
        ("a", "Keeper of the Light"),
        ("e", "Policies in force"),
        ("c", "Turn 8"),
        ("g", "Master of the harbour"),
        ("n", "Вестник of the Quays".upper()),
        ("h", "The coopers strike"),
        ("l", "Makers of barrels"),
        ("s", "What the others were seen to do"),
    ],
)
@pytest.mark.parametrize("scale", [100, 200])
def test_a_letter_opens_each_page_also_when_its_tab_has_no_room(
    open_app: Open, letter: str, words: str, scale: int
) -> None:
    app = open_app((1024, 600), scale, Script([sample.vote()]))

    key(app, ord(letter))

    assert words in app.describe()
    key(app, pygame.K_t)
    assert "option-vote aye" in app.describe()


def test_shortcuts_work_on_a_cyrillic_keyboard(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))

    app.event(
        pygame.event.Event(
            pygame.KEYDOWN, key=ord("з"), mod=0, unicode="з", scancode=pygame.KSCAN_P
        )
    )

    assert "Positions" in app.describe()


def test_every_number_with_reasons_answers_why(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.focus = "figure-grain"

    key(app, pygame.K_w)

    told = app.describe()
    assert "Storms in the spring" in told
    assert "–3" in told
    assert "Counted by the harbour office" in told


def test_hovering_shows_why_without_a_click(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    place = app.active.path("figure-grain")[-1].rect

    app.event(
        pygame.event.Event(pygame.MOUSEMOTION, pos=place.centre, rel=(0, 0), buttons=(0, 0, 0))
    )

    tip = app.tooltip()
    assert tip is not None
    assert any("Storms in the spring" in widget.label() for widget in tip.walk())
    assert app.kit.screen().contains(tip.rect)


def test_a_member_s_forecast_answers_why(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))

    click(app, "voice-quill")

    assert "Fears for his berth" in app.describe()


def test_marked_words_open_their_concept(open_app: Open) -> None:
    app = open_app(script=Script([sample.card()]))
    links = [w for w in app.active.walk() if isinstance(w, Link) and w.term == "Charter"]
    assert links

    click(app, links[0].name)

    assert "in the founder's hand" in app.describe()


def test_an_answer_can_be_taken_back_from_the_menu(open_app: Open) -> None:
    script = Script()
    app = open_app(script=script)
    key(app, pygame.K_1)
    assert script.answers

    key(app, pygame.K_ESCAPE)
    key(app, pygame.K_u)

    assert script.answers == []
    assert not app.dialogs


def test_a_new_quarter_opens_with_the_paper(open_app: Open) -> None:
    class Next(Script):
        def briefing(self, pause: Pause = never) -> Briefing:
            return replace(super().briefing(pause), turn=8 + len(self.answers))

    app = open_app(script=Next([sample.card(), sample.vote()]))
    key(app, pygame.K_1)

    assert "Вестник of the Quays".upper() in app.describe()
    assert "option-vote aye" not in app.describe()
    key(app, pygame.K_RETURN)
    assert "option-vote aye" in app.describe()


def test_a_press_on_the_map_shows_what_can_be_done_there(open_app: Open) -> None:
    script = Script([sample.agenda(), sample.over()])
    app = open_app((1280, 720), 100, script)
    bloc = sample.BLOCS[0]

    key(app, pygame.K_a)
    click(app, f"node-bloc-{bloc.id}")
    click(app, f"do-table foremen-{bloc.id}")
    assert script.answers == []
    click(app, "confirm")

    assert script.answers == [f"table foremen {bloc.id}"]


def test_a_lever_leads_to_the_motion_that_moves_it(open_app: Open) -> None:
    script = Script([sample.agenda(), sample.over()])
    app = open_app(script=script)

    key(app, pygame.K_e)
    click(app, "lever-dues-2")
    click(app, "confirm")

    assert script.answers == ["table dues dues=2"]


def test_the_true_course_is_drawn_on_demand(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    key(app, pygame.K_e)
    click(app, "chart-grain")
    assert "As it really was" not in app.describe()

    key(app, pygame.K_r)

    assert "As it really was" in app.describe()
    assert "As reported" in app.describe()


def test_the_chronicle_finds_what_is_looked_for(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    key(app, pygame.K_c)
    click(app, "search")

    for letter in "quill coopers":
        app.event(pygame.event.Event(pygame.TEXTINPUT, text=letter))
    settle(app)

    told = app.describe()
    assert "entries with “quill coopers”" in told
    assert "speaking to coopers" in told
    assert "The harvest came in" not in told


@pytest.mark.parametrize("chapter", ending.CHAPTERS)
def test_every_chapter_of_the_end_is_a_press_away(open_app: Open, chapter: str) -> None:
    words = {
        "story": "the hall had a stove",
        "power": "Power over time",
        "turnings": "You let the coopers in.",
        "history": "Grain in store",
        "views": "The machine won",
        "fates": "kept bees",
        "deeds": "Keeper",
    }
    app = open_app(script=Script([sample.over()]))

    click(app, f"chapter-{chapter}")

    assert words[chapter] in app.describe()


def test_the_page_about_a_game_is_written_by_a_press(open_app: Open) -> None:
    app = open_app(script=Script([sample.over()]))

    key(app, pygame.K_p)

    assert "/home/marta/debriefs/harbour.html" in app.describe()


def test_a_branch_is_taken_in_the_chronicle(open_app: Open) -> None:
    script = Script()
    app = open_app(script=script)

    key(app, pygame.K_c)
    key(app, pygame.K_z)
    assert "Turn 7" in app.describe()
    click(app, "branch")

    assert script.branched == [7]


def test_a_refused_answer_is_told_and_nothing_is_lost(open_app: Open) -> None:
    class Refusing(Script):
        def answer(self, key: str) -> None:
            raise ValueError("You are dead.\nThe dead do not vote.")

    app = open_app(script=Refusing([sample.vote()]))

    key(app, pygame.K_1)

    assert "The dead do not vote." in app.describe()
    key(app, pygame.K_ESCAPE)
    assert "option-vote aye" in app.describe()


def test_a_fault_of_the_program_is_told_in_words_not_as_a_traceback(
    open_app: Open, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Script):
        def answer(self, key: str) -> None:
            raise KeyError("row")

    app = open_app(script=Broken([sample.vote()]))

    key(app, pygame.K_1)

    told = app.describe()
    assert "KeyError" in told
    assert "Traceback" not in told
    assert "failed" in caplog.text


def test_the_notice_of_the_game_stands_on_the_screen(open_app: Open) -> None:
    app = open_app(
        script=Script([sample.card()], "The folder is read-only; the game goes on in memory.")
    )

    assert "The folder is read-only" in app.describe()


def test_while_the_others_choose_the_window_answers_and_takes_no_second_answer(
    open_app: Open,
) -> None:
    gate = threading.Event()

    class Slow(Script):
        def answer(self, key: str) -> None:
            assert gate.wait(20)
            super().answer(key)

    script = Slow([sample.card(), sample.vote()])
    app = open_app(script=script)
    app.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_1, mod=0, unicode="1", scancode=0))
    app.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_2, mod=0, unicode="2", scancode=0))

    assert "The others are choosing" in app.describe()
    app.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_e, mod=0, unicode="e", scancode=0))
    assert "Policies in force" in app.describe()
    gate.set()
    settle(app)

    assert script.answers == ["telegram ride"]
    assert "The others are choosing" not in app.describe()


def test_the_text_size_changes_at_once_and_by_key(open_app: Open) -> None:
    app = open_app(script=Script([sample.card()]))
    before = app.kit.px(100)

    for _ in SCALES:
        key(app, pygame.K_PLUS, pygame.KMOD_CTRL)
    assert app.kit.px(100) == 2 * before
    key(app, pygame.K_0, pygame.KMOD_CTRL)

    assert app.kit.px(100) == before


def test_focus_is_always_seen(open_app: Open) -> None:
    app = open_app((1024, 600), 150, Script([sample.manoeuvre()]))
    for _ in focus.stops(app.active):
        key(app, pygame.K_TAB)
        place = app.active.path(app.focus)[-1].rect
        clip = app.kit.screen()
        for widget in app.active.path(app.focus):
            if widget.role == "scroll":
                clip = clip.cut(widget.rect)
        assert clip.meets(place), app.focus


def test_the_wheel_and_the_bar_scroll_what_is_under_the_mouse(open_app: Open) -> None:
    app = open_app((1024, 600), 150, Script([sample.manoeuvre()]))
    scroll = app.active.path("scroll-desk")[-1]
    app.event(
        pygame.event.Event(
            pygame.MOUSEMOTION, pos=scroll.rect.centre, rel=(0, 0), buttons=(0, 0, 0)
        )
    )

    app.event(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-3))
    by_wheel = app.offsets["scroll-desk"]
    low = scroll.rect.right - 2, scroll.rect.bottom - 2
    app.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=low, button=1))
    app.event(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=low, button=1))

    assert 0 < by_wheel < app.offsets["scroll-desk"]


def test_the_key_sheet_lists_what_the_screen_offers(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))

    key(app, pygame.K_F1)

    told = app.describe()
    for title_ in ("Vote aye", "Chronicle", "Next place"):
        assert told.count(title_) >= 1
    assert app.dialogs[-1].name == "keys"


def test_from_the_title_to_the_first_question_by_keys(open_app: Open) -> None:
    app = at_title(open_app)

    key(app, pygame.K_2)
    key(app, pygame.K_3)
    key(app, pygame.K_y)
    key(app, pygame.K_b)
    settle(app)

    shelf = app.opener
    assert isinstance(shelf, Shelf)
    assert shelf.opened == [("scenarios/salt-harbour", "quill", "hard")]
    assert isinstance(app.screen, game.GameScreen)
    assert "option-telegram ride" in app.describe()


def test_a_game_that_was_left_for_the_title_does_not_come_back_when_it_is_over(
    open_app: Open,
) -> None:
    app = open_app(script=Script([sample.card(), sample.over()]))
    left = app.screen
    assert isinstance(left, game.GameScreen)
    question = sample.card().question
    assert question is not None
    left.answer(next(one.key for one in question.options if one.legal and not one.targets))
    left._to_title()  # what becomes of the answer is still being worked out
    settle(app)

    assert isinstance(app.screen, title.TitleScreen)


def test_a_single_game_that_is_over_can_be_opened_from_the_title(open_app: Open) -> None:
    class One(Shelf):
        def saves(self) -> tuple[SaveCard, ...]:
            return (replace(sample.SAVE, over=True),)

    app = at_title(open_app, One())

    assert "Open a saved game" in app.describe()


def test_the_title_stands_before_anything_was_looked_for(open_app: Open) -> None:
    app = open_app()
    app.show(title.TitleScreen(app))
    app.draw()

    assert "Looking for scenarios" in app.describe()
    assert not app.worker.busy


def test_a_scenario_that_cannot_be_opened_is_told_line_by_line(open_app: Open) -> None:
    class Refusing(Shelf):
        def scenarios(self) -> tuple[ScenarioCard, ...]:
            raise ValueError("scenario.yaml:3:1 unknown key 'tilte'\n  did you mean 'title'?")

    app = at_title(open_app, Refusing())

    assert "did you mean 'title'?" in app.describe()


def test_a_save_that_cannot_be_opened_is_told_on_screen(open_app: Open) -> None:
    app = at_title(open_app)

    click(app, "open")
    click(app, "save-2")

    assert "The first 7 turns can be saved." in app.describe()
    assert isinstance(app.screen, title.TitleScreen)


def test_continue_goes_on_with_the_latest_game(open_app: Open) -> None:
    app = at_title(open_app)

    click(app, "continue")
    settle(app)

    assert isinstance(app.screen, game.GameScreen)


def test_the_same_briefing_gives_the_same_transcript(open_app: Open) -> None:
    first, second = (open_app(script=Script([sample.vote()])).describe() for _ in range(2))

    assert first == second


@pytest.mark.parametrize("seed", range(4))
def test_a_monkey_breaks_nothing(open_app: Open, seed: int) -> None:
    app = open_app((1024, 600), SCALES[seed], Script())
    monkey = Monkey(app, seed)
    for _ in range(400):
        monkey.play()
        app.running = True

    assert app.describe()
    stops = [w.name for w in focus.stops(app.active)]
    assert app.focus in stops or not stops
    assert all(isinstance(w, (Button, Link)) for w in focus.stops(app.active))


def test_a_picture_that_a_waiting_key_changes_again_is_left_out_once(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.draw()
    app.refresh()
    pygame.event.clear()
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode=""))

    assert not app.draw()
    assert app.draw()


def test_a_key_goes_before_the_news_of_the_worker(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(script=Script([sample.vote()]))
    answered: list[int] = []
    monkeypatch.setattr(app, "event", lambda event: answered.append(event.type))
    pygame.event.clear()
    pygame.event.post(pygame.event.Event(READY))
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode=""))

    app.turn(0)

    assert answered == [pygame.KEYDOWN, READY]
