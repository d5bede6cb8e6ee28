"""The one room that writes files: whole or not at all, for their owner's eyes, never through a link."""

from safechat_tui.files.folders import (
    can_keep,
    exists,
    names,
    not_saved,
    others_may_change,
    private_folder,
    shared_with,
    status,
)
from safechat_tui.files.locks import lock, sweep
from safechat_tui.files.writing import TEMP_NAME, create, date, read, remove, replace

__all__ = [
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
