"""`safechat exports` and `paper`: papers that were written, listed, deleted, and handed to the output.

No passphrase is asked for. Over ssh, the output is the worker's own machine.
"""

from __future__ import annotations

import sys

from safechat_tui.clean import clean
from safechat_tui.commands import arguments
from safechat_tui.commands.parser import Asked, Command, Parser, filled
from safechat_tui.conversation.written import listed, until, who_reads
from safechat_tui.errors import UsageError
from safechat_tui.plain.asking import confirmed
from safechat_tui.plain.output import DONE, FAILED, write
from safechat_tui.store import Papers


def list_all(asked: Asked) -> None:
    """List the written papers of this account, one a line."""
    papers, tr = Papers(asked.config), asked.tr
    lines = [
        tr("exports.line", name=each.name, label=each.label(tr), until=until(each.paper, tr))
        for each in listed(papers)
    ]
    where = clean(str(papers.folder))
    first = f"{tr('exports.folder', folder=where)} {who_reads(papers, tr)}"
    write("\n".join([first if lines else tr("exports.none", folder=where), *lines]) + "\n")


def delete(asked: Asked) -> int:
    """Delete a written paper, after a question unless `--yes` was given."""
    papers, tr = Papers(asked.config), asked.tr
    found = papers.find(asked.name)
    if not asked.yes and not confirmed(tr("exports.sure", name=papers.shown(found)), tr):
        return FAILED
    papers.delete(found)
    write(tr("exports.deleted", name=papers.shown(found)) + "\n")
    return DONE


def run(asked: Asked) -> None:
    """List the written plans, write one to the output as it is, or delete one."""
    if asked.delete:
        asked.name, asked.yes = asked.delete, True
        delete(asked)
    elif not asked.name:
        list_all(asked)
    else:
        papers = Papers(asked.config)
        found = papers.find(asked.name)
        if found.path.suffix != ".txt" and sys.stdout is not None and sys.stdout.isatty():
            raise UsageError("paper-to-terminal")
        write(papers.read(found))


def _takes_name(parser: Parser) -> None:
    parser.add("name", help="help.exports.name", metavar="file", typed=True)
    arguments.yes(parser)


def _takes_one(parser: Parser) -> None:
    one = parser.add_mutually_exclusive_group()
    parser.add("name", help="help.exports.name", metavar="file", type=filled, nargs="?", group=one)
    parser.add("--delete", help="help.paper.delete", metavar="file", type=filled, group=one)


COMMANDS = (
    Command("exports list", list_all),
    Command("exports delete", delete, _takes_name),
    Command("paper", run, _takes_one),
)
