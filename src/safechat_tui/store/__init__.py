"""Keeping plans, only on request: TinyDB over one small file a plan, or a database for several servers."""

from safechat_tui.config import Config
from safechat_tui.store.connection import connection_to
from safechat_tui.store.database import DatabaseStore
from safechat_tui.store.folder import Kept
from safechat_tui.store.key_place import NAME as KEY_NAME
from safechat_tui.store.key_place import KeyFolder, KeyRows
from safechat_tui.store.keyring import Keyring, KeySeal
from safechat_tui.store.papers import Papers, Written
from safechat_tui.store.row import KeptPlan
from safechat_tui.store.seal import LOCKED, PLAIN, PlainSeal, Seal
from safechat_tui.store.store import Store

__all__ = [
    "LOCKED",
    "PLAIN",
    "DatabaseStore",
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
    return config.keep != "plain" or config.store is not None or keyring_of(config).exists


def store_of(config: Config, seal: Seal | None = None) -> Store | DatabaseStore:
    """Return the store that the settings name.

    Args:
        config: the settings.
        seal: what `Keyring.unlock` or `create` returned. Without it, the store of sealed plans lists,
            deletes and purges, and answers everything else with the error `locked`.
    """
    if config.store is not None:
        way = connection_to(config.store)
        return DatabaseStore(way, keep_days=config.keep_days, seal=seal or LOCKED)
    kind = seal or (LOCKED if is_sealed(config) else PlainSeal(config.data_folder / KEY_NAME))
    return Store(config.plans_folder, keep_days=config.keep_days, seal=kind)


def keyring_of(config: Config) -> Keyring:
    """Return the worker's keyring, where the settings keep it."""
    asks = not config.guarded
    place = KeyFolder(config.data_folder) if config.store is None else KeyRows(connection_to(config.store))
    return Keyring(place, recovery=config.recovery_key, asks=asks)
