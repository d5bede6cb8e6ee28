"""The widgets everything is shown with: prepared lines, two panes of them, and one line to write in."""

from typing import TYPE_CHECKING

from safechat_tui.faces import lazy

if TYPE_CHECKING:
    from safechat_tui.tui.widgets.field import Field, Secret
    from safechat_tui.tui.widgets.lines import Beside, Lines
else:
    # Textual's own field takes some 8 ms to import; only dialogs have one.
    __getattr__ = lazy(__name__, {"field": "Field Secret", "lines": "Beside Lines"})

__all__ = ["Beside", "Field", "Lines", "Secret"]
