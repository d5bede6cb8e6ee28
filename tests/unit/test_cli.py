"""The command line, driven as a person would type it."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from tests.unit.conftest import Ran, Run, Terminal

from safechat_tui import __version__, cli, clock
from safechat_tui.commands import content
from safechat_tui.commands.handout import plan_for
from safechat_tui.commands.line import program
from safechat_tui.config import Config, load
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.i18n import Translator
from safechat_tui.plain.guide import find_part
from safechat_tui.plan import Plan, advise, plan_steps
from safechat_tui.store import Folder, KeptPlan, Store

Settings = Callable[[str], None]


def plans() -> Store:
    return Store(Folder(load().plans_folder))


@pytest.fixture
def kept() -> KeptPlan:
    """A plan that is kept in this test's home."""
    guide = read_guide("fr")
    plan = Plan().with_goals(guide, ("stop",)).with_strategy("stop.block", wanted=True)
    return plans().keep(plan, lang="fr", words=guide.code_words)


@pytest.fixture
def settings() -> Settings:
    """Write the settings of this test's home."""

    def write(text: str) -> None:
        folder = Path(os.environ["XDG_CONFIG_HOME"]) / "safechat"
        folder.mkdir(parents=True)
        (folder / "settings.toml").write_text(text, encoding="utf-8")

    return write


def shell(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, in French, its output going into a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "safechat_tui", *arguments],
        env={**os.environ, "SAFECHAT_LANG": "fr", "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


# Version, help, language ------------------------------------------------------------------------


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version") == Ran(0, f"safechat {__version__}\n", "")


@pytest.mark.parametrize(
    "command",
    ["", "guide", "handout", "kept", "kept list", "kept show", "kept export", "kept delete", "kept purge",
     "content", "content check"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_command_has_help_in_both_languages(run: Run, command: str, lang: str) -> None:
    heading = {"fr": "utilisation\xa0: safechat", "en": "usage: safechat"}[lang]
    assert run("--lang", lang, *command.split(), "--help").out.startswith(heading)


def test_french_help_holds_no_word_of_argparse(run: Run) -> None:
    shown = run("handout", "--help").out + run("kept", "--help").out + run("--help").out
    assert not re.search(r"\b(usage|show this|exit|positional|arguments?|subcommands)\b", shown)


def test_no_help_line_is_broken_inside_the_name_of_a_goal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "48")
    assert "stay-in-contact" in run("handout", "--help").out


@pytest.mark.parametrize(
    "line",
    ["--lang en guide --help", "guide --lang en --help", "guide --lang=en --help", "guide --help --lang EN"],
)
def test_the_language_is_taken_before_and_after_the_command(run: Run, line: str) -> None:
    assert run(*line.split()).out.startswith("usage:")


@pytest.mark.parametrize(
    ("variables", "setting", "spoken"),
    [
        ({}, "", "utilisation"),
        ({"LANG": "en_CA.UTF-8"}, "", "usage:"),
        ({}, 'lang = "en"\n', "usage:"),
        ({"SAFECHAT_LANG": "en"}, "", "usage:"),
        ({"SAFECHAT_LANG": "fr"}, 'lang = "en"\n', "utilisation"),
    ],
)
def test_the_variable_then_the_settings_then_the_locale_name_the_language(
    run: Run,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    setting: str,
    spoken: str,
) -> None:
    settings(setting)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("--help").out.startswith(spoken)


# Usage errors -----------------------------------------------------------------------------------

USAGE_ERRORS = [
    "frob", "guide one two", "guide --frob", "guide nowhere", "--lang", "--lang xx", "guide --lang es",
    "handout", "handout --goals", "handout --goals ,", "handout --goals stop --format", "handout --frob",
    "handout --goals stop --format odt", "handout --goals stop --paper A5", "handout --goals nothing",
    "handout --goals stop --region zz", "handout --goals stop --platforms mars",
    "handout --goals stop --format pdf",
    "handout --goals stop --ascii --format pdf -o x.pdf", "handout --goals stop --large-print",
    "handout --goals stop --paper a4", "handout --goals stop --format text -o x.pdf",
    "handout --goals stop --format pdf -o x.txt", "handout --goals stop --neutral=1",
    "handout --goals stop -o",
    "kept", "kept frob", "kept show", "kept delete", "kept list x", "kept purge --yes",
    "content", "content frob", "content check a b", "search",
]  # fmt: skip

ENGLISH = re.compile(
    r"\b(usage|error|arguments?|expected|at|least|most|one|required|unrecognized|invalid|choices?|choose|from|"
    r"the|following|are|is|of|not|allowed|with|ignored|explicit|value|values|could|match|unknown|parser|see|"
    r"learn|more|nearest|there|no|goals|platforms|parts|a|file|name|such|as|only|and|or)\b"
)
NAMES = re.compile(
    r"--?[a-z][a-z-]*|safechat( (handout|guide|kept|content|list|show|check|delete|purge))*|[a-z]\.pdf"
)


@pytest.mark.parametrize("line", USAGE_ERRORS)
def test_a_wrong_line_ends_with_two_and_is_told_in_french_with_what_to_do(run: Run, line: str) -> None:
    ran = run("--lang", "fr", *line.split())
    told = [text for text in ran.err.splitlines() if not text.startswith(("utilisation", " "))]
    text = NAMES.sub("", "\n".join(told)).replace("’", " ")
    for typed in line.split():
        text = text.replace(typed, "")
    assert (ran.code, ran.out, len(told) >= 2) == (2, "", True)
    assert [word for word in ENGLISH.findall(text) if word != "a"] == []


def test_every_message_that_argparse_can_show_has_french_words() -> None:
    for_programmers = re.compile(
        r"not defined|conflicting|mode %r|can't open|cannot merge|invalid option string|dest="
        r"|conflict_resolution|mutually exclusive arguments must|cannot have multiple"
        r"|not callable|'required' is|deprecated"
        r"|%\(prog\)s: |show |\(default"
    )
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    ids = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    tr = Translator("fr")
    known = {"options", "%(heading)s:"}
    unsaid = {id for id in ids if not for_programmers.search(id) and not tr.has(id) and id not in known}
    assert unsaid - {"expected %s argument"} == set()


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("handout --goals removl", "Le plus proche est\xa0: removal."),
        ("handout --goals stop --platforms snapshat", "Le plus proche est\xa0: snapchat."),
        ("handout --steps stop.blok", "Le plus proche est\xa0: stop.block."),
        ("handout --goals stop --format pfd", "Le plus proche est\xa0: pdf."),
        ("guide --guide cals", "Le plus proche est\xa0: calls."),
        ("guide urgnce", "Le plus proche est\xa0: urgence."),
        ("guide urgnt", "Le plus proche est\xa0: urgence."),
        ("guide urgnce --lang en", "The nearest is: urgent."),
        ("guide 9 --lang en", "Steps: 1, 2, 3."),
        ("capture-card", "snapchat, tiktok"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_or_with_what_there_is(run: Run, line: str, near: str) -> None:
    ran = run(*line.split())
    assert (ran.code, near in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("platform twitter", "platform x"),
        ("platform insta", "platform instagram"),
        ("platform fb", "platform facebook"),
        ("platform platform.snapchat", "platform snapchat"),
        ("capture-card IG", "capture-card instagram"),
        ("helplines --region Québec", "helplines --region qc"),
        ("helplines --region new-brunswick", "helplines --region nb"),
        ("urgent --region Nouveau-Brunswick", "urgent --region nb"),
        ("handout --goals stop --platforms twitter,insta", "handout --goals stop --platforms x,instagram"),
        ("handout --goals «stop»", "handout --goals stop"),
        ("handout --goals Stay_In_Contact", "handout --goals stay-in-contact"),
        ("handout --goals «contact»", "handout --goals stay-in-contact"),
        ("handout --goals cesser,wants.record", "handout --goals stop,record"),
        ("handout --steps sourdine", "handout --steps contact.mute"),
        ("guide «documenting»", "guide documenting"),
    ],
)
def test_a_name_that_the_search_knows_is_taken_as_the_code(run: Run, line: str, same: str) -> None:
    guide = read_guide("fr")
    titles = {
        "«stop»": guide.labels["goal.stop"],
        "«contact»": guide.labels["goal.stay-in-contact"],
        "«documenting»": guide.pages["documenting"].head.title,
    }
    ran = run(*(titles.get(word, word) for word in line.split()))
    assert (ran.code, ran.out) == (0, run(*same.split()).out)


def test_controls_in_what_was_typed_are_not_repeated(run: Run) -> None:
    typed = "\x1b[31mstop\u202e"
    told = run("handout", "--goals", typed).err + run(typed).err + run("kept", "show", typed).err
    assert not re.search("[\x1b\u202e]", told)


# The guide --------------------------------------------------------------------------------------


def test_in_a_pipe_the_guide_comes_as_lines() -> None:
    done = shell("--lang", "en")
    assert (done.returncode, done.stderr, "Step 1 of 3" in done.stdout) == (0, "", True)


def test_lines_hold_no_escape_sequence() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shell().stdout)


class LatinTerminal(Terminal):
    encoding = "iso-8859-1"


class WideTerminal(Terminal):
    encoding = "shift_jis"


@pytest.mark.parametrize(
    ("stdin", "stdout", "term", "shown"),
    [
        (Terminal(), Terminal(), "xterm", True),
        (Terminal(), LatinTerminal(), "xterm", True),
        (Terminal(), WideTerminal(), "xterm", False),
        (Terminal(), Terminal(), "", False),
        (Terminal(), Terminal(), "dumb", False),
        (Terminal(), Terminal(), "unknown", False),
        (StringIO(), Terminal(), "xterm", False),
        (Terminal(), StringIO(), "xterm", False),
        (None, Terminal(), "xterm", False),
    ],
)
def test_screens_are_shown_on_a_terminal_that_can_draw_them(
    stdin: StringIO | None, stdout: StringIO, term: str, shown: bool
) -> None:
    assert cli.can_show_screens(stdin, stdout, {"TERM": term}) == shown


def test_the_screens_are_run_with_settings_and_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[Config, str]] = []

    def screens(config: Config, lang: str, *_: object) -> int:
        called.append((config, lang))
        return 5

    monkeypatch.setattr(cli, "can_show_screens", lambda *_: True)
    monkeypatch.setattr("safechat_tui.tui.running.run_screens", screens)
    assert (run("--lang", "en").code, called) == (5, [(load(), "en")])


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("opening", "opening"), ("accueil", "opening"), ("1", "understand"), ("comprendre", "understand"),
        ("2", "wants"), ("souhaits", "wants"), ("wants", "wants"), ("3", "strategies"),
        ("stratégies", "strategies"), ("STRATEGIES", "strategies"), ("documenter", "documenting"),
        ("urgence", "urgent"), ("urgent", "urgent"), ("cloture", "closing"), ("clôture", "closing"),
    ],
)  # fmt: skip
def test_a_part_is_found_by_its_name_in_either_language(run: Run, word: str, title: str) -> None:
    assert read_guide("fr").pages[title].head.title in run("guide", word).out.split("\n\n")[0]


def test_lines_are_wrapped_at_the_width_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    assert max(len(line) for line in run("guide").out.splitlines()) <= 44


@pytest.mark.parametrize(
    ("line", "holds"),
    [("guide 1", "Etape 1 sur 3"), ("guide documenting", "+-"), ("handout --goals record", "No 1")],
)
def test_an_output_without_accents_gets_plain_letters_and_drawings(line: str, holds: str) -> None:
    done = shell(*line.split(), env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, holds in done.stdout, "?????" in done.stdout) == (0, True, False)


# Handouts ---------------------------------------------------------------------------------------


def test_a_handout_has_exactly_what_is_advised_for_its_goals(guide: Guide) -> None:
    for count in (1, 2):
        for goals in combinations(guide.goals, count):
            plan = plan_for(guide, goals, ())
            advised = tuple(strategy for strategy in advise(guide, plan) if not strategy.offered_on)
            assert tuple(step.strategy for step in plan_steps(guide, plan)) == advised


def test_a_handout_says_to_keep_evidence_before_blocking(run: Run) -> None:
    guide = read_guide("en")
    text = run("handout", "--goals", "stop", "--lang", "en").out
    assert text.index(guide.strategy("legal.screenshots").title) < text.index(
        guide.strategy("stop.block").title
    )


@pytest.mark.parametrize(
    ("options", "holds"),
    [("--lang en", "Your safety plan"), ("--neutral", "Notes\n====="), ("--region qc", "1-800-363-9010")],
)
def test_a_handout_is_written_as_asked(run: Run, options: str, holds: str) -> None:
    assert holds in run("handout", "--goals", "stop", *options.split()).out


def test_a_handout_in_plain_letters_holds_nothing_else(run: Run) -> None:
    assert run("handout", "--goals", "stop", "--ascii").out.isascii()


def test_a_handout_file_is_its_owners_alone_holds_what_the_output_would_and_keeps_nothing(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "plan.txt"
    run("handout", "--goals", "stop", "-o", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8") == run("handout", "--goals", "stop").out
    assert not load().data_folder.exists()


def test_a_handout_never_overwrites(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("mine")
    code = run("handout", "--goals", "stop", "-o", str(tmp_path / "plan.txt")).code
    assert (code, (tmp_path / "plan.txt").read_text()) == (1, "mine")


def test_a_short_plan_goes_into_a_text_file(run: Run, tmp_path: Path) -> None:
    done = run("handout", "--goals", "stop", "--format", "short", "-o", str(tmp_path / "a.txt"))
    assert (done.code, len((tmp_path / "a.txt").read_text().splitlines()) <= 10) == (0, True)


def test_a_command_tells_how_many_pages_a_pdf_has(run: Run, tmp_path: Path) -> None:
    done = run("handout", "--goals", "stop", "--parts", "plan", "-o", str(tmp_path / "a.PDF"))
    assert done.out.endswith(Translator("fr").plural("plan.pages", 1) + "\n")
    assert (tmp_path / "a.PDF").read_bytes().startswith(b"%PDF-")


def titles_of(text: str) -> set[str]:
    """Return the lines of a text that are underlined."""
    lines = text.splitlines()
    return {above for above, under in pairwise(lines) if under and set(under) == {"="}}


@pytest.mark.parametrize("words", ["evidence", "plan,Preuves", "preuves"])
def test_the_parts_of_a_paper_are_named_by_code_or_by_name(run: Run, words: str) -> None:
    out = run("--lang", "fr", "handout", "--steps", "stop.block", "--parts", words).out
    page = read_guide("fr").pages["handout"]
    assert (page.value("documenting") in titles_of(out), page.value("log") in titles_of(out)) == (True, False)


@pytest.mark.parametrize(
    ("asked", "told"), [(("evidense",), "evidence"), (("apps", "--neutral"), "neutre")], ids="".join
)
def test_a_part_that_cannot_be_is_told_with_what_can(run: Run, asked: tuple[str, ...], told: str) -> None:
    done = run("handout", "--goals", "stop", "--parts", *asked)
    assert (done.code, told in done.err) == (2, True)


@pytest.mark.parametrize(("options", "name"), [((), "plan"), (("--neutral",), "notes")])
def test_in_a_folder_the_name_says_what_it_is_unless_it_is_neutral(
    run: Run, tmp_path: Path, options: tuple[str, ...], name: str
) -> None:
    run("handout", "--goals", "stop", "-o", str(tmp_path), *options)
    assert [path.name for path in tmp_path.glob("*.txt")] == [f"{name}-{clock.today()}.txt"]


def test_a_pdf_goes_into_a_pipe_when_told() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "safechat_tui", "handout", "--goals", "stop", "--format", "pdf", "-o", "-"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"%PDF-")


def test_a_pdf_is_not_thrown_at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert run("handout", "--goals", "stop", "--format", "pdf", "-o", "-").code == 2


# Kept plans -------------------------------------------------------------------------------------


def test_an_empty_list_says_that_nothing_is_kept_and_makes_no_folder(run: Run) -> None:
    assert run("kept", "list") == Ran(0, "Aucun plan n’est conservé.\n", "")
    assert not load().data_folder.exists()


def test_a_kept_plan_is_listed_by_its_code_on_one_line(run: Run, kept: KeptPlan) -> None:
    lines = run("kept", "list").out.splitlines()
    assert (len(lines), lines[0].startswith(f"{kept.code}\xa0: modifié le ")) == (1, True)


@pytest.mark.parametrize("command", [("show",), ("export", "-o", "-")], ids=lambda words: words[0])
def test_a_kept_plan_comes_with_the_helplines_and_the_title_that_were_chosen(
    run: Run, kept: KeptPlan, settings: Settings, command: tuple[str, ...]
) -> None:
    settings('region = "on"\n')
    verb, *more = command
    before = run("kept", verb, kept.code, *more).out
    store = plans()
    saved = store.save(kept, kept.plan.with_paper(region="qc", neutral=False))
    after = run("kept", verb, kept.code, *more).out
    store.save(saved, kept.plan.with_paper(region="qc", neutral=True))
    neutral = run("kept", verb, kept.code, *more).out
    handout = read_guide("fr").pages["handout"]
    assert ["363-9010" in text for text in (before, after, neutral)] == [False, True, False]
    assert neutral.startswith(handout.value("neutral_title"))


def test_a_region_asked_for_comes_before_the_one_that_is_kept(run: Run, kept: KeptPlan) -> None:
    plans().save(kept, kept.plan.with_paper(region="qc", neutral=False))
    assert "363-9010" not in run("kept", "export", kept.code, "--region", "on", "-o", "-").out


@pytest.mark.parametrize(("options", "lang"), [((), "fr"), (("--lang", "en"), "en")])
def test_a_kept_plan_is_shown_as_it_would_print_in_its_own_language_or_the_one_asked_for(
    run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], lang: str
) -> None:
    monkeypatch.setenv("SAFECHAT_LANG", "en")
    shown, guide = run("kept", "show", kept.code, *options).out, read_guide(lang)
    assert shown.startswith(guide.pages["handout"].value("title")[:20])
    assert guide.strategy("stop.block").title in shown


def test_a_code_that_is_almost_right_is_answered_with_the_nearest(run: Run, kept: KeptPlan) -> None:
    ran = run("kept", "show", kept.code[:-1])
    assert (ran.code, kept.code in ran.err) == (1, True)


def test_without_any_code_like_it_no_nearest_is_named(run: Run, kept: KeptPlan) -> None:
    err = run("kept", "show", "zzz", "--lang", "en").err
    assert ("earest" in err, "—" in err, "safechat kept list" in err) == (False, False, True)


def test_a_kept_plan_is_exported_to_the_folder_of_the_settings(
    run: Run, kept: KeptPlan, tmp_path: Path, settings: Settings
) -> None:
    settings(f'exports = "{tmp_path}"\n')
    run("kept", "export", kept.code)
    assert [path.suffix for path in tmp_path.iterdir()] == [".txt"]


def test_a_kept_plan_is_exported_as_pdf(run: Run, kept: KeptPlan, tmp_path: Path) -> None:
    run("kept", "export", kept.code, "--format", "pdf", "-o", str(tmp_path / "x.pdf"))
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_an_export_does_not_name_the_code(run: Run, kept: KeptPlan) -> None:
    assert kept.code not in run("kept", "export", kept.code, "-o", "-").out


def test_a_plan_is_deleted_without_a_question_when_told_however_its_code_is_typed(
    run: Run, kept: KeptPlan
) -> None:
    typed = kept.code.upper().split("-")
    assert (run("kept", "delete", *typed, "--yes").code, plans().list()) == (0, ())


def test_no_question_is_asked_about_a_plan_that_is_not_there(
    run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("oui\n"))
    ran = run("kept", "delete", "no-such-code")
    assert (ran.code, ran.out) == (1, "")


def test_a_damaged_plan_is_listed_as_such_and_can_be_deleted(run: Run, kept: KeptPlan) -> None:
    (load().plans_folder / f"{kept.code}.json").write_bytes(b"{")
    assert "endommagé" in run("kept", "list").out
    assert (run("kept", "delete", kept.code, "--yes").code, plans().list()) == (0, ())


def test_a_plan_is_not_deleted_when_the_question_cannot_be_asked(run: Run, kept: KeptPlan) -> None:
    assert (run("kept", "delete", kept.code).code, len(plans().list())) == (2, 1)


@pytest.mark.parametrize(
    ("answer", "left"), [("oui\n", 0), ("O\n", 0), ("non\n", 1), ("", 1), ("\n", 1), ("y\n", 1)]
)
def test_a_plan_is_deleted_only_after_a_yes(
    run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    run("kept", "delete", kept.code)
    assert len(plans().list()) == left


def test_a_purge_says_how_many_plans_it_deleted(
    run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = kept.expires + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert run("kept", "purge").out.startswith("1 plan ")


@pytest.mark.parametrize(("lang", "said"), [("fr", "Rien n’est expiré"), ("en", "Nothing has")])
def test_a_purge_that_finds_nothing_over_says_so(run: Run, kept: KeptPlan, lang: str, said: str) -> None:
    assert run("kept", "purge", "--lang", lang).out.startswith(said)


# The checker ------------------------------------------------------------------------------------


def test_the_shipped_guide_has_no_problem(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "own_folder", lambda _: None)
    ran = run("content", "check")
    assert (ran.code, "Aucun problème dans le guide." in ran.out.splitlines(), ran.err) == (0, True, "")


def test_a_folder_without_texts_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("content", "check", str(tmp_path))
    assert (ran.code, f"\n{tmp_path}: il n’y a aucun fichier" in ran.out) == (1, True)


@pytest.mark.slow
def test_it_says_which_folder_it_judged_and_how_to_put_it_in_use(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("content", "new", str(folder))
    first = run("content", "check", str(folder), "--lang", "en").out.splitlines()[0]
    assert first.startswith(f"Judged: {folder}, laid over the shipped guide. It is not in use: ")
    assert first.endswith(f'content_dir = "{folder}"')


@pytest.mark.slow
def test_it_says_that_the_folder_of_the_settings_is_in_use_and_counts_it(
    run: Run, tmp_path: Path, settings: Settings
) -> None:
    run("content", "new", str(tmp_path / "ours"))
    settings(f'content_dir = "{tmp_path}/ours"\nlang = "en"\n')
    lines = run("content", "check", "--lang", "en").out.splitlines()
    assert lines[0] == f"Judged: {tmp_path}/ours, laid over the shipped guide. It is in use."
    assert any(line.startswith("In use: files, 4 of 5; helplines, 0") for line in lines)


def test_a_relative_folder_in_the_settings_is_told_as_that(run: Run, settings: Settings) -> None:
    settings('content_dir = "texts"\n')
    ran = run("content", "check", "--lang", "en")
    assert (ran.code, ran.out.startswith("The content_dir of the settings is not used: texts;")) == (1, True)


@pytest.mark.slow
def test_the_shipped_words_are_shown_beside_ones_own(run: Run, tmp_path: Path) -> None:
    run("content", "new", str(tmp_path / "ours"))
    said, plain = (run("content", "check", str(tmp_path / "ours"), *more).out for more in (["--diff"], []))
    line = "> Y a-t-il un endroit où vous seriez en sécurité ce soir?"
    assert (said.count(line), plain.count(line)) == (2, 0)


# When things go wrong ---------------------------------------------------------------------------


def test_wrong_settings_are_told_in_one_line_and_stop_nobody(run: Run, settings: Settings) -> None:
    settings("keep_day = 3\n")
    ran = run("guide")
    assert (ran.code, "keep_days" in ran.err, len(ran.err.splitlines())) == (0, True, 1)
    assert run("--help").code == 0


def broken(*_: object, **__: object) -> Guide:
    secret = "a secret of hers"  # noqa: S105
    raise RuntimeError(f"{secret} in /home/anna")


def test_a_plan_whose_time_is_over_is_gone(run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = clock.now()
    for day in range(0, 33, 2):
        monkeypatch.setattr(clock, "now", lambda day=day: begun + timedelta(days=day))
        run("kept", "list")
    assert run("kept", "show", kept.code).code == 1


def test_bytes_that_are_no_text_do_not_end_in_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "safechat_tui", b"guide", b"\xff\xfe"], capture_output=True, check=False
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_something_unforeseen_tells_one_line_without_values_or_paths(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safechat_tui.commands.naming.read_guide", broken)
    ran = run("guide", "urgent")
    assert ran.code == 70
    assert re.fullmatch(r"[^\n/]*RuntimeError commands\.naming:\d+\n", ran.err)


def test_broken_content_is_told_line_by_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "safechat_tui.commands.naming.read_guide", lambda lang, **_: read_guide(lang, root=tmp_path)
    )
    ran = run("guide", "urgent")
    assert (ran.code, "labels.md" in ran.err, "Traceback" in ran.err) == (1, True, False)


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "safechat_tui", "guide"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"")


@pytest.mark.parametrize("line", ["guide", "--help", "--version"])
@pytest.mark.parametrize("output", ["&-", "/dev/full"])
def test_a_closed_output_and_a_full_disk_are_told(line: str, output: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"SAFECHAT_LANG=en '{sys.executable}' -m safechat_tui {line} >{output}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.startswith("safechat: The output")) == (1, True)
    assert len(done.stderr.splitlines()) == 2


# Several guides, and texts of one's own ---------------------------------------------------------


@pytest.mark.parametrize("line", [("guide", "--guide", "calls", "1"), ("--guide", "calls", "guide", "1")])
def test_a_guide_is_shown_by_its_name(run: Run, line: tuple[str, ...]) -> None:
    assert read_guide("fr", guide="calls").question("understand.kinds").text.title in run(*line).out


def test_a_plan_is_made_from_the_goals_of_another_guide(run: Run) -> None:
    ran = run("handout", "--guide", "calls", "--goals", "reachable")
    assert (ran.code, read_guide("fr", guide="calls").strategy("less.silence").title in ran.out) == (0, True)


def test_the_settings_choose_the_guide(run: Run, settings: Settings) -> None:
    settings('guide = "calls"\n')
    assert "historique des appels" in run("guide").out


def test_two_guides_make_one_plan_whatever_their_order(run: Run) -> None:
    line = ("handout", "--goals", "stop", "--steps", "stop.block, change.number", "--guide")
    ran, other = run(*line, "calls, messages"), run(*line, "messages,calls")
    titles = [read_guide("fr", guide=id).strategy(step).title for id, step in (
        ("messages", "legal.screenshots"), ("calls", "keep.history"), ("messages", "stop.block"),
        ("calls", "change.number"),
    )]  # fmt: skip
    assert [title for title in titles if title not in ran.out] == []
    assert ran.out == other.out


def test_the_settings_may_name_two_guides(run: Run, settings: Settings) -> None:
    settings('guide = "messages, calls"\n')
    assert run("handout", "--list").out.count("legal.log") == 1
    assert "keep.history" in run("handout", "--list").out


def test_of_several_guides_the_one_that_is_not_there_is_named(run: Run) -> None:
    assert "« visits »" in run("guide", "--guide", "messages,visits").err.replace("\u00a0", " ")


def test_a_guide_of_the_settings_that_is_gone_does_not_stop_a_call(run: Run, settings: Settings) -> None:
    settings('guide = "gone"\n')
    ran = run("guide")
    assert ran.code == 0
    assert "gone" in ran.err
    assert read_guide("fr").pages["opening"].head.title in ran.out


def test_a_kept_plan_of_a_guide_that_is_gone_says_so(run: Run) -> None:
    plan = Plan(guide="gone").with_words("calme")
    kept = plans().keep(plan, lang="fr", words=read_guide("fr").code_words)
    ran = run("kept", "show", kept.code)
    assert (ran.code, "reste conservé" in ran.err, run("kept", "list").out[:3]) == (1, True, kept.code[:3])


def test_the_example_is_copied_and_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    ran = run("content", "new", str(tmp_path / "ours"))
    assert (ran.code, f'content_dir = "{tmp_path}/ours"' in ran.out) == (0, True)


def test_the_example_is_never_copied_over_anything(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "fr" / "urgent.md"
    page.parent.mkdir()
    page.write_text("mine")
    ran = run("content", "new", str(tmp_path))
    assert (ran.code, page.read_text(), sorted(os.listdir(tmp_path))) == (1, "mine", ["fr"])


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_lacks_nothing_but_what_is_to_be_filled_in(run: Run, tmp_path: Path, lang: str) -> None:
    run("content", "new", str(tmp_path / "ours"), "--lang", lang)
    out = run("content", "check", str(tmp_path / "ours"), "--lang", "en").out
    problems = out.split("\n\n")[1]
    assert problems.count("\n") == 1
    assert re.findall(r"no value for (\w+)", problems) == ["verified_on", "phone"]


def test_the_number_of_the_example_is_never_given_before_it_is_filled_in(
    run: Run, tmp_path: Path, settings: Settings
) -> None:
    run("content", "new", str(tmp_path / "ours"))
    settings(f'content_dir = "{tmp_path}/ours"\n')
    ran = run("guide", "urgent")
    assert "Notre maison {" not in ran.out
    assert "\n    Notre maison (" not in ran.out
    assert "content check" in ran.err


@pytest.mark.slow
def test_a_filled_in_example_is_in_force(run: Run, tmp_path: Path, settings: Settings) -> None:
    run("content", "new", str(tmp_path / "ours"))
    facts = tmp_path / "ours" / "facts" / "helplines.toml"
    text = facts.read_text().replace('phone = ""', 'phone = "1-800-555-0177"', 1)
    facts.write_text(text.replace("# verified_on", "verified_on"))
    settings(f'content_dir = "{tmp_path}/ours"\n')
    assert (run("content", "check").code, "1-800-555-0177" in run("guide", "urgent").out) == (0, True)


@pytest.mark.slow
def test_a_sign_that_no_font_has_is_told_with_its_line_and_left_out_on_paper(
    run: Run, tmp_path: Path, settings: Settings
) -> None:
    run("content", "new", str(tmp_path / "ours"))
    facts, names = (tmp_path / "ours" / name for name in ("facts/helplines.toml", "fr/helplines.md"))
    text = facts.read_text().replace('phone = ""', 'phone = "1-800-555-0177"', 1)
    facts.write_text(text.replace("# verified_on", "verified_on"))
    names.write_text(re.sub(r"(?m)^## \S+", "## \U0001f64f", names.read_text(), count=1))
    settings(f'content_dir = "{tmp_path}/ours"\n')
    line = names.read_text().split("\U0001f64f")[0].count("\n") + 1

    told = run("content", "check")
    made = run("handout", "--goals", "stop", "-o", str(tmp_path / "notes.pdf"))
    said = run("handout", "--goals", "stop", "--ascii")

    assert told.code == 0
    assert f"helplines.md:{line}:" in told.out
    assert "FOLDED HANDS" in told.out
    assert (made.code, said.code, said.out.isascii()) == (0, 0, True)


def look_at(folder: Path) -> str:
    """Make a folder of texts that nobody uses, with other words for the urgent card; return its path."""
    page = folder / "fr" / "urgent.md"
    page.parent.mkdir(parents=True, mode=0o755)
    page.write_text("# Urgence {#urgent}\n\n## Un toit {#urgent.shelter}\n\n> Venez chez nous.\n")
    page.chmod(0o644)
    return str(folder)


@pytest.mark.parametrize("first", [True, False])
def test_texts_that_are_not_in_use_are_looked_at_and_that_is_said(
    run: Run, tmp_path: Path, first: bool
) -> None:
    option, command = ("--content", look_at(tmp_path / "ours")), ("guide", "urgent")
    looked = run(*option, *command) if first else run(*command, *option)
    assert ("Venez chez nous" in looked.out, "Ce n’est qu’un essai" in looked.err) == (True, True)
    assert "Venez chez nous" not in run(*command).out


def test_a_folder_to_look_at_that_is_not_there_is_an_error(run: Run) -> None:
    assert run("--content", "/nowhere", "guide").code == 2
    assert run("--content", "/" + "a" * 300, "guide").code == 2


def test_nothing_is_kept_while_texts_are_only_looked_at(tmp_path: Path) -> None:
    talk = Conversation(load().looking_at(Path(look_at(tmp_path / "ours"))), "fr")
    with pytest.raises(SafeChatError) as raised:
        talk.keep()
    assert raised.value.code == "keeping-look"
    assert talk.name[:7] == "Essai\u00a0:"
    assert "essai" in talk.untold()


def test_a_whole_folder_is_judged_alone(run: Run, tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "code-words.txt").touch()
    assert "aucun guide" in run("content", "check", str(tmp_path)).out


def test_texts_that_are_set_aside_are_told_once_in_a_search(
    run: Run, tmp_path: Path, settings: Settings
) -> None:
    run("content", "new", str(tmp_path / "ours"))
    settings(f'content_dir = "{tmp_path}/ours"\n')
    assert run("search", "bloquer").err.count("content check") == 1


# A plan of named steps, the lists, the urgent card ------------------------------------------------


def test_a_plan_is_made_of_named_steps_with_what_must_come_before_them(run: Run) -> None:
    guide = read_guide("en")
    plan = Plan().with_strategy("stop.block", wanted=True)
    ran = run("handout", "--steps", "stop.block", "--lang", "en")
    titles = [step.strategy.title for step in plan_steps(guide, plan)]
    text = re.sub(r"\s+", " ", ran.out)
    numbered = [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    assert (ran.code, [line for line in numbered if line not in text]) == (0, [])
    assert f"{len(titles) + 1}. " not in text.split("How to keep evidence")[0]
    assert len(titles) > 1


def test_goals_beside_named_steps_are_printed_and_add_no_step(run: Run) -> None:
    guide = read_guide("en")
    text = re.sub(r"\s+", " ", run("handout", "--steps", "legal.log", "--goals", "stop", "--lang", "en").out)
    assert guide.labels["goal.stop"] in text
    assert guide.strategy("stop.block").title not in text


@pytest.mark.parametrize("name", ["messages", "calls"])
def test_what_a_plan_can_be_made_of_is_listed_with_ids_and_names(run: Run, name: str) -> None:
    guide = read_guide("en", guide=name)
    out = run("handout", "--list", "--guide", name, "--lang", "en").out
    assert [s.id for s in guide.strategies if f"  {s.id} " not in out or s.title not in out] == []
    assert [goal for goal in guide.goals if f"  {goal} " not in out] == []
    assert [p.code for p in guide.platforms if f"  {p.code} " not in out or p.name not in out] == []


@pytest.mark.parametrize(("region", "held"), [("nu", False), ("qc", True), ("yt", True)])
def test_the_urgent_card_begins_with_whom_to_call_there(run: Run, region: str, held: bool) -> None:
    ran = run("urgent", "--region", region, "--lang", "en")
    first = "\n".join(ran.out.splitlines()[:8])
    assert (ran.code, "Phone: 9-1-1" in first, "Her safety comes before" in ran.out) == (0, held, True)
    assert region != "nu" or "RCMP" in first


# What a command line need not hold ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "typed", "same"),
    [
        (("handout", "--goals", "-"), "stop,record\n", ("handout", "--goals", "stop,record")),
        (
            ("handout", "--goals", "-", "--steps", "-", "--platforms", "-"),
            "stop\nlegal.log\nsnapchat\n",
            ("handout", "--goals", "stop", "--steps", "legal.log", "--platforms", "snapchat"),
        ),
        (("search", "-"), "mot de passe\n", ("search", "mot de passe")),
    ],
)
def test_what_comes_down_a_pipe_is_as_if_it_were_on_the_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], typed: str, same: tuple[str, ...]
) -> None:
    expected = run(*same)
    monkeypatch.setattr(sys, "stdin", StringIO(typed))
    assert (expected.code, run(*line)) == (0, expected)


def test_the_code_of_a_kept_plan_comes_down_a_pipe(
    run: Run, kept: KeptPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (("show",), ("export",), ("delete", "--yes")):
        monkeypatch.setattr(sys, "stdin", StringIO(f"{kept.code}\n"))
        assert run("kept", command[0], "-", *command[1:]).code == 0
    assert plans().list() == ()


@pytest.mark.parametrize("typed", ["", "\n", "  \n"])
def test_a_pipe_that_brings_nothing_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(typed))
    assert run("handout", "--goals", "-").code == 2


def test_every_value_that_tells_of_somebody_can_be_typed() -> None:
    telling = {"goals", "steps", "platforms", "code", "words"}
    commands = [*program(Translator("en")).fill().leaves()]
    found = [
        (command, action) for command in commands for action in command.actions if action.dest in telling
    ]
    assert found
    assert [(each.prog, action.dest) for each, action in found if action not in each.typed] == []


# The search --------------------------------------------------------------------------------


def test_the_best_place_of_a_search_comes_first(run: Run) -> None:
    out = run("search", "blouqer").out
    assert re.search(r"^1\. Bloquer la personne", out, re.MULTILINE)


def test_several_words_are_one_question(run: Run) -> None:
    assert run("search", "mot", "de", "passe") == run("search", "mot de passe")


@pytest.mark.parametrize(("lang", "words"), [("fr", "ecran"), ("en", "screenshot")])
def test_every_command_that_is_named_shows_a_part_of_the_guide(run: Run, lang: str, words: str) -> None:
    out = run("search", words, "--lang", lang).out
    parts = re.findall(r"safechat guide (\S+)", out)
    assert parts
    assert all(find_part(part) for part in parts)


def test_nothing_found_is_an_exit_code_and_one_sentence_beside_the_output(run: Run) -> None:
    ran = run("search", "xyzzt")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_what_was_typed_is_repeated_clean(run: Run) -> None:
    assert "\x1b" not in run("search", "xy\x1b[31mzzt").err


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = run("search", "message").out
    assert max(map(len, out.splitlines())) <= columns
