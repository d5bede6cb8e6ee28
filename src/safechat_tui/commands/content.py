"""`safechat content`: texts are begun, copied, looked at, and judged: what is wrong, what reaches a call."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.commands import content_new, content_preview
from safechat_tui.commands.content_new import own_folder
from safechat_tui.commands.parser import Asked, Command, Parser, filled
from safechat_tui.commands.problems import both_texts, place, problem_lines
from safechat_tui.config import Config, settings_files
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.check import CheckReport, check_content, old_facts
from safechat_tui.guide.library import Library
from safechat_tui.guide.model import Guide
from safechat_tui.guide.overlay import read_overlay
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.translated import unsaid
from safechat_tui.handout.blanks import helplines_card
from safechat_tui.handout.build import build
from safechat_tui.handout.document import texts
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import EVERYWHERE, REGIONS
from safechat_tui.plain.output import DONE, FAILED, write
from safechat_tui.plan import Plan
from safechat_tui.resources import CONTENT

WHOLE_MARK: Final = "code-words.txt"
"""A file that a whole content folder has in each language, and one laid over it never."""


def judge(asked: Asked) -> int:
    """Tell every problem of the texts, then what is to be looked at; the exit code speaks of the problems.

    A folder that holds a whole guide is judged alone, unless it is the one in use; any other one laid over
    the shipped content, as the settings lay theirs. Where none is named, that of the usual name is judged.
    """
    config, tr = asked.config, asked.tr
    folder = Path(asked.folder).expanduser().absolute() if asked.folder else own_folder(config)
    alone = folder is not None and folder != config.content_dir and _is_whole(folder)
    root, over = (folder, None) if folder is not None and alone else (CONTENT, folder)
    report = check_content(root, over)
    doubts = [problem for problem in report.problems if problem.is_doubt]
    good = "content.good" if over is None else "content.good-own"
    lines = [*_which(folder, config, tr, alone=alone), "", *(problem_lines(report.wrong, tr) or (tr(good),))]
    if doubts:
        lines += ["", tr("content.doubts"), *problem_lines(doubts, tr)]
    if told := [tr("doctor.paper-letters", language=each) for each in unlettered(over)]:
        lines += ["", *told, tr("doctor.paper-letters.todo")]
    if missing := problem_lines(unprintable(root, over), tr):
        lines += ["", tr.plural("content.no-letters", len(missing)), *missing]
    if unsaid := tuple(unwritten(over, tr)) if root == CONTENT else ():
        lines += ["", *unsaid]
    if old := old_facts(root, Ages.as_of_now(config.facts_days), over):
        # Those of the shipped guide are counted only: they are not what an editor of her own texts came for.
        hers = [problem for problem in old if over is None or problem.path.is_relative_to(over)]
        lines += ["", tr.plural("content.old", len(old), days=config.facts_days), *problem_lines(hers, tr)]
    if asked.diff and report.changes:
        lines += ["", tr("content.changed")]
        for change in report.changes:
            lines += [
                f"{place(change.path, change.line)}: {change.id}",
                *both_texts(change.shipped, change.own, tr),
            ]
    if over is not None:
        lines += ["", *_counts(report, tr, live=over == config.content_dir and not config.looking)]
    write("\n".join(lines) + "\n")
    # A folder that the settings name wrongly reaches no call either.
    return FAILED if report.wrong or _wrong_setting(config) else DONE


def _takes(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add("folder", help="help.content.check.folder", metavar="folder", type=filled, nargs="?")
    parser.add("--diff", help="help.content.check.diff", action="store_true")


def unprintable(root: Path, over: Path | None) -> Iterator[Problem]:
    """Yield the letters of texts that the fonts of a PDF lack: of a shelter's own alone, if there are some.

    Each is told once a line; those of a language that lacks nearly all of them are told by its name alone.
    """
    from safechat_tui.handout.pdf.missing import lacking

    languages = set(unlettered(over).values())
    paths = root.rglob("*") if over is None else (over / name for name in read_overlay(over).files)
    for path in sorted(path for path in paths if path.suffix in {".md", ".toml"}):
        if path.relative_to(over or root).parts[0] in languages:
            continue
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            # That it cannot be read was told already.
            continue
        for number, line in enumerate(lines, start=1):
            for letter in lacking(line):
                name = unicodedata.name(letter, f"U+{ord(letter):04X}")
                yield Problem(path, number, "no-letter", {"character": clean(letter), "name": name})


def _is_whole(folder: Path) -> bool:
    try:
        return all((folder / lang / WHOLE_MARK).exists() for lang in LANGUAGES)
    except OSError:
        return False


def _wrong_setting(config: Config) -> str:
    """Return what the settings name as folder of texts where that cannot be one, or nothing."""
    named = (t.params["value"] for t in config.troubles if t.params.get("key") == "content_dir")
    return str(next(named, ""))


def _which(folder: Path | None, config: Config, tr: Translator, *, alone: bool) -> Iterator[str]:
    """Yield which folder is judged, whether a call uses it, and why not."""
    if value := _wrong_setting(config):
        yield tr("content.relative", value=value, line=_setting(config.home / Path(value).name))
    if folder is None:
        yield tr("content.judged-shipped")
        return
    shown = clean(str(folder))
    judged_words = tr("content.judged-whole" if alone else "content.judged-own", folder=shown)
    live = None if config.looking else config.content_dir
    if live is None:
        file = clean(str(settings_files()[0 if os.geteuid() == 0 else 1]))
        in_use = tr("content.not-live", file=file, line=_setting(folder))
    elif live.resolve() == folder.resolve():
        in_use = tr("content.live")
    else:
        in_use = tr("content.other-live", folder=clean(str(live)))
    yield f"{judged_words} {in_use}"


def _counts(report: CheckReport, tr: Translator, *, live: bool) -> Iterator[str]:
    """Yield how much of a folder of one's own a call uses, by name where it is not the shipped guide's."""
    counts = {
        "files": len(report.files),
        "all": report.visible,
        "helplines": len(report.helplines),
        "changed": len(report.changes),
        "added": len(report.added),
    }
    yield tr("content.used", **counts) if live else tr("content.usable", **counts)
    named = {
        "content.which-helplines": report.helplines,
        "content.which-guides": report.guides,
        "content.which-added": report.added,
    }
    for what, ids in named.items():
        if ids:
            yield tr("content.which", what=tr(what), ids=", ".join(ids))
    if report.aside:
        yield tr("content.aside", files=", ".join(report.aside))


def _setting(folder: Path) -> str:
    return f'content_dir = "{clean(str(folder))}"'


# The languages of papers


def unwritten(folder: Path | None, tr: Translator) -> Iterator[str]:
    """Yield a line for what each language of papers does not say, with the guides that need it."""
    library = Library(folder, unfinished=True)
    for language in library.paper_languages():
        lacking: dict[str, list[str]] = {}
        for guide in library.names(tr.lang):
            with suppress(SafeChatError):
                if ids := ", ".join(lacking_in(library.paper_guide(language.code, guide.id, tr.lang))):
                    lacking.setdefault(ids, []).append(guide.id)
        for ids, names in lacking.items():
            code, guides = language.code, ", ".join(names)
            yield tr("content.language", language=language.name, code=code, guides=guides, ids=ids)


def unlettered(folder: Path | None) -> dict[str, str]:
    """Return the languages of papers in whose letters no PDF can be written here: their names and codes."""
    from safechat_tui.handout.pdf.missing import lacking

    languages = Library(folder, unfinished=True).paper_languages()
    return {language.name: language.code for language in languages if lacking(language.name)}


def lacking_in(guide: Guide) -> tuple[str, ...]:
    """Return the ids of what a language lacks of the parts of the paper that are written in it."""
    plan = Plan(guide=guide.id).with_goals(guide, guide.goals)
    for strategy in guide.strategies:
        plan = plan.with_strategy(strategy.id, wanted=True)
    plans = [Plan(guide=guide.id), *(plan.with_place(place) for place in guide.places)]
    # Words of a plan differ by the place it is kept in, and by the region she is in.
    kinds = [*((each, EVERYWHERE) for each in plans), *((plan, region) for region in REGIONS)]
    papers = [
        build(guide, each, clock.today(), region=region, parts=guide.parts, neutral=neutral)
        for each, region in kinds
        for neutral in (False, True)
    ]
    lines = [line.id for line in guide.helplines]
    papers += [helplines_card(guide, region, lines, small=True) for region in REGIONS]
    return unsaid(text for paper in papers for text in texts(paper))


COMMANDS = (Command("content check", judge, _takes), *content_new.COMMANDS, *content_preview.COMMANDS)
