"""The manual page and the completion of shells, made from the tables of commands and keys alone."""

from safechat_tui.manual.completion import completion
from safechat_tui.manual.page import manual_page
from safechat_tui.manual.tree import Command, Option, command_tree

__all__ = ["Command", "Option", "command_tree", "completion", "manual_page"]
