"""Where a page goes: to a file by its ending, privately, never over another, in any form."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import time
from pathlib import Path

import pytest

from devjournal.cli.app import execute
from devjournal.render import pdf
from tests.render.html_reader import Read
from tests.runner import JOURNALS, Runner

DRAWN = re.compile("[█░▁-▇]")


@pytest.mark.parametrize(
    ("page", "begins"),
    [("prep priya", "# Priya Nair"), ("thank priya", "Dear Priya,\n"), ("progress", "# Progress")],
)
def test_the_page_goes_to_a_file(loop: Runner, tmp_path: Path, page: str, begins: str) -> None:
    """By its ending, private; over another (7) only with `--force`, and then nothing is marked."""
    path = tmp_path / "page.md"
    ran = loop.ok(*page.split(), "--output", str(path))
    assert ("", True) == (ran.out, path.read_text(encoding="utf-8").startswith(begins))
    assert 0o600 == path.stat().st_mode & 0o777
    path.write_text("mine", encoding="utf-8")
    before = loop.files()
    assert 7 == loop(*page.split(), "--output", str(path)).code
    assert ("mine", before) == (path.read_text(encoding="utf-8"), loop.files())
    loop.ok(*page.split(), "--output", str(path), "--force")
    assert path.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("prep priya", "# Priya Nair · mentor"),
        ("thank priya", "Dear Priya,\n"),
        ("prep priya --format terminal", "Priya Nair · mentor"),
        ("prep priya --linear", "Priya Nair, mentor"),
        ("prep priya --color always", "\x1b[1mPriya Nair"),
        ("today", "Wed 14 Oct 2026"),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "file"])
def test_a_page_that_goes_on_is_markdown(
    loop: Runner, tmp_path: Path, kind: str, words: str, begins: str
) -> None:
    """`prep priya | less` and `> page` have Markdown, unless another form is said; no dashboard."""
    path = tmp_path / "page"
    if kind == "pipe":
        read, write = os.pipe()
        with os.fdopen(read, encoding="utf-8") as there, os.fdopen(write, "w") as stdout:
            assert 0 == execute(words.split(), loop.system(stdout=stdout))
            stdout.close()
            assert there.read().startswith(begins)
        return
    with path.open("w", encoding="utf-8") as stdout:
        assert 0 == execute(words.split(), loop.system(stdout=stdout))
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_a_letter_that_finds_no_place_keeps_what_was_drafted_before(
    runner: Runner, tmp_path: Path
) -> None:
    """A file in the way is 7, and the request is not changed; with --json it is one document."""
    draft = (
        *("ask", "draft", "Ines Ferrar", "--as", "mentor", "--skill", "planning", "--level", "2"),
        *("--evidence", "e", "--time-frame", "t", "--meetings", "2", "--focus", "f"),
    )
    file = tmp_path / "ask.md"
    runner.ok(*draft, "--output", str(file))
    assert file.read_text(encoding="utf-8").startswith("Dear Ines,\n")
    ran = runner("ask", "draft", "ines", "--meetings", "5", "--output", str(file))
    assert 7 == ran.code
    assert 2 == runner.file("relationships/ines-mentor.toml")["ask"]["meetings"]


PAGES = (
    *("prep priya", "prep priya --share", "plan priya", "scorecard", "scorecard priya", "network"),
    *("network --explain", "progress", "review", "review --for manager", "thank priya"),
    *("review --for manager --withheld", "remind priya", "thank priya --farewell"),
    "ask draft Ines --as coach --skill x --level 2 --evidence e --time-frame t --meetings 2 "
    "--focus f",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_html_too(loop: Runner, tmp_path: Path, page: str) -> None:
    """By the flag and by the file's ending, to the byte the same; nothing in it is foreign."""
    made = loop.ok(*page.split(), "--format", "html").out
    assert ([], 1) == (Read(made).foreign, made.count("<main>"))
    loop.ok(*page.split(), "--output", str(tmp_path / "page.html"))
    assert made == (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_a_pdf_too(loop: Runner, tmp_path: Path, page: str) -> None:
    """By the file's ending, and into a pipe by the flag: the same bytes."""
    file = tmp_path / "page.pdf"
    loop.ok(*page.split(), "--output", str(file))
    assert b"%PDF" == file.read_bytes()[:4]
    assert file.read_bytes() == piped(loop, *page.split(), "--format", "pdf")


def piped(loop: Runner, *arguments: str) -> bytes:
    """Return what a run writes into a pipe."""
    pipe = io.BytesIO()
    with io.TextIOWrapper(pipe, encoding="ascii") as stdout:
        assert 0 == execute([*arguments], loop.system(stdout=stdout))
        stdout.flush()
        return pipe.getvalue()


def test_a_terminal_is_given_no_pdf(loop: Runner) -> None:
    """Exit 2, with what else to do; nothing of it is printed."""
    loop.on_screen = True
    ran = loop("progress", "--format", "pdf")
    assert (2, "", True) == (ran.code, ran.out, "--output page.pdf" in ran.said)
    loop.ok("progress", "--format", "pdf", "--open")
    assert loop.opened[0].endswith("/pages/progress.pdf")


def test_the_profile_and_the_clock_decide_a_pdf(loop: Runner) -> None:
    """Its paper, whose it is and its moment: the page's day, unless SOURCE_DATE_EPOCH tells one."""
    first = piped(loop, "progress", "--format", "pdf")
    assert first == piped(loop, "progress", "--format", "pdf")
    assert b"(D:20261014000000Z)" in first
    assert b"595.2756 841.8898" in first
    loop.environ["SOURCE_DATE_EPOCH"] = "1000000000"
    loop.ok("set", "me", "settings.paper=us-letter")
    second = piped(loop, "progress", "--format", "pdf")
    assert b"(D:20010909014640Z)" in second
    assert b"612 792" in second
    loop.environ["SOURCE_DATE_EPOCH"] = "soon"
    assert 2 == loop("progress", "--format", "pdf").code


def test_a_letter_that_no_font_has_leaves_no_file(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 1 with its name, its number and the line that it stands in."""
    own = pdf._ATTEMPTS[0]  # noqa: SLF001 - no other fonts
    monkeypatch.setattr(pdf, "_ATTEMPTS", (own, own))
    loop.ok("goal", "add", "Read 佐藤's plan")
    ran = loop("progress", "--output", str(tmp_path / "page.pdf"))
    assert 1 == ran.code
    told = "no font here has 佐 (U+4F50 CJK UNIFIED IDEOGRAPH-4F50), which stands in: Read 佐藤"
    assert told in ran.said
    assert [] == [*tmp_path.glob("*page*")]


def test_one_line_says_what_was_written_and_withheld(loop: Runner, tmp_path: Path) -> None:
    """Beside a page that is printed, only what was withheld."""
    file = tmp_path / "page.html"
    told = loop.ok("prep", "priya", "--share", "--output", str(file)).said
    withheld = loop.ok("prep", "priya", "--share", "--format", "html").said
    assert f"✓ written to {file} · {withheld}" == told
    assert withheld.startswith("Withheld: ")


def test_a_page_is_opened_where_it_was_written(loop: Runner, tmp_path: Path) -> None:
    """The named file; else one of our own, private, for each page one, and in no journal."""
    file = tmp_path / "a b.md"
    loop.ok("prep", "priya", "--output", str(file), "--open")
    assert [file.as_uri()] == loop.opened
    for _ in range(2):
        ran = loop.ok("progress", "--open")
        assert "" == ran.out
    shown = Path(os.environ["XDG_CACHE_HOME"]) / "devjournal" / "pages" / "progress.html"
    assert [shown.as_uri()] * 2 == loop.opened[1:]
    assert 0o600 == shown.stat().st_mode & 0o777
    assert shown.read_text(encoding="utf-8") == loop.ok("progress", "--format", "html").out


def test_what_cannot_be_opened_is_there_all_the_same(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 1, with the path."""
    system = loop.system
    monkeypatch.setattr(loop, "system", lambda **more: system(browse=lambda _: False, **more))
    file = tmp_path / "page.html"
    ran = loop("progress", "--open", "--output", str(file))
    assert (1, True, True) == (ran.code, str(file) in ran.said, file.exists())


@pytest.mark.parametrize(("name", "library"), [("html", "jinja2"), ("pdf", "typst")])
def test_a_missing_extra_says_how_to_install_it(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    """Exit 2 with the line to run; nothing is written, all else works."""
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"devjournal.render.{name}", raising=False)
    ran = loop("progress", "--output", str(tmp_path / f"page.{name}"))
    assert 2 == ran.code
    assert f"--format {name} needs the package {library}" in ran.err
    assert f'python -m pip install "mentee-devjournal[{name}]"' in ran.err
    assert [] == [*tmp_path.glob("page*")]
    loop.ok("progress", "--output", str(tmp_path / "page.md"))


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.pdf"])
def test_a_page_is_written_whole_or_not_at_all(
    loop: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """On a full disk it is 6, nothing is left behind, and what stood there stays."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.replace", full)
    ran = loop("progress", "--output", str(folder / name), "--force")
    assert (6, True) == (ran.code, "No space left on device" in ran.err)
    assert ["mine"] == [one.read_text(encoding="utf-8") for one in folder.iterdir()]


@pytest.mark.parametrize("ending", ["odt", "docx", ""])
def test_an_unknown_ending_needs_a_format(loop: Runner, tmp_path: Path, ending: str) -> None:
    """Exit 2; with `--format` any name will do. A folder that is not there is 6, with the path."""
    path = tmp_path / f"agenda.{ending}"
    assert 2 == loop("prep", "priya", "--output", str(path)).code
    loop.ok("prep", "priya", "--output", str(path), "--format", "json")
    assert path.read_text().startswith("{")
    ran = loop("prep", "priya", "--output", str(tmp_path / "gone" / "agenda.md"))
    assert (6, True) == (ran.code, "agenda.md" in ran.err)


@pytest.mark.parametrize(
    "arguments",
    [
        *("--linear progress", "progress --linear", "today --linear", "list goals --linear"),
        *("prep priya --linear", "plan priya --linear", "review --linear"),
        *("scorecard --linear", "scorecard priya --linear", "network --linear"),
    ],
)
def test_linear_draws_nothing_wherever_it_stands(loop: Runner, arguments: str) -> None:
    """Every page can be heard: no bar, no strip, no line broken to fit."""
    out = loop.ok(*arguments.split()).out
    assert None is DRAWN.search(out)
    assert "68%" in out or not {"prep", "scorecard", "network"}.isdisjoint(arguments.split())


def test_a_page_written_to_a_file_is_linear_too(loop: Runner, tmp_path: Path) -> None:
    """What is asked for is what is written."""
    loop.ok("progress", "--linear", "--output", str(tmp_path / "page.txt"))
    assert None is DRAWN.search((tmp_path / "page.txt").read_text(encoding="utf-8"))


def test_a_page_is_computed_and_never_stored(loop: Runner) -> None:
    """Twice it is the same, nothing is said on stderr, and the journal's files stay as they are."""
    before = loop.files()
    first, second = loop.ok("prep", "priya"), loop.ok("prep", "priya")
    assert ("", before) == (first.err, loop.files())
    assert first == second


def test_a_reader_is_named_by_id_or_as_a_person_is(loop: Runner) -> None:
    """`--share` is the relationship's reader; who has one relationship is that; a stranger is 2."""
    shared = loop.ok("prep", "priya", "--share").out
    assert shared == loop.ok("prep", "priya", "--for", "priya-mentor").out
    assert shared == loop.ok("prep", "priya", "--for", "Priya Nair").out
    assert 2 == loop("prep", "priya", "--for", "Nobody").code


def test_json_is_the_same_by_either_flag(loop: Runner) -> None:
    """`--json` and `--format json`; and the minutes of an agenda add up."""
    agenda = loop.ok("prep", "priya", "--json").json
    assert agenda == loop.ok("prep", "priya", "--format", "json").json
    assert agenda["minutes"] == sum(slot["minutes"] for slot in agenda["slots"])


def test_a_page_is_of_the_months_or_the_period_that_is_asked_for(loop: Runner) -> None:
    """They name the page; `--period` and `--since` at once are 2, each alone does."""
    assert "Aug 2026 to Oct 2026" in loop.ok("progress", "--months", "3").out
    assert 2 == loop("review", "--period", "2026", "--since", "2026-01-01").code
    since = loop.ok("review", "--since", "2026-01-01", "--until", "2026-10-14").out
    assert "1 Jan 2026 to 14 Oct 2026" in since
    assert "1 Jan 2026 to 31 Dec 2026" in loop.ok("review").out


@pytest.mark.parametrize("text", ["Send it due:fri", "Send it due: friday"])
def test_a_day_in_the_text_of_a_promise_is_its_day(loop: Runner, text: str) -> None:
    """It is read as on the log page, and never kept as words beside another day."""
    loop.ok("action", text, "--for", "priya")
    made = loop.newest("actions")
    assert ("Send it", "2026-10-16") == (made["title"], str(made["due"]))


@pytest.mark.parametrize(("starts", "months"), [("02-30", 12), ("04-01", 5)])
def test_a_review_cycle_that_there_is_not_leaves_six_months(
    loop: Runner, starts: str, months: int
) -> None:
    """The page comes all the same, with what `check` warns of; a cycle that is asked for is 2."""
    file = loop.root / "journal.toml"
    kept = [one for one in file.read_text().split("\n") if not one.startswith("review_")]
    file.write_text(f'review_starts = "{starts}"\nreview_months = {months}\n' + "\n".join(kept))
    told = loop.ok("review")
    assert "14 Apr 2026 to 14 Oct 2026" in told.out
    assert "warning: journal.toml:" in told.err
    assert "the last 6 months are used instead" in told.err
    assert 2 == loop("review", "--period", "cycle").code


def test_a_fresh_journal_says_the_next_step(runner: Runner) -> None:
    """One command to begin with."""
    assert 'devjournal goal add "..."' in runner.ok("progress").out


def test_p006_p086_lists_show_how_far_it_is(loop: Runner) -> None:
    """Of skills now, target and gap; of goals a bar, the health, and now of target."""
    loop.on_screen = True
    assert re.search(r"2 → 3 +4 +1", loop.ok("list", "skills").out)
    assert re.search("━━━━━━━─── 68%.*on track.*17 of 25, from 0", loop.ok("list", "goals").out)


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_is_too_wide(loop: Runner, columns: str) -> None:
    """At every width, names with wide letters too."""
    loop.environ["COLUMNS"] = columns
    loop.on_screen = True
    loop.ok("note", "美咲 Tanaka showed the number " * 8)
    loop.ok("win", "A very long title about the number " * 4)
    for line in loop.ok("search", "number").out.splitlines():
        assert len(line) + sum(ord(letter) > 0x2E80 for letter in line) <= int(columns)


@pytest.mark.parametrize(
    ("patience", "term", "is_shown"),
    [(-1, "xterm", True), (60, "xterm", False), (-1, "dumb", False)],
)
def test_a_long_read_shows_how_far_it_has_come(
    loop: Runner, monkeypatch: pytest.MonkeyPatch, patience: int, term: str, *, is_shown: bool
) -> None:
    """After half a second a bar stands on the terminal's stderr, and the page is as ever."""
    monkeypatch.setattr("devjournal.cli.run._PATIENCE", patience)
    expected = loop.ok("today").out
    monkeypatch.setenv("XDG_CACHE_HOME", str(loop.root.parent / "empty"))
    loop.environ["TERM"] = term
    ran = loop.ok("today", answers="")
    assert expected == ran.out
    assert is_shown == ("Reading the journal" in ran.err)


@pytest.mark.parametrize(("patience", "is_shown"), [(-1, True), (60, False)])
def test_a_page_that_takes_long_shows_that_it_is_drawn(
    loop: Runner, monkeypatch: pytest.MonkeyPatch, patience: int, *, is_shown: bool
) -> None:
    """On the terminal's stderr, until it is done; what goes to stdout is as ever."""
    monkeypatch.setattr("devjournal.cli.run._PATIENCE", patience)

    def slowly(_: object) -> str:
        time.sleep(0.2)
        return "page"

    monkeypatch.setattr("devjournal.render.html.render_html", slowly)
    loop.environ["TERM"] = "xterm"
    ran = loop.ok("progress", "--format", "html", answers="")
    assert ("page", is_shown) == (ran.out, "Drawing the page" in ran.err)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_what_is_no_file_stays_what_it_is(loop: Runner, tmp_path: Path) -> None:
    """A pipe or a device is refused (2), with --force too: a page would take its place."""
    pipe = tmp_path / "page.md"
    os.mkfifo(pipe)
    (tmp_path / "link.md").symlink_to(pipe)
    for name in ("page.md", "link.md"):
        ran = loop("prep", "priya", "--output", str(tmp_path / name), "--force")
        assert (2, True) == (ran.code, "is no file" in ran.err)
    assert pipe.is_fifo()


@pytest.mark.parametrize("reader", ["manager", "exec", "tomas-sponsor", "lukasz-mentee"])
def test_a_readers_json_holds_what_the_page_in_full_shows(tmp_path: Path, reader: str) -> None:
    """No id of any record, no homework and nothing of what is withheld; with --cite each ref."""
    maya = Runner(tmp_path, journal=JOURNALS["maya"])
    told = maya.ok("review", "--for", reader, "--period", "cycle", "--json")
    ids = {one.stem for one in maya.root.glob("*/*.toml")} - {"booking"}
    assert not [one for one in ids if f'"{one}"' in told.out or f"/{one}" in told.out]
    assert told.json.keys().isdisjoint({"withheld", "withheld_from"})
    assert (["wins"], []) == ([*told.json["tally"]], told.json["gaps"])
    cited = maya.ok("review", "--for", reader, "--period", "cycle", "--json", "--cite")
    assert ('"ref":' in cited.out) == (reader != "nobody")
    assert 5 == len(maya.ok("review", "--period", "cycle", "--json").json["tally"])
