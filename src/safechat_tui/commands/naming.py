"""What the words of a line name: a guide, a platform, or a code by its name or what a search takes for it."""

from __future__ import annotations

from collections.abc import Mapping

from safechat_tui.clean import clean
from safechat_tui.commands.line import checked_guide
from safechat_tui.commands.parser import Asked
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.guide.library import Library, read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Platform
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import FIRST_GUIDE
from safechat_tui.plain.output import QUOTED_LETTERS, complain
from safechat_tui.text.fold import folded
from safechat_tui.text.near import alone_with, near


def asked_guide(asked: Asked) -> Guide:
    """Return the guide that the line names, or that of the settings, or the first one.

    Raises:
        UsageError: `unknown-guide` when the line names one that is not there.
    """
    tr = asked.tr
    wanted = checked_guide(asked) or asked.config.guide or FIRST_GUIDE
    try:
        return named_guide(tr.lang, wanted, asked)
    except SafeChatError as error:
        # What is wrong with a shelter's own guide must not keep the shipped one away.
        if asked.guide or wanted == FIRST_GUIDE:
            raise
        complain([tr("error.line", words=tr(f"error.{error.code}", **error.params))])
        return named_guide(tr.lang, FIRST_GUIDE, asked)


def every_guide(config: Config, tr: Translator) -> tuple[Guide, ...]:
    """Return the guides that can be used, that of the settings first."""
    library = Library(config.content_dir, unfinished=config.looking)
    try:
        first = library.guide(tr.lang, config.guide or FIRST_GUIDE)
    except SafeChatError:
        first = library.guide(tr.lang, FIRST_GUIDE)
    _tell_set_aside(first, config, tr)
    return library.every(tr.lang, first)


def paper_guide(asked: Asked, guide: Guide) -> Guide:
    """Return a guide in the language that the line names for the paper.

    Raises:
        UsageError: `unknown-paper-language` when nothing is written in it, with those that there are.
    """
    if asked.paper_lang is None:
        return guide
    library = Library(asked.config.content_dir, unfinished=asked.config.looking)
    known = dict.fromkeys(LANGUAGES, True) | {each.code: each.reviewed for each in library.paper_languages()}
    lang = str(asked.paper_lang).strip().lower()
    if lang not in known:
        value, words = clean(lang)[:QUOTED_LETTERS], ", ".join(known)
        raise UsageError("unknown-paper-language", value=value, meant=near(value, known), known=words)
    if not known[lang]:
        complain([asked.tr("plan.unreviewed")])
    return library.paper_guide(lang, guide.id, asked.tr.lang)


def named_guide(lang: str, id: str, asked: Asked) -> Guide:
    """Return a guide; what of a shelter's own texts is set aside is told among the errors."""
    config = asked.config
    guide = read_guide(lang, guide=id, overlay=config.content_dir, unfinished=config.looking)
    _tell_set_aside(guide, config, asked.tr)
    return guide


def _tell_set_aside(guide: Guide, config: Config, tr: Translator) -> None:
    if guide.set_aside:
        complain([tr("guide.set-aside", command=config.check_command)])


def named(word: str, names: Mapping[str, str], guide: Guide, code: str) -> str:
    """Return the code of the names that a word means, however it is typed, or a search takes it for.

    Raises:
        UsageError: with the given code when there is none, with the nearest.
    """
    asked = compared_name(word)
    known = {compared_name(name).partition(" (")[0]: each for each, name in names.items()}
    known |= {compared_name(each): each for each in names}
    if asked in known:
        return known[asked]
    for group in guide.search_words.groups:
        same = [compared_name(each) for each in group]
        meant = {known[each] for each in same if each in known}
        if asked in same and len(meant) == 1:
            return meant.pop()
    # A word that one name alone has is enough: “cesser” for “Faire cesser les messages”.
    if alone := alone_with(asked, known.items()):
        return alone
    nearest = known.get(near(asked, known), "")
    raise UsageError(code, value=clean(word)[:QUOTED_LETTERS], meant=nearest, known=", ".join(names))


def compared_name(word: str) -> str:
    """Return a word as names are compared: small letters without accents, spaces between its parts."""
    return " ".join(folded(word).replace("-", " ").replace("_", " ").split())


def named_platform(guide: Guide, word: str) -> Platform:
    """Return the platform that a word means; `unknown-platform` is raised where there is none."""
    platforms = {platform.code: platform for platform in guide.platforms}
    names = {code: platform.name for code, platform in platforms.items()}
    return platforms[named(word.strip().removeprefix("platform."), names, guide, "unknown-platform")]
