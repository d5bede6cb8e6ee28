"""What each command does once its line is read. Each imports what it needs when it is called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from safechat_tui.clean import clean
from safechat_tui.commands.exports import sealed
from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.line import Said
from safechat_tui.commands.plans import choices, plan_for, put
from safechat_tui.config import Config
from safechat_tui.errors import UsageError
from safechat_tui.guide import Ages
from safechat_tui.handout.paper import Paper, on_paper
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import terminal_width
from safechat_tui.plain.output import GOOD, LONGEST, can_draw, write
from safechat_tui.plain.parts import NUMBERED, find_part, nearest_part, part_names

if TYPE_CHECKING:
    from safechat_tui.handout.paper import Paper


def guide(parsed: Said, config: Config, tr: Translator) -> int:
    """Show the guide as lines, whole or one part; `unknown-part` is raised for a name it does not have."""
    part = None
    if parsed.part is not None and (part := find_part(parsed.part)) is None:
        names = part_names(tr.lang)
        raise UsageError(
            "unknown-step" if parsed.part.strip().isdigit() else "unknown-part",
            steps=", ".join(str(number) for number in range(1, len(NUMBERED) + 1)),
            value=clean(parsed.part)[:LONGEST],
            meant=names.get(nearest_part(parsed.part) or "", ""),
            known=", ".join(names.values()),
        )
    guide = asked_guide(parsed, config, tr)
    write(
        guide_text(
            guide,
            tr,
            part=part,
            width=terminal_width(),
            region=config.region,
            ascii=not can_draw(),
            ages=Ages.as_of_now(config.facts_days),
        )
    )
    return GOOD


def handout(parsed: Said, config: Config, tr: Translator) -> int:
    """Make a plan from goals or named steps and put it on paper; nothing is kept.

    Raises:
        UsageError: `no-goals` when neither was given.
    """
    if parsed.list:
        write(choices(asked_guide(parsed, config, tr), tr))
        return GOOD
    if not parsed.goals and not parsed.steps:
        raise UsageError("no-goals")
    target = parsed.output or "-"
    paper = chosen_paper(parsed, config, target, tr.lang)
    guide = asked_guide(parsed, config, tr)
    plan = plan_for(guide, parsed.goals, parsed.platforms, parsed.steps)
    return hand_over(on_paper(guide, plan, tr, paper), target, paper.format, parsed, tr)


def chosen_paper(parsed: Said, config: Config, target: str, lang: str) -> Paper:
    """Return how something is put on paper.

    Raises:
        UsageError: `only-with` for an option that the format does not know; `pdf-needs-file` when a PDF
            would go to nowhere in particular.
    """
    # A text under the name of a PDF would open nowhere.
    by_name = "pdf" if target.lower().endswith(".pdf") else "text"
    format = parsed.format or by_name
    for option, given, its_format in (
        ("--ascii", parsed.ascii, "text"),
        ("--paper", parsed.paper is not None, "pdf"),
        ("--large-print", parsed.large, "pdf"),
    ):
        if given and format != its_format:
            raise UsageError("only-with", option=option, format=its_format)
    if format == "pdf" and target == "-" and parsed.output is None:
        raise UsageError("pdf-needs-file")
    return Paper(
        lang,
        format=format,
        ascii=parsed.ascii or (format == "text" and target == "-" and not can_draw()),
        size=parsed.paper or config.paper,
        large=parsed.large,
        neutral=parsed.neutral,
        region=parsed.region or config.region,
        facts_days=config.facts_days,
    )


def hand_over(
    data: bytes, target: str, format: str, parsed: Said, tr: Translator, said: str = "handout.written"
) -> int:
    """Write a paper to the output (`-`) or into a new file, sealed if asked; say so in these words."""
    if target == "-" and (parsed.seal or parsed.seal_to):
        raise UsageError("sealed-needs-file")
    data, ending = sealed(data, parsed, tr)
    if target != "-":
        path = put(data, Path(target), format, ending)
        write(tr(said, file=clean(str(path))) + "\n")
    elif format == "text":
        write(data.decode())
    elif sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("pdf-needs-file")
    else:
        write(data)
    return GOOD
