"""What the program says it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui import config
from safechat_tui.config import Config
from safechat_tui.conversation.holding import FIELDS, held, report
from safechat_tui.handout.document import texts
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan
from safechat_tui.store import Papers, keyring_of, store_of
from safechat_tui.store.row import to_row

WORDS = ("lamp", "river", "stone", "paper", "garden", "window")


@pytest.fixture
def kept(tmp_path: Path) -> Config:
    """Settings of a home where one sealed plan is kept and one plan was written."""
    settings = config.load()._replace(home=tmp_path, data_folder=tmp_path / "data")
    store = store_of(settings, keyring_of(settings).create("five plain words for this"))
    store.keep(Plan(region="qc", neutral=True, parts=("plan",)), lang="en", words=WORDS)
    Papers(settings).write(b"a plan", "plan", "plan-2026-11-22", ".txt")
    return settings


def test_every_file_is_told_by_its_kind(kept: Config) -> None:
    files = {path for path in kept.data_folder.rglob("*") if path.is_file()}
    told = held(kept)
    assert {each.path for each in told} >= files
    assert {"plan", "key"} <= {each.kind for each in told}


def test_a_key_that_was_set_aside_is_told_as_a_key(kept: Config) -> None:
    keyring_of(kept).create("five other words for this", unused=lambda: True)
    assert [each.path.name for each in held(kept) if each.kind == "key"] == ["key-1.age", "key.age"]


def test_plans_and_papers_are_told_with_their_last_day_and_nothing_else_is(kept: Config) -> None:
    assert {each.kind for each in held(kept) if each.expires is not None} == {"plan", "export"}


def test_the_report_names_every_field_of_a_plan(kept: Config) -> None:
    (code,) = (path.stem for path in kept.plans_folder.glob("*-*-*.age"))
    store = store_of(kept, keyring_of(kept).unlock("five plain words for this"))
    row = to_row(store.open(code)).keys() - {"schema"}
    told = {"created", "changed", *FIELDS} - {"dates"}
    assert row == told


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_says_that_the_disk_is_not_shredded(kept: Config, lang: str) -> None:
    tr = Translator(lang)
    assert tr("report.shredded") in texts(report(kept, held(kept), tr))


def test_what_was_written_today_is_said_to_be_of_today(kept: Config) -> None:
    said = "\n".join(texts(report(kept, held(kept), Translator("fr"))))
    assert "changé aujourd’hui" in said
    assert "il y a 0 jour" not in said
