"""Keeping plans: TinyDB over the project's own Storage, one small private file a plan, only on request."""

from safechat_tui.config import MAX_KEEP_DAYS, Config
from safechat_tui.store.folder import CLOCK_FLOOR, Kept
from safechat_tui.store.keeping import KEEP_DAYS, Store
from safechat_tui.store.keyring import Keyring
from safechat_tui.store.records import KeptPlan
from safechat_tui.store.seal import LOCKED, PLAIN, PlainSeal, Seal

__all__ = [
    "CLOCK_FLOOR",
    "KEEP_DAYS",
    "LOCKED",
    "MAX_KEEP_DAYS",
    "PLAIN",
    "Kept",
    "KeptPlan",
    "Keyring",
    "PlainSeal",
    "Seal",
    "Store",
    "keyring_of",
    "store_of",
]


def store_of(config: Config, seal: Seal | None = None) -> Store:
    """Return the store that the settings name.

    Args:
        config: the settings.
        seal: what `Keyring.unlock` or `create` returned. Without it, the store of sealed plans lists,
            deletes and purges, and answers everything else with the error `locked`.
    """
    kind = seal or (PLAIN if config.keep == "plain" else LOCKED)
    return Store(config.plans_folder, keep_days=config.keep_days, seal=kind)


def keyring_of(config: Config) -> Keyring:
    """Return the worker's keyring, in the folder that the settings name."""
    return Keyring(config.data_folder, recovery=config.recovery_key)
