from __future__ import annotations

import pytest

from devjournal.logpage.marks import Mistake, PageError
from devjournal.logpage.meeting_log import Item, MeetingLog, NewAction
from devjournal.logpage.page import parse, write


def mistakes_of(text: str) -> list[tuple[int, int, str]]:
    """Return where and why a page is refused."""
    with pytest.raises(PageError) as caught:
        parse(text)
    return [(found.line, found.column, found.reason) for found in caught.value.mistakes]


def hint_of(text: str) -> str:
    """Return what would mend the one mistake of a page."""
    with pytest.raises(PageError) as caught:
        parse(text)
    (mistake,) = caught.value.mistakes
    return str(mistake.hint)


@pytest.mark.parametrize("text", ["", "\n\n", "# Priya Nair", "#\n", "<!-- x -->\n\n# Priya\n"])
def test_nothing_said(text: str) -> None:
    """A page with no section says nothing, and a line that is missing changes nothing."""
    assert MeetingLog() == parse(text)


def test_what_editors_and_people_do() -> None:
    """A BOM, CRLF, blanks, any bullet, tabs, `[X]`, cases and closing hashes are understood."""
    text = (
        "\ufeff# Priya\r\n##  topics  ##\r\n*\t[X]  {kr}  Which number?  \r\n\tThe CFO's.\t\r\n"
        "+ [ x ]{vn} Q4\r\n- New one\r\n ##\tI PROMISED\r\n - [] {kw} Draft\r\n"
        "## I will\r\nCall Dana\t\r\n- [ ] Rehearse DUE:fri\r\n"
    )
    expected = MeetingLog(
        topics=(
            Item(id="kr", text="Which number?", ticked=True, conclusion="The CFO's.\t"),
            Item(id="vn", text="Q4", ticked=True),
            Item(text="New one"),
        ),
        i_promised=(Item(id="kw", text="Draft"),),
        mine=(NewAction(title="Call Dana"), NewAction(title="Rehearse", due="fri")),
    )

    assert expected == parse(text)


def test_lines_are_kept() -> None:
    """Whoever resolves a day or an id later can still name its line."""
    page = parse(
        "## Topics\n- [x] {kr} A\n\n## They promised\n- [ ] {bx} B\n## They will\n\n- C due:x\n"
        "## Next\nwhen: soon\n## Record\n\nthanks: y\ndecision: 1\ndecision: 2\n"
    )

    assert (2, 5, 8) == (page.topics[0].line, page.promises[0].line, page.theirs[0].line)
    assert {"next_when": 10, "thanked_on": 13, "decisions": 14} == page.lines


def test_every_mistake_is_told_at_once() -> None:
    """All mistakes of a page come together, in its order, each with its line and column."""
    text = (
        "Hello Priya\n## Topik\nnot read\n## Topics\n- [y] {a} B\nstray\n- [x] {a} C\n- {a} D\n"
        "## Next\nwhen: fri\nSee you there\n## Record\nminutes: 1 hour\n<!-- open\n## Topics\n"
    )
    expected = [
        (1, 1, "text before the first section is not understood"),
        (2, 1, '"## Topik" is not a section of this page'),
        (5, 3, '"[y]" is not a checkbox'),
        (6, 1, '"stray" is not understood here'),
        (8, 1, "{a} appears twice, first on line 7"),
        (11, 1, '"See you there" is not understood here'),
        (13, 10, 'minutes: "1 hour" is not a whole number from 0 to 1440'),
        (14, 1, "a comment is one line, from `<!--` to `-->`"),
        (15, 1, 'the section "## Topics" appears twice'),
    ]

    assert expected == mistakes_of(text)


def test_a_page_is_used_whole_or_not_at_all() -> None:
    """The mistake that the caller sees has the exit code of wrong usage, and a hint."""
    with pytest.raises(PageError, match=r"^line 1: text before") as caught:
        parse("We talked.\n## Notes\nMore.")

    assert 2 == caught.value.exit_code
    assert "notes stand under `## Notes`" == caught.value.hint
    assert (Mistake,) == tuple(map(type, caught.value.mistakes))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("## Note", "`## Notes`"), ("## I wil", "`## I will`"), ("##Recrod", "`## Record`")],
)
def test_a_heading_nearly_right(heading: str, meant: str) -> None:
    """An unknown heading names the nearest one, and how to keep it as text."""
    assert f"did you mean {meant}?" in hint_of(heading)
    assert r"write `\## ` for `## `" in hint_of(heading)


def test_a_heading_in_notes() -> None:
    """Deeper and escaped headings, comments and code are notes; a bare `## ` ends them."""
    notes = "# One\n### Three\n\\### kept\n<!-- kept -->\n    ## code\n- [ ] kept"

    assert notes == parse(f"## Notes\n{notes}\n").notes
    assert "## Notes\n\\## x" == parse("## Notes\n\\## Notes\n\\\\## x\n").notes
    assert [(2, 1, '"## Agenda" is not a section of this page')] == mistakes_of(
        "## Notes\n## Agenda"
    )


def test_sections_in_any_order() -> None:
    """A section may be missing, and none has to stand before another."""
    assert MeetingLog(notes="N", fields={"next_focus": "F"}) == parse(
        "## Next\nfocus: F\n## Notes\nN"
    )


def test_the_same_promise_on_both_sides() -> None:
    """An id may stand once among the promises, whoever made them; topics are apart."""
    sides = "## I promised\n- [ ] {kw} A\n## They promised\n- [x] {kw} A\n"

    assert [(4, 1, "{kw} appears twice, first on line 2")] == mistakes_of(sides)
    assert "kw" == parse("## Topics\n- {kw} A\n## I promised\n- {kw} A").promises[0].id


HEADING = ("Priya Nair", "mentor", "meeting 2 of 3", "Thu 15 Oct 2026 15:00")

PAGE = MeetingLog(
    topics=(
        Item(
            id="krtz-how-do-you-choose",
            text="How do you choose the number that leads?",
            ticked=True,
            conclusion="Lead with what the CFO tracks.\n\n## Notes\n- [x] is a checklist",
        ),
        Item(id="vnbd-q4-forecast", text="Q4 forecast"),
        Item(text="{braces} and a new topic"),
    ),
    i_promised=(Item(id="kwtz-draft", text="Cost-to-serve draft", ticked=True),),
    they_promised=(Item(id="bxdf-intro-to-dana", text="Intro to Dana"),),
    notes="Lead with one number.\n\n## I will\n\\## not\n<!-- kept -->",
    mine=(NewAction(title="Rebuild slide 2", due="next", goal="lead-the-readout"),),
    theirs=(NewAction(title="Say what is due:next", due="22-oct", kind="resource"),),
    fields={
        "next_when": "19-nov 15:00",
        "next_focus": "Rehearse five minutes",
        "received": ("advice", "question"),
        "decisions": ("Drop slide 7", "Ask: who decides?"),
        "talk_share": 60,
        "kind": "one_to_one",
        "thanked_on": "today",
    },
)

TEXT = r"""# Priya Nair · mentor · meeting 2 of 3 · Thu 15 Oct 2026 15:00

## Topics
<!-- [x] was discussed; its conclusion goes below it, indented; no {id}: a new topic -->
- [x] {krtz-how-do-you-choose} How do you choose the number that leads?
  Lead with what the CFO tracks.

  \## Notes
  \- [x] is a checklist
- [ ] {vnbd-q4-forecast} Q4 forecast
- [ ] \{braces} and a new topic

## I promised
<!-- [x] is done -->
- [x] {kwtz-draft} Cost-to-serve draft

## They promised
<!-- [x] is done -->
- [ ] {bxdf-intro-to-dana} Intro to Dana

## Notes
Lead with one number.

\## I will
\\## not
<!-- kept -->

## I will
<!-- one line each; may end in due:next, goal:ID, kind:resource -->
- Rebuild slide 2 due:next goal:lead-the-readout

## They will
<!-- one line each; may end in due:next, kind:resource, kind:introduction -->
- Say what is \due:next due:22-oct kind:resource

## Next
<!-- when: a day and a time, as in 19-nov 15:00 -->
when: 19-nov 15:00
focus: Rehearse five minutes

## Record
<!-- kind: one of session, one_to_one, debrief -->
<!-- minutes: how long it was, in minutes, 0 to 1440 -->
<!-- developmental_minutes: how many of the minutes were about your growth, 0 to 1440 -->
<!-- received: any of listened, experience, advice, question, resource, introduction -->
<!-- self_check: any of prepared, honest, present, consistent -->
<!-- talk_share: their part of the talking, in percent, 0 to 100 -->
<!-- value_me: what it was worth to you, 1 to 5 -->
<!-- value_them: what it seemed worth to them, 1 to 5 -->
<!-- thanks: a day, as in today, fri, 15-oct -->
kind: one_to_one
minutes:
developmental_minutes:
channel:
decision: Drop slide 7
decision: Ask: who decides?
received: advice, question
self_check:
talk_share: 60
value_me:
value_them:
thanks: today
personal:
"""


def test_the_page_as_a_person_sees_it() -> None:
    """A page is plain Markdown, and it reads back as what it was made from."""
    assert TEXT == write(PAGE, heading=HEADING)
    assert PAGE == parse(TEXT)


def test_an_empty_page_says_nothing() -> None:
    """A page that is saved untouched changes nothing; lists of no promises are left out."""
    text = write(MeetingLog(), heading=HEADING)

    assert "promised" not in text
    assert MeetingLog() == parse(text)
