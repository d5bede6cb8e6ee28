"""Which guide a command shows: that of the line, of the settings, or the first one."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.clean import clean
from safechat_tui.commands.line import checked_guide
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.guide.library import Library, read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import FIRST_GUIDE
from safechat_tui.plain.output import LONGEST, complain
from safechat_tui.text.near import near


def asked_guide(asked: Namespace, config: Config, tr: Translator) -> Guide:
    """Return the guide that the line names, or that of the settings, or the first one.

    Raises:
        UsageError: `unknown-guide` when the line names one that is not there.
    """
    wanted = checked_guide(asked, config, tr) or config.guide or FIRST_GUIDE
    try:
        return named_guide(tr.lang, wanted, config, tr)
    except SafeChatError as error:
        # What is wrong with a shelter's own guide must not keep the shipped one away.
        if asked.guide or wanted == FIRST_GUIDE:
            raise
        complain([tr("error.line", words=tr(f"error.{error.code}", **error.params))])
        return named_guide(tr.lang, FIRST_GUIDE, config, tr)


def every_guide(config: Config, tr: Translator) -> tuple[Guide, ...]:
    """Return the guides that can be used, that of the settings first."""
    library = Library(config.content_dir, unfinished=config.looking)
    try:
        first = library.guide(tr.lang, config.guide or FIRST_GUIDE)
    except SafeChatError:
        first = library.guide(tr.lang, FIRST_GUIDE)
    _tell_set_aside(first, config, tr)
    return library.every(tr.lang, first)


def paper_guide(asked: Namespace, guide: Guide, config: Config, tr: Translator) -> Guide:
    """Return a guide in the language that the line names for the paper.

    Raises:
        UsageError: `unknown-paper-language` when nothing is written in it, with those that there are.
    """
    if asked.paper_lang is None:
        return guide
    library = Library(config.content_dir, unfinished=config.looking)
    known = {
        **dict.fromkeys(LANGUAGES, True),
        **{each.code: each.reviewed for each in library.paper_languages()},
    }
    lang = str(asked.paper_lang).strip().lower()
    if lang not in known:
        value = clean(lang)[:LONGEST]
        raise UsageError(
            "unknown-paper-language", value=value, meant=near(value, known), known=", ".join(known)
        )
    if not known[lang]:
        complain([tr("plan.unreviewed")])
    return library.paper_guide(lang, guide.id, tr.lang)


def named_guide(lang: str, id: str, config: Config, tr: Translator) -> Guide:
    """Return a guide; what of a shelter's own texts is set aside is told among the errors."""
    guide = read_guide(lang, guide=id, overlay=config.content_dir, unfinished=config.looking)
    _tell_set_aside(guide, config, tr)
    return guide


def _tell_set_aside(guide: Guide, config: Config, tr: Translator) -> None:
    if guide.set_aside:
        complain([tr("guide.set-aside", command=config.check_command)])
