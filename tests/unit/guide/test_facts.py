"""Facts: every problem is collected, each at the line of its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safechat_tui.guide.fact_file import FactFile, FactRow
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.reference import Ages, Fact


def load(folder: Path, text: str) -> FactFile:
    """Return a file of facts with this text."""
    return FactFile(folder / "facts.toml", text, [])


def row(folder: Path, text: str) -> FactRow:
    """Return the only entry of a file whose entry has these lines after its id, which is on line 3."""
    return load(folder, f'# remark\n[[thing]]\nid = "a"\n{text}\n').rows("thing")[0]


def found(file: FactFile) -> list[tuple[int, str]]:
    """Return line and code of each problem of a file."""
    return [(problem.line, problem.code) for problem in file.problems]


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    layers = Layers(tmp_path)
    layers.facts_named("none")
    assert [problem.code for problem in layers.problems] == ["file-missing"]


def test_entries_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = load(tmp_path, '[[thing]]\nid = "b"\n[[thing]]\nid = "a"\n')
    assert [entry.id for entry in file.rows("thing")] == ["b", "a"]


def test_a_table_that_is_absent_has_no_entries(tmp_path: Path) -> None:
    assert load(tmp_path, "").rows("thing") == []


@pytest.mark.parametrize(
    "text", ["[[thing]]\n", "[[thing]]\nid = 3\n", "[thing]\n", "thing = 3\n", "thing = [1]\n"]
)
def test_an_entry_without_id_is_a_problem(tmp_path: Path, text: str) -> None:
    file = load(tmp_path, text)
    file.rows("thing")
    assert found(file) == [(1, "fact-without-id")]


def test_what_an_entry_says_is_read_and_cleaned(tmp_path: Path) -> None:
    entry = row(tmp_path, 'name = "a\\u202Eb"\nverified_on = 2026-01-02')
    assert (entry.text("name"), entry.day("verified_on")) == ("ab", date(2026, 1, 2))


def test_what_is_absent_is_empty(tmp_path: Path) -> None:
    entry = row(tmp_path, "")
    assert (entry.text("name"), entry.texts("names"), entry.flag("keep_first")) == ("", (), False)


@pytest.mark.parametrize(
    ("text", "read", "code"),
    [
        ("goals = 3", lambda entry: entry.texts("goals"), "fact-type"),
        ("goals = [1]", lambda entry: entry.texts("goals"), "fact-type"),
        ('goals = ["stop", "stip"]', lambda entry: entry.texts("goals", known=("stop",)), "fact-unknown"),
        ('keep_first = "yes"', lambda entry: entry.flag("keep_first"), "fact-type"),
        ("verified_on = 2026-01-02T03:04:05", lambda entry: entry.day("verified_on"), "fact-day"),
        ("verified_on = 20260102", lambda entry: entry.day("verified_on"), "fact-day"),
    ],
)
def test_what_is_wrong_is_told_at_the_line_of_its_key(
    tmp_path: Path, text: str, read: Callable[[FactRow], object], code: str
) -> None:
    entry = row(tmp_path, text)
    read(entry)
    assert found(entry.file) == [(4, code)]


@pytest.mark.parametrize(("text", "line"), [("[[thing]]\nid = 'a'\n", 2), ('ids = ["a"]\n', 0)])
def test_an_id_has_the_line_where_it_is_given_and_not_where_it_is_spoken_of(
    tmp_path: Path, text: str, line: int
) -> None:
    assert load(tmp_path, text).line_of("a") == line


@pytest.mark.parametrize("key", ["source", "confidence", "verified_on"])
def test_a_fact_without_its_proof_is_a_problem(tmp_path: Path, key: str) -> None:
    proof = {"source": '"A body"', "confidence": '"H"', "verified_on": "2026-01-02"}
    del proof[key]
    entry = row(tmp_path, "\n".join(f"{name} = {value}" for name, value in proof.items()))
    entry.proof()
    assert [problem.params["key"] for problem in entry.file.problems] == [key]


@pytest.mark.parametrize("confidence", ["L", "M-L", "h", "?"])
def test_a_fact_weaker_than_m_does_not_ship(tmp_path: Path, confidence: str) -> None:
    entry = row(tmp_path, f'source = "x"\nconfidence = "{confidence}"\nverified_on = 2026-01-02')
    entry.proof()
    assert found(entry.file) == [(5, "fact-unknown")]


@pytest.mark.parametrize("value", ["3", '"a"', "[1]"])
def test_a_list_outside_the_entries_of_another_kind_is_a_problem(tmp_path: Path, value: str) -> None:
    file = load(tmp_path, f"points = {value}")
    file.texts("points")
    assert found(file) == [(1, "fact-type")]


def proof_of(path: Path, source: str, *, own: bool = False) -> FactRow:
    """Return an entry with its proof, from this source."""
    entry = row(path, f'source = "{source}"\nconfidence = "H"\nverified_on = 2026-01-02')
    entry.file.own = own
    return entry


@pytest.mark.parametrize("source", ["example.ca/help", "988.ca/", "a.example.ca/x; b", "In print; b.ca/y"])
def test_a_source_with_an_address_names_a_page(tmp_path: Path, source: str) -> None:
    entry = proof_of(tmp_path, source)
    entry.proof(page=True)
    assert found(entry.file) == []


@pytest.mark.parametrize(
    "source", ["Several sources", "example.ca", "24/7", "and/or", "Public pages, none named"]
)
def test_a_source_that_names_no_page_is_a_problem(tmp_path: Path, source: str) -> None:
    entry = proof_of(tmp_path, source)
    entry.proof(page=True)
    assert [code for _, code in found(entry.file)] == ["fact-no-page"]


@pytest.mark.parametrize(("own", "problems"), [(True, []), (False, ["fact-no-page"])])
def test_a_shelters_own_helpline_may_name_itself(tmp_path: Path, own: bool, problems: list[str]) -> None:
    entry = proof_of(tmp_path, "Our own line, called on 2026-11-22", own=own)
    entry.proof(page=not own)
    assert [code for _, code in found(entry.file)] == problems


def test_the_date_of_a_page_is_read_where_it_bears_one(tmp_path: Path) -> None:
    entry = row(
        tmp_path, 'source = "a.ca/x"\nconfidence = "H"\nverified_on = 2026-01-02\nsource_dated = 2019-05-06'
    )
    assert Fact(**entry.proof()).dated == date(2019, 5, 6)


def test_without_a_date_a_page_is_as_old_as_its_reading(tmp_path: Path) -> None:
    assert Fact(**proof_of(tmp_path, "a.ca/x").proof()).dated == date(2026, 1, 2)


def test_the_older_of_two_days_decides_whether_a_fact_is_old(tmp_path: Path) -> None:
    proof = proof_of(tmp_path, "a.ca/x").proof()
    ages = Ages(date(2026, 1, 3))
    read = Fact(**proof)
    written = replace(read, source_dated=date(2025, 1, 1))
    assert (ages.old(read), ages.old(written)) == (False, True)
