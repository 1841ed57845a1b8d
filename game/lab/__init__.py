"""Batches of whole games: what happens if this is played ten thousand times."""
