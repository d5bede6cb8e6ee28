"""When kept plans expire, and what a purge leaves alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.store.samples import NOON, OTHER, PLAN, Clock, file_of, keep, plans_of

from safechat_tui.store import Folder, KeptPlan, Store
from safechat_tui.store.clock_log import CLOCK_FLOOR

# Expiry ------------------------------------------------------------------------------------------


def test_a_plan_is_still_there_on_its_last_day(store: Store, kept: KeptPlan, at: Clock) -> None:
    at.now = NOON + timedelta(days=30)
    assert (store.purge(), store.open(kept.code)) == (0, kept)


def test_the_days_count_from_the_last_change(store: Store, kept: KeptPlan, at: Clock) -> None:
    at.now = NOON + timedelta(days=20)
    saved = store.save(kept, OTHER)
    at.now = NOON + timedelta(days=31)
    assert (store.purge(), saved.expires) == (0, date(2027, 1, 9))


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
    kept = keep(store)
    at.now = NOON
    assert (store.purge(), store.open(kept.code).plan) == (0, PLAN)


def test_a_damaged_file_is_never_purged(store: Store, kept: KeptPlan, at: Clock) -> None:
    file_of(store, kept).write_bytes(b"{")
    at.now = NOON + timedelta(days=4000)
    assert (store.purge(), file_of(store, kept).read_bytes()) == (0, b"{")


@pytest.mark.usefixtures("kept")
def test_a_purge_sweeps_left_over_temporary_files(store: Store) -> None:
    left_over = plans_of(store) / ".safechat-0123456789abcdef.tmp"
    left_over.write_bytes(b"half")
    store.purge()
    assert not left_over.exists()


# A clock that jumps ------------------------------------------------------------------------------


def start(store: Store, at: Clock, moment: datetime) -> int:
    """Purge as the program does when it starts, at this moment."""
    at.now = moment
    return store.purge()


@pytest.mark.usefixtures("kept")
def test_after_a_holiday_a_plan_waits_for_a_person(store: Store, at: Clock) -> None:
    back = NOON + timedelta(days=40)
    moments = [back, back + timedelta(hours=2), *(back + timedelta(days=day) for day in range(1, 5))]
    assert [start(store, at, moment) for moment in moments] == [0] * 6
    assert (store.overdue(), store.purge(sure=True), store.overdue()) == (1, 1, 0)


@pytest.mark.usefixtures("kept")
def test_after_a_holiday_a_plan_that_nobody_asks_about_stays_as_long_once_more(
    store: Store, at: Clock
) -> None:
    back = NOON + timedelta(days=40)
    purged = [start(store, at, back + timedelta(days=day)) for day in range(40)]
    assert (purged.index(1), sum(purged)) == (32, 1)


@pytest.mark.parametrize("years", [[-56], [0, 1, 10], [9 / 365, 10], [10, 10.002, 0], [-5, 5, -5, 5]])
@pytest.mark.usefixtures("kept")
def test_no_clock_that_jumps_again_and_again_deletes_anything(
    store: Store, at: Clock, years: list[float]
) -> None:
    start(store, at, NOON)
    purged = [start(store, at, NOON + timedelta(days=365 * year)) for year in years]
    assert (sum(purged), len(store.list())) == (0, 1)


JUMPS = st.lists(st.floats(-4000, 4000).filter(lambda days: not -2 <= days <= 8), min_size=1, max_size=12)


@pytest.mark.slow
@given(jumps=JUMPS, stays=st.lists(st.integers(0, 3), min_size=12, max_size=12))
@settings(max_examples=150)
def test_no_jumps_of_any_size_and_number_delete_a_plan(
    tmp_path_factory: pytest.TempPathFactory, jumps: list[float], stays: list[int]
) -> None:
    # After each jump the clock goes on honestly for up to three days.
    with pytest.MonkeyPatch.context() as patch:
        at = Clock(patch)
        store = Store(Folder(tmp_path_factory.mktemp("plans") / "plans"))
        keep(store)
        purged = start(store, at, NOON)
        for jump, days in zip(jumps, stays, strict=False):
            for day in range(days + 1):
                moment = at.now + timedelta(days=1 if day else jump)
                purged += start(store, at, min(max(moment, CLOCK_FLOOR), datetime(2300, 1, 1, tzinfo=UTC)))
        assert (purged, len(store.list())) == (0, 1)


@pytest.mark.usefixtures("kept")
def test_a_clock_a_few_days_ahead_deletes_nothing_a_few_days_early(store: Store, at: Clock) -> None:
    moments = [NOON + timedelta(days=day) for day in (0, 7, 14, 21, 25, 31, 26)]
    assert [start(store, at, moment) for moment in moments] == [0] * 7


@given(st.lists(st.floats(0.1, 7), min_size=45, max_size=45))
@settings(max_examples=50)
def test_an_honest_clock_deletes_a_plan_within_nine_days_of_its_last(
    tmp_path_factory: pytest.TempPathFactory, steps: list[float]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        at = Clock(patch)
        store = Store(Folder(tmp_path_factory.mktemp("plans") / "plans"))
        keep(store)
        while at.now < NOON + timedelta(days=45) and steps:
            start(store, at, at.now + timedelta(days=steps.pop()))
            late = at.now - (NOON + timedelta(days=31))
            assert store.list() == () or late < timedelta(days=9)


@pytest.mark.usefixtures("kept")
def test_where_the_program_starts_every_few_days_a_plan_is_purged_when_its_time_is_over(
    store: Store, at: Clock
) -> None:
    purged = [start(store, at, NOON + timedelta(days=day)) for day in (6, 12, 18, 24, 30, 31)]
    assert purged == [0] * 5 + [1]


@pytest.mark.parametrize("content", [b"", b"trusted\n", b"trusted 2026-13-01T00:00:00Z\n", b"\xff" * 300])
@pytest.mark.usefixtures("kept")
def test_a_damaged_memory_of_the_clock_is_no_obstacle(store: Store, at: Clock, content: bytes) -> None:
    (plans_of(store) / ".clock").write_bytes(content)
    assert start(store, at, NOON + timedelta(days=1)) == 0


@pytest.mark.parametrize("year", [1970, 2038, 9999])
def test_no_clock_is_too_wrong_to_keep_list_and_open(store: Store, at: Clock, year: int) -> None:
    at.now = datetime(year, 1, 2, tzinfo=UTC)
    kept = keep(store)
    store.purge()
    assert (store.open(kept.code), len(store.list())) == (kept, 1)
