"""What people do to their own texts with Notepad and Word: each mistake is one sentence, at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.guide.sample import OURS, Over

from safechat_tui import files
from safechat_tui.commands.problems import problem_line, problem_lines
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.check import CheckReport, check_content
from safechat_tui.guide.problems import Problem
from safechat_tui.i18n import LANGUAGES, Translator

FACTS, EN, FR, HANDOUT = "facts/helplines.toml", "en/place.md", "fr/place.md", "en/handout.md"
PLACE = "# Place {#place}\n\n## At home {#place.home}\n\n> Who is at home?\n\nCall us together.\n"
WORDS = "# H {#helplines}\n\n## Ours {#helpline.ours}\n\nAt night.\n"
KEYS = "---\ntitle: Our plan\n---\n# handout {#handout}\n"


@pytest.fixture
def ours(over: Over) -> Over:
    """A folder without any problem."""
    over.write(FACTS, OURS)
    for lang in LANGUAGES:
        over.write(f"{lang}/helplines.md", WORDS)
        over.write(f"{lang}/place.md", PLACE)
        over.write(f"{lang}/handout.md", KEYS)
    return over


def judge(ours: Over) -> CheckReport:
    """Judge the folder over the sample."""
    return check_content(ours.sample.root, ours.folder)


def said(ours: Over, lang: str = "en", *, doubts: bool = False) -> list[str]:
    """Return the sentences about what is wrong, or about what may be meant, without the folder's name."""
    report = judge(ours)
    problems = [problem for problem in report.problems if problem.is_doubt == doubts]
    return [line.removeprefix(f"{ours.folder}/") for line in problem_lines(problems, Translator(lang))]


# File, what is changed in it, the place that is told, and words of the sentence.
SLIPS = [
    # Facts that are not TOML.
    (FACTS, '"1-800-555-0199"', "“1-800-555-0199”", f"{FACTS}:4", 'write: phone = "1-800-555-0199"'),
    (FACTS, '"1-800-555-0199"', "1-800-555-0199", f"{FACTS}:4", 'write: phone = "1-800-555-0199"'),
    (FACTS, '0199"', "0199", f"{FACTS}:4", 'write: phone = "1-800-555-0199"'),
    (FACTS, "phone =", "phone:", f"{FACTS}:4", 'write: phone = "1-800-555-0199"'),
    (FACTS, "2026-01-02", "28/11/2026", f"{FACTS}:7", "write: verified_on = 2026-11-28"),
    (FACTS, "2026-01-02", "03/04/2026", f"{FACTS}:7", "such as 2026-11-22"),
    (FACTS, "2026-01-02", "vendredi 2 janvier 2026", f"{FACTS}:7", "write: verified_on = 2026-01-02"),
    (FACTS, "2026-01-02", "February 3, 2026", f"{FACTS}:7", "write: verified_on = 2026-02-03"),
    (FACTS, "2026-01-02", "2026\u201101\u201102", f"{FACTS}:7", "write: verified_on = 2026-01-02"),
    (FACTS, "2026-01-02", "26-01-02", f"{FACTS}:7", "such as 2026-11-22"),
    (FACTS, "[[helpline]]", "[helpline]\n[[helpline]]", f"{FACTS}:1", "write: [[helpline]]"),
    (FACTS, "source", "to_write = True\nsource", f"{FACTS}:5", "write: to_write = true"),
    (FACTS, "regions", "r\u00e9gions", f"{FACTS}:3", 'write: regions = ["ca"]'),
    (FACTS, '["ca"]', '["Canada"]', f"{FACTS}:3", "(the nearest name is ca)"),
    (FACTS, '"1-800-555-0199"', '["1-800-555-0199"]', f"{FACTS}:4", 'write: phone = "1-800-555-0199"'),
    (FACTS, '["ca"]', "[ca, qc]", f"{FACTS}:3", 'write: regions = ["ca", "qc"]'),
    (FACTS, "[[helpline]]", "[[helpline]", f"{FACTS}:1", "write: [[helpline]]"),
    (FACTS, "source", "Our line\nsource", f"{FACTS}:5", "# before a remark"),
    (FACTS, "source", "to_write = oui\nsource", f"{FACTS}:5", "write: to_write = true"),
    (FACTS, "source", 'phone = "1"\nsource', f"{FACTS}:5", "twice in one entry"),
    # Facts that are TOML and not what is meant.
    (FACTS, "2026-01-02", '"2026-01-02"', f"{FACTS}:7", "write: verified_on = 2026-01-02"),
    (FACTS, "2026-01-02", "2126-01-02", f"{FACTS}:7", "still to come"),
    (FACTS, "verified_on = 2026-01-02\n", "", f"{FACTS}:2", "write: verified_on = "),
    (FACTS, '["ca"]', '"qc"', f"{FACTS}:3", 'write: regions = ["qc"]'),
    (FACTS, '["ca"]', '"qc, ON"', f"{FACTS}:3", 'write: regions = ["qc", "on"]'),
    (FACTS, '["ca"]', '["QC"]', f"{FACTS}:3", "nl, ns, nt, nu, on, pe, qc, sk, yt (the nearest name is qc)"),
    (FACTS, "source", 'hours = "24h"\nsource', f"{FACTS}:5", "there are: 24/7"),
    (FACTS, '"H"', '"high"', f"{FACTS}:6", "there are: H, M-H, M"),
    (FACTS, '"1-800-555-0199"', '""', f"{FACTS}:4", "no value for phone"),
    (FACTS, '"1-800-555-0199"', "18005550199", f"{FACTS}:4", 'write: phone = "18005550199"'),
    (FACTS, "1-800-555-0199", "your number", f"{FACTS}:4", "has no digit: your number"),
    (FACTS, "phone", "telephone", f"{FACTS}:4", "(the nearest name is phone)"),
    (FACTS, "[[helpline]]", "[[helplines]]", f"{FACTS}:1", "(the nearest name is helpline)"),
    (FACTS, "[[helpline]]\n", "", f"{FACTS}:1", "[[helpline]]"),
    (FACTS, '"helpline.ours"', '"our line"', f"{FACTS}:2", "small letters a to z"),
    (FACTS, OURS, OURS + OURS, f"{FACTS}:9", "is there twice"),
    # Keys at the top of a page.
    (HANDOUT, "title", "titel", f"{HANDOUT}:2", "(the nearest name is title)"),
    (HANDOUT, "title:", "title =", f"{HANDOUT}:2", "write: title: Our plan"),
    (HANDOUT, "Our plan", "", f"{HANDOUT}:2", "write key: value"),
    (HANDOUT, "---\n#", "#", f"{HANDOUT}:1", "is not closed"),
    (HANDOUT, "---\n#", "\u2014\n#", f"{HANDOUT}:3", "write ---"),
    (HANDOUT, KEYS, KEYS.replace("---", "\u2014"), f"{HANDOUT}:1", "write ---"),
    (HANDOUT, KEYS, KEYS.replace("---\n", ""), f"{HANDOUT}:1", "between two lines ---"),
    (HANDOUT, "title: Our plan", "made_on: Today", f"{HANDOUT}:2", "%(date)s"),
    # Words of a page.
    (EN, "Call us together.", "• Call us.", f"{EN}:7", "write: - Call us."),
    (EN, "Call us together.", "-Call us.", f"{EN}:7", "write: - Call us."),
    (EN, "Call us together.", "o\tCall us.", f"{EN}:7", "write: - Call us."),
    (EN, "Call us together.", "a) Call us.", f"{EN}:7", "write: - Call us."),
    (EN, "Call us together.", "\u00bb Call us.", f"{EN}:7", "write: > Call us."),
    (EN, "Call us together.", "[[Call us.", f"{EN}:7", "still to be written"),
    (EN, "Call us together.", "1. Call us.", f"{EN}:7", "a numbered list"),
    (EN, "Call us together.", "[us](www.example.ca)", f"{EN}:7", "beginning with https://"),
    (EN, "## At", "##\u00a0At", f"{EN}:3", "write: ## At home {#place.home}"),
    (EN, "## At", "##At", f"{EN}:3", "write: ## At home {#place.home}"),
    (EN, " {#place.home}", "", f"{EN}:3", "no id"),
    (EN, "{#place.home}", "(#place.home)", f"{EN}:3", "write: {#place.home}"),
    (EN, "{#place.home}", "{#Place.Home}", f"{EN}:3", "write: {#place.home}"),
    (EN, "{#place.home}", "{#place_home}", f"{EN}:3", "write: {#place-home}"),
    (EN, "{#place.home}", "{#place.home", f"{EN}:3", "write: {#place.home}"),
    (EN, "{#place}", "{#plaec}", f"{EN}:1", "write {#place}"),
    (EN, "# Place {#place}\n\n", "", f"{EN}:1", "wrong level"),
    (EN, PLACE, "", EN, "has no title"),
    ("en/helplines.md", "helpline.ours", "helpline.mine", "en/helplines.md:3", "name is helpline.ours)"),
]


@pytest.mark.parametrize(("name", "old", "new", "where", "words"), SLIPS)
def test_a_slip_is_one_sentence_at_its_line_with_what_to_write(
    ours: Over, name: str, old: str, new: str, where: str, words: str
) -> None:
    text = (ours.folder / name).read_text("utf-8")
    assert old in text
    ours.write(name, text.replace(old, new, 1))
    (sentence,) = said(ours)
    assert (sentence.startswith(f"{where}: "), words in sentence) == (True, True), sentence


# What is renamed, and the name that is told as the nearest.
NAMES = [
    ("en/place.md", "en/place.md.txt", "en/place.md.txt", "en/place.md"),
    ("en/place.md", "en/Place.md", "en/Place.md", "en/place.md"),
    ("en/place.md", "place.md", "place.md", "en/place.md, fr/place.md"),
    (FACTS, "facts/helpline.toml", "facts/helpline.toml", FACTS),
    ("fr", "français", "français", "fr"),
    ("fr", "fr-CA", "fr-CA", "fr"),
    ("fr", "content/fr", "content", "fr"),
    ("en/handout.md", "en/en/handout.md", "en/en", "en"),
    ("facts", "fact", "fact", "facts"),
]


@pytest.mark.parametrize(("old", "new", "where", "nearest"), NAMES)
def test_a_file_or_folder_that_is_not_read_names_the_nearest(
    ours: Over, old: str, new: str, where: str, nearest: str
) -> None:
    (ours.folder / new).parent.mkdir(exist_ok=True)
    shutil.move(ours.folder / old, ours.folder / new)
    (sentence,) = said(ours)
    assert (sentence.startswith(f"{where}: "), f"name is {nearest})" in sentence) == (True, True), sentence


@pytest.mark.parametrize("name", ["Thumbs.db", "fr/~$lace.docx", "LISEZMOI.txt", ".git/config.md"])
def test_what_a_system_or_an_editor_leaves_is_no_mistake(ours: Over, name: str) -> None:
    ours.write(name, "x")
    assert said(ours) == []


STRATEGY = (
    '[[strategy]]\nid = "ours.go"\nstage = "lessen"\n'
    'source = "example.ca/x"\nconfidence = "H"\nverified_on = 2026-01-02\n'
)


@pytest.mark.parametrize(
    ("entry", "card", "told"),
    [
        ("", "ours.go", ["en/talk/strategies/ours.go.md:", "fr/talk/strategies/ours.go.md:"]),
        (STRATEGY.replace('"lessen"', "lessen"), "ours.go", ["facts/talk.toml:3:"]),
        (STRATEGY, "ours.goo", ["en/talk/strategies/ours.goo.md:", "fr/talk/strategies/ours.goo.md:"]),
        ('[[question]]\nid = "talk.home"\nhidden = true\n', "", ["facts/talk.toml:2:"]),
    ],
)
def test_a_strategy_that_is_not_whole_is_told_where_it_is_mended(
    ours: Over, entry: str, card: str, told: list[str]
) -> None:
    ours.write("facts/talk.toml", entry or "\n")
    for lang in LANGUAGES if card else ():
        keys = "does: a\nnotice: b\nloses: c\nundo: d\nfirst: e\n"
        ours.write(f"{lang}/talk/strategies/{card}.md", f"---\n{keys}---\n# Go {{#ours.go}}\n\n> Go?\n")
    assert [line.partition(" ")[0] for line in said(ours)] == told


def test_an_id_mistyped_alike_in_both_languages_is_told_in_both(ours: Over) -> None:
    for lang in LANGUAGES:
        ours.write(f"{lang}/place.md", PLACE.replace("place.home", "place.hoome"))
    assert [line.partition(":")[0] for line in said(ours) if "{#place.home}" in line] == [EN, FR]


def test_an_entry_without_words_in_one_language_is_told_once(ours: Over) -> None:
    (ours.folder / "en/helplines.md").unlink()
    (sentence,) = said(ours)
    assert (sentence.startswith(f"{FACTS}:2: "), "to en/helplines.md" in sentence) == (True, True)


def test_an_entry_without_words_stops_no_check_where_papers_speak_another_language(ours: Over) -> None:
    ours.sample.write("de/handout.md", "---\nlanguage: Deutsch\n---\n# H {#handout}\n")
    (ours.folder / "fr/helplines.md").unlink()
    (ours.folder / "en/helplines.md").unlink()
    assert [line.partition(" ")[0] for line in said(ours)] == [f"{FACTS}:2:"] * 2


def test_what_may_be_meant_or_is_still_to_be_written_hides_nothing_that_is_wrong(ours: Over) -> None:
    ours.write(FACTS, OURS.replace("0199", "019"))
    ours.write("fr/helplines.md", WORDS.replace("At night.", "[[When?]]"))
    (ours.folder / "en/helplines.md").unlink()
    assert [line.partition(":")[0] for line in said(ours)] == [FACTS, "fr/helplines.md"]


def test_a_folder_of_another_guide_that_has_no_frame_is_one_sentence(ours: Over) -> None:
    for name in ("opening", "wants"):
        ours.write(f"en/takl/{name}.md", f"# x {{#{name}}}\n")
    (sentence,) = said(ours)
    assert sentence.startswith("en/takl: ")
    assert "name is en/talk)" in sentence


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (PLACE.encode("utf-16"), FR, "UTF-16"),
        (PLACE.encode("utf-16-le"), FR, "UTF-16"),
        (PLACE.replace("home {", "côté {").encode("cp1252"), f"{FR}:3", "## At côté {#place.home}"),
        (b"PK\x03\x04" + bytes(40), FR, "docx"),
        (b"{\\rtf1 At home}", FR, "rtf"),
    ],
)
def test_what_is_not_saved_as_text_in_utf8_says_how_it_is_saved(
    ours: Over, data: bytes, where: str, words: str
) -> None:
    (ours.folder / FR).write_bytes(data)
    (sentence,) = said(ours)
    assert (sentence.startswith(f"{where}: "), words in sentence) == (True, True), sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_marks_of_other_systems_are_read(ours: Over, encoding: str, end: str) -> None:
    for path in (path for path in ours.folder.rglob("*") if path.is_file()):
        path.write_bytes(path.read_text("utf-8").replace("\n", end).encode(encoding))
    report = judge(ours)
    assert (report.problems, len(report.files), report.helplines) == ((), 7, ("helpline.ours",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mistake_is_told_in_the_language_of_who_reads(ours: Over, lang: str) -> None:
    ours.write(FACTS, OURS.replace("phone", "telephone"))
    (sentence,) = said(ours, lang)
    assert ("le nom le plus proche" in sentence) == (lang == "fr")


# What may be meant, and is told with both texts


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (PLACE.replace("home?", "home?\n> Who else?"), "put an empty line between them"),
        (PLACE.replace("Call", "> And?\n\nCall"), ""),
        (PLACE.replace("Call", "- One,\n\n  two.\n- Three.\n\nCall"), "cuts an item of the list"),
        (PLACE.replace("Call", "- One,\n\ntwo.\n\nCall"), "cuts an item of the list"),
        (PLACE.replace("Call", "- One.\n\n- Two.\n\nCall"), ""),
    ],
)
def test_lines_that_run_together_and_items_that_are_cut_are_told(ours: Over, words: str, told: str) -> None:
    for lang in LANGUAGES:
        ours.write(f"{lang}/place.md", words)
    assert [told in line for line in said(ours, doubts=True)] == [True] * 2 * bool(told)


def test_what_a_change_drops_is_shown_beside_the_shipped_words(ours: Over) -> None:
    for lang in LANGUAGES:
        name = f"{lang}/talk/wants.md"
        ours.sample.edit(name, "Words of wants.stop.", "- Are there children?")
        ours.write(name, "# wants {#wants}\n\n## Stop {#wants.stop}\n\n> Shall it stop?\n")
    first = said(ours, doubts=True)[0]
    assert ("- Are there children?" in first, "> Shall it stop?" in first) == (True, True)


def test_a_question_without_a_line_to_say_is_told(ours: Over) -> None:
    for lang in LANGUAGES:
        ours.write(f"{lang}/talk/wants.md", "# wants {#wants}\n\n## Stop {#wants.stop}\n\nAsk her.\n")
    assert ["nothing to say aloud" in line for line in said(ours, doubts=True)] == [True, True]


def test_pages_in_the_folder_of_the_other_language_are_told_and_no_other(ours: Over) -> None:
    for lang, small in (("fr", "la, et, vous, est"), ("en", "the, and, you, is")):
        ours.sample.write(f"{lang}/search.txt", f"- {small}\n")
    words = PLACE.replace("Call us together.", "You and she call the shelter, and the police is near you.")
    for lang in LANGUAGES:
        ours.write(f"{lang}/place.md", words)
    (told,) = said(ours, doubts=True)
    assert (told.startswith(f"{FR}: "), "(English)" in told) == (True, True)


def test_a_change_in_one_language_shows_what_the_other_still_says(ours: Over) -> None:
    (ours.folder / FR).unlink()
    (told,) = said(ours, doubts=True)
    assert (told.startswith(f"{EN}:3: "), "Words of place.home." in told, "Call us" in told) == (True,) * 3


def test_an_entry_in_place_of_a_shipped_one_says_what_it_lacks(ours: Over) -> None:
    ours.write(FACTS, OURS + OURS.replace("ours", "sure"))
    (told,) = said(ours, doubts=True)
    assert (told.startswith(f"{FACTS}:9: "), 'text = "TALK"' in told) == (True, True)


@pytest.mark.parametrize("end", ["019", "O199", "0199 or 1-800-555-0198"])
def test_a_number_that_cannot_be_dialled_is_to_be_looked_at(ours: Over, end: str) -> None:
    ours.write(FACTS, OURS.replace("0199", end))
    (told,) = said(ours, doubts=True)
    assert told.startswith(f"{FACTS}:4: ")


def test_a_file_of_another_account_is_named_and_stops_nothing(
    ours: Over, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read

    def closed(path: Path, limit: int) -> bytes:
        if path == ours.folder / FR:
            raise SafeChatError("file-failed", name=path.name)
        return read(path, limit)

    monkeypatch.setattr(files, "read", closed)
    (sentence,) = said(ours)
    assert (sentence.startswith(f"{FR}: "), Path(ours.folder).owner() in sentence) == (True, True)


# What would be dangerous


@pytest.fixture
def urgent(ours: Over) -> Over:
    """The folder over a sample that has an emergency line and says its number."""
    ours.sample.edit(FACTS, 'id = "helpline.sure"', 'id = "helpline.sure"\nurgent = "urgent.call"')
    for lang in LANGUAGES:
        ours.sample.edit(f"{lang}/talk/urgent.md", "Words of urgent.call.", "> Call 9-1-1 now.")
        ours.sample.edit(f"{lang}/talk/urgent.md", "Words of urgent.now.", "Go to a safe place now.")
    return ours


@pytest.mark.parametrize(("sure", "given"), [("", "1-800-555-0100"), ("sure = true\n", "1-800-555-0199")])
def test_an_emergency_number_is_changed_only_by_who_says_to_be_sure(
    urgent: Over, sure: str, given: str
) -> None:
    urgent.write(FACTS, OURS.replace("ours", "sure") + sure)
    assert urgent.guide().helplines_for("qc")[0].phone == given


@pytest.mark.parametrize(
    ("id", "words", "kept"),
    [
        ("call", "Call the police now.", False),
        ("call", "> You can call 911.", True),
        ("now", "Go.", False),
        ("now", "Is there somewhere to go?", True),
    ],
)
def test_the_urgent_card_cannot_be_emptied(urgent: Over, id: str, words: str, kept: bool) -> None:
    urgent.write("en/talk/urgent.md", f"# u {{#urgent}}\n\n## Ours {{#urgent.{id}}}\n\n{words}\n")
    assert (urgent.guide().pages["urgent"].section(f"urgent.{id}").title == "Ours") == kept


def test_a_step_that_can_lose_evidence_must_say_so(ours: Over) -> None:
    ours.write(
        "facts/talk.toml",
        '[[strategy]]\nid = "ours.block"\nstage = "lessen"\nactions = ["block"]\n'
        'source = "example.ca/x"\nconfidence = "H"\nverified_on = 2026-01-02\n',
    )
    assert [
        line for line in said(ours) if line.startswith("facts/talk.toml:4: ") and "may_lose" in line
    ] != []


# What is in use


def test_what_is_in_use_is_counted(ours: Over) -> None:
    ours.write("en/place.md", PLACE + "\n## In the car {#place.car}\n\nWords.\n")
    (ours.folder / "fr/handout.md").write_bytes(b"\xff\xfe")
    report = judge(ours)
    assert (report.visible, len(report.files), report.aside) == (7, 6, ("fr/handout.md",))
    assert (report.helplines, report.added) == (("helpline.ours",), ("place.car",))


def test_what_nothing_reads_leaves_the_rest_of_its_file_in_use(ours: Over) -> None:
    ours.write(FACTS, OURS + 'hour = "24/7"\n')
    assert (judge(ours).helplines, ours.aside()) == (("helpline.ours",), [])


def test_words_of_a_helpline_whose_entry_is_not_used_are_not_given(ours: Over) -> None:
    ours.write(FACTS, OURS.replace("1-800-555-0199", ""))
    assert [part.id for part in ours.guide().help_for_some] == []


def test_every_change_is_held_beside_the_shipped_words(ours: Over) -> None:
    found = {(Path(c.path).name, c.id): (c.shipped, c.own) for c in judge(ours).changes}
    assert found["place.md", "place.home"] == (
        "place.home\nWords of place.home.",
        "At home\n> Who is at home?\nCall us together.",
    )
    assert found["handout.md", "title"] == ("words of title", "Our plan")


# Whatever stands in a problem ---------------------------------------------------------------------


A_PAGE = Path("/x/a.md")
A_FILE = Path("/x/a.toml")


@pytest.mark.parametrize(
    ("problem", "word"),
    [
        (
            Problem(A_FILE, 7, "fact-unknown", {"key": "stage", "value": "zzz", "near": "", "known": "keep"}),
            "nearest",
        ),
        (Problem(Path("/x/\x1b[2J.md"), 0, "no-title"), "\x1b"),
        (Problem(A_PAGE, 0, "stray-page", {"name": "\x1b[2J.md", "near": ""}), "\x1b"),
    ],
)
def test_nothing_is_told_that_is_empty_foreign_or_unclean(problem: Problem, word: str) -> None:
    assert word not in problem_line(problem, Translator("en"))


def test_a_language_is_named_in_the_language_of_who_reads() -> None:
    problem = Problem(A_PAGE, 7, "only-here", {"id": "a", "lang": "en", "near": ""})
    assert "(anglais)" in problem_line(problem, Translator("fr"))


def test_a_path_inside_the_current_folder_is_relative(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = problem_line(Problem(tmp_path / "en" / "a.md", 3, "no-title"), Translator("en"))
    assert told.startswith("en/a.md:3: ")
