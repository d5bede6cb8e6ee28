"""What a look at the data folder tells, without opening the store: a first screen waits for no store."""

from __future__ import annotations

import contextlib
import os
from typing import Final

from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.files import private_folder

_MARK: Final = "welcomed"
"""The file in the data folder that says that the first start is over."""

PLAN_FILES: Final = (".age", ".json")
"""How the name of a kept plan ends."""


class DataFolder:
    """The folder in which the program keeps what it keeps; it may not exist yet."""

    def __init__(self, config: Config) -> None:
        """Remember the settings; the disk is not touched yet."""
        self._config = config

    @property
    def may_hold(self) -> bool:
        """Whether there may be kept plans."""
        if self._config.store is not None:
            return self._config.keep != "off"
        try:
            return self._config.keep != "off" and self._config.plans_folder.is_dir()
        except OSError:
            # What cannot be looked at is told when it is asked for.
            return True

    @property
    def has_kept(self) -> bool:
        """Whether there seem to be kept plans: only the names in their folder are looked at."""
        if not self.may_hold:
            return False
        if self._config.store is not None:
            # No first screen waits for a database.
            return True
        try:
            names = os.listdir(self._config.plans_folder)
        except FileNotFoundError:
            return False
        except OSError:
            # What cannot be read is not nothing; it is told when it is asked for.
            return True
        return any(not name.startswith(".") and name.endswith(PLAN_FILES) for name in names)

    def first_start(self) -> bool:
        """Whether the program was never started here before."""
        return not (self._config.data_folder / _MARK).exists()

    def started(self) -> None:
        """Remember that the first start is over; where nothing can be written it will be shown again."""
        with contextlib.suppress(OSError, SafeChatError):
            private_folder(self._config.data_folder)
            (self._config.data_folder / _MARK).touch(mode=0o600)
