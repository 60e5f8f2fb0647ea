"""Every command that is printed as a next step runs as printed, on the journal that printed it."""

from __future__ import annotations

import itertools
import random
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import DevjournalError
from devjournal.models.base import by_name, contradictions
from devjournal.models.profile import Profile
from devjournal.models.registry import KINDS
from devjournal.practice.rules import broken
from devjournal.store.plan import encode_new
from tests.privacy.random_journals import random_journal
from tests.runner import JOURNALS, PROFILE, Ran, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

SEEDS = (1, 2, 3)

FILLED = {
    "...": "As it was told",
    "...?": "What would you do?",
    "NAME": "Nora Bright",
    "LEVEL 1-5": "3",
    "NUMBER": "90",
    "DAY": "2026-11-20",
    "DAY TIME": "2026-11-20 10:00",
    "PAST DAY": "2026-10-14",
    "mon or tue or wed or thu or fri or sat or sun": "mon",
    "completed, faded or ended": "completed",
    "swam, mixed or sank": "swam",
    "yes, no or later": "yes",
}
"""What a person would write for each word that is theirs to fill in."""

LISTED = (
    *("people", "relationships", "skills", "objectives", "goals", "topics", "meetings", "actions"),
    *("opportunities", "entries", "wins", "feedback", "lessons", "setbacks", "vouched", "gave"),
    *("resources", "assessments", "reflections", "notes"),
)
IDS = ("people", "relationships", "skills", "goals", "objectives", "opportunities", "entries")
NOT_RUN = ("edit", "schema", "demo", "init")
"""An editor is needed for the first, no journal for the others."""


def pages(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield commands that show something, or are refused, on a journal."""
    yield from (
        ("today", "--why"),
        ("today",),
        ("review",),
        ("progress",),
        ("network",),
        ("scorecard",),
        ("skill", "gaps"),
        ("check",),
        ("help",),
    )
    yield from (("list", kind) for kind in LISTED)
    yield from (("list", kind, "--all") for kind in LISTED)
    for file in sorted((root / "relationships").glob("*.toml")):
        yield from (("plan", file.stem), ("prep", file.stem), ("thank", file.stem))
        yield from (("thank", file.stem, "--farewell"), ("thank", file.stem, "--hello"))
        yield ("scorecard", file.stem)
        yield ("prep", file.stem, "--for", file.stem, "--withheld")
    yield ("review", "--for", "manager", "--withheld")
    for folder in IDS:
        for file in sorted((root / folder).glob("*.toml")):
            yield ("show", file.stem)
    # What is refused says what would do.
    for file in sorted((root / "relationships").glob("*.toml")):
        id_ = file.stem
        yield from (("topic", id_, "Said"), ("meet", id_, "--next", "20-nov 15:00"))
        yield from (("relationship", verb, id_) for verb in ("start", "pause", "resume"))
        yield ("relationship", "close", id_, "--as", "completed")
        yield from (("ask", "sent", id_), ("ask", "answer", id_, "no"), ("cancel", id_))
        yield from (("agree", id_, "--how", "said"), ("missed", id_))
        yield ("set", id_, "state=active")
        yield from (("log", id_, "--note", "said"), ("delete", id_))
        yield ("set", id_, "closed_as=ended")
        yield ("relationship", "grew", id_, "Said", "3")
        yield ("relationship", "measure", id_, "Said", "--target", "3")
    for folder, verbs in {
        "goals": ("goal achieve", "goal pause", "goal resume", "drop", "reopen", "delete"),
        "opportunities": (
            *("opportunity propose", "opportunity accept", "opportunity decline", "reopen"),
            *("drop", "delete"),
        ),
        "actions": ("done", "drop", "reopen", "delete"),
        "topics": ("done", "drop", "reopen"),
        "objectives": ("drop", "reopen", "delete"),
        "entries": ("setback debrief", "setback close", "setback retry", "reopen"),
        "people": ("delete", "person add", "prep", "log", "topic", "plan"),
        "skills": ("skill add", "delete"),
        "meetings": ("delete", "cancel", "reopen"),
    }.items():
        for file, verb in itertools.product(sorted((root / folder).glob("*.toml")), verbs):
            yield (*verb.split(), file.stem)
        for file in sorted((root / folder).glob("*.toml")):
            yield ("set", file.stem, "state=open")


def commands_in(said: str) -> Iterator[str]:
    """Yield the commands that a page or an error says, each at the end of a line."""
    for line in said.splitlines():
        if found := re.search(r"(?:^|\s|`)devjournal ([a-z][^`]*)", line):
            yield re.split(" {2,}", f"devjournal {found[1]}")[0].strip()


def filled(command: str, root: Path) -> list[str]:
    """Return the words of a command, as a shell hands them over, with what is left to say."""
    program, *words = shlex.split(command)
    assert "devjournal" == program
    told = []
    objectives = sorted((root / "objectives").glob("*.toml"))
    known = {**FILLED, "ID": objectives[0].stem if objectives else "ID"}
    for word in words:
        name, equals, value = word.rpartition("=")
        told.append(f"{name}{equals}{known.get(value, value)}")
    return told


def failures(folder: Path, journal: Path, *, most: int | None = None) -> list[str]:
    """Return each next step of a journal, or of so many pages, that does not run, and why."""
    shown: dict[str, tuple[str, ...]] = {}
    work = folder / "pages"
    runner = Runner(work, journal=journal)
    shown_by = list(pages(journal))
    if most is not None:
        shown_by = [*shown_by[:7], *random.Random(most).sample(shown_by[7:], most)]  # noqa: S311 - no secret
    for page in shown_by:
        shutil.rmtree(runner.root)
        shutil.copytree(journal, runner.root)
        ran = runner(*page)
        for command in commands_in(ran.out + ran.err):
            shown.setdefault(command, page)
    found = []
    for command, page in shown.items():
        words = filled(command, journal)
        if words[0] in NOT_RUN:
            continue
        shutil.rmtree(runner.root)
        shutil.copytree(journal, runner.root)
        ran = run(runner, words)
        if ran.code not in (0, 4):
            found.append(f"{' '.join(page)}\n    {command}\n    {ran.code}: {ran.said}")
    return found


ASKING = ("agree", "ask answer", "ask draft", "relationship check", "setback rebuild")
"""Commands that ask on a terminal for what their hint does not tell."""


def run(runner: Runner, words: list[str]) -> Ran:
    """Run a next step; what asks, or opens an editor, is told what it wants."""
    if words[0] == "log":
        return runner(*words, "--note", "Said")
    if words[0] not in ASKING and " ".join(words[:2]) not in ASKING:
        return runner(*words)
    return runner(*words, answers="3\n" * 15 + "\n" * 20)


def write_journal(seed: int, root: Path) -> Path:
    """Write a random journal as files, but for what no command would write."""
    journal = random_journal(seed)
    for kind, stored in every(journal):
        record = stored.record
        if any(rule.level == "blocks" for rule in broken(journal, kind, record)):
            continue
        if any(contradictions(record)) or getattr(record, "kind", "") in (
            "resource",
            "introduction",
        ):
            continue
        try:
            data = encode_new(kind, stored.id, record)
        except DevjournalError:
            continue
        folder = KINDS[kind].folder
        path = root / folder / f"{stored.id}.toml" if folder else root / "journal.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def every(journal: Journal) -> Iterator[tuple[str, Stored[Any]]]:
    """Yield every record of a journal with its kind."""
    for kind in KINDS:
        yield from ((kind, stored) for stored in journal.all(kind).values())


@pytest.mark.parametrize("name", JOURNALS)
def test_some_next_steps_of_an_example_run_as_printed(name: str, tmp_path: Path) -> None:
    """No next step is a usage error, refused, or about what is not there."""
    assert not failures(tmp_path, JOURNALS[name], most=50)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_next_steps_of_a_random_journal_run_as_printed(seed: int, tmp_path: Path) -> None:
    """So it is whatever state the records are in, and wherever their links lead."""
    assert not failures(tmp_path, write_journal(seed, tmp_path / "random"), most=50)


@pytest.mark.parametrize("name", [n for n in by_name(Profile) if n not in ("schema", "name")])
def test_what_would_mend_a_wrong_value_of_the_profile_runs(name: str, runner: Runner) -> None:
    """A value of another type is left out, and the command beside it takes a right one."""
    profile = runner.root / "journal.toml"
    profile.write_text(PROFILE.replace("timezone", "kept") + f"{name} = [[5]]\n")
    for command in commands_in(runner("check").out):
        said = runner(*filled(command, runner.root)).said
        assert not re.search("not set here|no field|no such (option|command)", said), command


@pytest.mark.slow
@pytest.mark.parametrize("name", JOURNALS)
def test_every_next_step_of_an_example_runs_as_printed(name: str, tmp_path: Path) -> None:
    """All pages, and a refusal of each command on each record, lead on."""
    assert not failures(tmp_path, JOURNALS[name])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 10))
def test_every_next_step_of_a_random_journal_runs_as_printed(seed: int, tmp_path: Path) -> None:
    """So it is on random journals."""
    assert not failures(tmp_path, write_journal(seed, tmp_path / "random"))
