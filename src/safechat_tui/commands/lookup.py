"""The commands that look something up. Each imports what it needs when it is called."""

from __future__ import annotations

import os

from safechat_tui.commands.doctor import STOP, doctor_text, examine
from safechat_tui.commands.guides import asked_guide
from safechat_tui.commands.line import Said
from safechat_tui.config import Config
from safechat_tui.guide import Ages
from safechat_tui.handout import pages
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import terminal_width
from safechat_tui.plain.output import FAILED, GOOD, can_draw, write
from safechat_tui.plain.reference import find_platform, platforms_text, read_text


def platform(parsed: Said, config: Config, tr: Translator) -> int:
    """Show the card of a platform, or the list of them."""
    guide = asked_guide(parsed, config, tr)
    if parsed.name is None:
        write(platforms_text(guide, tr, width=terminal_width()))
        return GOOD
    ages = Ages.as_of_now(config.facts_days)
    card = pages.named_card(guide, find_platform(guide, parsed.name), ages)
    write(read_text(card, tr, width=terminal_width()))
    return GOOD


def helplines(parsed: Said, config: Config, tr: Translator) -> int:
    """List the helplines of a region."""
    ages = Ages.as_of_now(config.facts_days)
    region = parsed.region or config.region
    page = pages.helplines_of(asked_guide(parsed, config, tr), tr, region, ages)
    write(read_text(page, tr, width=terminal_width()))
    return GOOD


def urgent(parsed: Said, config: Config, tr: Translator) -> int:
    """Show whom to call in danger in a region, then the urgent card."""
    guide, ages = asked_guide(parsed, config, tr), Ages.as_of_now(config.facts_days)
    region, width = parsed.region or config.region, terminal_width()
    card = guide_text(guide, tr, part="urgent", width=width, region=region, ascii=not can_draw(), ages=ages)
    called = read_text(pages.danger_lines(guide, tr, region, ages), tr, width=width)
    write(f"{called}\n{card}")
    return GOOD


def doctor(parsed: Said, config: Config, tr: Translator) -> int:
    """Tell what a conversation stands on here, and what to do about what is not well."""
    findings = tuple(examine(config, os.environ))
    write(doctor_text(findings, tr, width=terminal_width()))
    return FAILED if any(finding.state == STOP for finding in findings) else GOOD
