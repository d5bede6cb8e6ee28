"""Search over the guide: what can be found, the index over it, and how a result is shown."""
