"""A time zone is an input like any other: a wrong one ends nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.sampling import swept

from safechat_tui import clock

STRANGE = (
    ":/nonexistent", "AAA", "UTC+99999999", "UTC-167:59", "<+99>-99", "A\tB", "\x7f\x01", ":", "../../x",
)  # fmt: skip


@pytest.mark.slow
@swept("zone", {zone: zone for zone in STRANGE}, sample=3)
def test_every_command_that_tells_a_date_works_in_any_time_zone(zone: str, tmp_path: Path) -> None:
    script = (
        "from safechat_tui.cli import main;"
        "lines = ['handout', '--goals', 'stop', '-o', %r], ['exports', 'list'], ['doctor'];"
        "raise SystemExit(max([main(line) for line in lines]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script % str(tmp_path / "notes.txt")],
        env={**os.environ, "TZ": zone, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_a_zone_a_day_away_leaves_the_date_of_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    moment = datetime(2026, 11, 30, 12, tzinfo=UTC)
    monkeypatch.setenv("TZ", "UTC+99999999")
    time.tzset()
    try:
        assert clock.day_of(moment) == moment.date()
    finally:
        monkeypatch.undo()
        time.tzset()
