"""The guides that can be used, each read once in each language."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from safechat_tui.errors import SafeChatError
from safechat_tui.guide.model import Guide, GuideName
from safechat_tui.guide.reader import GuideReader, guides, read_guide
from safechat_tui.resources import CONTENT


class Library:
    """The shipped guides with a shelter's own folder laid over them."""

    def __init__(self, overlay: Path | None) -> None:
        """Begin with nothing read.

        Args:
            overlay: the shelter's own folder.
        """
        self._overlay = overlay
        self._names: dict[str, tuple[GuideName, ...]] = {}
        self._read: dict[tuple[str, str], Guide] = {}

    def names(self, lang: str) -> tuple[GuideName, ...]:
        """Return the guides there are in a language, the first one first; little is read of them."""
        if lang not in self._names:
            self._names[lang] = guides(lang, overlay=self._overlay)
        return self._names[lang]

    def beginning(self, lang: str, id: str) -> Guide:
        """Return a shipped guide with the pages of a first screen alone: the whole takes some 15 ms to read.

        A guide that is not there has the pages that all guides share.
        """
        return GuideReader(CONTENT, id, lang).read_beginning()

    def guide(self, lang: str, id: str) -> Guide:
        """Return a guide, read when it is first asked for.

        Raises:
            SafeChatError: `no-such-guide` when it is not there in that language, or cannot be used.
        """
        if (lang, id) not in self._read:
            self._read[lang, id] = read_guide(lang, guide=id, overlay=self._overlay)
        return self._read[lang, id]

    def every(self, lang: str, first: str) -> tuple[Guide, ...]:
        """Return all guides in a language, that of an id before the others; one that fails is left out."""
        found = []
        for id in dict.fromkeys((first, *(name.id for name in self.names(lang)))):
            with suppress(SafeChatError):
                found.append(self.guide(lang, id))
        return tuple(found)
