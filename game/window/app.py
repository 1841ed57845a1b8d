"""The window itself: it waits for events, hands them to what is on the screen, and redraws only
when something has changed. Whatever takes long runs on the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pygame

from game.art.theme import THEMES, Theme
from game.i18n import tr
from game.window import focus as focusing
from game.window import overlays
from game.window.boxes import Scroll
from game.window.fonts import Type
from game.window.input import Input
from game.window.keys import ACTIONS, EVERYWHERE, Bindings, told
from game.window.kit import Kit
from game.window.layout import Rect
from game.window.memory import Memory, Settings
from game.window.motion import Motion, Player
from game.window.paint import Canvas, Pictures, grain, lay_grain
from game.window.ports import Opener
from game.window.screen import Dialog, Screen
from game.window.sound import Speaker
from game.window.widget import Widget, describe
from game.window.widgets import Button, Card, Link, Tip
from game.window.worker import Worker

T = TypeVar("T")

READY = pygame.USEREVENT + 1
_FOREVER = 2**31
_FRAME = 16
"""Milliseconds between two pictures of a motion."""
_LONG_NAP = 20
"""The longest nap of the loop, in milliseconds."""
_NAP = 4
"""The longest nap while the worker is at it: something will come soon."""
_EAGER = 24
"""After so many milliseconds in vain naps are a millisecond longer, and so on."""
_INPUT = (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN)


class App:
    """One window: a screen, the dialogs over it, the focus, the settings.

    `memory` holds what is kept between two runs; `clock` tells milliseconds, for motions and for
    buttons that are held; `report` writes down a fault for those who mend it, and says where.
    """

    def __init__(
        self,
        product: str,
        opener: Opener,
        surface: pygame.Surface,
        memory: Memory | None = None,
        clock: Callable[[], int] = pygame.time.get_ticks,
        report: Callable[[Exception], Path | None] = lambda _fault: None,
    ) -> None:
        self.product = product
        self.opener = opener
        self.memory = memory or Memory()
        self.clock = clock
        self.bindings = Bindings(self.settings.keys)
        self.speaker = Speaker(self.settings)
        self.running = True
        self.focus = ""
        self.hover = ""
        self.asked = ""
        self.screen: Screen | None = None
        self.dialogs: list[Dialog] = []
        self.pins = overlays.Pins()
        self.layers: list[Widget] = []
        self.offsets: dict[str, int] = {}
        self.chosen_tabs: dict[str, str] = {}
        self.worker = Worker(_wake, self._fault)
        self._report = report
        self.input = Input(self)
        self.surface = surface
        self._windowed = surface.get_size()
        self._motions = Player(clock)
        self._grain = grain()
        self._dirty = True
        self._stale = True
        self._passed = False
        self._new_type()

    def _fault(self, fault: Exception) -> str:
        """What is told of a fault."""
        path = self._report(fault)
        where = tr("error.report", path=path) if path else ""
        return tr("error.fault", what=type(fault).__name__, where=where)

    @property
    def settings(self) -> Settings:
        """What the player has chosen."""
        return self.memory.settings

    # -------------------------------------------------------------- what is shown

    @property
    def size(self) -> tuple[int, int]:
        """The window's width and height in pixels."""
        return self.surface.get_size()

    @property
    def active(self) -> Widget:
        """What events go to: the topmost dialog, or the screen."""
        return self.layers[-1]

    def show(self, screen: Screen) -> None:
        """Show a screen, and no dialog."""
        self.screen = screen
        self.dialogs.clear()
        self.focus = self.asked = ""
        self._new_kit()

    def open(self, dialog: Dialog) -> None:
        """Lay a dialog over what is shown; one of the same name is replaced."""
        self.dialogs = [other for other in self.dialogs if other.name != dialog.name]
        self.dialogs.append(dialog)
        self.offsets.pop(f"scroll-{dialog.name}", None)
        self.focus = self.asked = ""
        self.refresh()

    def close(self) -> None:
        """Close the topmost dialog."""
        if self.dialogs:
            self.dialogs.pop()
        self.focus = self.asked = ""
        self.refresh()

    def tell(self, title: str, words: str) -> None:
        """Say something that must be read."""
        self.open(Dialog("message", title, lambda kit: kit.text(words)))

    def play(self, *motions: Motion) -> None:
        """Let something move, once the screen is as it will be; its sound comes with it."""
        if self.settings.motion:
            self._motions.add(motions)
        else:
            for motion in motions:
                self.speaker.play(motion.sound)
        self._dirty = True

    def to_screen(self, action: str) -> None:
        """Hand an action to the screen."""
        if self.screen:
            self.screen.shortcut(action)
            self.refresh()

    def refresh(self) -> None:
        """Build everything anew before the next event or frame."""
        self._stale = True
        self._dirty = True

    def redraw(self) -> None:
        """Draw everything again before the next event, as it stands."""
        self._dirty = True

    def work(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Run something long on the worker; the screen stays alive."""
        self.worker.submit(job, done, failed)
        self.refresh()

    def quit(self) -> None:
        """End the loop."""
        self.running = False

    def describe(self, *, places: bool = True) -> str:
        """Return all that is on the screen as text; without `places`, to be read."""
        self.build()
        name = self.screen.name if self.screen else ""
        width, height = self.size
        head = f"screen {name} {width}x{height} text {self.settings.scale} %" if places else ""
        if not places:
            head = tr("told.screen", place=tr(f"place.{name}") if name else "")
        told_ = [describe(layer, self.focus, places=places) for layer in self.layers]
        return "\n".join([head, *told_])

    # -------------------------------------------------------------- cards

    def explain(self, tip: Tip) -> None:
        """Open the answer to "why?" or a concept; they lie on each other as deep as one asks."""
        name = f"why-{sum(dialog.name.startswith('why-') for dialog in self.dialogs)}"
        title, buttons = tr("dialog.why"), None
        if isinstance(tip, Card):
            card = tip

            def buttons(kit: Kit) -> list[Widget]:
                words = tr("pins.pin")
                return [kit.button("pin", words, lambda: self._pin(card), key=kit.key("pin"))]

        self.open(Dialog(name, title, lambda _: self._fresh(tip)(), buttons, wide=440))

    def explain_piece(self, name: str) -> None:
        """Open the answer to "why?" of a piece, if it has one."""
        tip = self._tip(name)
        if tip is not None:
            self.explain(tip)

    def explain_focus(self) -> None:
        """Open the answer to "why?" of what has the focus."""
        self.explain_piece(self.focus)

    def pin_focus(self) -> None:
        """Pin the card that is open on top, else the one of what has the focus."""
        top = self.active.path("pin")
        if top:
            self.press("pin")
            return
        tip = self._tip(self.focus)
        if isinstance(tip, Card):
            self._pin(tip)

    def open_pins(self) -> None:
        """Open all pinned cards, where there is no room for them beside the screen."""
        if self.pins.cards:
            self.open(Dialog("pins", tr("pins.title"), self.pins.column))

    def _pin(self, card: Card) -> None:
        self.pins.pin(card)
        if self.dialogs and self.dialogs[-1].name.startswith("why-"):
            self.close()
        self._new_kit()

    def _tip(self, name: str) -> Tip | None:
        path = self.active.path(name) if self.layers and name else []
        return path[-1].tip if path and isinstance(path[-1], (Button, Link)) else None

    def _fresh(self, tip: Tip) -> Tip:
        """A card as the screen would give it now: figures change, and so does the text size."""
        return self.kit.fresh(tip) if isinstance(tip, Card) else tip

    # -------------------------------------------------------------- settings

    def apply(self) -> None:
        """Bring the settings into force and write them down."""
        self.settings.keys = dict(self.bindings.chosen)
        self._new_type()
        self.memory.save()
        self._tell_trouble()
        self.refresh()

    def rescale(self, scale: int) -> None:
        """Set the text size in percent."""
        self.settings.scale = scale
        self.apply()

    def toggle_mute(self) -> None:
        """Be silent, or heard again."""
        self.settings.mute = not self.settings.mute
        self.apply()

    def toggle_fullscreen(self) -> None:
        """Fill the whole screen, or be a window again."""
        self.settings.fullscreen = not self.settings.fullscreen
        self.fill_screen()
        self.apply()

    def fill_screen(self) -> None:
        """Be as large as the settings say: the whole screen or the window from before."""
        try:
            if self.settings.fullscreen:
                self._windowed = self.size
                pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
            else:
                pygame.display.set_mode(self._windowed, pygame.RESIZABLE)
        except pygame.error as error:
            self.settings.fullscreen = False
            self.tell(tr("error.title"), tr("error.fullscreen", why=error))
        self._resize()

    def _tell_trouble(self) -> None:
        if self.memory.trouble:
            words, self.memory.trouble = self.memory.trouble, ""
            self.tell(tr("error.title"), words)

    # -------------------------------------------------------------- building and drawing

    def build(self) -> None:
        """Build and place what is shown, if anything has changed since."""
        if not self._stale or self.screen is None:
            return
        self._stale = False
        if self.memory.trouble:
            self._tell_trouble()
            self._stale = False
        if self.kit.size[0] != self.size[0] - self.pins.wide(self.size, self._type.unit):
            self._new_kit()
        self.kit.begin()
        root = self.screen.build(self.kit)
        self.pins.renew(self.kit.fresh)
        self.layers = [
            self.pins.beside(self.kit, lambda room: self._page(root, room), self.open_pins)
        ]
        for dialog in self.dialogs:
            self.layers.append(overlays.dialog(self.kit, dialog, self.close, self.offsets))
        self._settle_focus()

    def draw(self) -> bool:
        """Draw the screen if anything has changed or moves; whether there is a new picture. Jobs
        of the worker begin when it is drawn what they are: they share the processor with drawing.
        """
        with self.worker.drawing():
            drawn = self._draw()
        self.worker.begin()
        return drawn

    def _draw(self) -> bool:
        self.build()
        if self._motions.playing:
            return self._draw_motion()
        if not self._dirty or self._passes_over():
            return False
        self._dirty = False
        self._paint(self._canvas())
        pygame.display.flip()
        return True

    def _passes_over(self) -> bool:
        """Whether a picture is left out because a key waits that will change it again; never two
        in a row, so that something is seen while keys keep coming.
        """
        self._passed = not self._passed and pygame.event.peek(_INPUT)
        return self._passed

    def _draw_motion(self) -> bool:
        canvas = self._canvas()
        if self._dirty or not self._motions.begun:
            if self._dirty and self._motions.begun:
                self._motions.complete()  # the screen is another one now
                return self._draw()
            self._dirty = False
            self.speaker.play(self._motions.begin(self.active, canvas, self._paint).sound)
        if not self._motions.frame(canvas):
            self._dirty = True
            return self._draw()
        pygame.display.flip()
        return True

    def _canvas(self) -> Canvas:
        return Canvas(self.surface, self._type, self._pictures, self.focus, self.hover)

    def _paint(self, canvas: Canvas) -> None:
        whole = Rect(0, 0, *self.size)
        canvas.box(whole, "paper")
        for index, layer in enumerate(self.layers):
            if index:
                canvas.shade(whole, "ink", 120)
            layer.draw(canvas)
        tip = self.tooltip()
        if tip:
            tip.draw(canvas)
        if self._type.theme.grain:
            lay_grain(self.surface, self._grain)

    def paint_with(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        width, height = self.size
        unit = max(0.9, min(width / 1280, height / 720)) * self.settings.scale / 100
        self._type = Type(unit, theme)
        self._pictures = Pictures(theme)
        self._new_kit()

    def _new_type(self) -> None:
        self.paint_with(THEMES[self.settings.theme])

    def _new_kit(self) -> None:
        width = self.size[0] - self.pins.wide(self.size, self._type.unit)
        self.kit = Kit(self._type, (width, self.size[1]), self.size, self)
        self.refresh()

    def _page(self, root: Widget, room: Rect) -> Widget:
        """The screen as high as its room; what needs more height can be scrolled."""
        if root.measure(room.w) <= room.h and root.least() <= room.w:
            root.place(room)
            return root
        page = self.kit.scroll(root, "page")
        page.place(room)
        return page

    def tooltip(self) -> Widget | None:
        """Return the answer to "why?" of what the mouse is over or the focus was brought to."""
        name = self.asked or self.hover
        tip = self._tip(name)
        if tip is None:
            return None
        return overlays.tooltip(self.kit, tip(), self.active.path(name)[-1].rect)

    # -------------------------------------------------------------- events

    def event(self, event: pygame.event.Event) -> None:
        """Answer one event; all input comes in here, also in tests."""
        if event.type == READY:
            if self.worker.collect():
                self.refresh()
            return
        if self._motions.playing and event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN):
            self._motions.complete()
            self.redraw()
            return
        self.build()
        match event.type:
            case pygame.QUIT:
                self.quit()
            case pygame.VIDEORESIZE:
                self._resize()
            case pygame.WINDOWEXPOSED:
                self.redraw()
            case pygame.KEYDOWN:
                self.input.key(event)
            case pygame.TEXTINPUT:
                self.input.text(event.text)
            case _:
                self.input.mouse(event)

    def press(self, name: str) -> None:
        """Press what has that name: the one way in which anything happens."""
        self.build()
        path = self.active.path(name)
        target = path[-1] if path else None
        if isinstance(target, (Button, Link)):
            self.set_focus(name)
            if target.press:
                self.speaker.play("type")
                target.press()
            self.refresh()

    def _resize(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None:
            self.surface = surface
            self._motions.complete()
            self._new_type()

    # -------------------------------------------------------------- focus

    def set_focus(self, name: str, *, asked: bool = False) -> None:
        """Bring the focus to a piece and scroll so that it is seen; `asked` by a key, which then
        answers "why?" as hovering does.
        """
        if not name:
            return
        self.focus = name
        self.asked = name if asked else ""
        self.redraw()
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
            self.focus = (first or self._inside() or names or [""])[0]
        self.set_focus(self.focus, asked=self.asked == self.focus)

    def _inside(self) -> list[str]:
        """The first button that is seen of what the page is about: that scrolls, the bars around it
        do not. A page is not scrolled away from its beginning to show its first button.
        """
        buttons = [w for w in focusing.within(self.active) if isinstance(w, Button)]
        return [w.name for w in buttons[:1]]

    # -------------------------------------------------------------- on demand

    def show_keys(self) -> None:
        """Open the sheet of all keys that do something here, taken from what is on the screen."""
        here = [
            (told(w.key), w.title) for w in self.active.walk() if isinstance(w, Button) and w.key
        ]
        fixed = {
            tr(f"action.{action.id}"): ", ".join(told(key) for key in self.bindings.keys(action.id))
            for action in ACTIONS
            if action.place == EVERYWHERE
        }
        self.open(
            Dialog("keys", tr("keys.title"), lambda kit: overlays.key_sheet(kit, here, fixed))
        )

    def write_transcript(self) -> None:
        """Write what is on the screen down as text, and say where."""
        words = self.describe(places=False)
        path = self.memory.write_transcript(words)
        told_ = tr("transcript.written", file=path) if path else words
        self.tell(tr("transcript.title"), told_)

    # -------------------------------------------------------------- the loop

    def run(self, frames: int | None = None) -> None:
        """Draw and wait for events until the window is closed, or for so many frames."""
        shown = 0
        while self.running:
            self.draw()
            shown += 1
            if frames is not None and shown >= frames:
                return
            self.turn(_FOREVER if frames is None else 10)

    def turn(self, most: int) -> list[pygame.event.Event]:
        """Wait for events, at most so many milliseconds, answer them and return them."""
        if self._motions.playing:
            most = _FRAME
        held = self.input.held_for()
        events = _wait(
            most if held is None else min(most, held), _NAP if self.worker.busy else _LONG_NAP
        )
        with self.worker.drawing():
            for event in sorted(events, key=lambda event: event.type == READY):
                self.event(event)  # what was pressed was meant for what is seen
            self.input.tick()
        return events


def _wait(most: int, nap: int) -> list[pygame.event.Event]:
    """Return the next events, at once when there are some, at the latest after so many
    milliseconds. pygame's own wait looks a thousand times a second, which keeps a processor
    awake; this does so for the first moments, then ever less often, down to once in `nap`
    milliseconds.
    """
    waited = 0
    while not (events := pygame.event.get()) and waited < most:
        pause = min(1 + waited // _EAGER, nap, most - waited)
        pygame.time.wait(pause)
        waited += pause
    return events


def _wake() -> None:
    # The window may be closed while a bot is still thinking.
    if pygame.display.get_init():
        pygame.event.post(pygame.event.Event(READY))


def _is_barred(widget: Widget) -> bool:
    return isinstance(widget, Button) and widget.barred
