"""`safechat kept`: the kept plans, listed, shown, put on paper, deleted."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from safechat_tui import clock
from safechat_tui.commands import arguments
from safechat_tui.commands.naming import named_guide, paper_guide
from safechat_tui.commands.papers import chosen_paper, chosen_parts, hand_over
from safechat_tui.commands.parser import Asked, Command, Parser
from safechat_tui.commands.secret import agreed, ask, ask_new, open_kept
from safechat_tui.config import Config
from safechat_tui.conversation import holding
from safechat_tui.conversation.keeping import Keeping
from safechat_tui.conversation.written import purged
from safechat_tui.errors import SafeChatError
from safechat_tui.handout.paper import PaperOptions, on_paper
from safechat_tui.handout.text import TEXT_WIDTH
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plain.asking import confirmed
from safechat_tui.plain.lines import LineWriter, terminal_width
from safechat_tui.plain.output import DONE, FAILED, can_draw, complain, write
from safechat_tui.store import Database, Folder, Kept, Papers, keyring_of, moving, passphrase, store_of
from safechat_tui.store.codes import normalised
from safechat_tui.store.connection import connection_to

PLACES: Final = ("database", "files")
"""Where kept plans can be moved to."""

if TYPE_CHECKING:
    from safechat_tui.guide.model import Guide
    from safechat_tui.store import KeptPlan, Store


def list_all(asked: Asked) -> None:
    """List the kept plans, one a line."""
    store, tr = _store(asked.config), asked.tr
    lines = [kept_line(each, tr) for each in store.list()] or [tr("plans.none")]
    write("\n".join(lines) + "\n")
    if overdue := store.overdue():
        complain([tr.plural("plans.overdue", overdue)])


def kept_line(kept: Kept, tr: Translator) -> str:
    """Return what is known of a kept plan without opening it."""
    if kept.unreadable:
        return tr("plans.line-unreadable", code=kept.code)
    if kept.damaged or kept.changed is None or kept.expires is None:
        return tr("plans.line-damaged", code=kept.code)
    changed = clock.day_of(kept.changed)
    name = "plans.line-over" if kept.is_over(clock.today()) else "plans.line"
    line = tr(name, code=kept.code, changed=tr.date(changed), expires=tr.date(kept.expires))
    return line if kept.sealed else tr("plans.open-file", line=line)


def show(asked: Asked) -> None:
    """Show a kept plan as the text that would be printed."""
    config = asked.config
    kept = open_kept(_store(config), " ".join(asked.code), asked)
    guide, words = _in_its_language(kept, asked)
    width = min(TEXT_WIDTH, terminal_width())
    paper = PaperOptions(
        words.lang,
        region=config.region or EVERYWHERE,
        ascii=not can_draw(),
        facts_days=config.facts_days,
    ).chosen_for(kept.plan)
    write(on_paper(guide, kept.plan, paper, width=width).decode())


def export(asked: Asked) -> None:
    """Put a kept plan on paper, in the folder of papers where nothing else is said."""
    asked.output = asked.output or str(asked.config.export_folder)
    paper = chosen_paper(asked)
    kept = open_kept(_store(asked.config), " ".join(asked.code), asked)
    paper = paper.chosen_for(kept.plan)
    if asked.region:
        paper = paper._replace(region=asked.region)
    guide, words = _in_its_language(kept, asked)
    guide = paper_guide(asked, guide)
    if parts := chosen_parts(asked.parts, guide, words, neutral=paper.neutral):
        paper = paper._replace(parts=parts)
    hand_over(on_paper(guide, kept.plan, paper), paper, "plan", asked)


def delete(asked: Asked) -> int:
    """Delete a kept plan, after a question unless `--yes` was given."""
    store, tr = _store(asked.config), asked.tr
    codes = {kept.code for kept in store.list()}
    wanted = normalised(" ".join(asked.code))
    # Opening what is not there tells so, with the nearest code, before any question is asked.
    code = wanted if wanted in codes else store.open(wanted).code
    if not asked.yes and not confirmed(tr("plans.sure", code=code), tr):
        return FAILED
    store.delete(code)
    write(tr("plans.deleted", code=code) + "\n")
    return DONE


def purge(asked: Asked) -> None:
    """Delete the kept plans and written papers whose time is over, and say how many."""
    config, tr = asked.config, asked.tr
    counts = _store(config, purge=False).purge(sure=True), Papers(config).purge(sure=True)
    write((purged(tr, *counts) or tr("kept.none-purged")) + "\n")


def count(asked: Asked) -> None:
    """Tell another program how much is kept until when, in words that no language changes."""
    plans, papers = _store(asked.config).list(), Papers(asked.config).list()
    ends = [*(plan.expires for plan in plans), *(paper.expires for paper in papers)]
    days = sorted(str(end) for end in ends if end is not None) or ["-"]
    write(f"{len(plans)} {len(papers)} {days[0]} {days[-1]}\n")


def move(asked: Asked) -> None:
    """Move everything kept into the database that the settings name, or back into files."""
    config = asked.config
    if config.store is None:
        raise SafeChatError("move-nowhere")
    ways = moving.ways(
        Folder(config.data_folder),
        Folder(config.plans_folder),
        Database(connection_to(config.store), config.keep_days),
        back=asked.to == "files",
    )
    write(asked.tr.plural("kept.moved", moving.move_everything(*ways)) + "\n")


def report(asked: Asked) -> None:
    """Tell every file the program holds, and what is in a kept plan."""
    # Each file stands on one line, so that its name is copied whole and found by other programs.
    lines = LineWriter(asked.tr, sys.maxsize)
    lines.read(holding.report(asked.config, holding.held(asked.config), asked.tr), level=0)
    write(lines.text())


def new_passphrase(asked: Asked) -> None:
    """Change the passphrase; five words are offered, and another one may be typed."""
    config, tr = asked.config, asked.tr
    keyring = keyring_of(config)
    if not keyring.exists:
        raise SafeChatError("key-missing")
    keeping = Keeping(config)
    replaceable = keeping.key_unused
    old = ask(tr, "secret.ask", *([tr("secret.forgotten")] if replaceable else []))
    forgotten = replaceable and not passphrase.canonical(old)
    if not forgotten:
        agreed(keyring.unlock(old), tr)
    new = ask_new(tr, tr("secret.suggested", words=passphrase.generate(tr.lang)))
    if not passphrase.canonical(new):
        raise SafeChatError("passphrase-empty")
    if forgotten:
        keeping.new_key(new)
    else:
        keyring.change(old, new)
    write(tr("secret.changed") + "\n")


def _store(config: Config, *, purge: bool = True) -> Store:
    """Return the kept plans, those whose time is over deleted first."""
    store = store_of(config)
    if purge:
        # A folder in use elsewhere is no reason not to show what is in it.
        with suppress(SafeChatError):
            store.purge()
    return store


def _in_its_language(kept: KeptPlan, asked: Asked) -> tuple[Guide, Translator]:
    """Return guide and words in the language of the command line, or else of the plan."""
    lang = asked.lang or kept.lang
    try:
        guide = named_guide(lang, kept.plan.guide, asked)
    except SafeChatError as error:
        raise SafeChatError("guide-gone", guide=kept.plan.guide) from error
    return guide, asked.tr if lang == asked.tr.lang else Translator(lang)


def _exported(parser: Parser) -> None:
    arguments.code(parser)
    arguments.paper(parser, "help.kept.export.output", about_her=True)


def _moved(parser: Parser) -> None:
    parser.add("to", help="help.kept.move.to", metavar="place", choices=PLACES)


def _deleted(parser: Parser) -> None:
    arguments.code(parser)
    arguments.yes(parser)


COMMANDS = (
    Command("kept list", list_all),
    Command("kept show", show, arguments.code),
    Command("kept export", export, _exported),
    Command("kept delete", delete, _deleted),
    Command("kept purge", purge),
    Command("kept count", count),
    Command("kept move", move, _moved),
    Command("kept report", report),
    Command("kept passphrase", new_passphrase),
)
