"""One module a screen."""

from safechat_tui.tui.screens.menus import KeptDialog, OfferDialog, WrittenDialog
from safechat_tui.tui.screens.reference import HelplinesReader, PlatformsDialog
from safechat_tui.tui.screens.report import Report
from safechat_tui.tui.screens.search import SearchDialog
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.screens.words import WordsDialog

__all__ = [
    "HelplinesReader",
    "KeptDialog",
    "OfferDialog",
    "PlatformsDialog",
    "Report",
    "SearchDialog",
    "SecretDialog",
    "WordsDialog",
    "WrittenDialog",
]
