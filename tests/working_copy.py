"""A copy of the working copy, to build the program from."""

from __future__ import annotations

import subprocess
from pathlib import Path


def copied(root: Path, target: Path) -> Path:
    """Copy what the version control knows of a working copy, and return where to."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=root, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((root / name).read_bytes())
    return target
