"""The rules as numbers: one table of whole numbers, changed by phases, for a batch of games."""
