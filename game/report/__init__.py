"""Pages and figures of what was found: the lab's and a game's, each one self-contained file."""
