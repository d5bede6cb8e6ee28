"""The full screens. The only room that imports Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safechat_tui.config import Config


def run(config: Config, lang: str) -> int:
    """Run the screens until the worker leaves.

    Args:
        config: the settings.
        lang: `fr` or `en`.

    Returns:
        The exit code.
    """
    from safechat_tui.tui.app import SafeChatApp

    status = SafeChatApp(config, lang).run(mouse=False)
    return status or 0
