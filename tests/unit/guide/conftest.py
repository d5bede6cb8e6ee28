"""The sample of content that the tests of this room spoil."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.guide.sample import Sample


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A content folder without any problem."""
    return Sample(tmp_path / "content")
