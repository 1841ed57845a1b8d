"""The minutes of a game: read, append, replay, verify, rescue. The record is the save."""
