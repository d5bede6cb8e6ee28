"""What a server obeys of a command that came over ssh, where sshd runs the program in its place.

The rules this module keeps:

- A shell never sees the command: sshd's configuration names OVER_SSH alone, and the program reads the rest.
- Three forms are obeyed, word by word; no quotes, no options, nothing else.
- A name is compared with the names of the worker's own papers, and never becomes part of a path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from safechat_tui.errors import UsageError

OVER_SSH: Final = "over-ssh"
"""The only argument where a command came over ssh."""

COMMAND_VARIABLE: Final = "SSH_ORIGINAL_COMMAND"
"""Where sshd puts it."""


def requested(environ: Mapping[str, str]) -> list[str]:
    """Return the arguments that a command over ssh stands for.

    Raises:
        UsageError: `only-paper` for all but `paper`, `paper NAME` and `paper --delete NAME`; the program's
            name may come first, as it must where sshd runs a shell.
    """
    words = environ.get(COMMAND_VARIABLE, "").split()
    words = words[1:] if words[:1] == ["safechat"] else words
    match words:
        case ["paper"]:
            return words
        case ["paper", name] | ["paper", "--delete", name] if not name.startswith("-"):
            return words
    raise UsageError("only-paper")
