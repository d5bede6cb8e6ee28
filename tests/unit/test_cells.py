"""Signs whose width is known at once are as wide as the screens' library has them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len as its_len
from rich.cells import set_cell_size as its_size

from safechat_tui.tui.cells import NARROW, cell_len, set_cell_size


def test_every_sign_that_is_taken_for_narrow_takes_one_cell() -> None:
    assert {sign for sign in NARROW if its_len(sign) != 1} == set()


@pytest.mark.parametrize("text", ["", "é’", "a日b", "e\u0301", "👩‍👧 x"])
@pytest.mark.parametrize("total", [0, 1, 2, 3, 9])
def test_texts_are_measured_and_cut_as_the_library_does(text: str, total: int) -> None:
    assert (cell_len(text), set_cell_size(text, total)) == (its_len(text), its_size(text, total))
