"""Expected effects: numbers as bars before and after, everything else as small chips with faces."""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.model import Consequence, Scale
from game.i18n import tr
from game.window.boxes import Column, Row, Wrap
from game.window.screens.folio import Folio
from game.window.screens.poster import EffectBar
from game.window.widget import Widget
from game.window.widgets import Sign

_SIGN = {True: "up", False: "down", None: "level"}
_TINT = {True: "steel", False: "red", None: "bronze"}
_TEXT = {True: "steel", False: "darkred", None: "caption"}
_MEANING = {True: "effect.good", False: "effect.bad", None: "effect.open"}


def effects(folio: Folio, many: Sequence[Consequence], *, bars: int = 4) -> Widget:
    """Return what is expected: at most so many bars, the seat's own and the certain ones first, and
    the rest as chips.
    """
    kit = folio.kit
    scaled = weightiest(folio, [one for one in many if one.scale])
    drawn = scaled[:bars]
    rest = [one for one in many if one not in drawn]
    parts: list[Widget] = [bar(folio, one) for one in drawn]
    if rest:
        parts.append(chips(folio, rest))
    return Column(parts, kit.px(5))


def weightiest(folio: Folio, many: Sequence[Consequence]) -> list[Consequence]:
    """Return consequences with the seat's own, the certain and the largest first."""
    return sorted(many, key=lambda one: _rank(folio, one))


def _rank(folio: Folio, one: Consequence) -> tuple[bool, bool, float]:
    own = folio.briefing.seat in one.about or not one.about
    size = _move(one.scale) if one.scale else 0.0
    return not own, bool(one.later), -size


def _move(scale: Scale) -> float:
    return abs(scale.after - scale.before) / ((scale.high - scale.low) or 1)


def named(folio: Folio, one: Consequence) -> str:
    """Return what a consequence is about, in the reader's terms: your standing, trust of Rykov."""
    seat, about = folio.briefing.seat, one.about
    if not about or not one.what:
        return one.label
    if about == (seat,) and one.what != one.label:
        return tr("effect.is" if one.truth else "effect.yours", what=_inside(one.what))
    names = [tr("effect.you") if id_ == seat else folio.short(id_) for id_ in about]
    if len(names) == 1:
        return one.label if one.what == one.label else tr("effect.of", what=one.what, name=names[0])
    if about[0] in folio.blocs:
        place = names[0]
        place = _inside(place) if place.startswith("The ") else place
        if about[1] == seat:
            return tr("effect.yours.in", what=_inside(one.what), place=place)
        return tr("effect.in", what=one.what, name=names[1], place=place)
    return tr("effect.pair", what=one.what, one=names[0], other=names[1])


def _inside(label: str) -> str:
    """A label behind another word: without its capital, unless it is all capitals."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def bar(folio: Folio, one: Consequence) -> Widget:
    """Return a number before and after over a bar of its range."""
    kit, scale = folio.kit, one.scale
    if scale is None:
        return chip(folio, one)
    span = (scale.high - scale.low) or 1
    meaning = tr(_MEANING[one.good])
    words: list[Widget] = [kit.text(_with_later(named(folio, one), one), "label")]
    odds = one.change.partition(",")[2].strip()
    numbers = Row(
        [
            kit.text(scale.now, "label", "caption"),
            Sign("right", "ink", kit.px(11), tr("effect.becomes"), tall=kit.type.lead("label")),
            kit.text(f"{scale.then}{', ' if odds else ''}{odds}", "strong"),
            Sign(_SIGN[one.good], _TEXT[one.good], kit.px(9), meaning, tall=kit.type.lead("label")),
        ],
        kit.px(5),
        [0, 0, 0, 0],
    )
    line = EffectBar(
        (scale.before - scale.low) / span,
        (scale.after - scale.low) / span,
        _TINT[one.good],
        (kit.px(60), kit.px(6)),
    )
    return Column([Row([*words, numbers], kit.px(8), [1, 0]), line], kit.px(1))


def _with_later(words: str, one: Consequence) -> str:
    return tr("effect.later", words=words, later=one.later) if one.later else words


def chips(folio: Folio, many: Sequence[Consequence], tint: str = "ink") -> Widget:
    """Return consequences as small words in lines, each with a face where it is about somebody."""
    return Wrap([chip(folio, one, tint) for one in many], folio.kit.px(12), folio.kit.px(2))


def chip(folio: Folio, one: Consequence, tint: str = "ink") -> Widget:
    """Return one consequence as a sign for better or worse and a few words."""
    kit = folio.kit
    colour = _TEXT[one.good] if tint == "ink" else tint
    words = _with_later(f"{named(folio, one)} {one.change}", one)
    sign = Sign(
        _SIGN[one.good], colour, kit.px(9), tr(_MEANING[one.good]), tall=kit.type.lead("small")
    )
    return Row([sign, kit.text(words, "small", tint)], kit.px(4), [0, 1], align="top")


def faces(folio: Folio, ids: Sequence[str], size: float, most: int) -> list[Widget]:
    """Return the heads of those people, at most so many, and how many more there are."""
    kit = folio.kit
    known = [folio.people[id_] for id_ in ids if id_ in folio.people]
    heads: list[Widget] = [kit.head(one, folio.briefing.factions, size) for one in known[:most]]
    if len(known) > most:
        heads.append(kit.text(tr("faces.more", number=len(known) - most), "strong", "caption"))
    return heads
