"""Reads the neutral words that codes of kept plans are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem

MIN_CODE_WORDS: Final = 128
"""Fewer words would make the codes of kept plans collide too often."""


def code_words(path: Path, problems: list[Problem]) -> tuple[str, ...]:
    """Return the words of a file, one a line; a line that begins with `#` is a remark.

    Args:
        path: the file.
        problems: where what is wrong is added.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        problems.append(Problem(path, 0, "unreadable"))
        return ()
    words: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        word = clean(line)
        if not word or word.startswith("#"):
            continue
        if not (word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 9):
            problems.append(Problem(path, number, "code-word", {"word": word}))
        elif word in words:
            problems.append(Problem(path, number, "code-word-twice", {"word": word}))
        else:
            words[word] = number
    if len(words) < MIN_CODE_WORDS:
        problems.append(
            Problem(
                path,
                0,
                "code-words-few",
                {"count": str(len(words)), "least": str(MIN_CODE_WORDS)},
            )
        )
    return tuple(words)
