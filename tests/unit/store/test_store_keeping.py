"""Keeping, opening, listing and deleting plans; the folder, the seal."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.unit.store.samples import (
    NOON,
    OTHER,
    PLAN,
    WORDS,
    Clock,
    caught,
    code_of,
    fail,
    file_of,
    keep,
    plans_of,
)

from safechat_tui.plan import Plan
from safechat_tui.store import Kept, KeptPlan, Store

# Keeping and opening -----------------------------------------------------------------------------


def test_a_kept_plan_holds_what_was_given_and_opens_so(store: Store, kept: KeptPlan) -> None:
    given = (PLAN, "fr", NOON, NOON, date(2026, 12, 20), 1)
    assert (kept.plan, kept.lang, kept.created, kept.changed, kept.expires, kept.revision) == given
    assert store.open(kept.code) == kept


def test_nothing_is_made_before_a_plan_is_kept(store: Store) -> None:
    store.list()
    store.purge()
    assert not plans_of(store).exists()


def test_the_file_holds_codes_choices_the_line_and_dates_and_nothing_else(
    store: Store, kept: KeptPlan
) -> None:
    assert json.loads(file_of(store, kept).read_text(encoding="utf-8")) == {
        "plan": {
            "1": {
                "schema": 1,
                "code": kept.code,
                "lang": "fr",
                "created": "2026-11-20T12:00:00Z",
                "changed": "2026-11-20T12:00:00Z",
                "revision": 1,
                "answers": {
                    "wants.stop": ["answer.yes"],
                    "understand.platforms": ["platform.sms", "platform.x"],
                },
                "words": "Qu’il arrête, sans bruit",
                "chosen": ["legal.log", "stop.block"],
                "place": "place.with-me",
                "guide": "messages",
            }
        }
    }


def test_what_was_chosen_of_the_paper_is_kept_and_taken_back(store: Store, kept: KeptPlan) -> None:
    def row() -> dict[str, object]:
        found: dict[str, object] = json.loads(file_of(store, kept).read_text("utf-8"))["plan"]["1"]
        return found

    before = row().keys()
    saved = store.save(kept, PLAN.with_paper(region="qc", neutral=True, parts=("plan", "log")))
    assert (store.open(kept.code).plan, row()["region"], row()["neutral"], row()["parts"]) == (
        saved.plan, "qc", True, ["plan", "log"],
    )  # fmt: skip
    store.save(saved, PLAN)
    assert row().keys() == before


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_folder_and_files_are_the_owners_alone_whatever_the_umask(store: Store, umask: int) -> None:
    before = os.umask(umask)
    try:
        store.save(keep(store), OTHER)
    finally:
        os.umask(before)
    found = [plans_of(store), *plans_of(store).iterdir()]
    assert sorted(stat.S_IMODE(path.stat().st_mode) for path in found) == [0o600, 0o600, 0o600, 0o700]


def test_a_plan_kept_before_the_question_on_orders_had_two_answers_opens(store: Store) -> None:
    kept = store.keep(PLAN.with_answer("wants.order", ("answer.yes",)), lang="fr", words=WORDS)
    assert store.open(kept.code).plan == PLAN.with_answer("wants.order", ("order.breached",))


def test_no_code_is_given_twice_and_when_all_are_taken_it_is_said(store: Store) -> None:
    given = {store.keep(Plan(), lang="fr", words=WORDS[:3]).code for _ in range(6)}
    assert len(given) == 6
    assert code_of(lambda: store.keep(PLAN, lang="fr", words=WORDS[:3])) == "no-code-left"


def test_controls_in_her_words_are_not_kept(store: Store) -> None:
    kept = store.keep(Plan(words="a\x1b[31m\nb" + "x" * 200), lang="fr", words=WORDS)
    assert store.open(kept.code).plan.words == "a[31m b" + "x" * 113


def test_a_value_the_guide_could_not_give_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="ids"):
        store.keep(Plan(chosen=("Marie, 514 555 0199",)), lang="fr", words=WORDS)
    assert [path.name for path in plans_of(store).iterdir()] == [".lock"]


# Codes given by a person -------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "zzz", "../../etc/passwd", "/etc/passwd", "a\x00b", "x" * 10_000])
@pytest.mark.usefixtures("kept")
def test_what_is_no_code_opens_nothing(store: Store, typed: str) -> None:
    error = caught(lambda: store.open(typed))
    assert (error.code, error.params["meant"]) == ("no-such-plan", "")


# Lists and deletion ------------------------------------------------------------------------------


def test_a_list_tells_of_a_plan_without_a_word_of_it(store: Store, kept: KeptPlan) -> None:
    size = file_of(store, kept).stat().st_size
    assert store.list() == (Kept(kept.code, NOON, date(2026, 12, 20), size, damaged=False),)


def test_a_list_begins_with_the_last_changed_and_ends_with_the_damaged(store: Store, at: Clock) -> None:
    first, second, third = (keep(store) for _ in range(3))
    at.now += timedelta(hours=1)
    store.save(second, OTHER)
    at.now += timedelta(hours=1)
    store.save(third, OTHER)
    file_of(store, third).write_bytes(b"{")
    assert [(found.code, found.damaged) for found in store.list()] == [
        (second.code, False),
        (first.code, False),
        (third.code, True),
    ]


@pytest.mark.parametrize("name", ["notes.json", "lamp-river.json", "lamp-river-stone.txt", ".lamp-a-b.json"])
@pytest.mark.usefixtures("kept")
def test_a_list_passes_over_files_that_are_not_named_by_a_code(store: Store, name: str) -> None:
    (plans_of(store) / name).touch()
    assert len(store.list()) == 1


def test_a_deleted_plan_is_gone_even_a_damaged_one(store: Store, kept: KeptPlan) -> None:
    assert code_of(lambda: store.delete(kept.code + "x")) == "no-such-plan"
    file_of(store, kept).write_bytes(b"{")
    store.delete(kept.code.upper())
    assert [path.name for path in plans_of(store).iterdir()] == [".lock"]


# A folder that is not ours -----------------------------------------------------------------------


@pytest.mark.parametrize("use", ["keep", "open", "list", "delete", "purge", "save"])
def test_a_folder_that_others_may_write_is_refused(store: Store, kept: KeptPlan, use: str) -> None:
    plans_of(store).chmod(0o777)
    calls: dict[str, Callable[[], object]] = {
        "keep": lambda: keep(store),
        "open": lambda: store.open(kept.code),
        "list": store.list,
        "delete": lambda: store.delete(kept.code),
        "purge": store.purge,
        "save": lambda: store.save(kept, OTHER),
    }
    assert code_of(calls[use]) == "folder-unsafe"


def test_a_disk_that_cannot_promise_a_save_keeps_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fail(errno.EINVAL))
    assert code_of(lambda: keep(store)) == "folder-unfit"


# Light -------------------------------------------------------------------------------------------


def test_listing_and_purging_do_without_tinydb(store: Store, kept: KeptPlan) -> None:
    look = (
        "import pathlib, sys; from safechat_tui.store import Folder, Store; "
        "s = Store(Folder(pathlib.Path(sys.argv[1]))); s.purge(); "
        "print(len(s.list()), 'tinydb' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look, plans_of(store)], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["1", "False"]
