"""An event on the stage: a drawn scene, the story, what is at stake, and who is spoken of."""

from __future__ import annotations

from functools import partial

from game.art import posters
from game.briefing.model import PersonView, Question
from game.i18n import tr
from game.window.boxes import Centre, Column, Layers, Panel, Row, Wrap
from game.window.screens.folio import Folio
from game.window.screens.poster import backdrop
from game.window.widget import Widget
from game.window.widgets import Button, Look, Picture, Rule


def stage(folio: Folio, question: Question) -> Widget:
    """Return the card as a sheet pinned on the poster."""
    kit = folio.kit
    art = Picture(
        ("scene", question.title, question.tags),
        partial(posters.scene, question.title, question.tags),
        (0, kit.px(132 if kit.tall >= 600 else 84)),
    )
    words: list[Widget] = [
        kit.text(question.title, "headline"),
        Rule(kit.px(3), "red"),
        kit.story("card", question.text, "lead" if len(question.text) < 700 else "body"),
    ]
    if question.stake or question.short:
        stake = Column(
            [
                kit.text(tr("card.stake"), "strong", "darkred"),
                kit.text(question.stake or question.short, "label"),
            ]
        )
        words.append(Panel(stake, "paper", (kit.px(12), kit.px(5)), "l", "red"))
    people = [folio.people[id_] for id_ in question.people[:5]]
    if people:
        heads = [_named(folio, person) for person in people]
        words.append(Wrap(heads, kit.px(12), kit.px(2)))
    sheet = Panel(
        Column(
            [art, Panel(Column(words, kit.px(7)), "bone", (kit.px(20), kit.px(12)))],
        ),
        "bone",
        (0, 0),
        "tblr",
    )
    back = backdrop()
    middle = Panel(Centre(sheet, kit.px(568)), "", (kit.px(14), kit.px(12)))
    return Layers([back, kit.scroll(middle, "card", 260)])


def _named(folio: Folio, person: PersonView) -> Widget:
    kit = folio.kit
    head = kit.head(person, folio.briefing.factions, 34)
    words = Column(
        [
            kit.text(person.short, "strong"),
            kit.text(person.posts[0] if person.posts else "", "small", "caption"),
        ]
        if person.posts
        else [kit.text(person.short, "strong")]
    )
    row = Row([head, words], kit.px(6), [0, 1], align="middle")
    press = partial(folio.game.look, person.id)
    return Button(f"named-{person.id}", row, press, Look("bare", "", (kit.px(2), 0)), person.name)
