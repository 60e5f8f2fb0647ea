"""`docs/man/devjournal.1`, the manual page that the wheel brings, from the table of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devjournal import __version__
from devjournal.cli.table import PANELS
from tools.reference.commands import common_rows, entries
from tools.reference.markdown import top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.reference.commands import Entry


def man_page() -> str:
    """Return the manual page in the macros of man(7), which man-db, groff and mandoc all read."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Made by `make reference` from src/devjournal/cli: change those.'
    yield f'.TH DEVJOURNAL 1 "" "devjournal {__version__}" "User Commands"'
    yield from (".SH NAME", r"devjournal, dj \- a development journal in the terminal")
    yield from (".SH SYNOPSIS", r"\fBdevjournal\fR [\fICOMMAND\fR] [\fIOPTION\fR]...")
    told = dict(part.split("\n\n", 1) for part in f"\n{top('man')}".split("\n# ")[1:])
    yield from (".SH DESCRIPTION", *_prose(told.pop("DESCRIPTION")))
    yield from (".SH OPTIONS", "Every command has these, before or after its name.")
    yield from _terms(common_rows())
    for panel, rows in PANELS.items():
        yield f".SH {_plain(panel.upper())}"
        for row in rows:
            for entry in entries(row.name):
                yield from _command(entry)
    for heading, text in told.items():
        yield f".SH {heading}"
        yield from _terms([tuple(line.split(": ", 1)) for line in text.strip().splitlines()])


def _command(entry: Entry) -> Iterator[str]:
    yield from (f".SS {_plain(entry.path)}", rf"\fB{_plain(entry.usage)}\fR")
    for paragraph in entry.paragraphs:
        yield from _prose(paragraph)
    yield from _terms(entry.options)
    if entry.example:
        yield from (".PP", "Example:", ".PP", ".RS", ".nf")
        yield from map(_plain, entry.example.splitlines())
        yield from (".fi", ".RE")


def _terms(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for name, what in rows:
        yield from (".TP", rf"\fB{_plain(name)}\fR", _plain(what))


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        yield from (".PP", re.sub(r"`([^`]+)`", r"\\fB\1\\fR", _plain(paragraph)))


def _plain(text: str) -> str:
    """Escape what roff reads: its backslash, its requests, and hyphens that are to be pasted."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    return rf"\&{escaped}" if escaped.startswith(".") else escaped
