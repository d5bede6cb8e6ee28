"""The first screens as they are prepared: packed in a file, put together for a height, and written.

Those of one guide are much alike in all widths. So each is packed beside a few that all have in common: the
file is small, and one of them is taken out as fast as if it were alone.
"""

from __future__ import annotations

import zlib

from safechat_tui.early import state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Final

    Runs = tuple[tuple[str, str], ...]
    """A row: numbers of an SGR sequence, and the words that look so, again and again."""

FIRST: Final = "first"
"""The kind of screen of a first start."""

LATER: Final = "later"
"""The kind of any other start."""

KEPT: Final = "kept"
"""The kind where the worker is asked for a guide and there are kept plans, which the question then names."""

KINDS: Final = (FIRST, LATER, KEPT)
"""Every kind of first screen, in the order in which they are packed; a guide that is named needs no KEPT."""

WIDTHS: Final = range(40, 251)
"""Columns for which the first screens are prepared."""

IN_COMMON: Final = (50, 80, 120, 200)
"""Columns of those that the others are packed beside: all that is packed looks back 32 KiB at the most."""

LOW: Final = 16
"""Rows under which the frame takes less room."""

SHORT_GAP: Final = 6
"""Blanks that are written: moving over them takes as many bytes."""

_NUMBER: Final = 4
"""Bytes of a number that says where something is packed."""


def name_of(lang: str, guide: str = "") -> str:
    """Return the name under which the first screens of a guide, or those before its choice, are prepared."""
    return f"first.{lang}.{guide}.bin"


def prepared(lang: str, guide: str, kind: str, width: int) -> list[list[Runs]]:
    """Return the parts of a first screen, in the order of `assembled`; none where it was not prepared.

    Args:
        lang: `fr` or `en`.
        guide: id of the guide that is opened, or an empty text where the worker is asked.
        kind: one of KINDS.
        width: one of WIDTHS.
    """
    data = state.prepared_bytes(name_of(lang, guide), lang, guide) or b""
    number = 1 + KINDS.index(kind) * len(WIDTHS) + WIDTHS.index(width)
    beside, here = _packed(data, 0), _packed(data, number)
    if not beside or not here:
        return []
    text = zlib.decompressobj(zdict=zlib.decompress(beside)).decompress(here).decode("utf-8")
    return [[_runs(row) for row in part.split("\n")] for part in text.split("\f")]


def packed(screens: Mapping[tuple[str, int], Sequence[Sequence[Runs]]]) -> bytes:
    """Return the parts of first screens in the form that `prepared` takes apart.

    Args:
        screens: the parts by kind and width: every width of a kind, in the order of KINDS and WIDTHS.
    """
    texts = {place: _text(parts).encode("utf-8") for place, parts in screens.items()}
    beside = b"".join([text for (_, width), text in texts.items() if width in IN_COMMON])
    found = [zlib.compress(beside, 9), *[_beside(text, beside) for text in texts.values()]]
    at = (len(found) + 1) * _NUMBER
    places = [at := at + len(part) for part in (b"", *found)]
    return b"".join([*[place.to_bytes(_NUMBER, "big") for place in places], *found])


def _beside(text: bytes, beside: bytes) -> bytes:
    packer = zlib.compressobj(9, zdict=beside)
    return packer.compress(text) + packer.flush()


def _packed(data: bytes, number: int) -> bytes:
    """Return what is packed under a number; nothing where that is not there."""
    at = number * _NUMBER
    start, end = (int.from_bytes(data[place : place + _NUMBER], "big") for place in (at, at + _NUMBER))
    return data[start:end] if end <= len(data) else b""


def _text(parts: Iterable[Iterable[Runs]]) -> str:
    rows = [["\t".join([word for run in row for word in run]) for row in part] for part in parts]
    return "\f".join(["\n".join(part) for part in rows])


def _runs(row: str) -> Runs:
    words = row.split("\t")
    return tuple(zip(words[::2], words[1::2], strict=False))


def assembled(parts: Sequence[Sequence[Runs]], height: int) -> list[Runs]:
    """Return the rows of a whole screen.

    Args:
        parts: the top, the top of a low screen, the body, the foot where there is more below, the foot.
        height: rows of the screen.
    """
    normal, low, body, more, foot = parts
    top = low if height < LOW else normal
    inside = height - len(top) - len(foot)
    return [*top, *body[:inside], *[()] * (inside - len(body)), *(more if len(body) > inside else foot)]


def drawn(rows: Sequence[Runs]) -> str:
    """Return what shows rows on an empty screen, the pen at its top and no look on."""
    out: list[str] = []
    worn = ""
    down = 0
    for row in rows:
        gap = 0
        for look, words in row:
            text = words if seen_on_blanks(look) else words.lstrip(" ")
            gap += len(words) - len(text)
            if not text:
                continue
            if down:
                # A line feed would scroll in a window that has just become lower.
                out.append(f"\x1b[{down if down > 1 else ''}E")
                down = 0
            if gap and seen_on_blanks(worn):
                out.append("\x1b[m")
                worn = ""
            # The screen is empty, so that the pen may go on without them.
            out.append(" " * gap if gap < SHORT_GAP else f"\x1b[{gap}C")
            out.append(changed_look(worn, look))
            worn = look
            shown = text if seen_on_blanks(look) else text.rstrip(" ")
            out.append(shown)
            gap = len(text) - len(shown)
        down += 1
    return "".join([*out, changed_look(worn, "")])


def seen_on_blanks(look: str) -> bool:
    """Return whether a blank in this look is more than a blank, as one that is reversed or underlined.

    Bold and the sixteen colours of letters are not seen on it.
    """
    codes = look.split(";") if look else ()
    return any(code != "1" and (len(code) != 2 or code[0] not in "39" or code == "38") for code in codes)


def changed_look(worn: str, look: str) -> str:
    """Return what changes the look that is on to another, adding to it where that is enough."""
    if look == worn:
        return ""
    if not look:
        return "\x1b[m"
    on, wanted = set(worn.split(";")) - {""}, look.split(";")
    # A colour of several numbers must stay together.
    if on and on < set(wanted) and not {"38", "48"} & set(wanted):
        return f"\x1b[{';'.join([code for code in wanted if code not in on])}m"
    return f"\x1b[{'0;' if on else ''}{look}m"
