"""The minutes of a game: read, append, replay, verify, branch."""
