"""Interface strings by key. The texts of a scenario are not here: they come with the scenario.

`tr("menu.undo")` answers in the catalogue in use. A pseudo-locale lengthens and accents every
string, so that a test sees what was never put through the catalogue and what has no room to grow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from game.i18n.english import ENGLISH

Catalogue = Mapping[str, str]

_ACCENTS = str.maketrans("aeiouyAEIOUYcnCN", "áéíöüýÁÉÍÖÜÝçñÇÑ")
_HOLES = re.compile(r"(\{[^}]*\})")


def tr(key: str, /, **values: object) -> str:
    """Return the string of a key with its `{names}` filled in. Raises KeyError for either."""
    return _current[key].format_map(values)


def use(catalogue: Catalogue) -> None:
    """Answer in this catalogue from now on."""
    _current.clear()
    _current.update(catalogue)


def pseudo(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue accented and about a third longer, with its `{names}` intact."""
    return {key: _accented(text) for key, text in catalogue.items()}


def _accented(text: str) -> str:
    parts = _HOLES.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = parts[index].translate(_ACCENTS)
    words = "".join(parts)
    if len(text) < 2:
        return words
    longer = "~" * max(1, len(text) // 3) if len(text) <= 12 else " ~~~~" * (len(text) // 14)
    return f"[{words}{longer}]"


_current: dict[str, str] = dict(ENGLISH)
