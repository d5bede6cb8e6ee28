"""One module a screen."""

from safechat_tui.tui.screens.kept import KeptDialog, Report
from safechat_tui.tui.screens.papers import Blank, FormatDialog, PapersDialog
from safechat_tui.tui.screens.reference import HelplinesReader, PlatformsDialog
from safechat_tui.tui.screens.search import SearchDialog
from safechat_tui.tui.screens.secret import OWN, Offer, SecretDialog
from safechat_tui.tui.screens.words import WordsDialog

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
