"""The whole guide as lines, at once where the settings are such that it was prepared."""

from __future__ import annotations

from safechat_tui.config import FIRST_GUIDE, Config
from safechat_tui.early.answer import lines
from safechat_tui.plain.lines import terminal_width
from safechat_tui.plain.output import GOOD, can_draw, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safechat_tui.i18n import Translator
    from safechat_tui.plain.line import Said


def guide(parsed: Said, config: Config, tr: Translator) -> int:
    """Show the guide as lines, whole or one part; `unknown-part` is raised for a name it does not have."""
    whole = parsed.part is None and parsed.guide is None and can_draw()
    usual = config.content_dir is None and config.guide in (None, FIRST_GUIDE)
    if whole and usual and config.facts_days == Config().facts_days:
        found = lines(tr.lang, terminal_width(), config.region)
        if found is not None:
            write(found)
            return GOOD
    from safechat_tui.plain import commands

    return commands.guide(parsed, config, tr)
