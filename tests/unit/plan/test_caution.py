"""What may point at a person is noticed, and a date is none of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safechat_tui.plan import points_at_someone

FOLDER: Final = Path(__file__).parent
NOTHING: Final = "-"

EXCEPTIONS: Final = {
    "1455 De Maisonneuve": NOTHING,
    "chez Tremblay, porte 4": NOTHING,
    "il se fait appeler LeRoi sur Snapchat": NOTHING,
    "il crie.me menace": "link",
    "name at gmail": NOTHING,
    "416-555-CHAT": NOTHING,
    "1 Yonge": NOTHING,
    "he calls himself TheKing on Snapchat": NOTHING,
    "he came to me.me too": "link",
}
"""Phrases known to be judged wrongly, and what is said of them."""


def phrases(lang: str) -> list[tuple[str, str]]:
    """Return the held phrases of a language with what each holds."""
    lines = (FOLDER / f"phrases.{lang}.tsv").read_text("utf-8").splitlines()
    return [(kind, phrase) for kind, _, phrase in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_list_holds_sixty_phrases_of_every_kind(lang: str) -> None:
    held = phrases(lang)

    assert len(set(held)) == len(held) >= 60
    assert {kind for kind, _ in held} == {"email", "link", "handle", "phone", "address", NOTHING}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_phrase_is_judged_as_the_list_says_but_for_a_few_that_are_known(lang: str) -> None:
    judged = {phrase: points_at_someone(phrase) or NOTHING for _, phrase in phrases(lang)}
    assert judged == {phrase: EXCEPTIONS.get(phrase, kind) for kind, phrase in phrases(lang)}
    assert len(judged.keys() & EXCEPTIONS.keys()) <= len(judged) * 0.1


@given(
    day=st.datetimes(datetime(1990, 1, 1), datetime(2049, 12, 31)),
    form=st.sampled_from(
        ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d %H:%M",
         "%Y-%m-%dT%H:%M:%S", "%Y%m%d", "%d.%m.%Y %H.%M", "%d/%m/%y %Hh%M", "%d-%m-%y, %H h %M")
    ),
    around=st.sampled_from(("%s", "le %s encore", "since %s.", "(%s)", "%s, %s", "%s au %s")),
)  # fmt: skip
def test_no_date_and_no_time_is_called_anything(day: datetime, form: str, around: str) -> None:
    written = day.strftime(form)

    assert points_at_someone(around.replace("%s", written)) == ""


@given(
    digits=st.lists(st.sampled_from("0123456789"), min_size=10, max_size=10),
    zero=st.sampled_from("0\u0660\u0966\uff10"),
    gap=st.sampled_from(("", " ", "-", ".", "–", "—", "\u2011", "\u00a0", " - ", "·", "/")),
)
def test_a_number_of_ten_digits_is_a_phone_in_every_script(digits: list[str], zero: str, gap: str) -> None:
    # No area code begins with 0, 1 or 20: those of years and days.
    digits[0] = "5"
    written = [chr(ord(zero) + int(digit)) for digit in digits]
    number = gap.join("".join(part) for part in (written[:3], written[3:6], written[6:]))

    assert points_at_someone(f"il appelle du {number}") == "phone"
