"""Values of flags, arguments and fields as somebody writes them, read or refused by name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from devjournal.dates import add_months
from devjournal.dates.grammar import cadence_called, parse_time, weekday_called
from devjournal.dates.periods import parse_period, span
from devjournal.errors import Ambiguous, NotFound, UsageError
from devjournal.journal.names import SURE, find, fold, near_names, person_called, who
from devjournal.models.base import Field, decimals
from devjournal.models.plain import LARGEST, is_countable
from devjournal.practice.settle import plan_command
from devjournal.shell import TO_FILL, command

if TYPE_CHECKING:
    from devjournal.cli.run import Run
    from devjournal.dates import Period
    from devjournal.journal.stored import Stored
    from devjournal.models.entries import Number
    from devjournal.models.growth import Milestone
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Relationship, Seen


def one_of(flag: str, value: str | None, choices: Sequence[str]) -> Any:
    """Return `value` if it is one of `choices` or unset; raises UsageError naming the flag."""
    if value is None or value in choices:
        return value
    message = f"{flag} {value}: there is no such choice{did_you_mean(value, choices)}"
    raise UsageError(message, hint=f"one of {', '.join(choices)}")


def did_you_mean(text: str, known: Sequence[str]) -> str:
    """Return the end of a message that names what is near to `text`, if anything is."""
    near = get_close_matches(text, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def in_range(flag: str, value: int, low: int | None, high: int | None) -> int:
    """Return `value` if it is from `low` to `high`; raises UsageError naming the flag."""
    if (low is not None and value < low) or (high is not None and value > high):
        raise UsageError(f"{flag} {value}: is not from {low} to {high}")
    return value


def words(label: str, text: str) -> str:
    """Return what must say something, without blanks around it; else raises UsageError."""
    if not text.strip():
        raise UsageError(f"{label} is empty", hint="say it in a few words")
    refuse_unfilled(label, text)
    return text.strip()


def refuse_unfilled(label: str, text: str) -> None:
    """Raise UsageError for a word of a printed command that was left as it was printed."""
    if text.strip() in TO_FILL:
        mark = "" if label.endswith(":") else ":"
        hint = "say it in place of that"
        raise UsageError(f"{label}{mark} {text.strip()} stands for what only you know", hint=hint)


def relationship_of(run: Run, text: str, *, closed: bool = False) -> Stored[Relationship]:
    """Return the relationship that a WHO means; says on stderr if it had to choose."""
    found = who(run.journal, words("WHO", text), run.now, closed=closed)
    if found.said:
        run.tell(found.said)
    return found.relationship


def record_of(run: Run, kind: str, text: str) -> Stored[Any]:
    """Return the record of a kind that `text` names; a setback is one, and a WHO will do."""
    if kind == "relationship":
        return relationship_of(run, text, closed=True)
    if kind == "setback":
        return find(run.journal, text, ("entry",), variant="setback")
    return find(run.journal, text, (kind,), by_part=True)


def record_called(run: Run, text: str) -> Stored[Any]:
    """Return the one record of any kind that `text` names; `me` and `journal` are the profile."""
    if text in ("me", "journal") and run.journal.profile:
        return run.journal.profile
    return find(run.journal, text, by_part=True)


def planned_with(run: Run, text: str, *, waiting: bool = False) -> Stored[Meeting]:
    """Return the next meeting planned with a WHO, or one `waiting` to be logged; else NotFound."""
    bound = relationship_of(run, text)
    meeting = run.journal.next_meeting(bound.id, None if waiting else run.today)
    if meeting is None:
        name = run.journal.person_in(bound.id)
        hint = f"plan one: {plan_command(run.journal, bound.id, run.today)}"
        raise NotFound(f"no meeting with {name} is planned", hint=hint)
    return meeting


def skill_or_name(run: Run, text: str) -> str:
    """Return a skill's id for its id or name, else the name as it was written."""
    for skill in run.journal.skills:
        if text == skill.id or fold(text) == fold(skill.record.name):
            return skill.id
    try:
        return find(run.journal, text, ("skill",)).id
    except Ambiguous:
        raise
    except (NotFound, UsageError):  # a name such as CI/CD is no id at all
        names = {fold(skill.record.name): skill.record.name for skill in run.journal.skills}
        near = get_close_matches(fold(text), names, n=3, cutoff=SURE)
    if near:
        add = f"or, where it is another: {command('skill', 'add', text)}"
        hint = f"near: {', '.join(names[one] for one in near)}\n{add}"
        raise NotFound(f"there is no skill {text!r}", hint=hint)
    return text


def _linked(run: Run, field: Field, text: str) -> str:
    kind, or_name = field.link or ("", False)
    if kind != "person":
        return skill_or_name(run, text) if or_name else record_of(run, kind, text).id
    if or_name and text == "me":
        return text
    if known := person_called(run.journal, text):
        return known.id
    near = near_names(run.journal, text, cutoff=SURE)
    if or_name and not near:
        return text
    add = command("person", "add", text)
    hint = f"near: {', '.join(near)}\nor, where it is somebody else: {add}" if near else add
    raise NotFound(f"there is no person {text!r}", hint=hint)


def tell_near(run: Run, name: str) -> None:
    """Tell of people whose names are so near to a new one that it may be a slip."""
    if near := near_names(run.journal, name, cutoff=SURE):
        run.tell(f"{name} is new here; near: {', '.join(near)} (a slip is taken back by undo)")


def reader(run: Run, text: str) -> str:
    """Return the reader that `text` names, or begins; raises UsageError for none, Ambiguous."""
    from devjournal.journal.visibility import is_reader

    if is_reader(run.journal, text):
        return text
    try:
        return find(run.journal, text, ("relationship",)).id
    except Ambiguous:
        raise
    except NotFound:
        hint = "there are manager, exec, assistant, and the ids of devjournal list relationships"
        raise UsageError(f"there is no reader {text!r}", hint=hint) from None


def next_day(run: Run, relationship: str | None) -> dt.date | None:
    """Return the day of a relationship's next meeting: the planned one, else the expected one."""
    from devjournal.changes import meetings

    if not relationship or relationship not in run.journal.all(
        "relationship"
    ):  # a link may lead nowhere
        return None
    return meetings.next_day(run.journal, relationship, run.today)


def past_day(run: Run, flag: str, text: str | None) -> dt.date:
    """Return the day that a flag looking back means, today if unset; a future one is refused."""
    day = run.day(text, look="back") if text else run.today
    if day > run.today:
        hint = "it is the day on which it happened"
        raise UsageError(f"{flag} {text}: is in the future", hint=hint)
    return day


LAST_MONTHS = 6
"""How far a page looks back that is told no period."""


def period_told(run: Run, period: str | None, since: str | None, until: str | None) -> Period:
    """Return the period that flags tell: else the review cycle, else the last six months."""
    if period and (since or until):
        hint = "give only one of them"
        raise UsageError("--period and --since/--until contradict each other", hint=hint)
    profile = run.journal.profile
    starts = profile.record.review_starts if profile else None
    months = profile.record.review_months if profile else None
    if since or until:
        last = run.day(until, look="back") if until else run.today
        first = run.day(since, look="back") if since else add_months(last, -LAST_MONTHS)
        return span(first, last)
    if period or (starts is not None and months):
        try:
            return parse_period(period or "cycle", run.today, starts=starts, months=months)
        except UsageError:
            if period:
                raise
            run.warn_of_profile("review_", f"the last {LAST_MONTHS} months are used instead")
    return span(add_months(run.today, -LAST_MONTHS), run.today)


def flags_of(field: Field) -> str:
    """Return the flag of a field, `--outcome` for `outcomes`, or both of a switch."""
    name = field.name.removesuffix("s") if field.many else field.name
    return field.flag.partition(" ")[0] or f"--{name.replace('_', '-')}"


def flag_of(field: Field) -> str:
    """Return the flag of a field, as an error names it."""
    return flags_of(field).partition("/")[0]


def read_value(
    run: Run, field: Field, text: str, *, label: str = "", relationship: str | None = None
) -> Any:
    """Return one value of a field; of a list, one of its items. Blank text is None.

    `label` is what an error calls it: its flag, unless told. `relationship` is whose next
    meeting the day `next` means. Raises UsageError for what is no such value, NotFound for
    a link to nothing.
    """
    label, text = label or flag_of(field), text.strip()
    if not text:
        return None
    refuse_unfilled(label, text.rpartition(": ")[2] if field.table else text)
    own = _OWN_WAY.get(field.name) or _OWN_WAY.get(field.holds.__name__)
    if field.link and not own:
        return _linked(run, field, text)
    try:
        if own:
            return own(run, label, text)
        if field.holds is dt.date and field.past:
            return past_day(run, label, text)
        if field.holds is dt.date:
            return run.day(text, after=next_day(run, relationship))
        value = _plain(field, label, _OTHER_WORDS.get(field.name, str)(text))
        if field.sense:
            field.sense(value)
    except UsageError as error:
        mark = "" if label.endswith(":") or error.message.startswith("'") else ":"
        said = "" if error.message.startswith(label) else f"{label}{mark} "
        raise UsageError(f"{said}{error.message}", hint=error.hint) from None
    return value


_OTHER_WORDS: Mapping[str, Callable[[str], str]] = {
    "cadence": cadence_called,
    "weekday": weekday_called,
    "week_starts": weekday_called,
}
"""Fields whose values have other names as well, by their names."""


def _plain(field: Field, label: str, text: str) -> Any:
    if field.choices:
        return one_of(label, text, field.choices)
    if field.holds is bool:
        meant = {"true": True, "yes": True, "false": False, "no": False}
        return meant[one_of(label, text.lower(), tuple(meant))]
    if field.holds is int:
        if not re.fullmatch("[-+]?[0-9]{1,9}", text):
            raise UsageError(f"{label} {text}: is not a whole number")
        return in_range(label, int(text), field.low, field.high)
    if field.holds is Decimal:
        return parse_value(label, text)
    if field.holds is dt.time:
        return parse_time(text)
    return text


# Fields whose text means more than its type says, and tables that are told in one line


def _visibility(run: Run, _label: str, text: str) -> Any:
    if text in ("private", "shared"):
        return text
    from devjournal.journal.tenures import lasting

    named = (reader(run, part.strip()) for part in text.split(",") if part.strip())
    readers = tuple(lasting(run.journal, one, run.today) for one in named)
    if not readers:
        raise UsageError(f"--visibility {text}: names nobody", hint="say private")
    return tuple(dict.fromkeys(readers))


def _period(run: Run, label: str, text: str) -> str:
    period = parse_period(text, run.today, look="forward").label
    if " " in period:
        raise UsageError(f"{label} {text}: is no year, half or quarter", hint="such as 2026-Q4")
    return period


def _seen(run: Run, label: str, text: str) -> Seen:
    """Return a skill of somebody and where it was seen, as in `forecasting: the all-hands`."""
    from devjournal.models.people import Seen

    skill, _, where = (part.strip() for part in text.partition(":"))
    if not skill:
        raise UsageError(f"{label} {text}: names no skill", hint='such as "forecasting: all-hands"')
    return Seen(skill=skill_or_name(run, skill), where=where or None)


def tell_idle(run: Run, label: str, words: Sequence[str]) -> None:
    """Tell of words that look like tokens, and are text where they stand."""
    if words:
        known = "due:, goal: and kind: count at the end of a promise alone"
        run.tell(f"{label}: {', '.join(words)} is kept as text; {known}")


def read_milestone(run: Run, label: str, text: str, due: str | None = None) -> Milestone:
    """Return the step that a line means, "First draft due:1m"; `due` is told apart from it."""
    from devjournal.logpage.page import parse_action_line
    from devjournal.models.growth import Milestone

    told = parse_action_line(text)
    if told.goal or told.kind:
        raise UsageError(f"{text}: only due: may stand behind a step")
    if told.due and due:
        raise UsageError(f"{text}: has a day, and --due says one", hint="leave one of them")
    tell_idle(run, label, told.idle)
    day = told.due or due
    return Milestone(title=told.title, due=run.day(day) if day else None)


_FORM = (
    'write it as "cost per contact: 6.10 -> 5.55 USD", "backlog: 40 -> 12" or "seats: 12"; '
    "(lower is better) or (higher is better) may follow"
)
_PLAIN = r"[-+]?[0-9]+(?:\.[0-9]+)?"
_UNIT_WORD = r"[^\s0-9.,:;()<>+-][^\s()<>]*"
_NO_EXPONENT = r"(?![eE][-+]?[0-9])"
_UNIT = rf"(?:out\s+)?of\s+[0-9]+|{_UNIT_WORD}(?:\s+{_UNIT_WORD})*"
_SIDE = rf"({_PLAIN}){_NO_EXPONENT}\s*({_UNIT})?"
_VERDICT = r"(?:\s*\((lower|higher) is better\))?"
_MOVED = rf"(?:{_SIDE}\s*(?:->|→)\s*)?{_SIDE}{_VERDICT}"


def parse_value(label: str, text: str) -> Decimal:
    """Return the number that `text` is; raises UsageError naming the flag or field."""
    if not (re.fullmatch(_PLAIN, text.strip()) and is_countable(value := Decimal(text))):
        raise UsageError(f"{label} {text}: is no number", hint="write it as 12 or 5.55")
    if abs(value) >= LARGEST and not decimals(value):
        reason = f"{label} {text}: is a whole number beyond 64 bits, which no file can hold"
        raise UsageError(reason, hint="count in thousands or millions")
    return value


def read_number(_run: Run, label: str, text: str) -> Number:
    """Return what moved from where (None without an arrow) to where; UsageError has the form."""
    from devjournal.models.entries import Number

    metric, colon, rest = text.partition(":")
    found = re.fullmatch(_MOVED, rest.strip())
    if not (metric.strip() and colon and found):
        raise UsageError(f"{label} {text}: is not understood", hint=_FORM)
    before, unit_before, after, unit, verdict = found.groups()
    if unit_before and unit_before != unit:
        raise UsageError(f"{label} {text}: has two units", hint=_FORM)
    return Number(
        metric=metric.strip(),
        before=None if before is None else parse_value(label, before),
        after=parse_value(label, after),
        unit=unit,
        lower_is_better=None if verdict is None else verdict == "lower",
    )


_OWN_WAY: Mapping[str, Callable[[Run, str, str], Any]] = {
    "visibility": _visibility,
    "period": _period,
    "Number": read_number,
    "Seen": _seen,
    "Milestone": read_milestone,
}
"""Fields by their names, and tables by those of their classes."""
