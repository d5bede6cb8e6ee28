"""The one room that writes files: whole or not at all, for their owner's eyes, never through a link."""

from safechat_tui.files.folders import (
    FOLDER_MODE,
    can_keep,
    exists,
    names,
    not_saved,
    others_may_change,
    private_folder,
    shared_with,
    status,
)
from safechat_tui.files.locks import LOCK_WAIT, lock, sweep
from safechat_tui.files.writing import FILE_MODE, TEMP_NAME, create, date, read, remove, replace

__all__ = [
    "FILE_MODE",
    "FOLDER_MODE",
    "LOCK_WAIT",
    "TEMP_NAME",
    "can_keep",
    "create",
    "date",
    "exists",
    "lock",
    "names",
    "not_saved",
    "others_may_change",
    "private_folder",
    "read",
    "remove",
    "replace",
    "shared_with",
    "status",
    "sweep",
]
