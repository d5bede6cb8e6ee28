"""Whether there seem to be kept plans is told by the names of files alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.store.seal import SUFFIXES


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_plan_is_seen_however_it_is_kept(suffix: str) -> None:
    settings = config.load()
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    keeping = Conversation(settings, "en").keeping
    seen = keeping.has_kept
    (settings.plans_folder / f"melon-radis-passoire{suffix}").touch()
    assert (seen, keeping.has_kept) == (False, True)


def test_none_is_seen_where_no_plan_may_be_kept() -> None:
    settings = replace(config.load(), keep="off")
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    (settings.plans_folder / "melon-radis-passoire.age").touch()
    assert Conversation(settings, "en").keeping.has_kept is False
