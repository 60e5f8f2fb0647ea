"""Ids as printed work as typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devjournal.render import document as doc
from devjournal.render import terminal
from tests.cli.test_next_steps import pages
from tests.runner import JOURNALS, Runner

READING = (
    *("today", "prep", "plan", "thank", "remind", "review", "progress", "skill", "check"),
    *("list", "show", "search", "history"),
)
MARKDOWN = ("prep", "plan", "thank", "review", "progress")


def in_json(data: Any) -> Iterator[str]:
    """Yield the ids of every `ref`, of a record or beside what belongs to one."""
    if isinstance(data, dict):
        ref = data.get("ref")
        yield from (ref,) if isinstance(ref, str) else ()
        yield from (ref["id"],) if isinstance(ref, dict) else ()
    for value in (
        data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    ):
        yield from in_json(value)


def in_document(found: Any) -> Iterator[str]:
    """Yield ids as they stand in a document: the letters to type, and with the rest of them."""
    if isinstance(found, tuple) and found and all(isinstance(one, doc.Span) for one in found):
        for place, span in enumerate(found):
            if span.style == "id":
                rest = found[place + 1 : place + 2]
                yield span.text
                if rest and rest[0].style == "id_rest":
                    yield (span.text + rest[0].text).rstrip("]")  # of a win that is cited
    elif isinstance(found, tuple):
        for one in found:
            yield from in_document(one)


@pytest.mark.parametrize("journal", ["maya", "signe"])
def test_ids_as_printed_work_as_typed(
    journal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, in Markdown and in JSON, of every list and page: `show` finds each."""
    documents = []
    draw = terminal.show

    def show(console: Any, document: doc.Document, **more: Any) -> None:
        documents.append(document)
        draw(console, document, **more)

    monkeypatch.setattr(terminal, "show", show)
    runner, printed = Runner(tmp_path, journal=JOURNALS[journal]), dict[str, tuple[str, ...]]()
    for page in pages(JOURNALS[journal]):
        if page[0] not in READING:
            continue
        documents.clear()
        told = [*in_json(ran.json)] if (ran := runner(*page, "--json")).out.startswith("{") else []
        runner(*page)
        told += in_document(tuple(documents))
        if page[0] in MARKDOWN:
            told += re.findall(
                r"`(?:\[\w+ )?([a-z][^`\s\]]*)\]?`", runner(*page, "--format", "markdown").out
            )
        for id_ in told:
            printed.setdefault(id_, page)
    monkeypatch.undo()
    unknown = {id_: page for id_, page in printed.items() if runner("show", id_).code}
    assert len(printed) > 150
    assert not unknown


NFC = "gr\u00f6\u00dfe"
NFD = unicodedata.normalize("NFD", NFC)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Read-More", "read-more"), ("READ-more", "read-more"), (NFC, "grosse"), (NFD, "grosse")],
)
def test_a_rename_may_change_only_case_or_form(loop: Runner, old: str, new: str) -> None:
    """The links follow, and undo brings it back, where a file system tells the names apart."""
    skill = loop.root / "skills" / f"{old}.toml"
    skill.parent.mkdir(exist_ok=True)
    skill.write_text('name = "Reading"\n', encoding="utf-8")
    (loop.root / "goals" / "read.toml").write_text(
        f'title = "Read"\nskill = "{old}"\n', encoding="utf-8"
    )
    before = loop.files()
    loop.ok("rename", old, new)
    assert not skill.exists()
    assert ("Reading", new) == (
        loop.file(f"skills/{new}.toml")["name"],
        loop.file("goals/read.toml")["skill"],
    )
    loop.ok("undo")
    assert before == loop.files()
    loop.ok("redo")
    loop.ok("show", new)


def test_another_file_of_nearly_the_same_name_still_stands_in_the_way(loop: Runner) -> None:
    """On some systems they would be one file."""
    for name, title in (("Read-More", "A"), ("other", "B")):
        path = loop.root / "goals" / f"{name}.toml"
        path.write_text(f'title = "{title}"\n', encoding="utf-8")
    before = loop.files()
    assert loop("rename", "other", "read-more").code in (5, 7)
    assert before == loop.files()
