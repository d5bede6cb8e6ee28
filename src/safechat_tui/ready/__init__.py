"""A parent that keeps the screens loaded, so that a session begins at once and shares its memory.

An account starts the parent (`safechat ready`); every later `safechat` of the same account hands it its
terminal and waits. The parent forks the session, passes on signals, and knows nothing of what is said in it.
Without a parent, or with one of another version, a session starts by itself as ever. Linux only.
"""
