"""What can be set: so far the size of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.i18n import tr
from game.window.boxes import Column
from game.window.kit import Choice, Kit
from game.window.screen import Dialog
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.app import App


def text_size(app: App) -> Dialog:
    """Return the dialog that sets the size of the text."""
    from game.window.app import SCALES

    def body(kit: Kit) -> Widget:
        cards = []
        for number, scale in enumerate(SCALES, 1):
            title = tr("size.percent", scale=scale)
            choice = Choice(f"size-{scale}", title, str(number), chosen=scale == app.scale)
            cards.append(kit.option(choice, lambda scale=scale: app.rescale(scale)))  # type: ignore[misc]
        return Column([kit.text(tr("size.note"), "note", "caption"), *cards], kit.px(8))

    return Dialog("size", tr("size.title"), body, wide=420)
