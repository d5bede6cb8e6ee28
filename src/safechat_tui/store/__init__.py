"""Keeping plans: TinyDB over the project's own Storage, one small private file a plan, only on request."""

from safechat_tui.config import Config
from safechat_tui.options import MAX_KEEP_DAYS
from safechat_tui.store.folder import CLOCK_FLOOR, KEEP_DAYS, Kept
from safechat_tui.store.keyring import NAME as KEY_NAME
from safechat_tui.store.keyring import Keyring, KeySeal
from safechat_tui.store.papers import Papers, Written
from safechat_tui.store.row import KeptPlan
from safechat_tui.store.seal import LOCKED, PLAIN, PlainSeal, Seal
from safechat_tui.store.store import Store

__all__ = [
    "CLOCK_FLOOR",
    "KEEP_DAYS",
    "LOCKED",
    "MAX_KEEP_DAYS",
    "PLAIN",
    "Kept",
    "KeptPlan",
    "KeySeal",
    "Keyring",
    "Papers",
    "PlainSeal",
    "Seal",
    "Store",
    "Written",
    "is_sealed",
    "keyring_of",
    "store_of",
]


def is_sealed(config: Config) -> bool:
    """Return whether plans are sealed here: the settings say so, or this account has a key.

    Who has a key never goes back to open files unnoticed: the key file must be taken away first.
    """
    return config.keep != "plain" or keyring_of(config).exists


def store_of(config: Config, seal: Seal | None = None) -> Store:
    """Return the store that the settings name.

    Args:
        config: the settings.
        seal: what `Keyring.unlock` or `create` returned. Without it, the store of sealed plans lists,
            deletes and purges, and answers everything else with the error `locked`.
    """
    kind = seal or (LOCKED if is_sealed(config) else PlainSeal(config.data_folder / KEY_NAME))
    return Store(config.plans_folder, keep_days=config.keep_days, seal=kind)


def keyring_of(config: Config) -> Keyring:
    """Return the worker's keyring, in the folder that the settings name."""
    asks = not config.guarded
    return Keyring(config.data_folder, recovery=config.recovery_key, asks=asks)
