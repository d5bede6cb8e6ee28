"""What a word of a command line names: a code, its name in the guide, or what a search takes for it."""

from __future__ import annotations

from collections.abc import Mapping

from safechat_tui.clean import clean
from safechat_tui.errors import UsageError
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Platform
from safechat_tui.plain.output import LONGEST
from safechat_tui.text.fold import folded
from safechat_tui.text.near import near


def named(word: str, names: Mapping[str, str], guide: Guide, code: str) -> str:
    """Return the code that a word means, however it is typed.

    Args:
        word: what was typed.
        names: the name of each code there is.
        guide: the guide, for the words that a search takes for each other.
        code: the code of the error.

    Raises:
        UsageError: when there is no such code, with the nearest.
    """
    asked = spelled(word)
    known = {spelled(name).partition(" (")[0]: each for each, name in names.items()}
    known |= {spelled(each): each for each in names}
    if asked in known:
        return known[asked]
    for group in guide.search_words.groups:
        same = [spelled(each) for each in group]
        meant = {known[each] for each in same if each in known}
        if asked in same and len(meant) == 1:
            return meant.pop()
    nearest = known.get(near(asked, known), "")
    raise UsageError(code, value=clean(word)[:LONGEST], meant=nearest, known=", ".join(names))


def spelled(word: str) -> str:
    """Return a word as names are compared: small letters without accents, spaces between its parts."""
    return " ".join(folded(word).replace("-", " ").replace("_", " ").split())


def named_platform(guide: Guide, word: str) -> Platform:
    """Return the platform that a word means; `unknown-platform` is raised where there is none."""
    platforms = {platform.code: platform for platform in guide.platforms}
    names = {code: platform.name for code, platform in platforms.items()}
    return platforms[named(word.strip().removeprefix("platform."), names, guide, "unknown-platform")]
