"""One game being played: its seats, answers, undo and saves."""
