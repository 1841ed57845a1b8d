"""The window itself: it waits for events, hands them to what is on the screen, and redraws only
when something has changed. Whatever takes long runs on the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pygame

from game.i18n import tr
from game.window import focus as focusing
from game.window.boxes import Centre, Column, Panel, Row, Scroll, Wrap
from game.window.fonts import Type
from game.window.kit import Kit
from game.window.layout import Rect
from game.window.paint import Canvas, Pictures, grain, lay_grain
from game.window.ports import Opener
from game.window.screen import Dialog, Screen
from game.window.widget import Widget, describe
from game.window.widgets import Button, Link, Tip
from game.window.worker import Worker

T = TypeVar("T")
SCALES = (100, 125, 150, 200)
"""Text sizes in percent."""

READY = pygame.USEREVENT + 1
_ARROWS = {
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
}
_NAMED = {pygame.K_ESCAPE: "escape", pygame.K_F1: "f1"}


class App:
    """One window: a screen, the dialogs over it, the focus, the text size."""

    def __init__(self, product: str, opener: Opener, surface: pygame.Surface) -> None:
        self.product = product
        self.opener = opener
        self.running = True
        self.scale = SCALES[0]
        self.focus = ""
        self.hover = ""
        self.screen: Screen | None = None
        self.dialogs: list[Dialog] = []
        self.layers: list[Widget] = []
        self.offsets: dict[str, int] = {}
        self.worker = Worker(_wake, lambda fault: tr("error.fault", what=type(fault).__name__))
        self._surface = surface
        self._pictures = Pictures()
        self._grain = grain()
        self._dirty = True
        self._stale = True
        self._dragged: Scroll | None = None
        self._pressed = ""
        self._pointer = (0, 0)
        self.kit = self._new_kit()

    # -------------------------------------------------------------- what is shown

    @property
    def size(self) -> tuple[int, int]:
        """The window's width and height in pixels."""
        return self._surface.get_size()

    @property
    def active(self) -> Widget:
        """What events go to: the topmost dialog, or the screen."""
        return self.layers[-1]

    def show(self, screen: Screen) -> None:
        """Show a screen, and no dialog."""
        self.screen = screen
        self.dialogs.clear()
        self.focus = ""
        self.refresh()

    def open(self, dialog: Dialog) -> None:
        """Lay a dialog over what is shown; one of the same name is replaced."""
        self.dialogs = [other for other in self.dialogs if other.name != dialog.name]
        self.dialogs.append(dialog)
        self.offsets.pop(f"scroll-{dialog.name}", None)
        self.focus = ""
        self.refresh()

    def close(self) -> None:
        """Close the topmost dialog."""
        if self.dialogs:
            self.dialogs.pop()
        self.focus = ""
        self.refresh()

    def explain(self, tip: Tip) -> None:
        """Open the answer to "why?" or a concept; they lie on each other as deep as one asks."""
        name = f"why-{sum(dialog.name.startswith('why-') for dialog in self.dialogs)}"
        self.open(Dialog(name, tr("dialog.why"), lambda _: tip(), wide=440))

    def tell(self, title: str, words: str) -> None:
        """Say something that must be read."""
        self.open(Dialog("message", title, lambda kit: kit.text(words)))

    def refresh(self) -> None:
        """Build everything anew before the next event or frame."""
        self._stale = True
        self._dirty = True

    def work(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Run something long on the worker; the screen stays alive."""
        self.worker.submit(job, done, failed)
        self.refresh()

    def rescale(self, scale: int) -> None:
        """Set the text size in percent."""
        self.scale = scale
        self.kit = self._new_kit()
        self.refresh()

    def quit(self) -> None:
        """End the loop."""
        self.running = False

    def describe(self) -> str:
        """Return all that is on the screen as text."""
        self.build()
        name = self.screen.name if self.screen else ""
        width, height = self.size
        head = f"screen {name} {width}x{height} text {self.scale} %"
        focus = self.focus
        return "\n".join([head, *(describe(layer, focus) for layer in self.layers)])

    # -------------------------------------------------------------- building and drawing

    def build(self) -> None:
        """Build and place what is shown, if anything has changed since."""
        if not self._stale or self.screen is None:
            return
        self._stale = False
        self.kit.begin()
        whole = self.kit.screen()
        self.layers = [self._page(self.screen.build(self.kit), whole)]
        for dialog in self.dialogs:
            self.layers.append(self._dialog(dialog, whole))
        self._settle_focus()

    def draw(self) -> None:
        """Draw the screen if anything has changed since the last time."""
        self.build()
        if not self._dirty:
            return
        self._dirty = False
        canvas = Canvas(self._surface, self.kit.type, self._pictures, self.focus, self.hover)
        canvas.box(self.kit.screen(), "paper")
        for index, layer in enumerate(self.layers):
            if index:
                canvas.shade(self.kit.screen(), "ink", 120)
            layer.draw(canvas)
        tip = self._tooltip()
        if tip:
            tip.draw(canvas)
        lay_grain(self._surface, self._grain)
        pygame.display.flip()

    def _new_kit(self) -> Kit:
        width, height = self.size
        unit = max(0.9, min(width / 1280, height / 720)) * self.scale / 100
        self._pictures.clear()
        return Kit(Type(unit), self.size, self.offsets, self.explain)

    def _page(self, root: Widget, whole: Rect) -> Widget:
        """The screen as high as the window; what needs more height can be scrolled."""
        if root.measure(whole.w) <= whole.h and root.least() <= whole.w:
            root.place(whole)
            return root
        page = self.kit.scroll(root, "page")
        page.place(whole)
        return page

    def _dialog(self, dialog: Dialog, whole: Rect) -> Widget:
        kit = self.kit
        close = kit.button("close", tr("dialog.close"), self.close, key="escape")
        title = kit.text(dialog.title, "headline", "bone")
        header = Panel(title, "red", (kit.px(16), kit.px(6)))
        extra = dialog.buttons(kit) if dialog.buttons else []
        feet = Wrap([*extra, close], kit.px(10), kit.px(6), right=True)
        footer = Panel(feet, "newsprint", (kit.px(16), kit.px(8)))
        width = min(whole.w - 2 * kit.px(8), kit.px(dialog.wide))
        room = whole.h - header.measure(width) - footer.measure(width) - 2 * kit.px(14)
        body = Panel(dialog.build(kit), "newsprint", (kit.px(14), kit.px(10)))
        scroll = Scroll(
            body, f"scroll-{dialog.name}", self.offsets, max(kit.px(40), room), kit.px(4)
        )
        box = Panel(
            Column([header, Panel(scroll, "newsprint"), footer], fill=1), "newsprint", (0, 0)
        )
        layer = Centre(box, width)
        layer.role = "dialog"
        layer.place(whole)
        return layer

    def _tooltip(self) -> Widget | None:
        """The answer to "why?" of what the mouse is over, beside it."""
        path = self.active.path(self.hover) if self.layers and self.hover else []
        tip = path[-1].tip if path and isinstance(path[-1], (Button, Link)) else None
        if tip is None:
            return None
        kit = self.kit
        width = min(self.size[0], kit.px(320))
        card = Panel(tip(), "bone", (kit.px(12), kit.px(8)), "tblr", "ink")
        height = min(self.size[1], card.measure(width))
        at = path[-1].rect
        x = max(0, min(at.x, self.size[0] - width))
        y = at.bottom + kit.px(6)
        if y + height > self.size[1]:
            y = at.y - height - kit.px(6)
        card.place(Rect(x, max(0, y), width, height))
        return card

    # -------------------------------------------------------------- events

    def event(self, event: pygame.event.Event) -> None:
        """Answer one event; all input comes in here, also in tests."""
        if event.type == READY:
            if self.worker.collect():
                self.refresh()
            return
        self.build()
        match event.type:
            case pygame.QUIT:
                self.quit()
            case pygame.VIDEORESIZE:
                self._resize()
            case pygame.WINDOWEXPOSED:
                self._dirty = True
            case pygame.KEYDOWN:
                self._key(event)
            case _:
                self._mouse(event)

    def press(self, name: str) -> None:
        """Press what has that name: the one way in which anything happens."""
        path = self.active.path(name)
        target = path[-1] if path else None
        if isinstance(target, (Button, Link)):
            self._set_focus(name)
            if target.press:
                target.press()
            self.refresh()

    def _resize(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None:
            self._surface = surface
            self.kit = self._new_kit()
            self.refresh()

    def _key(self, event: pygame.event.Event) -> None:
        step = -1 if event.mod & pygame.KMOD_SHIFT else 1
        if event.key == pygame.K_TAB:
            self._set_focus(focusing.following(self.active, self.focus, step))
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self.press(self.focus)
        elif event.key in _ARROWS:
            self._arrow(_ARROWS[event.key])
        elif event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END):
            self._scroll_by_key(event.key)
        elif event.mod & pygame.KMOD_CTRL:
            self._size_by_key(event.key)
        else:
            self._shortcut(_key_name(event))

    def _shortcut(self, key: str) -> None:
        if key == "w":
            path = self.active.path(self.focus)
            if path and isinstance(path[-1], (Button, Link)) and path[-1].tip:
                self.explain(path[-1].tip)
            return
        for widget in self.active.walk():
            if isinstance(widget, Button) and key and widget.key == key:
                self.press(widget.name)
                return
        if key == "f1":
            self.open(self._key_sheet())
        elif self.screen and not self.dialogs and key:
            self.screen.shortcut(key)

    def _arrow(self, direction: str) -> None:
        name = focusing.towards(self.active, self.focus, direction)
        if name:
            self._set_focus(name)
        elif direction in ("up", "down"):
            self._scroll_pixels(self.kit.px(40) * (1 if direction == "down" else -1))

    def _scroll_by_key(self, key: int) -> None:
        page = self.size[1] // 2
        far = 10**7
        moves = {
            pygame.K_PAGEUP: -page,
            pygame.K_PAGEDOWN: page,
            pygame.K_HOME: -far,
            pygame.K_END: far,
        }
        self._scroll_pixels(moves[key])

    def _scroll_pixels(self, pixels: int) -> None:
        for scroll in focusing.scrolls_for(self.active, self.focus):
            if scroll.scroll(pixels):
                self._dirty = True
                return

    def _size_by_key(self, key: int) -> None:
        at = SCALES.index(self.scale)
        if key in (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS):
            self.rescale(SCALES[min(at + 1, len(SCALES) - 1)])
        elif key in (pygame.K_MINUS, pygame.K_KP_MINUS):
            self.rescale(SCALES[max(at - 1, 0)])
        elif key in (pygame.K_0, pygame.K_KP0):
            self.rescale(SCALES[0])

    def _mouse(self, event: pygame.event.Event) -> None:
        match event.type:
            case pygame.MOUSEMOTION:
                self._move(event.pos)
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self._down(event.pos)
            case pygame.MOUSEBUTTONUP if event.button == 1:
                self._up(event.pos)
            case pygame.MOUSEWHEEL:
                self._wheel(event.y)

    def _move(self, pos: tuple[int, int]) -> None:
        if self._dragged:
            self._dirty |= self._dragged.drag(pos[1])
            return
        under = [widget for widget in self.active.at(*pos) if widget.focusable]
        name = under[-1].name if under else ""
        if name != self.hover:
            self.hover = name
            self._dirty = True
        self._pointer = pos

    def _down(self, pos: tuple[int, int]) -> None:
        self._move(pos)
        path = self.active.at(*pos)
        if path and isinstance(path[-1], Scroll) and path[-1].bar().holds(*pos):
            self._dragged = path[-1]
            self._dirty |= self._dragged.drag(pos[1])
            return
        self._pressed = self.hover
        if self.hover:
            self.focus = self.hover
            self._dirty = True

    def _up(self, pos: tuple[int, int]) -> None:
        if self._dragged:
            self._dragged = None
            return
        self._move(pos)
        if self.hover and self.hover == self._pressed:
            self.press(self.hover)
        self._pressed = ""

    def _wheel(self, notches: int) -> None:
        path = self.active.at(*self._pointer)
        for widget in reversed(path):
            if isinstance(widget, Scroll) and widget.scroll(-notches * self.kit.px(48)):
                self._dirty = True
                self._move(self._pointer)
                return

    # -------------------------------------------------------------- focus

    def _set_focus(self, name: str) -> None:
        if not name:
            return
        self.focus = name
        self._dirty = True
        path = self.active.path(name)
        for widget in reversed(path):
            if isinstance(widget, Scroll):
                widget.reveal(path[-1].rect, self.kit.px(6))

    def _settle_focus(self) -> None:
        """Keep the focus where it was, or give it to the first option, or to the first stop."""
        stops = focusing.stops(self.active)
        names = [widget.name for widget in stops]
        if self.hover not in names:
            self.hover = ""
        if self.focus not in names:
            first = [w.name for w in stops if w.role == "option" and not _is_barred(w)]
            if self.dialogs and not first:
                first = ["close"]
            # What a page is about scrolls; the bars around it do not.
            inside = [
                w.name
                for w in stops
                if isinstance(w, Button) and focusing.scrolled(self.active, w.name)
            ]
            self.focus = (first or inside or names or [""])[0]
        self._set_focus(self.focus)

    def _key_sheet(self) -> Dialog:
        """All keys that do something here, taken from what is on the screen."""
        pairs = [(w.key, w.title) for w in self.active.walk() if isinstance(w, Button) and w.key]
        fixed = ("tab", "arrows", "enter", "page", "w", "size", "escape")

        def body(kit: Kit) -> Widget:
            rows = [(tr(f"keys.{key}"), tr(f"keys.{key}.does")) for key in fixed]
            rows += [
                (tr(f"key.{key}") if len(key) > 1 and key != "f1" else key, title)
                for key, title in pairs
            ]
            return Column(
                [
                    Row(
                        [kit.text(k.upper(), "strong"), kit.text(does, "label")], kit.px(14), [1, 3]
                    )
                    for k, does in rows
                ],
                kit.px(3),
            )

        return Dialog("keys", tr("keys.title"), body)

    # -------------------------------------------------------------- the loop

    def run(self, frames: int | None = None) -> None:
        """Draw and wait for events until the window is closed, or for so many frames."""
        shown = 0
        while self.running:
            self.draw()
            shown += 1
            if frames is not None and shown >= frames:
                return
            for event in _wait(2**31 if frames is None else 10):
                self.event(event)


def _wait(most: int) -> list[pygame.event.Event]:
    """Return the next events, at once when there are some, at the latest after so many
    milliseconds. pygame's own wait looks a thousand times a second, which keeps a processor
    awake; this looks ever less often, up to every 25 ms.
    """
    pause = 2
    waited = 0
    while not (events := pygame.event.get()) and waited < most:
        pygame.time.wait(pause)
        waited += pause
        pause = min(pause + 1, 25)
    return events


def _wake() -> None:
    # The window may be closed while a bot is still thinking.
    if pygame.display.get_init():
        pygame.event.post(pygame.event.Event(READY))


def _is_barred(widget: Widget) -> bool:
    return isinstance(widget, Button) and widget.barred


def _key_name(event: pygame.event.Event) -> str:
    """The key's name: the letter or digit on it, or, where the layout has other letters there,
    the one at that place of a Latin board.
    """
    if event.key in _NAMED:
        return _NAMED[event.key]
    if pygame.K_a <= event.key <= pygame.K_z or pygame.K_0 <= event.key <= pygame.K_9:
        return chr(event.key)
    code = getattr(event, "scancode", 0)
    if pygame.KSCAN_A <= code <= pygame.KSCAN_Z:
        return chr(ord("a") + code - pygame.KSCAN_A)
    if pygame.KSCAN_1 <= code <= pygame.KSCAN_0:
        return str((code - pygame.KSCAN_1 + 1) % 10)
    if pygame.KSCAN_KP1 <= code <= pygame.KSCAN_KP0:
        return str((code - pygame.KSCAN_KP1 + 1) % 10)
    return ""
