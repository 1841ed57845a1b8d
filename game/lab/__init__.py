"""Many games at once: batches, odds and comparisons."""
