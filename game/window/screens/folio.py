"""What every page of a running game is built from: the briefing, where the player is looking, and
what a press can do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.briefing.model import BlocView, Briefing, MotionView, Option, PersonView, PostView, Target
from game.window.kit import Kit

if TYPE_CHECKING:
    from game.window.screens.game import GameScreen


@dataclass(slots=True)
class Place:
    """Where the player is looking: page, chosen option and target, motion, person, and so on.

    `node` is what is chosen in the apparatus: `bloc moscow` or `post premier`. `told` is how many
    voices of a division have been told, `truth` whether charts show the true course.
    """

    page: str = "table"
    option: str = ""
    target: str = ""
    slot: int = -1
    person: str = ""
    node: str = ""
    turn: int = 1
    query: str = ""
    shelf: str = "glossary"
    figure: str = ""
    truth: bool = False
    told: int = 0


@dataclass
class Folio:
    """One building of one page."""

    kit: Kit
    briefing: Briefing
    at: Place
    game: GameScreen
    hints: bool = True

    @cached_property
    def people(self) -> dict[str, PersonView]:
        """Everybody by id."""
        return {person.id: person for person in self.briefing.people}

    @cached_property
    def blocs(self) -> dict[str, BlocView]:
        """The delegations by id."""
        return {bloc.id: bloc for bloc in self.briefing.blocs}

    @cached_property
    def posts(self) -> dict[str, PostView]:
        """The offices by id."""
        return {post.id: post for post in self.briefing.posts}

    def short(self, id_: str) -> str:
        """A person's short name, or a bloc's label."""
        if id_ in self.people:
            return self.people[id_].short
        return self.blocs[id_].label if id_ in self.blocs else id_

    @property
    def motion(self) -> MotionView | None:
        """The motion that is asked about or looked at, else the first on the table."""
        table = self.briefing.table
        found = {motion.slot: motion for motion in table}
        return found.get(self.at.slot, table[0] if table else None)

    @property
    def option(self) -> Option | None:
        """The option that is chosen."""
        question = self.briefing.question
        options = question.options if question else ()
        return next((option for option in options if option.key == self.at.option), None)

    @property
    def target(self) -> Target | None:
        """The target that is chosen for it."""
        targets = self.option.targets if self.option else ()
        return next((target for target in targets if target.key == self.at.target), None)
