"""Where the worker's sealed key lies: in a file, or in the database that the administrator named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.store.connection import Connection

NAME: Final = "key.age"
"""The name of the key file. `age -d -i key.age plan.age` opens a plan and asks for the passphrase itself."""

ASIDE: Final = re.compile(r"key-[0-9]+\.age")
"""The names of key files that were set aside; each opens what it sealed, as the key file did."""

MAX_BYTES: Final = 4096
"""The largest key file that is read; ours takes some 350 bytes."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """Key files in the folder of what the program keeps, which is made when the key is."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder, and check that its disk keeps what it promises."""
        files.private_folder(self.folder)
        files.can_keep(self.folder)

    def exists(self, name: str) -> bool:
        """Return whether there is a file of a name, or anything else."""
        return files.exists(self.folder / name)

    def read(self, name: str) -> bytes:
        """Return a file of a folder that is private; `file-missing` where there is none."""
        if files.exists(self.folder / name):
            files.private_folder(self.folder)
        return files.read(self.folder / name, MAX_BYTES)

    def create(self, name: str, content: bytes) -> None:
        """Write a new file; `file-exists` where there is one."""
        files.create(self.folder / name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Write a file in the place of the one that is there."""
        files.replace(self.folder / name, content)


@dataclass(frozen=True, slots=True)
class KeyRows:
    """Key files as rows of a database. Its errors are those of KeyFolder, or of Connection."""

    connection: Connection

    def prepare(self) -> None:
        """Do nothing: the administrator has made the tables."""

    def exists(self, name: str) -> bool:
        """Return whether there is a row of a name."""
        with self.connection.transaction() as cursor:
            cursor.execute("select 1 from safechat.keys where owner = current_user and name = %s", (name,))
            return cursor.rowcount == 1

    def read(self, name: str) -> bytes:
        """Return what a row holds."""
        with self.connection.transaction() as cursor:
            asked = "select content from safechat.keys where owner = current_user and name = %s"
            found = cursor.execute(asked, (name,)).fetchone()
        if found is None or not isinstance(found[0], bytes):
            raise SafeChatError("file-missing", name=name)
        return found[0]

    def create(self, name: str, content: bytes) -> None:
        """Insert a row."""
        with self.connection.transaction() as cursor:
            cursor.execute(
                "insert into safechat.keys (name, content) values (%s, %s) on conflict do nothing",
                (name, content),
            )
            if cursor.rowcount != 1:
                raise SafeChatError("file-exists", name=name)

    def replace(self, name: str, content: bytes) -> None:
        """Change a row."""
        with self.connection.transaction() as cursor:
            cursor.execute(
                "update safechat.keys set content = %s where owner = current_user and name = %s",
                (content, name),
            )


KeyPlace = KeyFolder | KeyRows
"""Where a keyring keeps its files."""
