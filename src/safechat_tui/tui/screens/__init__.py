"""One module a screen. The dialogs that most conversations never open are imported when they are."""

from typing import TYPE_CHECKING

from safechat_tui.faces import lazy

if TYPE_CHECKING:
    from safechat_tui.tui.screens.kept import KeptDialog, Report
    from safechat_tui.tui.screens.papers import Blank, FormatDialog, PapersDialog
    from safechat_tui.tui.screens.reference import HelplinesReader, PlatformsDialog
    from safechat_tui.tui.screens.search import SearchDialog
    from safechat_tui.tui.screens.secret import OWN, Offer, SecretDialog
    from safechat_tui.tui.screens.words import WordsDialog
else:
    # Together some 40 ms of a start, and 3 MiB of every session.
    __getattr__ = lazy(
        __name__,
        {
            "kept": "KeptDialog Report",
            "papers": "Blank FormatDialog PapersDialog",
            "reference": "HelplinesReader PlatformsDialog",
            "search": "SearchDialog",
            "secret": "OWN Offer SecretDialog",
            "words": "WordsDialog",
        },
    )

__all__ = [
    "OWN",
    "Blank",
    "FormatDialog",
    "HelplinesReader",
    "KeptDialog",
    "Offer",
    "PapersDialog",
    "PlatformsDialog",
    "Report",
    "SearchDialog",
    "SecretDialog",
    "WordsDialog",
]
