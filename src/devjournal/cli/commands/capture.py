"""Capture: one dated entry for each thing that happened, with the flags of its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from devjournal.changes.records import add_entry
from devjournal.cli.flags import Fields, Given, argument
from devjournal.cli.run import Run
from devjournal.cli.values import words

Happened = Annotated[str, argument("What happened, in a sentence.")]


def record_entry(run: Run, kind: str, text: str, given: Given, *, who_field: str = "") -> None:
    """Write an entry; without a day it happened today. `who_field` is as for `add_entry`."""
    facts = {"on": run.today, **given.read(run), "text": words("TEXT", text)}
    run.make(f"added {kind}", add_entry, kind, who_field=who_field, **facts)


def capture(
    kind: str, help_: str, example: str, *, but: str = "text", who_field: str = "", verb: str = ""
) -> Callable[..., None]:
    """Return the command that records an entry of a kind; it is called so, or by its `verb`."""

    def command(run: Run, text: Happened, given: Given) -> None:
        record_entry(run, kind, text, given, who_field=who_field)

    command.__annotations__["given"] = Annotated[Given, Fields(kind, but=but)]
    command.__doc__ = f"{help_}\n\nExample: devjournal {verb or kind} {example}"
    return command


win = capture(
    "win",
    "Record an achievement: in business words, in numbers, for an objective.",
    '"Presented the cost-to-serve case" --number "cost per contact: 6.10 -> 5.55 USD '
    '(lower is better)" --credit priya',
)
feedback = capture(
    "feedback",
    """Record what somebody told you about your work; nobody else sees it unless you share it.

    With --from me and --relationship, it is what you told somebody you help.""",
    '"Too many slides" --from priya --verbatim "I stopped reading at four" --intent redirect',
)
lesson = capture(
    "lesson",
    "Record what you learned; nobody else sees it unless you share it.",
    '"Say the number before the story" --skill financial-acumen',
)
vouched = capture(
    "vouched",
    """Record who put in a word for you, and how.

    It belongs to your relationship with them if exactly one is open. With --by me and
    --relationship, it is your own word for somebody you help.""",
    '"Sent my one-pager to the board" --by tomas --act visibility --via status',
    who_field="by",
)
gave = capture(
    "gave",
    "Record what you gave somebody: your time, a review, an introduction.",
    '"Reran the churn model with June\'s figures" --to priya --what "an afternoon" '
    "--relationship priya",
)
resource = capture(
    "resource",
    "Record something to read, watch or listen to; TEXT says what it is good for.",
    '"How a budget becomes an actual" --title "The plain ledger" --author "I. Marsh"',
)
reflect = capture(
    "reflection",
    """Record what you think of something by now; nobody else sees it unless you share it.

    With --about it stands beneath that entry wherever you see it.""",
    '"She waited at the lift to say it to me" --about psbw',
    verb="reflect",
)
note = capture(
    "note",
    "Record a note to yourself; nobody else sees it unless you share it.",
    '"The board meets on the second Tuesday" --tag board',
)
