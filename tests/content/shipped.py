"""The shipped guides, alone and together, for all that is asked of their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.i18n import LANGUAGES

GUIDES: Final = {
    (lang, id): read_guide(lang, guide=id)
    for lang in LANGUAGES
    for id in ("messages", "calls", "messages.calls")
}
"""Every guide, by its language and its id."""

MESSAGES: Final = {lang: GUIDES[lang, "messages"] for lang in LANGUAGES}
CALLS: Final = {lang: GUIDES[lang, "calls"] for lang in LANGUAGES}

each_language = pytest.mark.parametrize("lang", LANGUAGES)
every_guide = pytest.mark.parametrize("guide", GUIDES.values(), ids=map("-".join, GUIDES))


def all_texts(guide: Guide) -> Iterator[str]:
    """Yield every title, value and block of a guide's pages and cards."""
    for page in guide.every_page.values():
        yield from (entry.text for entry in page.entries.values())
        for section in page.parts:
            yield section.title
            yield from (block.text for block in section.blocks)
