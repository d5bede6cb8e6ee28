"""Plans kept by earlier versions, in the files that those versions wrote, open today.

The folders in `kept_before` are named by the day of the program that wrote them. Each holds one made-up plan
that was kept and saved once more, plain and, since there are keys, sealed under PASSPHRASE.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.store.samples import PLAN

from safechat_tui.plan import Plan
from safechat_tui.store import PLAIN, Folder, Keyring, Store

BEFORE = Path(__file__).parent / "kept_before"
PASSPHRASE = "lamp river maple cloud star"  # noqa: S105 - of these files alone
RECOVERY = "age1wpc6gcgq6u5k8z4g62g90kvx83ll88gnltdyrjzu6z07f5kqsdxsgg4zmv"
CODE = "lamp-river-stone"
OTHER_GUIDE = Plan(PLAN.answers, PLAN.words, PLAN.chosen, PLAN.place, guide="calls")
PLANS = {
    "2026-11-22-first": PLAN,
    "2026-11-22-sealed": PLAN,
    "2026-11-22-guides": OTHER_GUIDE,
    "2026-11-23-paper": OTHER_GUIDE.with_paper(region="qc", neutral=True),
    "2026-11-30": OTHER_GUIDE.with_paper(region="qc", neutral=True),
}
"""What each version kept: the guide came with the third, the choices of the paper with the fourth."""

KINDS = sorted(f"{path.parent.parent.name}/{path.parent.name}" for path in BEFORE.glob("*/*/plans"))


def restored(kind: str, folder: Path) -> Path:
    """Return a copy of what a version kept, as private as it was."""
    copy = shutil.copytree(BEFORE / kind, folder / "data")
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return copy


def store_over(data: Path) -> Store:
    """Return a store that opens what is there."""
    keyring = Keyring(Folder(data), recovery=RECOVERY)
    return Store(Folder(data / "plans"), seal=keyring.unlock(PASSPHRASE) if keyring.exists else PLAIN)


def test_every_version_that_wrote_another_form_is_here() -> None:
    assert {kind.split("/")[0] for kind in KINDS} == set(PLANS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_kept_by_an_earlier_version_opens_whole_and_goes_on(tmp_path: Path, kind: str) -> None:
    data = restored(kind, tmp_path)
    store = store_over(data)
    kept = store.open(CODE)
    day = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert (kept.plan, kept.lang, kept.changed, kept.revision) == (PLANS[kind.split("/")[0]], "fr", day, 2)
    saved = store.save(kept, Plan(words="later"))
    again = store_over(data).open(CODE)
    assert (again.plan.words, again.revision, again.rolled_back) == ("later", saved.revision, False)


def test_an_older_file_is_noticed_by_the_memory_that_the_version_before_wrote(tmp_path: Path) -> None:
    data = restored("2026-11-30/sealed", tmp_path)
    older = (data / "plans" / f"{CODE}.age").read_bytes()
    store = store_over(data)
    store.save(store.open(CODE), Plan(words="later"))
    (data / "plans" / f"{CODE}.age").write_bytes(older)
    assert store_over(data).open(CODE).rolled_back
