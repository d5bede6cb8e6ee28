"""What of the conversation is on the disk: nothing, unless the worker asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from safechat_tui.config import Config
from safechat_tui.conversation.data_folder import DataFolder
from safechat_tui.conversation.requests import Attempts
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import (
    Kept,
    KeptPlan,
    Keyring,
    KeySeal,
    Papers,
    Store,
    is_sealed,
    keyring_of,
    store_of,
)


class Keeping(DataFolder):
    """The one conversation at hand and the store of kept plans."""

    def __init__(self, config: Config) -> None:
        """Remember the settings; the disk is not touched yet."""
        super().__init__(config)
        self._kept: KeptPlan | None = None
        self._opened: Store | None = None
        self._saved = True
        self._seal: KeySeal | None = None
        self._just_sealed = 0
        self.papers = Papers(config)
        """What was written for somebody to hold."""
        self.attempts = Attempts()
        """The wrong passphrases of this session."""

    @property
    def is_keeping(self) -> bool:
        """Whether the plan is kept."""
        return self._kept is not None

    @property
    def is_saved(self) -> bool:
        """Whether the plan is kept and every change of it could be saved."""
        return self.is_keeping and self._saved

    @property
    def code(self) -> str:
        """The code of the plan that is kept, or nothing."""
        return self._kept.code if self._kept else ""

    def may_keep(self) -> None:
        """Do nothing where plans may be kept.

        Raises:
            SafeChatError: where the settings say that no plan is kept.
        """
        if self._config.guarded:
            raise SafeChatError("settings-guarded")
        if self._config.keep == "off":
            raise SafeChatError("keeping-look" if self._config.looking else "keeping-off")

    def _store(self) -> Store:
        """Return the store, one for the whole session: it remembers which save failed."""
        self.may_keep()
        if self._opened is None:
            self._opened = store_of(self._config, self._seal)
        return self._opened

    # The key ----------------------------------------------------------------------------------

    @property
    def needs_passphrase(self) -> bool:
        """Whether the passphrase was not given yet in this session, and something cannot be done without."""
        return self._seal is None and self.is_sealed

    @property
    def is_sealed(self) -> bool:
        """Whether plans are sealed here; the store decides."""
        return self._config.keep != "off" and is_sealed(self._config)

    @property
    def keyring(self) -> Keyring:
        """The worker's key file."""
        return keyring_of(self._config)

    @property
    def holds_secrets(self) -> bool:
        """Whether something is in memory that is safe on the disk: a plan that was saved, or the key."""
        return self.is_saved or self._seal is not None

    @property
    def key_unused(self) -> bool:
        """Whether there is a key file and no kept plan that it could be needed for."""
        return self.keyring.exists and not self._keeps_any()

    def _keeps_any(self) -> bool:
        """Return whether there are kept plans, also in a database; who cannot tell has some."""
        if self._config.store is None:
            return self.has_kept
        try:
            return bool(store_of(self._config).list())
        except SafeChatError:
            return True

    def new_key(self, passphrase: str) -> KeySeal:
        """Make a key in the place of one whose passphrase is forgotten, and return its seal.

        Raises:
            SafeChatError: what `Keyring.create` raises; `key-exists` when there is a kept plan after all.
        """
        return self.keyring.create(passphrase, unused=lambda: not self._keeps_any())

    def take_key(self, seal: KeySeal) -> None:
        """Keep and open plans with this key until the end of the session."""
        self._seal, self._opened = seal, None

    def seal_plain(self) -> int:
        """Seal the plans that lie there without a seal, from before they were sealed; return how many."""
        count = self._store().seal_plain()
        self._just_sealed += count
        return count

    def just_sealed(self) -> int:
        """Return, once, how many plans that lay open were sealed."""
        count, self._just_sealed = self._just_sealed, 0
        return count

    @property
    def opens_with_recovery(self) -> bool:
        """Whether a recovery key opens what is saved: the one agreed to, or that of the settings before."""
        if self._seal is not None:
            return self._seal.recovery is not None
        return self._config.recovery_key is not None

    def forget_key(self) -> None:
        """Ask for the passphrase again before anything is kept or opened."""
        self._seal, self._opened = None, None

    def keep(self, plan: Plan, lang: str, words: Sequence[str]) -> None:
        """Keep a plan from now on."""
        self._kept, self._saved = self._store().keep(plan, lang=lang, words=words), True

    def save(self, plan: Plan) -> None:
        """Save a change, if the plan is kept."""
        if self._kept is not None:
            self._saved = False
            self._kept = self._store().save(self._kept, plan)
            self._saved = True

    def open(self, code: str, check: Callable[[Plan], None] = lambda plan: None) -> KeptPlan:
        """Return a kept plan; from now on its changes are saved.

        Args:
            code: its code.
            check: raises when the plan cannot be gone on with; then what is at hand stays so.
        """
        kept = self._store().open(code)
        check(kept.plan)
        self._kept, self._saved = kept, True
        return kept

    def list(self) -> tuple[Kept, ...]:
        """Return the kept plans."""
        return self._store().list()

    def delete(self, code: str) -> None:
        """Delete a kept plan; if it is the one at hand, it goes on in memory alone."""
        self._store().delete(code)
        if code == self.code:
            self._kept = None

    def let_go(self) -> None:
        """Save no further change, and forget what was kept."""
        self._kept, self._opened, self._saved = None, None, True

    def purge(self, *, sure: bool = False) -> tuple[int, int]:
        """Remove what came to its end; return how many kept plans and how many written papers there were.

        Args:
            sure: whether a person asked for it, so that the clock is believed.
        """
        plans = self._store().purge(sure=sure) if self.may_hold else 0
        return plans, self.papers.purge(sure=sure)

    def overdue(self) -> int:
        """Return how many plans and papers are past their last day and wait for a person to say so."""
        return (self._store().overdue() if self.may_hold else 0) + self.papers.overdue()
