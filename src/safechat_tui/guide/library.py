"""The guides that can be used: the shipped content with a shelter's own folder laid over it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from safechat_tui.errors import SafeChatError
from safechat_tui.guide.joining import asking_which, join
from safechat_tui.guide.layers import GuideName, Layers, guides
from safechat_tui.guide.model import Guide
from safechat_tui.guide.overlay import read_overlay
from safechat_tui.guide.problems import ContentError
from safechat_tui.guide.reader import GuideReader
from safechat_tui.guide.translated import PaperLanguage, paper_languages, translated
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FIRST_GUIDE, JOINT
from safechat_tui.resources import CONTENT


def read_guide(
    lang: str,
    *,
    guide: str = FIRST_GUIDE,
    root: Path = CONTENT,
    overlay: Path | None = None,
    unfinished: bool = False,
) -> Guide:
    """Return a guide in one language.

    A file of a shelter's own that has a problem is set aside, whole, and the shipped words are used in its
    place; the guide's `set_aside` says so. When that does not help, all of the shelter's folder is set aside.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide, or those of several with JOINT between.
        root: the shipped content.
        overlay: a shelter's own folder laid over it.
        unfinished: whether a guide can be read that is still to be filled in.

    Raises:
        SafeChatError: `no-such-guide` when there is none of that id, or none that can be used.
        ContentError: when the shipped content has a problem.
    """
    usable = read_overlay(overlay, unfinished=unfinished)
    told = [problem for problem in usable.problems if problem.refuses]
    ids = guide.split(JOINT)
    while True:
        layers = Layers(root, usable)
        known = layers.guides()
        for gone in (id for id in ids if known and id not in known):
            raise SafeChatError("no-such-guide", guide=gone)
        ordered = [id for id in known if id in ids] or ids
        result = join(layers, [GuideReader(layers, id, lang).read() for id in ordered])
        refused = [problem for problem in layers.problems if problem.refuses]
        if not refused:
            return result._replace(set_aside=tuple(told))
        if not usable.files:
            raise ContentError(refused)
        faulty = frozenset(usable.name(problem.path) for problem in refused) & usable.files.keys()
        told += [problem for problem in refused if usable.name(problem.path) or not faulty]
        usable = usable.without(faulty or frozenset(usable.files))


class Library:
    """The guides of a conversation, each read once in each language."""

    def __init__(self, overlay: Path | None, *, unfinished: bool = False) -> None:
        """Begin with nothing read; where `unfinished`, guides are there that are still to be filled in."""
        self._overlay = overlay
        self._unfinished = unfinished
        self._names: dict[str, tuple[GuideName, ...]] = {}
        self._read: dict[tuple[str, str, bool], Guide] = {}
        self._papers: tuple[PaperLanguage, ...] | None = None
        self._translated: dict[tuple[str, str, str], Guide] = {}

    def names(self, lang: str) -> tuple[GuideName, ...]:
        """Return the guides there are in a language, the first one first; little is read of them."""
        if lang not in self._names:
            self._names[lang] = guides(lang, overlay=self._overlay, unfinished=self._unfinished)
        return self._names[lang]

    def guide(self, lang: str, id: str, *, asks: bool = False) -> Guide:
        """Return a guide, read when it is first asked for; without an id, all that can be used, joined.

        Where it `asks`, its first question is which guides to follow.

        Raises:
            SafeChatError: `no-such-guide` when it is not there in that language, or cannot be used.
        """
        if (lang, id, asks) not in self._read:
            if asks:
                guide = asking_which(self.guide(lang, id), self.names(lang))
            elif id:
                guide = read_guide(lang, guide=id, overlay=self._overlay, unfinished=self._unfinished)
            else:
                guide = self._all(lang)
            self._read[lang, id, asks] = guide
        return self._read[lang, id, asks]

    def _layers(self) -> Layers:
        return Layers(CONTENT, read_overlay(self._overlay, unfinished=self._unfinished))

    def paper_languages(self) -> tuple[PaperLanguage, ...]:
        """Return the languages of papers besides those of the screens."""
        if self._papers is None:
            self._papers = paper_languages(self._layers())
        return self._papers

    def paper_guide(self, lang: str, id: str, beside: str) -> Guide:
        """Return a guide for papers in any language, read when it is first asked for.

        A language of papers shares the facts of `beside`, one of the screens.

        Raises:
            SafeChatError: `no-such-guide`, as `guide` does.
        """
        if lang in LANGUAGES:
            return self.guide(lang, id)
        if (lang, id, beside) not in self._translated:
            layers = self._layers()
            parts = (self.guide(beside, each) for each in self.guide(beside, id).id.split(JOINT))
            made = join(layers, [translated(part, lang, layers) for part in parts])
            self._translated[lang, id, beside] = made
        return self._translated[lang, id, beside]

    def _all(self, lang: str) -> Guide:
        ids = [name.id for name in self.names(lang)]
        while True:
            try:
                return self.guide(lang, JOINT.join(ids))
            except SafeChatError as error:
                # Of the guides, one that cannot be used must not keep the others away.
                if (gone := error.params.get("guide")) not in ids or len(ids) == 1:
                    raise
                ids.remove(gone)

    def every(self, lang: str, first: Guide) -> tuple[Guide, ...]:
        """Return the guides one by one, those that a guide is or joins first; one that fails is left out."""
        at_hand = first.id.split(JOINT)
        found = [first] if len(at_hand) == 1 else [self.guide(lang, id) for id in at_hand]
        for name in self.names(lang):
            if name.id not in at_hand:
                with suppress(SafeChatError):
                    found.append(self.guide(lang, name.id))
        return tuple(found)
