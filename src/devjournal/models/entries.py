"""Entries: dated things that happened. One class for each kind, by the entry's `kind`."""

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar, Literal

from devjournal.models.base import MoveInput, Record, Stateful, Table, field, required


class Entry(Record):
    """Something that happened on a day; `kind` says what."""

    # Practice: objective P009, about P109.

    TITLE: ClassVar[str] = "text"
    FIRST: ClassVar[tuple[str, ...]] = ("on", "kind")
    """Fields that stand at the top of the file."""

    on: dt.date = required("The day it happened.", "all", past=True)
    text: str = required("What happened, in a sentence.", "all", min_length=1)
    goal: str | None = field("The goal it belongs to.", "all", link="goal")
    skill: str | None = field("The skill it shows.", "all", link="skill")
    relationship: str | None = field("The relationship it belongs to.", "all", link="relationship")
    meeting: str | None = field("The meeting it came from.", "all", link="meeting")
    objective: str | None = field(
        "The objective of the business it serves.", "all", link="objective"
    )
    opportunity: str | None = field("The opportunity it came from.", "all", link="opportunity")
    about: str | None = field("The entry it reflects on.", "all", link="entry")


class Number(Table):
    """A number that moved."""

    metric: str = required("What was measured.", "all", min_length=1)
    before: Decimal | None = field("Where it stood.", "all")
    after: Decimal | None = field("Where it stands now.", "all")
    unit: str | None = field("Its unit.", "all")
    lower_is_better: bool | None = field(
        "Whether lower is better; if unset, the change is shown without a verdict.", "all"
    )

    @property
    def change(self) -> float | None:
        """The change as a part of where it stood; None if that can't be told."""
        if self.before is None or self.after is None or self.before == 0:
            return None
        return float((self.after - self.before) / abs(self.before))

    @property
    def is_better(self) -> bool | None:
        """Whether it got better; None without a verdict, or without a change."""
        if self.lower_is_better is None or not self.change:
            return None
        return (self.change < 0) == self.lower_is_better


class Win(Entry):
    """What you achieved, in business words and numbers."""

    # Practice: so_what P010, business_line P011, served P023, scale P016, credit P103, numbers
    # P011.

    kind: Literal["win"] = required("Always win.", "all")
    so_what: str | None = field("What it means for the business.", "all")
    business_line: str | None = field("The win as a leader of the business would say it.", "all")
    served: Literal["team", "customer", "stakeholder"] | None = field("Whom it served.", "all")
    scale: Literal["team", "org", "company"] | None = field("How far it reached.", "all")
    credit: tuple[str, ...] = field(
        "Who helped: a person, or a name.", "all", link="person or name"
    )
    evidence: str | None = field("What shows it.", "all")
    note: str | None = field("A note; for you alone.")
    numbers: tuple[Number, ...] = field("The numbers that moved.")


class Feedback(Entry):
    """What somebody told you about your work, in their own words."""

    # Practice: given_by P099, verbatim P109, intent P109.

    kind: Literal["feedback"] = required("Always feedback.", "all")
    given_by: str | None = field(
        "Who said it: a person, a name, or me.", "all", link="person or name", flag="--from"
    )
    situation: str | None = field("Where and when it was.", "all")
    behaviour: str | None = field("What you did.", "all")
    impact: str | None = field("What it caused.", "all")
    verbatim: str | None = field("The exact words, even if they sting.", "all")
    intent: Literal["reinforce", "redirect"] | None = field(
        "Whether to keep it up (reinforce) or to change (redirect).", "all"
    )


class Lesson(Entry):
    """What you learned."""

    kind: Literal["lesson"] = required("Always lesson.", "all")


class Setback(Stateful, Entry):
    """What went wrong, taken through processing, debrief, rebuilding and a retry."""

    # Practice: state P018 P019 P020, processing_until P018, feedback P019, gap_skills P019,
    # new_approach P019.

    kind: Literal["setback"] = required("Always setback.", "all")
    state: Literal["processing", "debriefed", "rebuilding", "retrying", "closed"] = field(
        "Which stage it is in.", "all"
    )
    processing_until: dt.date | None = field(
        "The day until which you get no reminders of it.", "all", flag="--until", least="on"
    )
    feedback: str | None = field("What you were told about it.", "all")
    gap_skills: tuple[str, ...] = field(
        "A skill that was missing, or its name.", "all", link="skill or name", flag="--gap"
    )
    new_approach: str | None = field("What you will do differently.", "all", flag="--approach")

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Add the skills that were missing to those named before."""
        if "gap_skills" in given.changes:
            skills = dict.fromkeys((*self.gap_skills, *given.changes["gap_skills"]))
            return {**given.changes, "gap_skills": tuple(skills)}
        return given.changes


class Vouched(Entry):
    """Who opened a door for you, and how."""

    # Practice: by P094, act P003 P040 P048, via P046, risk_taken P040.

    kind: Literal["vouched"] = required("Always vouched.", "all")
    by: str | None = field("Who did it: a person, a name, or me.", "all", link="person or name")
    act: (
        Literal[
            "visibility", "introduction", "opportunity", "recommendation", "placement", "promotion"
        ]
        | None
    ) = field("What they did.", "all")
    via: Literal["network", "status"] | None = field("What they spent: network or status.", "all")
    risk_taken: str | None = field("What they risked.", "all", flag="--risk")


class Gave(Entry):
    """What you gave somebody else."""

    kind: Literal["gave"] = required("Always gave.", "all")
    who: str | None = field(
        "Whom you gave it to: a person, or a name.", "all", link="person or name", flag="--to"
    )
    what: str | None = field("What it was: time, a review, an introduction.", "all")


class Resource(Entry):
    """Something to learn from."""

    kind: Literal["resource"] = required("Always resource.", "all")
    title: str | None = field("Its title.", "all")
    author: str | None = field("Who made it.", "all")
    source: str | None = field("Where it appeared.", "all")
    link: str | None = field("A link to it.", "all")
    read_on: dt.date | None = field("The day you read it.", "all", past=True)


class Assessment(Entry):
    """A dated look at where you stand."""

    kind: Literal["assessment"] = required("Always assessment.", "all")
    accomplishments: tuple[str, ...] = field("What you have done.", "all")
    impact: tuple[str, ...] = field("What it changed.", "all")
    improve: tuple[str, ...] = field("What you need to improve.", "all")


class Reflection(Entry):
    """A look back at an entry, or at yourself."""

    kind: Literal["reflection"] = required("Always reflection.", "all")


class Note(Entry):
    """A note to yourself."""

    kind: Literal["note"] = required("Always note.", "all")
