"""The full screens. The only room that imports Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safechat_tui.config import Config
    from safechat_tui.terminal import Again


def run(config: Config, lang: str, guide: str = "", again: Again | None = None) -> int:
    """Run the screens until the worker leaves.

    Args:
        config: the settings.
        lang: `fr` or `en`.
        guide: id of the guide to open; that of the settings, or the one the worker chooses, when empty.
        again: how the program begins again after it was locked; nothing at an ordinary start.

    Returns:
        The exit code.
    """
    import codecs
    import sys

    from safechat_tui.early import screen, taking
    from safechat_tui.tui.lean import lean_imports

    with lean_imports():
        from safechat_tui import hardening
        from safechat_tui.terminal import Keyboard, Painter, Terminal
    if again is None and config.content_dir is None:
        keeps = config.keep != "off"
        screen.show(lang, guide or config.guide or "", str(config.data_folder), keeps=keeps)
    taken = taking.hand_over()
    keyboard = Keyboard(Terminal.of_process(again.settings if again else taken.settings), taken.typed)
    keyboard.terminal.clears_scrollback = config.clear_scrollback
    keyboard.terminal.charset = codecs.lookup(sys.stdout.encoding).name
    keyboard.start()
    try:
        # Textual and the screens take most of a start to import: the quick exit works meanwhile.
        with lean_imports():
            hardening.begin_screens(keyboard.terminal.restore)
            from safechat_tui.conversation import Conversation
            from safechat_tui.tui.first import first_picture, picture_of

            painter = Painter.of(keyboard.terminal)
            if taken.rows:
                painter.go_on_from(picture_of(taken.rows, taken.size[0]), taken.rest, taken.sent)
            elif again is None:
                # After a lock the modes are on, and the cover stays in front.
                painter.begin()
            talk = Conversation(config, lang, guide)
            asks = not guide and config.guide is None
            if taken.rows or (again and again.covered):
                pass
            elif picture := first_picture(talk, keyboard.terminal.size(), asks_for_guide=asks):
                painter.show(picture)
            from safechat_tui.tui.app import SafeChatApp

        app = SafeChatApp(config, lang, guide, talk, again)
        app.keyboard, app.painter = keyboard, painter
        return app.run(mouse=False) or 0
    finally:
        keyboard.stop()
        keyboard.terminal.restore()
