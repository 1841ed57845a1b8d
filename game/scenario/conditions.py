"""Conditions and statements over the declared ranges: what can never hold, or change anything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from game.engine import formulas as fm
from game.engine.effects import Write
from game.engine.formulas import Formula, interval
from game.scenario.build import turn_of
from game.scenario.dates import clock_ranges
from game.scenario.findings import Findings
from game.scenario.problems import KeyPath
from game.scenario.ranges import MAX_COUNT, Clocks, blamed, verdict
from game.scenario.schema import Policy, Scenario
from game.scenario.trial import Trial

CODES = {
    "E420": "a condition can never hold",
    "E421": "a statement changes a row that does not exist",
    "E422": "a statement adds more than any row can hold",
    "E423": "a game could end without an ending",
    "W601": "a condition always holds",
    "W602": "a constant lies outside the range it is put in",
    "W603": "an ending is never reached",
    "W609": "a policy is given what is none of its settings",
    "W610": "a delayed effect never falls due",
    "W611": "an act pays whoever does it",
}
"""The problems of conditions and statements, by code."""

_CONDITIONS = frozenset(("when", "target_when", "where", "if", "for_if"))
_ACTS = frozenset(("manoeuvres", "motions", "lobby"))
_COUNT_LIMIT = 2_000 * MAX_COUNT


def check_conditions(content: Scenario, trial: Trial, findings: Findings) -> None:
    """Find conditions that are decided before the game begins, and statements that do nothing."""
    clocks = _Clocks(content)
    decided: dict[KeyPath, bool | None] = {}
    for path, formula in {**trial.formulas, **trial.conditions}.items():
        if path[-1] in _CONDITIONS and _written(findings, path):
            decided[path] = _condition(findings, path, formula, clocks.at(path))
        elif path[-1] == "cost" and path[0] in _ACTS:
            _cost(findings, path, formula, clocks.at(path))
    for statement in trial.statements:
        path, write = statement.path, statement.write
        policy = _policy(content, write)
        if policy is None:
            _statement(findings, path, write, clocks.at(path))
        else:
            _setting(findings, path, write, policy)
    for path in trial.bodies:
        _delay(findings, path[:-1], clocks)


def check_endings(content: Scenario, trial: Trial, findings: Findings) -> None:
    """Find a game that could end in nothing, and endings behind one that always holds."""
    ranked = sorted(content.endings, key=lambda id: content.endings[id].rank)
    clock = _Clocks(content).last
    always = ""
    for id in ranked:
        formula = trial.formulas.get(("endings", id, "when"))
        if always and not content.endings[id].early:
            message = f"'{id}' is never reached: '{always}' of a lower rank always holds"
            findings.key_warning(
                "W603", ("endings", id), message, f"a rank below that of '{always}'"
            )
        elif formula is not None and verdict(formula, clock):
            always = always or id
    last = ("endings", ranked[-1], "when")
    if not always and last not in {path for path, _ in trial.mistakes}:
        message = f"a game could end without an ending: '{ranked[-1]}', the last, need not hold"
        findings.error("E423", last, message, "when: true in the ending of highest rank")
    ranks: dict[int, str] = {}
    for id in ranked:
        rank = content.endings[id].rank
        if rank in ranks:
            message = f"'{id}' and '{ranks[rank]}' have the same rank"
            findings.error("E306", ("endings", id, "rank"), message, "a rank of its own")
        ranks.setdefault(rank, id)


class _Clocks:
    """What the calendar can show at a place of the scenario."""

    def __init__(self, content: Scenario) -> None:
        self.content = content
        self.turns = turn_of(content, content.scenario.end)
        self.whole: Clocks = clock_ranges(content, 1, self.turns)
        self.last: Clocks = clock_ranges(content, self.turns, self.turns)
        self._windows: dict[str, Clocks] = {}

    def at(self, path: KeyPath) -> Clocks:
        """The calendar's ranges at a path: cards have a window, most endings come last."""
        if path[0] == "events" and "later" not in path:
            return self._window(str(path[1]))
        if (
            path[0] == "endings"
            and path[-1] == "when"
            and not self.content.endings[str(path[1])].early
        ):
            return self.last
        if path[0] in ("epilogues", "interpretations"):
            return self.whole
        return self.whole

    def _window(self, id: str) -> Clocks:
        if id not in self._windows:
            window = self.content.events[id].window
            if window is None:
                return self.whole
            first, last = (turn_of(self.content, date) for date in window)
            first, last = max(1, first), min(self.turns, last)
            self._windows[id] = (
                clock_ranges(self.content, first, last) if first <= last else self.whole
            )
        return self._windows[id]


def _written(findings: Findings, path: KeyPath) -> bool:
    """Whether a condition stands in the file, and is not simply true."""
    value = findings.source.value(path)
    return value is not None and value is not True and value != "true"


def _condition(findings: Findings, path: KeyPath, formula: Formula, clock: Clocks) -> bool | None:
    found = verdict(formula, clock)
    if found is False:
        at = blamed(findings.source.value(path), formula, clock)
        message = "this can never hold over the declared ranges and dates"
        findings.text_error("E420", path, at, message, "a condition that some game can meet")
    elif found and path[-1] != "for_if":
        findings.warning("W601", path, "this always holds", "leave it out, or ask for something")
    return found


def _cost(findings: Findings, path: KeyPath, formula: Formula, clock: Clocks) -> None:
    """Find a cost that is always below nothing."""
    _, most = interval(formula, clock)
    if most < 0:
        message = f"a cost of {most:g} is paid to whoever does this"
        hint = "what an act brings its actor stands in its effects"
        findings.warning("W611", path, message, "0 or more", hint)


def _statement(findings: Findings, path: KeyPath, write: Write, clock: Clocks) -> None:
    block, value = write.block, write.value
    for member, count, kind in zip(write.index, block.counts, block.kinds, strict=True):
        if isinstance(member, fm.Const) and not 0 <= member.value < count:
            message = (
                f"'{block.name}' is kept for every {kind}, and this is none: nothing would change"
            )
            findings.error("E421", path, message, f"the id of a {kind}")
    if block.holds != "number":
        return
    low, high = block.read(block.low), block.read(block.high)
    least, most = interval(value, clock)
    step = 1 / block.scale if block.scale > 0 else -block.scale
    extreme = max(abs(least), abs(most))
    if extreme != float("inf") and extreme / step > _COUNT_LIMIT:
        findings.error(
            "E422", path, f"this can reach {extreme:.3g}", f"at most {_COUNT_LIMIT * step:.3g}"
        )
    elif isinstance(value, fm.Const):
        _constant(findings, path, write, (low, high), step)


def _constant(
    findings: Findings, path: KeyPath, write: Write, ends: tuple[float, float], step: float
) -> None:
    value = write.value.value if isinstance(write.value, fm.Const) else 0.0
    low, high = ends
    if write.adds and abs(value) > high - low:
        message = f"{abs(value):g} is more than the whole range of '{write.block.name}'"
        findings.warning("W602", path, message, f"the range is {low:g} to {high:g}")
    elif not write.adds and not low <= value <= high:
        message = f"{value:g} lies outside the range of '{write.block.name}'"
        findings.warning("W602", path, message, f"{low:g} to {high:g}")
    elif write.adds and 0 < abs(value) < step / 2:
        message = (
            f"{abs(value):g} is less than half a step of '{write.block.name}': nothing changes"
        )
        findings.warning("W602", path, message, f"steps of {step:g}")


def _delay(findings: Findings, path: KeyPath, clocks: _Clocks) -> None:
    """Find a `later` that falls due behind the last turn, however early it is met."""
    value = findings.source.value
    blocks = [path[: at + 1] for at, step in enumerate(path) if step == "later"]
    turns = sum(value((*block, "in")) or 0 for block in blocks)
    first = int(clocks.at(path[:2])["turn"][0])
    if first + turns <= clocks.turns:
        return
    message = f"this falls due in turn {first + turns} at the earliest, and is never done"
    left = clocks.turns - first
    hint = "the blocks `later` around it count as well" if len(blocks) > 1 else ""
    expected = f"at most {left} turns in all" if left else f"no `later` in turn {first}, the last"
    findings.warning("W610", (*path, "in"), message, expected, hint)


def _policy(content: Scenario, write: Write) -> tuple[str, Policy] | None:
    """The policy to which a statement gives a constant, if that is what it does."""
    if write.block.name != "setting" or not isinstance(write.value, fm.Const):
        return None
    (index,) = write.index
    found = (
        list(content.policies.items())[int(index.value)] if isinstance(index, fm.Const) else None
    )
    return found if found and found[1].settings else None


def _setting(findings: Findings, path: KeyPath, write: Write, policy: tuple[str, Policy]) -> None:
    """Find what a policy snaps away: only its settings can be in force."""
    value = write.value.value if isinstance(write.value, fm.Const) else 0.0
    id, settings = policy[0], sorted(int(setting) for setting in policy[1].settings)
    shown = ", ".join(map(str, settings))
    if not write.adds and value not in settings:
        nearest = min(settings, key=lambda setting: abs(setting - value))
        message = f"{value:g} is none of the settings of '{id}': {nearest} comes into force"
        findings.warning("W609", path, message, f"one of {shown}")
    elif write.adds and _too_little(value, settings):
        message = f"{abs(value):g} does not reach another setting of '{id}': nothing changes"
        hint = f"the settings are {shown}: a sum between two of them becomes the nearest"
        findings.warning("W609", path, message, "more than half of a step between settings", hint)


def _too_little(value: float, settings: Sequence[int]) -> bool:
    """Whether an addition reaches no other setting from any; halfway stands the lower."""
    gaps = [high - low for low, high in pairwise(settings)]
    if not gaps or value == 0:
        return False
    return 2 * value <= min(gaps) if value > 0 else -2 * value < min(gaps)
