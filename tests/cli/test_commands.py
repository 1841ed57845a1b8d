"""Every command of the contract: what it prints, what it writes, its exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game import cli
from game.cli import guard
from game.cli.home import VARIABLE
from game.cli.interrupts import heeded
from game.record.record import read
from game.record.replay import verify
from game.scenario.shipped import find
from game.session.opening import open_record
from tests.cli.program import ROOT, environment, run

COMMANDS = (
    "play",
    "resume",
    "replay",
    "debrief",
    "whatif",
    "demo",
    "shots",
    "check",
    "themes",
    "lab",
    "strength",
    "calibrate",
    "bench",
)


class Shell:
    """Commands run in this process, with a home of their own."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        monkeypatch.setenv(VARIABLE, str(home))
        monkeypatch.setenv("COLUMNS", "80")

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what was printed, and what was said on the error stream."""
        self.monkeypatch.setattr(sys, "argv", ["main.py", *arguments])
        code = cli.main()
        out, err = self.capsys.readouterr()
        return code, out, err


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(tmp_path / "home", monkeypatch, capsys)


# -------------------------------------------------------------------- help and refusals


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_one_example(command: str, shell: Shell) -> None:
    code, out, err = shell(command, "--help")
    assert (code, err) == (0, "")
    assert out.count("Example: main.py") == 1
    assert f"main.py {command}" in out.split("Example:")[1]


def test_the_help_lists_every_command(shell: Shell) -> None:
    code, out, _ = shell("--help")
    assert code == 0
    assert re.findall(r"^  (\w+)  +\w", out.split("Commands:")[1], re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("dance",),
        ("play", "--seed", "x"),
        ("replay",),
        ("check",),
        ("lab", "harbour"),
        ("lab", "harbour", "--games", "0"),
        ("demo", "--colour"),
        ("--frames", "0"),
    ],
)
def test_wrong_usage_is_exit_2_in_words(arguments: tuple[str, ...], shell: Shell) -> None:
    code, out, err = shell(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: main.py" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("play", "harber", "--text"), "did you mean 'harbour'"),
        (("play", "harbour", "--as", "mart", "--text"), "did you mean 'marta'"),
        (("play", "harbour", "--level", "x", "--text"), "there is no level 'x'"),
        (("demo", "harbour", "--bots", "clever"), "no bot is called 'clever'"),
        (("demo", "harbour", "--seed", "-3"), "must be from 0"),
        (("lab", "harbour", "--games", "1", "--bots", "clever"), "no bot is called 'clever'"),
        (("lab", "harbour", "--games", "1", "--json", "/none/x"), "cannot be written"),
        (("lab", "harbour", "--games", "1", "--html", "."), "cannot be written"),
        (("lab", "harbour", "--games", "1", "--lines", "/none/x"), "cannot be written"),
        (("debrief", "nowhere.jsonl", "-o", "/none/x"), "cannot be written"),
        (("resume", "nowhere.jsonl"), "No such file"),
        (("replay", "nowhere.jsonl"), "No such file"),
        (("replay", "README.md"), "cannot be read|not the record"),
    ],
)
def test_refused_input_is_exit_1_in_words(
    arguments: tuple[str, ...], said: str, shell: Shell
) -> None:
    code, _, err = shell(*arguments)
    assert code == 1
    assert re.search(said, err)
    assert "Traceback" not in err


def test_a_fault_is_one_line_with_the_place_of_its_report(shell: Shell) -> None:
    def command() -> None:
        raise ZeroDivisionError("by nothing")

    assert guard.guarded(command) == 2
    err = shell.capsys.readouterr().err
    assert err.count("\n") == 1
    assert "After Lenin made a mistake (ZeroDivisionError)" in err
    (report,) = (shell.home / "crashes").iterdir()
    assert str(report) in err
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert "by nothing" in report.read_text(encoding="utf-8")


def test_a_fault_whose_report_finds_no_home_is_reported_elsewhere(shell: Shell) -> None:
    shell.home.write_text("in the way")
    where = guard.write_report(ZeroDivisionError("by nothing"))
    assert where is not None
    assert "by nothing" in where.read_text(encoding="utf-8")
    where.unlink()


def test_a_reader_that_has_seen_enough_ends_it_without_a_word(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom game.cli import main\nsys.argv = ['main.py', 'demo', 'harbour']\n"
        "read, write = os.pipe()\nos.dup2(write, 1)\nos.close(read)\nos.close(write)\n"
        "raise SystemExit(main())"
    )
    done = run(tmp_path, code=code)
    assert (done.code, done.err) == (1, "")


# -------------------------------------------------------------------- play and resume


def test_a_game_played_from_a_pipe_is_saved_and_resumed(tmp_path: Path) -> None:
    done = run(
        tmp_path, "play", "harbour", "--as", "ivo", "--seed", "7", "--text",
        typed="1 1\n0\n1\n0\n", COLUMNS="80", NO_COLOR="1",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "you are Ivo Krell" in done.out
    assert "\x1b" not in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 80
    (path,) = (tmp_path / "games").iterdir()
    assert path.name == "harbour-ivo-7.jsonl"
    answered = len(read(path).entries)
    again = run(tmp_path, "resume", str(path), "--text", typed="0\n")
    assert again.code == 0, again.err
    assert len(read(path).entries) > answered
    assert run(tmp_path, "replay", str(path), "--verify").code == 0


def test_a_game_begun_where_no_window_can_be_goes_on_in_the_terminal(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("DISPLAY is of Linux")
    done = run(tmp_path, "play", "harbour", "--seed", "7", typed="0\n")
    assert done.code == 0
    assert "The game goes on in the terminal" in done.err
    assert "you are Marta Lind" in done.out


def test_a_whole_game_is_played_in_the_terminal(tmp_path: Path) -> None:
    done = run(tmp_path, "play", "harbour", "--seed", "7", "--text", typed="1 1\n2 1\n1\n0\n" * 60)
    assert done.code == 0, done.err
    assert "What became of them" in done.out
    (path,) = (tmp_path / "games").iterdir()
    assert run(tmp_path, "replay", str(path), "--verify").code == 0


def test_a_damaged_record_says_so_and_goes_on_in_a_new_file(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "game.jsonl"
    assert shell("demo", "harbour", "--record", str(path))[0] == 0
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[30] = "scribble\n"
    path.write_text("".join(lines), encoding="utf-8")
    before = path.read_bytes()
    done = run(tmp_path, "resume", str(path), "--text", typed="c\n")
    assert done.code == 0, done.err
    page = " ".join(done.out.split())
    assert "this cannot be read: 'scribble" in page
    assert "game.jsonl stays as it is" in page
    assert path.read_bytes() == before


# -------------------------------------------------------------------- demo and replay


def test_a_demo_prints_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    arguments = ("demo", "after-lenin", "--seed", "7")
    one = run(tmp_path, *arguments, PYTHONHASHSEED="1", COLUMNS="40", TZ="Asia/Tokyo")
    two = run(tmp_path, *arguments, PYTHONHASHSEED="2", COLUMNS="200", LC_ALL="POSIX", NO_COLOR="1")
    assert (one.code, one.err) == (0, "")
    assert one == two
    assert len(one.out.splitlines()) > 200
    other = run(tmp_path, "demo", "harbour", "--seed", "8").out
    assert other.splitlines()[1:] != run(tmp_path, "demo", "harbour").out.splitlines()[1:]


def test_the_record_of_a_demo_is_the_same_file_and_verifies(tmp_path: Path, shell: Shell) -> None:
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file in files:
        assert shell("demo", "after-lenin", "--seed", "7", "--record", str(file))[0] == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    code, out, err = shell("replay", str(files[0]), "--verify")
    assert (code, err) == (0, "")
    assert "turns agree" in out
    record, _, rules = open_record(files[0])
    assert verify(rules, record).difference is None


def test_themes_lists_what_carries_each_and_runs_the_test_behind_it(shell: Shell) -> None:
    code, out, err = shell("themes", "harbour")
    assert (code, err) == (0, "")
    assert out.startswith("pass    Keys and voices")
    assert "1 of 1 themes pass." in out
    code, out, err = shell("themes", "--no-run")
    assert (code, err) == (0, "")
    assert out.count("shown by tests/contract/themes/test_") == 24


def test_a_short_game_is_played_by_demo_and_lab(shell: Shell) -> None:
    _, whole, _ = shell("demo", "harbour", "--seed", "7")
    code, short, err = shell("demo", "harbour", "--seed", "7", "--short")
    assert (code, err) == (0, "")
    assert short.splitlines()[0].endswith("short game")
    assert short.splitlines()[1:] != whole.splitlines()[1:]
    assert shell("lab", "harbour", "--games", "20", "--short")[0] == 0


def test_a_demo_does_not_write_over_a_file(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "mine"
    path.write_text("mine")
    code, out, err = shell("demo", "harbour", "--record", str(path))
    assert (code, out) == (1, "")
    assert "is there already" in err
    assert path.read_text() == "mine"


def test_replay_shows_a_game_up_to_a_turn(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "game.jsonl"
    _, demo, _ = shell("demo", "harbour", "--seed", "7", "--record", str(path))
    _, whole, _ = shell("replay", str(path))
    assert whole.strip() in demo
    code, by_label, _ = shell("replay", str(path), "--to", "1921-Q2")
    assert code == 0
    assert shell("replay", str(path), "--to", "2")[1] == by_label
    assert whole.startswith(by_label.rstrip("\n"))
    assert len(by_label) < len(whole)
    code, _, err = shell("replay", str(path), "--to", "1950-Q1")
    assert code == 1
    assert "there is no turn '1950-Q1'" in err
    code, _, err = shell("replay", str(path), "--to", "99")
    assert code == 1
    assert "there is no turn 99" in err
    assert "a turn from 1 to 6" in err


def test_verify_names_the_turn_and_row_that_differ(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "game.jsonl"
    shell("demo", "harbour", "--seed", "7", "--record", str(path))
    lines = path.read_text(encoding="utf-8").splitlines()
    at = [n for n, line in enumerate(lines) if '"state"' in line][1]
    entry = json.loads(lines[at])
    entry["state"]["cargo"] = 777
    lines[at] = json.dumps(entry)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = shell("replay", str(path), "--verify")
    assert (code, out) == (1, "")
    assert f"game.jsonl:{at + 1}: in 1921-Q2 the row cargo is 777" in err
    assert err.startswith("1 turns agree, then:")
    code, out, err = shell("replay", str(path))
    assert code == 1
    assert "manoeuvre 1  marta: " in out
    assert "the row cargo is 777" in err


# -------------------------------------------------------------------- check and lab


def test_check_sums_up_a_good_scenario_in_one_line(shell: Shell) -> None:
    code, out, err = shell("check", "harbour")
    assert (code, err) == (0, "")
    assert out.startswith("harbour: all is well (4 people, ")
    assert out.count("\n") == 1
    assert shell("check", "scenarios/harbour", "--json")[:2] == (0, "[]\n")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The small scenario with a misspelt name in a formula."""
    text = Path("scenarios/harbour/scenario.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "broken"
    folder.mkdir()
    changed = text.replace("estimate: cargo * 4", "estimate: cargoo * 4")
    assert changed != text
    (folder / "scenario.yaml").write_text(changed, encoding="utf-8")
    return folder


def test_check_names_every_mistake_with_its_place(broken: Path, shell: Shell) -> None:
    code, out, _ = shell("check", str(broken), "harbour")
    assert code == 1
    assert re.search(r"scenario\.yaml:\d+:\d+: error E\d+", out)
    assert "cargoo" in out
    assert f"{broken}: 1 error" in out
    assert "harbour: all is well" in out
    code, out, _ = shell("check", str(broken), "--json")
    assert code == 1
    (problem,) = [each for each in json.loads(out) if each["severity"] == "error"]
    assert problem["line"] > 1


def test_a_broken_scenario_is_not_played_and_every_reason_is_given(
    broken: Path, shell: Shell
) -> None:
    code, _, err = shell("play", str(broken), "--text")
    assert code == 1
    assert "cargoo" in err
    assert "cannot be played" in err


def test_lab_prints_how_games_ended_and_how_many_a_second(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "lab.json"
    code, out, err = shell("lab", "harbour", "--games", "30", "--seed", "5", "--json", str(path))
    assert (code, err) == (0, "")
    assert "30 games, " in out
    assert "games a second" in out
    written = json.loads(path.read_text(encoding="utf-8"))
    assert {"result", "run", "machine"} <= set(written)
    assert sum(written["result"]["endings"].values()) == 30
    shell("lab", "harbour", "--games", "30", "--seed", "5", "--json", str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["result"] == written["result"]


def test_digests_are_one_line_a_seed_and_equal_the_seed_alone(shell: Shell) -> None:
    code, out, err = shell("lab", "harbour", "--games", "12", "--seed", "5", "--digests")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == [str(seed) for seed in range(5, 17)]
    assert all(re.fullmatch(r"\d+ [0-9a-f]{32}", line) for line in lines)
    alone = shell("lab", "harbour", "--games", "1", "--seed", "11", "--digests")[1]
    assert alone.strip() == lines[6]


def test_lab_refuses_a_page_that_cannot_be_written_before_it_plays(shell: Shell) -> None:
    code, out, err = shell("lab", "harbour", "--games", "1000000", "--html", "/none/page.html")
    assert (code, out) == (1, "")
    assert "cannot be written" in err


def test_lab_writes_a_page_that_needs_nothing_from_outside(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "lab.html"
    code, out, err = shell("lab", "harbour", "--games", "60", "--workers", "1", "--html", str(path))
    assert (code, err) == (0, "")
    assert "Never seen" in out
    page = path.read_text(encoding="utf-8")
    assert "What to change" in page
    assert not re.search(r"https?://|<script|src=|@import|url\(", page)


def test_lab_goes_on_from_what_was_played(shell: Shell) -> None:
    shell("lab", "harbour", "--games", "512", "--workers", "1")
    _, out, _ = shell("lab", "harbour", "--games", "700", "--workers", "1")
    assert "512 games from earlier runs" in out


def test_lab_with_one_bias_plays_that_one(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "lab.json"
    command = ("lab", "harbour", "--games", "40", "--bias", "0.25", "--json", str(path))
    code, out, _ = shell(*command)
    assert code == 0
    assert "historical bots, pull 0.25" in out
    assert json.loads(path.read_text(encoding="utf-8"))["result"]["bias"] == 0.25


def test_lab_holds_a_scenario_against_another(tmp_path: Path, shell: Shell) -> None:
    other = tmp_path / "other"
    shutil.copytree(find("harbour"), other)
    file = other / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("noise: 20", "noise: 60"), encoding="utf-8")
    code, out, err = shell(
        "lab", "harbour", "--games", "400", "--workers", "1", "--against", str(other)
    )
    assert (code, err) == (0, "")
    assert "The same games of harbour" in out
    assert re.search(r"Manoeuvres: [1-9]", out)


def test_lab_without_its_cluster_says_so_in_one_line(shell: Shell) -> None:
    code, out, err = shell("lab", "harbour", "--games", "9", "--cluster", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "There is no cluster at tcp://127.0.0.1:9" in err or "needs dask.distributed" in err


def test_lab_prints_the_digests_of_the_very_bots_that_were_named(shell: Shell) -> None:
    command = ("lab", "harbour", "--games", "3", "--digests")
    _, usual, _ = shell(*command)
    _, pulled, _ = shell(*command, "--bias", "9")
    assert len(usual.splitlines()) == len(pulled.splitlines()) == 3
    assert usual != pulled


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (("--digests", "--numbers"), "--numbers"),
        (("--lines", "lines.json", "--bias", "1"), "--bias"),
    ],
)
def test_lab_refuses_options_that_it_would_not_heed(
    words: tuple[str, ...], left_out: str, shell: Shell
) -> None:
    code, out, err = shell("lab", "harbour", "--games", "3", *words)
    assert (code, out) == (1, "")
    assert f"leave {left_out} out" in err


@pytest.mark.posix
def test_lab_that_is_interrupted_keeps_what_is_done(tmp_path: Path) -> None:
    words = ("main.py", "lab", "harbour", "--games", "30000", "--workers", "2")
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    kept = tmp_path / "cache" / "lab"
    while len(list(kept.glob("*.tally"))) < 3:
        time.sleep(0.02)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: everybody hears of it
    out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "Stopped. What was played is kept" in err.decode()
    assert "Traceback" not in err.decode()
    games = int(out.split(b" games,", maxsplit=1)[0])
    assert 0 < games < 30000
    again = run(tmp_path, *words[1:])
    assert again.code == 0
    assert again.out.startswith("30000 games")
    assert "games from earlier runs" in again.out


def test_an_interrupt_that_came_within_a_destructor_comes_again() -> None:
    class Interrupted:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def work() -> None:
        Interrupted()
        time.sleep(30)

    with pytest.raises(KeyboardInterrupt), heeded():
        work()


def test_an_interrupt_that_came_at_the_very_end_ends_the_command_all_the_same() -> None:
    class Interrupted:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def work() -> None:
        with heeded():
            Interrupted()
            Interrupted()

    with pytest.raises(KeyboardInterrupt):
        work()
    time.sleep(0.1)  # nothing comes afterwards


def test_what_else_a_destructor_raises_is_told_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    class Faulty:
        def __del__(self) -> None:
            raise ValueError("a fault of its own")

    before, sys.unraisablehook = sys.unraisablehook, sys.__unraisablehook__
    with heeded():
        Faulty()
    sys.unraisablehook = before
    assert "a fault of its own" in capsys.readouterr().err


def test_strength_compares_the_answers_of_two_budgets(shell: Shell) -> None:
    command = ("strength", "harbour", "--leaders", "ivo", "--answers", "--games", "20")
    code, out, _ = shell(*command, "--times", "10")
    assert code == 0
    assert re.search(r"\d+ questions, \d+ in which something else came of it; an answer wins", out)
    code, _, err = shell(*command)
    assert code == 1
    assert "--times" in err


def test_calibrate_counts_a_game_of_two_turns(shell: Shell) -> None:
    code, out, _ = shell(
        "calibrate", "january-1924", "--votes", "16", "--games", "4", "--lines", "4"
    )
    assert code == 0
    assert "told at the beginning of turn 1" in out


@pytest.mark.posix
def test_figures_can_be_written_to_a_pipe(tmp_path: Path) -> None:
    done = run(tmp_path, "lab", "harbour", "--games", "10", "--json", "/dev/stdout")
    assert done.code == 0
    assert '"machine"' in done.out


def test_check_names_what_is_not_there_and_goes_on(shell: Shell) -> None:
    code, out, _ = shell("check", "--json", "nonesuch", "harbour")
    assert code == 1
    (problem,) = json.loads(out)
    assert "nonesuch" in problem["message"]


@pytest.mark.posix
def test_ctrl_c_is_exit_1_in_a_word(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "main.py", "lab", "harbour", "--games", "1000000", "--digests"],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()  # it has begun
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.decode().splitlines()[-1] == "Stopped."


@pytest.mark.posix
def test_where_memory_is_scarce_the_game_is_played_without_a_compiled_machine(
    tmp_path: Path,
) -> None:
    resource = pytest.importorskip("resource")

    def scarce() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))

    words = [sys.executable, "main.py", "demo", "harbour", "--seed", "3"]
    roomy, poor = (
        subprocess.run(
            words,
            check=False,
            cwd=ROOT,
            env=environment(tmp_path),
            capture_output=True,
            preexec_fn=limit,
        )
        for limit in (None, scarce)
    )
    assert poor.returncode == 0, poor.stderr
    assert poor.stdout == roomy.stdout


def test_lab_searches_lines_of_play(tmp_path: Path, shell: Shell) -> None:
    path = tmp_path / "lines.json"
    code, out, _ = shell("lab", "harbour", "--games", "64", "--lines", str(path))
    assert code == 0
    assert re.search(r"\d+ lines of play", out)
    assert {"reached", "not_reached"} <= set(json.loads(path.read_text(encoding="utf-8")))


# -------------------------------------------------------------------- debrief


def test_debrief_does_not_write_over_the_game_it_reads(tmp_path: Path, shell: Shell) -> None:
    record = tmp_path / "game.jsonl"
    assert shell("demo", "harbour", "--record", str(record))[0] == 0
    before = record.read_bytes()
    code, _, err = shell("debrief", str(record), "-o", str(record))
    assert (code, record.read_bytes()) == (1, before)
    assert "name another file" in err


def test_a_damaged_record_is_not_looked_back_on_as_if_it_were_whole(
    tmp_path: Path, shell: Shell
) -> None:
    record = tmp_path / "game.jsonl"
    assert shell("demo", "harbour", "--record", str(record))[0] == 0
    lines = record.read_text(encoding="utf-8").splitlines()
    lines[20] = "garbage"
    record.write_text("\n".join(lines), encoding="utf-8")
    for command in (
        ("debrief", str(record), "-o", str(tmp_path / "page.html")),
        ("whatif", str(record)),
    ):
        code, out, err = shell(*command)
        assert (code, out) == (1, "")
        assert f"{record}:21" in err


def test_control_codes_of_a_record_do_not_reach_the_terminal(tmp_path: Path, shell: Shell) -> None:
    record = tmp_path / "game.jsonl"
    assert shell("demo", "harbour", "--record", str(record))[0] == 0
    first, *rest = record.read_text(encoding="utf-8").splitlines()
    other = json.dumps(json.loads(first) | {"rules": "0"})
    answer = json.loads(rest[0]) | {"does": "\x1b]0;x\x07\x1b[2J"}
    record.write_text("\n".join((other, json.dumps(answer), *rest[1:])), encoding="utf-8")
    code, out, err = shell("replay", str(record))
    assert code == 1
    assert "\x1b" not in out + err


def test_debrief_writes_one_page_about_a_game(tmp_path: Path, shell: Shell) -> None:
    record, page = tmp_path / "game.jsonl", tmp_path / "debrief.html"
    shell("demo", "harbour", "--seed", "2", "--record", str(record))
    command = ("debrief", str(record), "-o", str(page), "--replays", "40", "--workers", "1")
    code, out, err = shell(*command)
    assert (code, err) == (0, "")
    assert str(page) in out
    text = page.read_text(encoding="utf-8")
    assert "Every vote" in text
    assert not re.search(r"https?://|<script|src=|@import|url\(", text)
    shell(*command)
    assert page.read_text(encoding="utf-8") == text


def test_debrief_of_something_else_is_refused(tmp_path: Path, shell: Shell) -> None:
    code, _, err = shell("debrief", "README.md", "-o", str(tmp_path / "page.html"))
    assert code == 1
    assert "Traceback" not in err
    assert not (tmp_path / "page.html").exists()


def test_whatif_lists_decisions_and_plays_one_the_other_way(tmp_path: Path, shell: Shell) -> None:
    record = str(tmp_path / "game.jsonl")
    shell("demo", "harbour", "--seed", "2", "--record", record)
    code, listed, err = shell("whatif", record)
    assert (code, err) == (0, "")
    first, other = listed.splitlines()[:2]

    code, told, err = shell("whatif", record, "1", "--replays", "40", "--workers", "1")

    assert (code, err) == (0, "")
    assert first.split(": ")[-1] in told
    assert other.split("  ")[-1] in told
    assert re.search(r"a change of [–+]?\d+ to [–+]?\d+ percentage points", told)
    assert "measures the model" in told


@pytest.mark.parametrize("wrong", [("999",), ("1", "--instead", "9")])
def test_whatif_says_which_numbers_there_are(
    tmp_path: Path, shell: Shell, wrong: tuple[str, ...]
) -> None:
    record = str(tmp_path / "game.jsonl")
    shell("demo", "harbour", "--seed", "2", "--record", record)
    code, _, err = shell("whatif", record, *wrong)
    assert code == 1
    assert "numbered from 1 to" in err
