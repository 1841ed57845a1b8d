"""Shapes, portraits and theme tokens, as SVG and plain data."""
