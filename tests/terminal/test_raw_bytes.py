"""The quick exit, pastes and floods, byte by byte."""

from __future__ import annotations

import pytest

from safechat_tui.terminal.decoder import BURST, LONGEST_PASTE, REST_WAIT, Decoder
from safechat_tui.terminal.exitkeys import ExitKeys
from safechat_tui.terminal.sequences import PASTE, PASTED, Pasted, Press

BEGINS, ENDS = PASTE.encode(), PASTED.encode()
WHOLE = BEGINS + b"calm" + ENDS


def _seen(*reads: bytes, every: float = 0.1) -> bool:
    keys = ExitKeys()
    return any(keys.seen(data, number * every) for number, data in enumerate(reads))


@pytest.mark.parametrize(
    "reads",
    [
        (b"\x18",),
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
    ],
    ids=repr,
)
def test_the_quick_exit_is_seen_in(reads: tuple[bytes, ...]) -> None:
    assert _seen(*reads)


@pytest.mark.parametrize(
    "reads",
    [
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


def test_three_escapes_leave_however_long_ago_another_one_was_pressed() -> None:
    keys = ExitKeys()
    assert [keys.seen(b"\x1b", when) for when in (0, 60, 60.5, 61)] == [False, False, False, True]


def test_an_escape_that_closed_the_only_dialog_is_none_of_the_three() -> None:
    keys = ExitKeys()
    keys.closes = 1
    keys.seen(b"\x1b", 0)
    keys.closes = 0
    assert [keys.seen(b"\x1b", when) for when in (0.3, 0.6, 0.9)] == [False, False, True]


def letters(pressed: list[Press | Pasted]) -> str:
    return "".join(press.key for press in pressed if isinstance(press, Press))


@pytest.mark.parametrize("cut", range(1, len(WHOLE)))
def test_a_paste_comes_out_whole_wherever_it_is_cut(cut: int) -> None:
    decoder = Decoder()
    assert decoder.take(WHOLE[:cut], 1.0) + decoder.take(WHOLE[cut:], 1.01) == [Pasted("calm")]
    assert not decoder.waiting


def test_keys_around_a_paste_are_keys() -> None:
    assert Decoder().take(b"a\x1b[A" + WHOLE + b"b", 1.0) == [
        Press("a", "a"), Press("up"), Pasted("calm"), Press("b", "b"),
    ]  # fmt: skip


def test_a_long_paste_is_cut() -> None:
    assert Decoder().take(BEGINS + b"x" * 1_000_000 + ENDS, 1.0) == [Pasted("x" * LONGEST_PASTE)]


def test_a_paste_without_end_comes_out_after_a_while() -> None:
    decoder = Decoder()
    assert decoder.take(BEGINS + b"calm\x1b[20", 1.0) == []
    assert decoder.waiting
    assert decoder.take(b"", 1.0 + REST_WAIT) == [Pasted("calm")]


@pytest.mark.parametrize("inside", [b"ca\x1blm", b"\x1bcalm", b"calm\x1b"])
def test_an_escape_inside_a_paste_does_not_come_out(inside: bytes) -> None:
    assert Decoder().take(BEGINS + inside + ENDS, 1.0) == [Pasted("calm")]


@pytest.mark.parametrize("inside", [b"\x1b[M", b"\x1b]", b"\x1bP0", b"\x1b[200~"])
def test_a_sequence_inside_a_paste_does_not_hide_its_end(inside: bytes) -> None:
    pasted, key = Decoder().take(BEGINS + inside + ENDS + b"k", 1.0)
    assert (type(pasted), key) == (Pasted, Press("k", "k"))


def test_a_flood_of_keys_is_dropped() -> None:
    assert letters(Decoder().take(b"x" * 1_000_000, 1.0)) == "x" * BURST


def test_keys_go_through_again_after_a_flood() -> None:
    decoder = Decoder()
    decoder.take(b"x" * 1_000_000, 1.0)
    assert letters(decoder.take(b"y", 1.0)) == ""
    assert letters(decoder.take(b"y", 2.0)) == "y"
