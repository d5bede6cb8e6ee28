"""When kept plans expire, and what a purge leaves alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.store.samples import NOON, OTHER, PLAN, WORDS, Clock, file_of

from safechat_tui.store import KeptPlan, Store

# Expiry ------------------------------------------------------------------------------------------


def test_a_plan_is_still_there_on_its_last_day(store: Store, kept: KeptPlan, at: Clock) -> None:
    at.now = NOON + timedelta(days=30)
    assert (store.purge(), store.open(kept.code)) == (0, kept)


@pytest.mark.usefixtures("kept")
def test_a_plan_is_purged_after_its_last_day(store: Store, at: Clock) -> None:
    at.now = NOON + timedelta(days=31)
    assert (store.purge(), store.list()) == (1, ())


def test_the_days_count_from_the_last_change(store: Store, kept: KeptPlan, at: Clock) -> None:
    at.now = NOON + timedelta(days=20)
    saved = store.save(kept, OTHER)
    at.now = NOON + timedelta(days=31)
    assert (store.purge(), saved.expires) == (0, date(2027, 1, 9))


def test_the_number_of_days_is_a_setting(tmp_path: Path) -> None:
    store = Store(tmp_path / "plans", keep_days=7)
    assert store.keep(PLAN, lang="fr", words=WORDS).expires == date(2026, 11, 27)


@pytest.mark.usefixtures("kept")
def test_a_clock_set_back_purges_nothing(store: Store, at: Clock) -> None:
    at.now = datetime(1970, 1, 1, tzinfo=UTC)
    assert store.purge() == 0


def test_a_save_with_the_clock_set_back_brings_expiry_no_nearer(
    store: Store, kept: KeptPlan, at: Clock
) -> None:
    at.now = datetime(1970, 1, 1, tzinfo=UTC)
    saved = store.save(kept, OTHER)
    assert (saved.changed, saved.expires) == (kept.changed, kept.expires)


def test_a_plan_kept_while_the_clock_was_wrong_is_not_purged_when_it_is_right_again(
    store: Store, at: Clock
) -> None:
    at.now = datetime(1969, 12, 31, tzinfo=UTC)
    kept = store.keep(PLAN, lang="fr", words=WORDS)
    at.now = NOON
    assert (store.purge(), store.open(kept.code).plan) == (0, PLAN)


def test_a_damaged_file_is_never_purged(store: Store, kept: KeptPlan, at: Clock) -> None:
    file_of(store, kept).write_bytes(b"{")
    at.now = NOON + timedelta(days=4000)
    assert (store.purge(), file_of(store, kept).read_bytes()) == (0, b"{")


@pytest.mark.usefixtures("kept")
def test_a_purge_sweeps_left_over_temporary_files(store: Store) -> None:
    left_over = store.plan_folder / ".safechat-0123456789abcdef.tmp"
    left_over.write_bytes(b"half")
    store.purge()
    assert not left_over.exists()
