"""The widgets everything is shown with: prepared lines, two panes of them, and one line to write in."""

from safechat_tui.tui.widgets.field import Field, Secret
from safechat_tui.tui.widgets.lines import Beside, Lines

__all__ = ["Beside", "Field", "Lines", "Secret"]
