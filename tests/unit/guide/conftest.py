"""The sample of content that the tests of this room spoil."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.guide.sample import Over, Sample


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A content folder without any problem."""
    return Sample(tmp_path / "content")


@pytest.fixture
def over(sample: Sample, tmp_path: Path) -> Over:
    """An empty folder of one's own."""
    return Over(tmp_path / "ours", sample)
