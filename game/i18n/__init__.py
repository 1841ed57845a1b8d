"""The words of the interface, by language."""

from game.i18n.catalogue import Catalogue, pseudo, tr, use

__all__ = ["Catalogue", "pseudo", "tr", "use"]
