"""The game in a terminal, played by number keys from briefings alone."""
