"""The conversation at hand: its words, its plan, its paper, and whether it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from safechat_tui.config import Config
from safechat_tui.conversation.keeping import Keeping
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.layers import GuideName
from safechat_tui.guide.library import Library
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.search.entries import Entry
from safechat_tui.guide.search.finder import Finder
from safechat_tui.handout.paper import PaperOptions
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import EVERYWHERE
from safechat_tui.plan import Plan
from safechat_tui.store import KeptPlan


class Conversation:
    """What is said and decided in one call. Nothing of it is on the disk unless the worker asks."""

    def __init__(self, config: Config, lang: str, guide: str = "") -> None:
        """Begin an empty conversation.

        Args:
            config: the settings.
            lang: `fr` or `en`, of the screen and, at first, of the paper.
            guide: id of the guide to open; when neither this nor the settings say, step 1 asks first.
        """
        self.config = config
        self.tr = Translator(lang)
        """The interface's words in the language of the screen."""
        self.passed: set[str] = set()
        """Ids of the questions that were passed; an answer counts all the same."""
        self.keeping = Keeping(config)
        """What of it is on the disk."""
        self.library = Library(config.content_dir, unfinished=config.looking)
        """The guides."""
        self._finder: Finder | None = None
        self._told: set[tuple[str, str]] = set()
        self._trouble = config.explained(self.tr)
        self.region = config.region
        """The region that was answered, or set; nothing before. It stays in a new conversation."""
        self.paper = self._usual_paper()
        """How the plan goes on paper."""
        # A guide that is gone must not stop a call.
        self._settled = ""
        try:
            if wanted := guide or config.guide:
                self._settled = self.library.guide(lang, wanted).id
        except SafeChatError as error:
            self._trouble = f"{self._trouble} {self.explain(error)}".strip()
        self.plan = Plan(guide=self._settled)
        """What was answered and chosen."""
        self.asks_guide = not self._settled and len(self.guides) > 1
        """Whether step 1 asks first which guides to follow."""

    def _usual_paper(self) -> PaperOptions:
        return PaperOptions(
            self.tr.lang,
            size=self.config.paper,
            region=self.region or EVERYWHERE,
            facts_days=self.config.facts_days,
        )

    # Words ------------------------------------------------------------------------------------

    @property
    def guide(self) -> Guide:
        """The guide in the language of the screen."""
        return self.library.guide(self.tr.lang, self.plan.guide, asks=self.asks_guide)

    @property
    def name(self) -> str:
        """What the top of every screen says: the guide, and whether its texts are only looked at."""
        name = self.guide.name
        return self.tr("frame.title-look", guide=name) if self.config.looking else name

    def guide_in(self, lang: str) -> Guide:
        """Return the guide in a language, read when it is first asked for.

        Raises:
            SafeChatError: `no-such-guide` when it is not there in that language.
        """
        return self.library.paper_guide(lang, self.plan.guide, self.tr.lang)

    @property
    def guides(self) -> tuple[GuideName, ...]:
        """The guides there are in the language of the screen, the first one first."""
        return self.library.names(self.tr.lang)

    @property
    def every_guide(self) -> tuple[Guide, ...]:
        """The guides in the language of the screen one by one, what is at hand first."""
        return self.library.every(self.tr.lang, self.guide)

    def finder(self, keys: Callable[[Translator], Iterable[Entry]]) -> Finder:
        """Return what finds places in all guides, made anew only when the guides or the language changed.

        Args:
            keys: gives what can be typed here, to be found too.
        """
        guides, known = self.every_guide, self._finder
        if known is None or (known.lang, known.guides, known.at_hand) != (self.tr.lang, guides, self.guide):
            known = self._finder = Finder(guides, self.tr, keys(self.tr), at_hand=self.guide)
        return known

    def ask_guide(self) -> bool:
        """Let step 1 ask first which guides to follow, and return whether there are several."""
        self.asks_guide = len(self.guides) > 1
        return self.asks_guide

    def untold(self) -> str:
        """Return, once, what is wrong with the guide at hand in one line; nothing when all is well."""
        trouble, self._trouble = self._trouble, ""
        at_hand = (self.tr.lang, self.plan.guide)
        if at_hand not in self._told and self.guide.set_aside:
            trouble = f"{trouble} {self.tr('guide.set-aside', command=self.config.check_command)}".strip()
        self._told.add(at_hand)
        return trouble

    @property
    def ages(self) -> Ages:
        """Tells which facts of the guide are old today."""
        return Ages.as_of_now(self.config.facts_days)

    def switch_language(self) -> None:
        """Speak the other language; nothing else changes.

        Raises:
            SafeChatError: `no-such-guide` when the guide is not there in that language; then nothing changes.
        """
        other = next(lang for lang in LANGUAGES if lang != self.tr.lang)
        self.guide_in(other)
        self.tr = Translator(other)

    def explain(self, error: SafeChatError) -> str:
        """Return an error and its hint as one line."""
        words = self.tr(f"error.{error.code}", **error.params)
        hint = f"error.{error.code}.hint"
        return f"{words} {self.tr(hint, **error.params)}" if self.tr.has(hint) else words

    # The plan ---------------------------------------------------------------------------------

    @property
    def may_be_lost(self) -> bool:
        """Whether something was said or chosen that is in memory alone, be it one change."""
        return not self.plan.is_empty and not self.keeping.is_saved

    def change(self, plan: Plan) -> None:
        """Take a changed plan, and save it if it is kept.

        Raises:
            SafeChatError: when it could not be saved; it is taken all the same. `kept-apart` when another
                session saved the plan meanwhile: this one is then kept beside it, under a code of its own.
                `deleted-elsewhere` when another one deleted it: this one is then in memory alone.
                `no-such-guide` when the guide it is to follow cannot be used: then it is not taken.
        """
        if plan.guide != self.plan.guide:
            plan = plan.moved(self.guide, self.library.guide(self.tr.lang, plan.guide))
        self.plan = plan
        if self.keeping.is_keeping and not plan.guide:
            # A kept plan names its guides, also where the last of them is taken back.
            self.plan = plan = replace(plan, guide=self.guide.id)
        try:
            self.keeping.save(plan)
        except SafeChatError as error:
            if error.code == "deleted-elsewhere":
                self.keeping.let_go()
            if error.code != "changed-elsewhere":
                raise
            other = self.keeping.code
            self.keep()
            raise SafeChatError("kept-apart", other=other, mine=self.keeping.code) from error

    def keep(self) -> None:
        """Keep the plan from now on, under a code of neutral words.

        Raises:
            SafeChatError: when it cannot be kept.
        """
        # On the disk it is the same plan whatever guides there will be.
        self.plan = replace(self.plan, guide=self.guide.id)
        self.keeping.keep(self.plan, self.tr.lang, self.guide.code_words)

    def open(self, code: str) -> KeptPlan:
        """Go on with a kept plan, and return it; from now on its changes are saved.

        Raises:
            SafeChatError: when it cannot be opened, `guide-gone` when its guide is not there; then nothing
                changes, and the kept plan is as it was.
        """
        kept = self.keeping.open(code, self._must_have_guide)
        self.plan = kept.plan
        # What was passed and turned for another plan holds for that one alone.
        self.passed = set()
        usual = self._usual_paper()
        paper = self.paper._replace(region=usual.region, neutral=usual.neutral, parts=())
        self.paper = paper.chosen_for(self.plan)
        return kept

    def _must_have_guide(self, plan: Plan) -> None:
        try:
            self.library.guide(self.tr.lang, plan.guide)
        except SafeChatError as error:
            raise SafeChatError("guide-gone", guide=plan.guide) from error

    def begin_anew(self) -> None:
        """Forget everything that was said; what is kept stays on the disk."""
        self.keeping.let_go()
        self.plan = Plan(guide=self._settled)
        self.passed = set()
        self.paper = self._usual_paper()

    def close_kept(self) -> bool:
        """Close what is safe on the disk, and drop the key; what is in memory alone stays open.

        Returns:
            Whether the conversation was closed.
        """
        if not self.keeping.holds_secrets:
            return False
        if not self.may_be_lost:
            self.begin_anew()
        elif self.keeping.is_keeping:
            # What could not be saved is tried again with the key.
            return False
        self.keeping.forget_key()
        return not self.may_be_lost

    # The paper --------------------------------------------------------------------------------

    @property
    def knows_region(self) -> bool:
        """Whether it was answered, set, or chosen for this plan where she is."""
        return bool(self.region or self.plan.region)

    def remember_region(self, region: str) -> None:
        """Put the helplines of a region on this paper and on those that follow."""
        self.region = region
        self.paper = self.paper._replace(region=region)

    def choose_region(self, region: str) -> None:
        """Remember where she is, and save it with a kept plan.

        Raises:
            SafeChatError: what `change` raises.
        """
        self.remember_region(region)
        self.take(self.paper, region)

    def take(self, paper: PaperOptions, region: str | None = None) -> None:
        """Take how the plan goes on paper; what must not change by itself is saved with a kept plan.

        Args:
            paper: how it goes on paper.
            region: the region that was chosen for this plan; that of before when left out.

        Raises:
            SafeChatError: what `change` raises.
        """
        self.paper = paper
        region = self.plan.region if region is None else region
        plan = self.plan.with_paper(region=region, neutral=paper.neutral, parts=paper.parts)
        if plan != self.plan:
            self.change(plan)

    def turn(self, name: str, languages: tuple[str, ...] = LANGUAGES) -> None:
        """Turn one choice of the paper to its next value.

        Args:
            name: what `PaperOptions.turned` knows.
            languages: those that the paper can be written in.

        Raises:
            SafeChatError: `no-such-guide` when a shelter's own guide is not there in the paper's language,
                then nothing changes; or what `change` raises.
        """
        paper = self.paper.turned(name, languages)
        self.guide_in(paper.language)
        self.take(paper)
