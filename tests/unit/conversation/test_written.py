"""Papers are written, listed, printed and deleted; nothing is printed without a yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.conversation.following import TAKE, begin, follow

from safechat_tui.conversation import flows
from safechat_tui.conversation.blank_papers import WRITTEN, write_blank
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.paper import printed
from safechat_tui.conversation.requests import ChooseWritten, DeletePaper, PrintPaper
from safechat_tui.conversation.written import done, print_plan, written_papers
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Written

Jobs = list[tuple[str, bytes]]


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """What the queues got."""
    sent: Jobs = []
    take: Callable[[str, bytes], None] = lambda queue, data: sent.append((queue, data))  # noqa: E731
    monkeypatch.setattr("safechat_tui.conversation.written.print_to_queue", take)
    return sent


def wrote(
    data: bytes = b"r\xc3\xa9sum\xc3\xa9\n", suffix: str = ".txt", **settings: object
) -> tuple[Conversation, Written]:
    talk = begin("en", **settings)
    return talk, talk.keeping.papers.write(data, "plan", "plan-2026-11-22", suffix)


def test_the_path_of_what_was_written_comes_last_to_be_copied() -> None:
    talk, paper = wrote()
    assert done(paper, talk).words.endswith(f": {paper.path}")


def test_a_paper_that_could_not_be_listed_is_not_said_to_be_in_the_list() -> None:
    talk, paper = wrote()
    assert done(replace(paper, expires=None), talk).words.endswith(talk.tr("written.unknown"))


def test_what_was_written_stands_first_among_the_papers_and_the_cursor_on_the_next() -> None:
    talk, _ = wrote()
    asked = follow(talk, write_blank, WRITTEN, None).asked
    assert (asked[0].menu().items[0].value, asked[0].at, type(asked[1])) == (WRITTEN, 1, ChooseWritten)  # type: ignore[attr-defined]


def test_a_paper_is_deleted_after_a_question(jobs: Jobs) -> None:
    talk, paper = wrote()
    followed = follow(talk, written_papers, DeletePaper(paper), False, DeletePaper(paper), True)
    assert (paper.path.exists(), followed.told[-1], jobs) == (False, talk.tr("written.none"), [])


def test_a_paper_is_printed_after_a_question(jobs: Jobs) -> None:
    talk, paper = wrote(b"%PDF-", ".pdf", printer="desk")
    follow(talk, written_papers, PrintPaper(paper), False, PrintPaper(paper), True, None)
    assert ([data for _, data in jobs], paper.path.exists()) == ([b"%PDF-"], True)


def test_what_to_do_with_a_paper_is_asked_where_no_key_said_it(jobs: Jobs) -> None:
    talk, paper = wrote(printer="desk")
    follow(talk, written_papers, TAKE, TAKE, True, None)
    assert [data for _, data in jobs] == [paper.path.read_bytes()]


def test_of_a_paper_it_is_said_where_it_is_and_over_ssh_how_it_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    talk, paper = wrote()
    menu = follow(talk, written_papers, TAKE, None, None).asked[1].menu()  # type: ignore[attr-defined]
    words = [paragraph.text for paragraph in menu.words]
    assert words[0] == str(paper.path)
    assert "ssh SERVER safechat paper plan-2026-11-22.txt > plan-2026-11-22.txt" in words[-1]


def test_the_printer_of_a_terminal_gets_the_text_in_its_letters() -> None:
    talk, paper = wrote(printer="attached")
    followed = follow(talk, written_papers, PrintPaper(paper), True, None, attached=True)
    assert followed.printed == b"resume\n"


@pytest.mark.parametrize(
    ("suffix", "printer"), [(".pdf", "attached"), (".csv", "desk"), (".pdf.age", "desk")]
)
def test_what_cannot_be_printed_is_told_and_the_list_comes_again(
    jobs: Jobs, suffix: str, printer: str
) -> None:
    talk, paper = wrote(suffix=suffix, printer=printer)
    followed = follow(talk, written_papers, PrintPaper(paper), None, attached=True)
    assert (paper.path.name in followed.told[0], jobs, len(followed.asked)) == (True, [], 2)


def test_a_paper_that_went_away_meanwhile_is_told() -> None:
    talk, paper = wrote()
    talk.keeping.papers.write(b"x", "log", "log-2026-11-22", ".txt")
    paper.path.unlink()
    assert paper.path.name in follow(talk, written_papers, DeletePaper(paper), True, None).told[0]


def test_a_purge_tells_how_many_papers_went(monkeypatch: pytest.MonkeyPatch) -> None:
    talk, _ = wrote()
    monkeypatch.setattr(talk.keeping.papers, "purge", lambda *, sure: 2)
    assert follow(talk, flows.purge_now, True).told == [talk.tr.plural("written.purged", 2)]


# Printing -----------------------------------------------------------------------------------------


def with_plan(printer: str | None, lang: str = "en") -> Conversation:
    talk = begin(lang, printer=printer)
    talk.change(talk.plan.with_goals(talk.guide, ("stop",)))
    return talk


@pytest.mark.parametrize("answer", [None, False])
def test_nothing_is_printed_without_a_yes(jobs: Jobs, answer: bool | None) -> None:
    followed = follow(with_plan("desk"), print_plan, answer)
    assert (followed.result, jobs) == (False, [])


def test_the_queue_of_the_settings_gets_what_would_be_written(jobs: Jobs) -> None:
    talk = with_plan("desk")
    followed = follow(talk, print_plan, True)
    assert jobs == [("desk", printed(talk))]
    assert "desk" in followed.told[-1]


def test_a_pdf_is_printed_as_pdf(jobs: Jobs) -> None:
    talk = with_plan("desk")
    talk.turn("format")
    follow(talk, print_plan, True)
    assert jobs[0][1].startswith(b"%PDF-")


def test_a_printer_that_fails_is_told_and_the_plan_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(queue: str, data: bytes) -> None:
        raise SafeChatError("not-printed", printer=queue)

    monkeypatch.setattr("safechat_tui.conversation.written.print_to_queue", fails)
    talk = with_plan("desk")
    before = talk.plan
    assert (follow(talk, print_plan, True).told[-1], talk.plan) == ("not-printed", before)


def test_without_a_printer_it_is_said_where_one_is_named() -> None:
    talk = with_plan(None)
    assert follow(talk, print_plan).told == ["no-printer"]
    assert "printer =" in talk.explain(SafeChatError("no-printer"))


def test_a_terminal_that_cannot_print_is_told_before_anything_is_asked() -> None:
    followed = follow(with_plan("attached"), print_plan)
    assert (followed.told, followed.asked) == (["not-attached"], [])


def test_the_printer_of_the_terminal_gets_the_short_plan_where_that_is_chosen() -> None:
    talk = with_plan("attached")
    talk.turn("format")
    talk.turn("format")
    printed = follow(talk, print_plan, True, attached=True).printed
    assert len(printed.splitlines()) <= 10


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_printer_of_the_terminal_gets_plain_letters(lang: str) -> None:
    followed = follow(with_plan("attached", lang), print_plan, True, attached=True)
    assert followed.printed.isascii()
    assert b"9-1-1" in followed.printed
