"""The guide: its model, how it is read, its checker and the search over it, each a module of its own."""
