"""The guide and plans as ordinary lines: for screen readers, simple terminals and pipes."""
