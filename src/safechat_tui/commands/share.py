"""Writes the manual pages and the completion of shells into a folder, laid out as under `share`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from safechat_tui.commands.completion import script
from safechat_tui.commands.man import manual_page
from safechat_tui.i18n import Translator

_PAGES: Final = {"man/man1/safechat.1": "en", "man/fr/man1/safechat.1": "fr"}
"""Where the page of each language lies."""

_SCRIPTS: Final = {
    "bash-completion/completions/safechat": "bash",
    "zsh/site-functions/_safechat": "zsh",
    "fish/vendor_completions.d/safechat.fish": "fish",
}
"""Where the script of each shell lies."""


def write_all(folder: Path) -> None:
    """Write every file under a folder."""
    files = {name: manual_page(Translator(lang)) for name, lang in _PAGES.items()}
    files |= {name: script(shell, None) for name, shell in _SCRIPTS.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
