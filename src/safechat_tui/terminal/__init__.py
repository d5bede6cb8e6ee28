"""The terminal's own business: leaving it blank, at once, from any thread. Knows nothing of the guide."""

from safechat_tui.terminal.exitkeys import ExitKeys
from safechat_tui.terminal.intake import Intake
from safechat_tui.terminal.keyboard import CRASHED, Keyboard
from safechat_tui.terminal.leaving import Terminal

__all__ = ["CRASHED", "ExitKeys", "Intake", "Keyboard", "Terminal"]
