"""Where the worker's sealed key lies: in a file, or in the database that the administrator named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Protocol

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.connection import Connection

NAME: Final = "key.age"
"""The name of the key file. `age -d -i key.age plan.age` opens a plan and asks for the passphrase itself."""

ASIDE: Final = re.compile(r"key-[0-9]+\.age")
"""The names of key files that were set aside; each opens what it sealed, as the key file did."""

MAX_BYTES: Final = 4096
"""The largest key file that is read; ours takes some 350 bytes."""


class KeyPlace(Protocol):
    """What a keyring needs of the place of its files. Errors are those of `files`, or of Connection."""

    def prepare(self) -> None:
        """Make sure that a first file can be kept."""
        ...

    def exists(self, name: str) -> bool:
        """Return whether there is a file of a name."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file; `file-missing` where there is none."""
        ...

    def create(self, name: str, content: bytes) -> None:
        """Write a new file; `file-exists` where there is one."""
        ...

    def replace(self, name: str, content: bytes) -> None:
        """Write a file in the place of the one that is there."""
        ...


class KeyFolder:
    """Key files in the folder of what the program keeps."""

    def __init__(self, folder: Path) -> None:
        """Say which; it is made when the key is."""
        self._folder = folder

    def prepare(self) -> None:
        """Make the folder, and check that its disk keeps what it promises."""
        files.private_folder(self._folder)
        files.can_keep(self._folder)

    def exists(self, name: str) -> bool:
        """Return whether there is a file of a name, or anything else."""
        return files.exists(self._folder / name)

    def read(self, name: str) -> bytes:
        """Return a file of a folder that is private."""
        if files.exists(self._folder / name):
            files.private_folder(self._folder)
        return files.read(self._folder / name, MAX_BYTES)

    def create(self, name: str, content: bytes) -> None:
        """Write a new file."""
        files.create(self._folder / name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Write a file in the place of the one that is there."""
        files.replace(self._folder / name, content)


class KeyRows:
    """Key files as rows of a database."""

    def __init__(self, connection: Connection) -> None:
        """Say where; nothing is connected yet."""
        self._connection = connection

    def prepare(self) -> None:
        """Do nothing: the administrator has made the tables."""

    def exists(self, name: str) -> bool:
        """Return whether there is a row of a name."""
        with self._connection.transaction() as cursor:
            cursor.execute("select 1 from safechat.keys where owner = current_user and name = %s", (name,))
            return cursor.rowcount == 1

    def read(self, name: str) -> bytes:
        """Return what a row holds."""
        with self._connection.transaction() as cursor:
            asked = "select content from safechat.keys where owner = current_user and name = %s"
            found = cursor.execute(asked, (name,)).fetchone()
        if found is None or not isinstance(found[0], bytes):
            raise SafeChatError("file-missing", name=name)
        return found[0]

    def create(self, name: str, content: bytes) -> None:
        """Insert a row."""
        with self._connection.transaction() as cursor:
            cursor.execute(
                "insert into safechat.keys (name, content) values (%s, %s) on conflict do nothing",
                (name, content),
            )
            if cursor.rowcount != 1:
                raise SafeChatError("file-exists", name=name)

    def replace(self, name: str, content: bytes) -> None:
        """Change a row."""
        with self._connection.transaction() as cursor:
            cursor.execute(
                "update safechat.keys set content = %s where owner = current_user and name = %s",
                (content, name),
            )
