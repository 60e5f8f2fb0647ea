from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
COMMANDS = ("win", "feedback", "lesson", "vouched", "gave", "resource", "note")
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def runner(runner: Runner) -> Runner:
    """Return a journal with a mentor, an objective, a goal, a skill and a meeting."""
    mentor = ("--as", "mentor", "--purpose", "financial acumen")
    runner.ok("meet", "Priya Nair", *mentor, "--next", "15-oct 15:00")
    runner.ok("objective", "add", "Cut cost")
    runner.ok("goal", "add", "Lead the readout")
    runner.ok("skill", "add", "financial acumen")
    return runner


@each_command
def test_an_entry_is_kept_with_its_day_and_its_text(command: str, runner: Runner) -> None:
    """Text alone is enough: it happened today, and the file holds nothing that was not said."""
    ran = runner.ok(command, "Said it in one number")
    facts = {"kind": command, "on": TODAY, "created": TODAY, "text": "Said it in one number"}
    assert facts == runner.file("entries/bcdf-said-it-in-one-number.toml")
    assert f"✓ {command} bcdf · Said it in one number · Wed 14 Oct 2026\n" == ran.err
    assert "" == ran.out


@each_command
def test_every_entry_takes_the_day_and_the_links(command: str, runner: Runner) -> None:
    """One set of flags: the day looks back, and ids are found by their beginnings."""
    links = ("--goal", "lead", "--skill", "fin", "--relationship", "priya", "--objective", "cut")
    more = ("--meeting", "priya-mentor-001", "--tag", "a", "--tag", "b", "--visibility", "exec")
    ran = runner.ok(command, "x", "--on", "fri", *links, *more)
    assert {
        "on": dt.date(2026, 10, 9),
        "goal": "lead-the-readout",
        "skill": "financial-acumen",
        "relationship": "priya-mentor",
        "objective": "cut-cost",
        "meeting": "priya-mentor-001",
        "tags": ["a", "b"],
        "visibility": ["exec"],
    }.items() <= runner.newest("entries").items()
    assert "Fri 9 Oct 2026 · objective Cut cost · goal Lead the readout" in ran.said


def test_an_entry_reflects_on_another(runner: Runner) -> None:
    """`--about` names the entry that a later one looks back on."""
    runner.ok("feedback", "Too many slides")
    runner.ok("note", "They were right", "--about", "bc")
    assert "bcdf-too-many-slides" == runner.newest("entries")["about"]


def test_p011_a_win_is_told_in_business_words_and_numbers(runner: Runner) -> None:
    """Everything a leader asks for has its flag, numbers keep their before, after and unit."""
    numbers = ("cost per contact: 6.10 -> 5.55 USD (lower is better)", "seats: 12")
    ran = runner.ok(
        *("win", "Presented the case", "--so-what", "they agreed", "--business-line", "Saved"),
        *("--served", "team", "--scale", "org", "--evidence", "minutes", "--note", "phew"),
        *("--number", numbers[0], "--number", numbers[1]),
        *("--credit", "priya", "--credit", "Zed", "--credit", "me"),
    )
    facts = runner.newest("entries")
    assert {
        "so_what": "they agreed",
        "business_line": "Saved",
        "served": "team",
        "scale": "org",
        "evidence": "minutes",
        "note": "phew",
        "credit": ["priya-nair", "Zed", "me"],
    }.items() <= facts.items()
    assert [
        {
            "metric": "cost per contact",
            "before": 6.1,
            "after": 5.55,
            "unit": "USD",
            "lower_is_better": True,
        },
        {"metric": "seats", "after": 12},
    ] == facts["numbers"]
    assert "cost per contact: 6.10 → 5.55 USD (-9%) · seats: 12" in ran.said
    assert "credit Priya Nair, Zed, me" in ran.said


def test_p109_feedback_keeps_who_said_it_and_the_exact_words(runner: Runner) -> None:
    """The words that sting are kept as they were said, beside what I did and what it caused."""
    runner.ok(
        *("feedback", "Too many slides", "--from", "priya", "--verbatim", "I stopped at four"),
        *("--situation", "the review", "--behaviour", "22 slides", "--impact", "lost them"),
        *("--intent", "redirect"),
    )
    assert {
        "given_by": "priya-nair",
        "verbatim": "I stopped at four",
        "situation": "the review",
        "behaviour": "22 slides",
        "impact": "lost them",
        "intent": "redirect",
    }.items() <= runner.newest("entries").items()


def test_p001_p003_who_vouched_for_me_belongs_to_our_relationship(runner: Runner) -> None:
    """With one open relationship the link is filled in; with a stranger there is none."""
    runner.ok(
        *("vouched", "Sent my page on", "--by", "priya", "--act", "introduction"),
        *("--via", "network", "--risk", "her name"),
    )
    assert {
        "by": "priya-nair",
        "relationship": "priya-mentor",
        "act": "introduction",
        "via": "network",
        "risk_taken": "her name",
    }.items() <= runner.newest("entries").items()
    runner.ok("vouched", "Said my name", "--by", "Somebody New")
    assert {"by": "Somebody New"}.items() <= runner.newest("entries").items()
    assert "relationship" not in runner.newest("entries")


def test_p110_what_i_gave_names_whom_and_what(runner: Runner) -> None:
    """A gift has its person and what it was; it is bound to nobody unless I say so."""
    runner.ok("gave", "Reran the model", "--to", "priya", "--what", "an afternoon")
    assert {"who": "priya-nair", "what": "an afternoon"}.items() <= (
        runner.newest("entries").items()
    )
    assert "relationship" not in runner.newest("entries")


def test_p045_a_resource_has_its_title_author_source_link_and_day(runner: Runner) -> None:
    """What is worth reading can be found again."""
    runner.ok(
        *("resource", "Budgets, simply", "--title", "The plain ledger", "--author", "I. Marsh"),
        *("--source", "library", "--link", "https://books.example/1", "--read-on", "-2d"),
    )
    assert {
        "title": "The plain ledger",
        "author": "I. Marsh",
        "source": "library",
        "link": "https://books.example/1",
        "read_on": dt.date(2026, 10, 12),
    }.items() <= runner.newest("entries").items()


def test_json_is_one_document_on_stdout(runner: Runner) -> None:
    """With --json the echo is data: what was done, and each record that changed."""
    ran = runner.ok("note", "x", "--json")
    assert ("operation", 1) == (ran.json["kind"], ran.json["schema_version"])
    assert [{"kind": "entry", "id": "bcdf-x", "change": "new"}] == ran.json["changes"]
    assert "" == ran.err


@each_command
@pytest.mark.parametrize(
    ("code", "flags"),
    [
        (2, ("--on", "tomorrow")),
        (2, ("--on", "12/01")),
        (2, ("--visibility", "nobody")),
        (2, ("--visibility", ",")),
        (2, ("--no-such-flag",)),
        (3, ("--goal", "learn")),
        (3, ("--relationship", "zed")),
        (3, ("--about", "zz")),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(
    command: str, code: int, flags: tuple[str, ...], runner: Runner
) -> None:
    """A bad day, reader or flag is 2, a link to nothing is 3, and no file changes."""
    before = runner.files()
    ran = runner(command, "x", *flags)
    assert (code, "") == (ran.code, ran.out)
    assert ran.err
    assert before == runner.files()


@pytest.mark.parametrize(
    ("command", "flags", "hint"),
    [
        ("win", ("--number", "much better"), "backlog: 40 -> 12"),
        ("win", ("--served", "teams"), "team, customer, stakeholder"),
        ("win", ("--scale", "world"), "team, org, company"),
        ("feedback", ("--intent", "praise"), "reinforce, redirect"),
        ("vouched", ("--act", "introductoin"), "did you mean introduction?"),
        ("vouched", ("--via", "money"), "network, status"),
        ("resource", ("--read-on", "tomorrow"), "the day on which it happened"),
    ],
)
def test_a_bad_value_says_what_would_do(
    command: str, flags: tuple[str, ...], hint: str, runner: Runner
) -> None:
    """A value that is none of the choices is 2, with the choices; nothing is written."""
    before = runner.files()
    ran = runner(command, "x", *flags)
    assert 2 == ran.code
    assert hint in ran.err
    assert before == runner.files()


@each_command
@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_entry_says_something(command: str, text: str, runner: Runner) -> None:
    """Blank text is refused."""
    before = runner.files()
    assert 2 == runner(command, text).code
    assert before == runner.files()


@each_command
def test_a_missing_text_is_asked_for_on_a_terminal(command: str, runner: Runner) -> None:
    """On a terminal the one thing that is needed is asked for; without one it is 2."""
    assert 2 == runner(command).code
    ran = runner.ok(command, answers="It went well\n")
    assert "What happened, in a sentence:" in ran.err
    assert "It went well" == runner.newest("entries")["text"]


def test_somebody_of_whom_there_are_two_is_not_guessed(runner: Runner) -> None:
    """A name that fits two people lists both and changes nothing."""
    runner.ok("person", "add", "Priya Singh")
    before = runner.files()
    ran = runner("win", "x", "--credit", "priya")
    assert 3 == ran.code
    assert "people/priya-nair" in ran.err
    assert "people/priya-singh" in ran.err
    assert before == runner.files()


@each_command
@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[/x] [red]", "[/x] [red]"),
        (":smile:", ":smile:"),
        ("\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
    ],
)
def test_hostile_text_is_kept_as_it_is_and_shown_safely(
    command: str, hostile: str, shown: str, runner: Runner
) -> None:
    """The file holds what was said letter for letter; the screen shows it without acting."""
    ran = runner.ok(command, f"a {hostile} b")
    assert f"a {hostile} b" == runner.newest("entries")["text"]
    assert shown in ran.err
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.err)


@each_command
def test_hostile_text_in_an_error_is_shown_safely(command: str, runner: Runner) -> None:
    """An error repeats what was typed without letting it act."""
    ran = runner(command, "x", "--relationship", "\x1b[31m[/x]")
    assert 3 == ran.code
    assert r"\x1b[31m[/x]" in ran.err
    assert "\x1b" not in ran.err
