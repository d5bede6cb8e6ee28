"""The bytes between two pictures, fed to an emulator, lead from the one to the other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pyte
import pytest
from tests.sampling import swept
from tests.terminal.harness import Screen

from safechat_tui.terminal.grid import BLANK_CELL, Cell, CellRow, Grid, text_grid, update_bytes

LOOKS = ("", "", "", "1", "7", "1;7", "4", "1;4")
WORDS = "the évidence is kept ─── first ► ☐ 中文 é no  blocking ┃ "
SIZES = [(1, 1), (2, 2), (7, 3), (40, 12), (80, 24), (132, 50)]


def some_row(chance: random.Random, width: int) -> CellRow:
    cells: list[Cell] = []
    while len(cells) < width and chance.random() < 0.9:
        look = chance.choice(LOOKS)
        for sign in chance.choice(WORDS.split(" ")):
            cells += [Cell(sign, look), Cell("", look)] if "一" <= sign <= "鿿" else [Cell(sign, look)]
        cells += [Cell(" ", chance.choice((look, "")))] * chance.choice((1, 1, 1, 6))
    if len(cells) >= width:
        # A wide sign is never cut in two.
        cells = [cell for cell in cells if len(cell.text) == 1 and not "一" <= cell.text <= "鿿"]
    return (*cells[:width], *[BLANK_CELL] * (width - len(cells)))


def another(chance: random.Random, before: Grid) -> Grid:
    """Return a picture as screens make them: scrolled, edited in places, or all new."""
    width, height = before.size
    rows = list(before.rows)
    match chance.randrange(4):
        case 0:
            rows = [some_row(chance, width) for _ in rows]
        case 1:
            top, end = sorted(chance.sample(range(height + 1), 2))
            by = chance.randint(1, end - top)
            fresh = [some_row(chance, width) for _ in range(by)]
            part = rows[top:end]
            rows[top:end] = part[by:] + fresh if chance.random() < 0.5 else fresh + part[:-by]
        case 2:
            for _ in range(chance.randint(1, 4)):
                rows[chance.randrange(height)] = some_row(chance, width)
        case _:
            y = chance.randrange(height)
            if all(len(cell.text) == 1 and not "一" <= cell.text <= "鿿" for cell in rows[y]):
                row = list(rows[y])
                for _ in range(chance.randint(1, 3)):
                    row[chance.randrange(width)] = Cell(chance.choice("aé─ "), chance.choice(LOOKS))
                rows[y] = tuple(row)
    at = chance.choice([None, (chance.randrange(width), chance.randrange(height))])
    return Grid(tuple(rows), at)


def walk(seed: int, size: tuple[int, int], steps: int = 60) -> Iterator[Grid]:
    chance = random.Random(seed)  # noqa: S311
    picture = text_grid((), size)
    for _ in range(steps):
        yield picture
        picture = another(chance, picture)


class Emulator:
    """A terminal of which every cell can be read."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = Screen(*size, history=1000)
        self._stream = pyte.ByteStream(self.screen)
        self._stream.feed(b"\x1b[?7l")

    def feed(self, data: bytes) -> None:
        self._stream.feed(data)

    def cells(self) -> list[list[tuple[str, bool, bool, bool, str]]]:
        screen = self.screen
        rows = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
        return [[seen(cell) for cell in row] for row in rows]


def seen(cell: pyte.screens.Char) -> tuple[str, bool, bool, bool, str]:
    """Return what a person sees of a cell: on a blank, neither bold nor the colour of letters."""
    if cell.data == " " and not cell.reverse and not cell.underscore:
        return " ", False, False, False, "default"
    return cell.data, cell.bold, cell.reverse, cell.underscore, cell.fg


def whole(picture: Grid) -> Emulator:
    """Draw a picture on a terminal of which nothing is known."""
    emulator = Emulator(picture.size)
    for y in range(picture.size[1]):
        emulator.feed(f"\x1b[{y + 1}H{'#' * picture.size[0]}".encode())
    emulator.feed(update_bytes(None, picture))
    return emulator


@pytest.mark.parametrize("size", SIZES, ids=str)
@swept("seed", {str(seed): seed for seed in range(4)}, sample=1)
def test_changes_lead_to_what_a_whole_redraw_shows(seed: int, size: tuple[int, int]) -> None:
    emulator = Emulator(size)
    # An emulator takes its time over a large picture.
    for before, after in pairwise(walk(seed, size, steps=20 if size == SIZES[-1] else 60)):
        emulator.feed(update_bytes(before, after))
        assert emulator.cells() == whole(after).cells()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_only_what_mosh_knows_is_sent(size: tuple[int, int]) -> None:
    # Its terminal functions: no CSI E, F or G, which others use to reach a row.
    known = re.compile(rb"\x1b(?:\[\??[\d;]*[ABCDHJKLMXdfhlmr@P])")
    for before, after in pairwise(walk(1, size)):
        rest = known.sub(b"", update_bytes(before, after))
        assert b"\x1b" not in rest


def test_a_whole_redraw_shows_the_words() -> None:
    for picture in walk(7, (40, 12)):
        words = ["".join(cell.text for cell in row) for row in picture.rows]
        assert whole(picture).screen.display == words


def test_the_cursor_ends_where_it_belongs() -> None:
    emulator = Emulator((40, 12))
    for before, after in pairwise(walk(3, (40, 12))):
        emulator.feed(update_bytes(before, after))
        cursor = emulator.screen.cursor
        assert after.cursor in (None, (cursor.x, cursor.y))


def test_nothing_is_pushed_into_a_scrollback() -> None:
    emulator = Emulator((40, 12))
    for before, after in pairwise(walk(5, (40, 12))):
        emulator.feed(update_bytes(before, after))
    assert not emulator.screen.history.top


def test_the_same_picture_takes_no_bytes() -> None:
    for picture in walk(1, (40, 12)):
        assert update_bytes(picture, picture) == b""


def test_a_scrolled_text_takes_little_more_than_its_new_row() -> None:
    lines = [f"{n} words that tell one row from another" for n in range(60)]
    before, after = (text_grid(lines[n : n + 24], (80, 24)) for n in (0, 1))
    assert len(update_bytes(before, after)) < len(lines[24]) + 30


def test_a_cursor_that_moves_in_a_list_takes_two_short_runs() -> None:
    def listed(at: int) -> Grid:
        rows = [tuple(Cell(sign, "7" if n == at else "") for sign in f"{n:<80}") for n in range(24)]
        return Grid(tuple(rows))

    assert len(update_bytes(listed(3), listed(4))) < 200
