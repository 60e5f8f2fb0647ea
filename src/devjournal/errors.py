"""Everything that can go wrong on purpose, drawn as one tree.

DevjournalError            1  something failed, or was declined
├── UsageError             2  a flag, an argument or a value is wrong or missing
├── NotFound               3  no record, person or journal of that name
│   └── Ambiguous          3  several fit; the candidates are listed
├── BadFile                4  a journal file can't be read as what it should be
├── Conflict               5  changed meanwhile, or busy
├── DiskError              6  the disk said no
├── Refused                7  understood, and not done: a rule or a state forbids it
└── Interrupted          130  Ctrl-C

A message says what is wrong; a hint says what would mend it. Text from users stands in
both as it is: it is made safe for a screen where it is printed, in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TOLD = 20
"""How many faults of one file or page are told; of the rest, how many there are."""


class DevjournalError(Exception):
    """Base of all errors that a user may meet; `exit_code` is the process's answer."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep what is wrong (`message`) and, if known, what would mend it (`hint`)."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DevjournalError):
    """A flag, an argument or a value is wrong or missing."""

    exit_code = 2


def missing_extra(what: str, library: str, extra: str) -> UsageError:
    """Return the error for what needs a library that one of our extras brings: how to get it."""
    return UsageError(
        f"{what} needs the package {library}",
        hint=f'python -m pip install "mentee-devjournal[{extra}]"',
    )


class NotFound(DevjournalError):
    """Nothing bears that name; the hint lists near ones."""

    exit_code = 3


class Ambiguous(NotFound):
    """Several records fit; `candidates` lists their full ids, and nothing was changed."""

    def __init__(
        self, message: str, *, candidates: tuple[str, ...], hint: str | None = None
    ) -> None:
        """Keep the candidates beside the message, for `--json`."""
        super().__init__(message, hint=hint)
        self.candidates = candidates


class BadFile(DevjournalError):
    """A journal file can't be read; the message begins with `path:line:col`."""

    exit_code = 4


class Conflict(DevjournalError):
    """The file changed since it was read, or another process holds the journal."""

    exit_code = 5


class DiskError(DevjournalError):
    """The disk is full, read-only or forbidden."""

    exit_code = 6


class Refused(DevjournalError):
    """Understood and not done: a state, a rule of practice or a safeguard forbids it.

    `record` is the one whose state forbids it: the hint then says what that allows.
    """

    exit_code = 7

    def __init__(self, message: str, *, hint: str | None = None, record: object = None) -> None:
        """Keep the record beside the message, for the commands that move it."""
        super().__init__(message, hint=hint)
        self.record = record


class Interrupted(DevjournalError):
    """The user pressed Ctrl-C."""

    exit_code = 130


def in_one(faults: Iterable[tuple[str, str | None]]) -> tuple[str, str | None]:
    """Return several messages with their hints as one of each.

    Of several, each hint stands beneath its message, or beneath the last that shares it.
    """
    told = list(faults)
    if len(told) == 1:
        return told[0]
    lines = []
    for (message, hint), (_, next_hint) in zip(told, [*told[1:], ("", None)], strict=True):
        beneath = hint.split("\n") if hint and hint != next_hint else ()
        lines += [message, *(f"  {one}" for one in beneath)]
    return "\n".join(lines), None
