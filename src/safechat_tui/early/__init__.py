"""The first instructions: what can be said, shown and obeyed before anything is imported.

The rules this room keeps:

- It imports nothing but what an empty Python has loaded anyway, and a few small modules written in C.
- What it says and shows is what the rest of the program would: it was prepared by the same functions when the
  program was built, and is used only while content and program are those it was prepared from.
- Wherever a setting, a letter or a word makes anything uncertain, it leaves all to the rest of the program.
"""
