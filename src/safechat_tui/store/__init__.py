"""Keeping plans, only on request: TinyDB over one small file a plan, or a database for several servers."""

from pathlib import Path

from safechat_tui.config import Config
from safechat_tui.store.backend import Backend
from safechat_tui.store.connection import connection_to
from safechat_tui.store.database import Database
from safechat_tui.store.folder import Folder
from safechat_tui.store.keyring import Keyring, KeySeal
from safechat_tui.store.names import KEY, Kept
from safechat_tui.store.papers import Papers, Written
from safechat_tui.store.row import KeptPlan
from safechat_tui.store.seal import LOCKED, PLAIN, PlainSeal, Seal
from safechat_tui.store.store import Store

__all__ = [
    "LOCKED",
    "PLAIN",
    "Database",
    "Folder",
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


def store_of(config: Config, seal: Seal | None = None) -> Store:
    """Return the store that the settings name.

    Args:
        config: the settings.
        seal: what `Keyring.unlock` or `create` returned. Without it, the store of sealed plans lists,
            deletes and purges, and answers everything else with the error `locked`.
    """
    kind = seal or (LOCKED if is_sealed(config) else PlainSeal(config.data_folder / KEY))
    return Store(backend_of(config, config.plans_folder), keep_days=config.keep_days, seal=kind)


def keyring_of(config: Config) -> Keyring:
    """Return the worker's keyring, where the settings keep it."""
    asks = not config.guarded
    return Keyring(backend_of(config, config.data_folder), recovery=config.recovery_key, asks=asks)


def backend_of(config: Config, folder: Path) -> Backend:
    """Return where the settings keep something: in the database that they name, or else in a folder."""
    if config.store is None:
        return Folder(folder)
    return Database(connection_to(config.store), config.keep_days)
