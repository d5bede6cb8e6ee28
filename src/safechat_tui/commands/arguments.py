"""Arguments that several commands take."""

from __future__ import annotations

from argparse import SUPPRESS

from safechat_tui.commands.parser import Parser
from safechat_tui.commands.values import filled, one_of, region_named, several
from safechat_tui.options import FORMATS, PAPERS, REGIONS


def guide(parser: Parser) -> None:
    """Add `--guide`. Without a default, what was given before the command is not lost after it."""
    help = parser.tr("help.guide-option", known="messages, calls")
    parser.add("--guide", help=help, metavar="guide", type=filled, default=SUPPRESS)


def region(parser: Parser, help: str = "help.helplines.region") -> None:
    """Add `--region`."""
    parser.add("--region", help=help, metavar="region", type=region_named, choices=REGIONS)


def paper(
    parser: Parser, output: str, formats: tuple[str, ...] = FORMATS, *, about_her: bool = False
) -> None:
    """Add how something is put on paper, and where.

    Args:
        parser: the command's.
        output: the id of the help of `--output`.
        formats: what it can be written in.
        about_her: whether the paper says something of somebody: a blank one needs no seal and no region.
    """
    format = "help.paper.format" if formats == FORMATS else "help.log.format"
    parser.add("--format", help=format, metavar="format", type=one_of(*formats), choices=formats)
    parser.add("--ascii", help="help.paper.ascii", action="store_true")
    parser.add("--paper", help="help.paper.paper", metavar="paper", type=one_of(*PAPERS), choices=PAPERS)
    parser.add("--large-print", dest="large", help="help.paper.large", action="store_true")
    parser.add("--neutral", help="help.paper.neutral", action="store_true")
    if about_her:
        region(parser, "help.paper.region")
        parser.add("--parts", help="help.paper.parts", metavar="parts", type=several, default=())
        seal = parser.add_mutually_exclusive_group()
        parser.add("--seal", help="help.paper.seal", action="store_true", group=seal)
        parser.add("--seal-to", help="help.paper.seal-to", metavar="key", type=filled, group=seal)
    else:
        parser.set_defaults(region=None, seal=False, seal_to=None)
    parser.add("-o", "--output", help=output, metavar="file", type=filled)


def code(parser: Parser) -> None:
    """Add the code of a kept plan."""
    parser.add("code", help="help.kept.code", metavar="code", typed=True, nargs="+")


def yes(parser: Parser) -> None:
    """Add `--yes`, with which nothing is asked before something is deleted."""
    parser.add("--yes", help="help.kept.delete.yes", action="store_true")
