"""Arguments that several commands take."""

from __future__ import annotations

from safechat_tui.clean import clean
from safechat_tui.commands.parser import Parser, RefusedError, filled, several
from safechat_tui.guide.library import read_guide
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FORMATS, PAPERS, PARTS, PLAN_FORMATS, REGIONS
from safechat_tui.plain.output import QUOTED_LETTERS
from safechat_tui.text.fold import folded
from safechat_tui.text.near import near


def region(parser: Parser, help: str = "help.helplines.region") -> None:
    """Add `--region`."""
    parser.add("--region", help=help, metavar="region", type=region_named, choices=REGIONS)


def paper_language(parser: Parser) -> None:
    """Add `--paper-lang`: what is for her may be in a language that the program does not speak."""
    parser.add("--paper-lang", help="help.paper.lang", metavar="lang", type=filled)


def region_named(word: str) -> str:
    """Return the code of a province or territory, from its code or its name in either language."""
    asked = folded(word.strip()).replace("-", " ")
    if asked in REGIONS:
        return asked
    guides = [read_guide(lang) for lang in LANGUAGES]
    names = {
        folded(guide.labels[f"region.{code}"]).replace("-", " "): code for guide in guides for code in REGIONS
    }
    if asked in names:
        return names[asked]
    meant = near(asked, (*REGIONS, *names))
    known = ", ".join(REGIONS)
    raise RefusedError(
        "not-one-of", value=clean(word)[:QUOTED_LETTERS], known=known, meant=names.get(meant, meant)
    )


def paper(
    parser: Parser,
    output: str,
    formats: tuple[str, ...] = FORMATS,
    *,
    about_her: bool = False,
    fixed: bool = False,
) -> None:
    """Add how something is put on paper, and where; `output` is the id of the help of `--output`.

    A paper `about_her` says something of somebody: a blank one needs no seal and no region. The type of a
    `fixed` one is what it is, and it cannot be neutral.
    """
    formats = PLAN_FORMATS if about_her else formats
    kind = "plan" if about_her else "log" if "csv" in formats else "paper"
    parser.add("--format", help=f"help.{kind}.format", metavar="format", choices=formats)
    parser.add("--ascii", help="help.paper.ascii", action="store_true")
    parser.add("--paper", help="help.paper.paper", metavar="paper", choices=PAPERS)
    if fixed:
        parser.set_defaults(large=False, neutral=False)
    else:
        parser.add("--large-print", dest="large", help="help.paper.large", action="store_true")
        parser.add("--neutral", help="help.paper.neutral", action="store_true")
    if about_her:
        region(parser, "help.paper.region")
        paper_language(parser)
        named = ((part, parser.tr(f"parts.name.{part}")) for part in PARTS)
        known = ", ".join(part if part == name else f"{part} ({name})" for part, name in named)
        words = parser.tr("help.paper.parts", known=known)
        parser.add("--parts", help=words, metavar="parts", type=several, default=())
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
