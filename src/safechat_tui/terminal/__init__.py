"""The terminal's own business: leaving it blank, at once, from any thread. Knows nothing of the guide."""

from safechat_tui.terminal.again import Again, taken
from safechat_tui.terminal.exitkeys import ExitKeys
from safechat_tui.terminal.intake import Intake
from safechat_tui.terminal.keyboard import CRASHED, Keyboard
from safechat_tui.terminal.leaving import Terminal
from safechat_tui.terminal.painter import Painter
from safechat_tui.terminal.picture import Cell, Picture, Row, plain_picture
from safechat_tui.terminal.roll import Roll
from safechat_tui.terminal.typed import TimeOverError, Typed

__all__ = [
    "CRASHED",
    "Again",
    "Cell",
    "ExitKeys",
    "Intake",
    "Keyboard",
    "Painter",
    "Picture",
    "Roll",
    "Row",
    "Terminal",
    "TimeOverError",
    "Typed",
    "plain_picture",
    "taken",
]
