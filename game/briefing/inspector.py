"""What authors look at: every row of the matrix, and every card's condition clause by clause."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.inspection import CardView, ClauseView, Inspection, RowView
from game.briefing.make import briefer
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.words import number
from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.knowledge import Known
from game.engine.layout import Block
from game.engine.rules import Rules
from game.engine.state import State
from game.scenario.load import Loaded


def inspect(rules: Rules, loaded: Loaded, state: State) -> Inspection:
    """Everything there is to see of one game."""
    tools = briefer(rules, loaded).tools
    eyes = Eyes(rules, 0, Known(state.column(), [True] * rules.layout.rows), state.clock)
    return Inspection(_rows(rules, state), _cards(tools, eyes))


def _rows(rules: Rules, state: State) -> tuple[RowView, ...]:
    names, column = rules.layout.row_names, state.column()
    found: list[RowView] = []
    for block in rules.layout.blocks.values():
        found += [
            RowView(names[row], _value(rules, block, column[row]))
            for row in range(block.first, block.stop)
        ]
    return tuple(found)


def _value(rules: Rules, block: Block, count: int) -> str:
    members = rules.layout.members.get(block.holds, ())
    if members or block.holds in rules.layout.members:
        return members[count] if 0 <= count < len(members) else "nobody"
    return number(block.read(count))


def _cards(tools: Tools, eyes: Eyes) -> tuple[CardView, ...]:
    layout, turn = eyes.rules.layout, eyes.turn
    found = []
    for place, event in enumerate(eyes.rules.book.events):
        first, last = event.window
        found.append(
            CardView(
                id=event.id,
                title=tools.words.content.events[event.id].title,
                in_window=first <= turn <= last,
                fired=eyes.column[layout["fired"].first + place],
                clauses=_clauses(tools, eyes, event.when),
            )
        )
    return tuple(found)


def _clauses(tools: Tools, eyes: Eyes, when: bk.Text) -> tuple[ClauseView, ...]:
    if not isinstance(when, str):
        return ()
    trees = ex.conjuncts(tools.bench.tree(when))
    return tuple(
        _clause(tools, eyes, tree, source)
        for tree, source in zip(trees, _pieces(when, trees), strict=True)
    )


def _clause(tools: Tools, eyes: Eyes, tree: ex.Tree, source: str) -> ClauseView:
    place = Place(eyes, {})
    program = tools.bench.program([tree], {})
    holds = bool(program is not None and eyes.run(program)[0])
    now = ""
    if isinstance(tree, ex.Compare):
        value = tools.phrases.evaluate(tree.a, place)
        now = number(float(value)) if isinstance(value, int | float) else ""
    return ClauseView(source, tools.phrases.clause(tree, place), holds, now)


def _pieces(text: str, trees: tuple[ex.Tree, ...]) -> list[str]:
    """The text of each condition, cut where the next one begins."""
    starts = [_start(tree) for tree in trees]
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    bare = [piece.rstrip("( ").removesuffix("and").rstrip() for piece in pieces]
    return [_balanced(piece) for piece in bare]


def _balanced(piece: str) -> str:
    """A piece without the brackets around it that it was cut out of, and with those it begins
    with.
    """
    depth = 0
    for place, character in enumerate(piece):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            if not piece[place:].strip(") "):
                return piece[:place].rstrip()
            return _balanced(f"({piece}")
    return piece


def _start(tree: ex.Tree) -> int:
    """Where a tree begins in its text."""
    match tree:
        case ex.Attribute(of=of):
            return _start(of)
        case ex.Binary(a=a) | ex.Compare(a=a) | ex.Choice(a=a):
            return min(tree.at, _start(a))
        case ex.Logic(items=items):
            return min(tree.at, _start(items[0]))
        case ex.Within(x=x):
            return min(tree.at, _start(x))
    return tree.at
