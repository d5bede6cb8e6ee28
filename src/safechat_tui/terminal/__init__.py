"""The terminal's own business: leaving it blank, at once, from any thread. Knows nothing of the guide."""
