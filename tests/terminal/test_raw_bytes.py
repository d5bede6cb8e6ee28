"""The quick exit and the limit of input, byte by byte."""

from __future__ import annotations

import pytest

from safechat_tui.terminal.exitkeys import ExitKeys
from safechat_tui.terminal.input_limit import BURST, LONGEST_PASTE, PASTE, PASTE_WAIT, PASTED, InputLimit


def _seen(*reads: bytes, every: float = 0.1) -> bool:
    keys = ExitKeys()
    return any(keys.seen(data, number * every) for number, data in enumerate(reads))


@pytest.mark.parametrize(
    "reads",
    [
        (b"\x18",),
        (b"abc" * 1000 + b"\x18",),
        (b"\x1b[120;5u",),
        (b"\x1b", b"[120;5u"),
        (b"\x1b[120;", b"5u"),
        (b"\x1b[120;5:1u",),
        (b"\x1b[120;5;120u",),
        (b"\x1b[24;5u",),
        (b"\xc2\x9b120;5u",),
        (b"\xc2", b"\x9b120;5u"),
        (b"\xc3\xa9\xc2\x9b27;5;120~",),
        (b"\x9b120;5u",),
        (b"typed while the line did not answer\x1b[120;5u",),
        (b"typed while the line did not answer\x1b\x1b\x1b",),
        (b"\xc2\x9b27u", b"\xc2\x9b27u", b"\xc2\x9b27u"),
        (b"\x1b", b"\x1b", b"\x1b"),
        (b"\x1b\x1b", b"\x1b"),
        (b"\x1b\x1b\x1bq",),
        (b"\x1b[27u", b"\x1b[27u", b"\x1b[27u"),
        (b"\x1b" * 40,),
    ],
    ids=repr,
)
def test_the_quick_exit_is_seen_in(reads: tuple[bytes, ...]) -> None:
    assert _seen(*reads)


@pytest.mark.parametrize(
    "reads",
    [
        (b"x",),
        (b"\x1b", b"\x1b"),
        (b"\x1b", b"\x1b", b"\x1b[A"),
        (b"\x1b", b"\x1b", b"a", b"\x1b"),
        (b"\x1b[A\x1b[A\x1b[A\x1b[A",),
        (b"\x1bOP", b"\x1bOP", b"\x1bOP"),
        (b"\x1ba", b"\x1bb", b"\x1bc"),
        (b"\x1b[120;1u",),
        ("\u015b120;5u".encode(),),
        (b"\x1b[120;7;120u",),
        (b"pasted \x1b words \x1b and more \x1b of them",),
    ],
    ids=repr,
)
def test_the_quick_exit_is_not_seen_in(reads: tuple[bytes, ...]) -> None:
    assert not _seen(*reads)


def test_three_escapes_in_more_than_two_seconds_do_not_leave() -> None:
    assert not _seen(b"\x1b", b"\x1b", b"\x1b", every=1.1)


def test_keys_go_through_the_limit_as_they_are() -> None:
    assert InputLimit().take(b"a\x1b[A\x1b", 1.0) == b"a\x1b[A\x1b"


@pytest.mark.parametrize("cut", range(1, len(PASTE + b"calm" + PASTED)))
def test_a_paste_comes_out_whole_wherever_it_is_cut(cut: int) -> None:
    data = PASTE + b"calm" + PASTED
    limit = InputLimit()
    assert limit.take(data[:cut], 1.0) + limit.take(data[cut:], 1.1) == data


def test_a_long_paste_is_cut() -> None:
    out = InputLimit().take(PASTE + b"x" * 1_000_000 + PASTED, 1.0)
    assert out == PASTE + b"x" * LONGEST_PASTE + PASTED


def test_a_paste_without_end_comes_out_after_a_while() -> None:
    limit = InputLimit()
    limit.take(PASTE + b"calm", 1.0)
    assert limit.take(b"", 1.0 + PASTE_WAIT) == PASTE + b"calm" + PASTED


def test_an_escape_inside_a_paste_does_not_come_out() -> None:
    assert InputLimit().take(PASTE + b"a\x1bb" + PASTED, 1.0) == PASTE + b"ab" + PASTED


def test_a_flood_of_keys_is_dropped() -> None:
    assert len(InputLimit().take(b"x" * 1_000_000, 1.0)) == BURST


def test_keys_go_through_again_after_a_flood() -> None:
    limit = InputLimit()
    limit.take(b"x" * 1_000_000, 1.0)
    assert limit.take(b"y", 2.0) == b"y"
