"""`safechat exports`: papers that were written, listed and deleted. No passphrase is asked for."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.clean import clean
from safechat_tui.commands import arguments
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.conversation.written import listed, until, who_reads
from safechat_tui.i18n import Translator
from safechat_tui.plain.asking import confirmed
from safechat_tui.plain.output import FAILED, GOOD, write
from safechat_tui.store import Papers


def list_all(asked: Namespace, config: Config, tr: Translator) -> int:
    """List the written papers of this account, one a line."""
    papers = Papers(config)
    lines = [
        tr("exports.line", name=each.name, label=each.label(tr), until=until(each.paper, tr))
        for each in listed(papers)
    ]
    where = clean(str(papers.folder))
    first = f"{tr('exports.folder', folder=where)} {who_reads(papers, tr)}"
    write("\n".join([first if lines else tr("exports.none", folder=where), *lines]) + "\n")
    return GOOD


def delete(asked: Namespace, config: Config, tr: Translator) -> int:
    """Delete a written paper, after a question unless `--yes` was given."""
    papers = Papers(config)
    found = papers.find(asked.name)
    if not asked.yes and not confirmed(tr("exports.sure", name=papers.shown(found)), tr):
        return FAILED
    papers.delete(found)
    write(tr("exports.deleted", name=papers.shown(found)) + "\n")
    return GOOD


def takes_name(parser: Parser) -> None:
    """Add the name of the file, and `--yes`."""
    parser.add("name", help="help.exports.name", metavar="file", typed=True)
    arguments.yes(parser)


COMMANDS = (Command("list", list_all), Command("delete", delete, takes_name))
