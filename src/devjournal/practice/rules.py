"""The rules of practice, one table: what each asks, and what settles it.

A rule that blocks binds the commands: the move waits. One that warns binds nothing: a
command says it after what it did. A file edited by hand that breaks either is read all
the same, and `check` warns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from devjournal.errors import Refused
from devjournal.frozen import dataclass
from devjournal.practice import breaches
from devjournal.practice.settle import command

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Change
    from devjournal.models.base import Record


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the point of practice it serves, the kind it is about, when it is broken.

    `words` say what is missing, `mend` the flag that settles it; of a rule that warns, what
    `set` is told, of the person where the rule is about a relationship, or nothing.
    """

    point: str
    level: Literal["blocks", "warns"]
    kind: str
    is_broken: Callable[[Journal, Any], bool]
    words: str
    mend: str


RULES: tuple[Rule, ...] = (
    Rule(
        "P030",
        "blocks",
        "relationship",
        breaches.no_purpose,
        "a relationship starts with a purpose, and this one has none",
        'say why you work together: --purpose "financial acumen"',
    ),
    Rule(
        "P044",
        "blocks",
        "relationship",
        breaches.no_project,
        "a partnership needs a project to be equals on, and this one has none",
        'name it: --project "the refund desk pilot"',
    ),
    Rule(
        "P035",
        "blocks",
        "goal",
        breaches.coach_goal_unmeasured,
        "a goal with a coach has a measure and a day",
        'say both: --measure "talks given" --due 1m',
    ),
    Rule(
        "P071",
        "blocks",
        "action",
        breaches.undated_resource,
        "a promised resource or introduction has an exact day",
        "say which: --due fri (on a line of the log: due:fri)",
    ),
    Rule(
        "P006",
        "blocks",
        "goal",
        breaches.goal_without_baseline,
        "a target needs a baseline: where does it stand now?",
        "say it: --baseline 3",
    ),
    Rule(
        "P006",
        "blocks",
        "skill",
        breaches.skill_without_rating,
        "a target needs a baseline: where do you stand now?",
        "say it: --level 2",
    ),
    Rule(
        "P014",
        "warns",
        "opportunity",
        breaches.busywork,
        "it serves no objective: busywork?",
        "objective=ID",
    ),
    Rule(
        "P015",
        "warns",
        "opportunity",
        breaches.nothing_expected,
        "nobody said what it is to bring",
        'expected_result="..."',
    ),
    Rule(
        "P020",
        "warns",
        "opportunity",
        breaches.retried_as_large,
        "it is no smaller than the one that it tries again: a smaller one first?",
        "scale=team",
    ),
    Rule(
        "P029",
        "warns",
        "relationship",
        breaches.no_domains,
        "nobody said what this mentor knows deeply",
        'domains="..."',
    ),
    Rule(
        "P032",
        "warns",
        "relationship",
        breaches.supervises_me,
        "this mentor supervises you too: agree on what stays between you",
        "",
    ),
)


def broken(journal: Journal, kind: str, record: Record) -> Iterator[Rule]:
    """Yield every rule that a record breaks."""
    return (rule for rule in RULES if rule.kind == kind and rule.is_broken(journal, record))


def require(journal: Journal, kind: str, record: Record) -> None:
    """Raise Refused for the first rule that blocks a record as it is to be written."""
    for rule in broken(journal, kind, record):
        if rule.level == "blocks":
            raise Refused(f"{rule.words} ({rule.point})", hint=rule.mend)


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule that warns, and the record that breaks it."""

    rule: Rule
    kind: str
    id: str
    settle: str | None
    """The command that settles it; None where no command can."""


def warned(before: Journal, after: Journal, changes: Iterable[Change]) -> Iterator[Warned]:
    """Yield what is to be said of changes, by the journal as it was and as they leave it.

    A record that broke the rule before and did not move is not told of again.
    """
    for change in changes:
        if change.after is None:
            continue
        for rule in broken(after, change.kind, change.after):
            if rule.level == "warns" and not _was_told(before, rule, change):
                settle = settled_by(rule, change.id, change.after)
                yield Warned(rule, change.kind, change.id, settle)


def _was_told(journal: Journal, rule: Rule, change: Change) -> bool:
    if change.before is None:
        return False
    before: Any = change.before.record
    is_moved = before.state != getattr(change.after, "state", None)
    return not is_moved and rule.is_broken(journal, before)


def settled_by(rule: Rule, id_: str, record: Any) -> str | None:
    """Return the command after which a record keeps a rule that warns; None if there is none."""
    if rule.level == "blocks" or not rule.mend:
        return None
    about = record.person if rule.kind == "relationship" else id_
    return f"{command('set', about)} {rule.mend}"
