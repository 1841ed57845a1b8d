"""Every word of window and terminal comes from the catalogue, and every entry is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from game import i18n
from game.i18n.english import ENGLISH
from game.scenario.schema import Playable

ROOT = Path(__file__).resolve().parents[2] / "game"
HOLE = re.compile(r"\{(\w+)\}")
SOURCES = {
    path: path.read_text(encoding="utf-8")
    for folder in ("window", "terminal")
    for path in (ROOT / folder).rglob("*.py")
}
CALL = re.compile(r"""\btr\(\s*(f?)(["'])(.+?)\2""")
CALLS = [(f, key) for text in SOURCES.values() for f, _, key in CALL.findall(text)]
CATALOGUE = (ROOT / "i18n" / "english.py").read_text(encoding="utf-8")
ALL = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))


def test_every_key_that_is_asked_for_exists() -> None:
    for formatted, key in CALLS:
        pattern = re.compile(
            re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(key)) if formatted else re.escape(key)
        )
        assert any(pattern.fullmatch(entry) for entry in ENGLISH), key


def test_every_entry_is_asked_for_somewhere() -> None:
    quoted = set(re.findall(r"[\"']([\w.-]+)[\"']", ALL.replace(CATALOGUE, "")))
    quoted |= {f"level-{number}" for number in (1, 2, 3)}  # numbered by keys.py
    patterns = [
        re.compile(re.sub(r"\\\{.*?\\\}", r"([\\w-]+)", re.escape(key)))
        for formatted, key in CALLS
        if formatted
    ]
    for entry in ENGLISH:
        found = (pattern.fullmatch(entry) for pattern in patterns)
        asked = any(quoted.issuperset(one.groups()) for one in found if one)
        assert entry in quoted or asked, entry


def test_the_words_for_what_a_briefing_may_hold_are_there() -> None:
    kinds = ("card", "manoeuvre", "agenda", "lobby", "answer", "vote", "plenum", "change")
    deeds = ("report", "card", "manoeuvre", "agenda", "lobby", "vote", "plenum", "close", "ending")
    states = ("tabled", "carried", "lost", "withdrawn", "referred")
    levels = get_args(Playable.model_fields["difficulty"].annotation)

    assert {f"kind.{k}" for k in kinds} <= ENGLISH.keys()
    assert {f"deed.{k}" for k in deeds} <= ENGLISH.keys()
    assert {f"state.{k}" for k in states} <= ENGLISH.keys()
    assert {f"difficulty.{k}" for k in levels} <= ENGLISH.keys()


def test_the_pseudo_locale_is_longer_and_keeps_what_is_filled_in() -> None:
    strange = i18n.pseudo(ENGLISH)
    for key, words in ENGLISH.items():
        assert HOLE.findall(strange[key]) == HOLE.findall(words)
        assert len(strange[key]) > len(words) or len(words) == 1


def test_a_string_answers_in_the_catalogue_in_use() -> None:
    try:
        i18n.use({"menu.quit": "Schluss"})
        assert i18n.tr("menu.quit") == "Schluss"
    finally:
        i18n.use(ENGLISH)
    assert i18n.tr("top.turn", turn=3, turns=24) == "Turn 3 of 24"


WORDS = re.compile(r"[A-Za-z]{2,}[,.:;!?]? [A-Za-z]{2,}|^[A-Z][a-z]+[.!?]?$")
STYLES = {"bold", "dim", "italic", "red", "yellow"}
NOT_SHOWN = {
    "a job of the window failed",  # the log's
    "return space",  # keys
    "PT Serif",
    "PT Sans Narrow",
    "Russo One",
    "Oswald",
}


def _literals(tree: ast.AST) -> Iterator[str]:
    """The strings of a module that are no docstrings, annotations or messages of assertions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from _literals(node)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_words_of_a_language_stand_in_the_code_of_a_front_end(path: Path) -> None:
    if path.name == "compat.py":
        pytest.skip("it speaks before there is a window, and of the installation")
    said = {text for text in _literals(ast.parse(SOURCES[path])) if WORDS.search(text)}

    assert {text for text in said - NOT_SHOWN if not set(text.split()) <= STYLES} == set()
