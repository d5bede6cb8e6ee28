"""The two widgets everything is shown with: prepared lines, and one line to write in."""

from safechat_tui.tui.widgets.field import Field, Secret
from safechat_tui.tui.widgets.lines import Lines

__all__ = ["Field", "Lines", "Secret"]
