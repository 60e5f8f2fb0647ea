from __future__ import annotations

from typing import Any

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.marks import PageError
from devjournal.logpage.meeting_log import Item, MeetingLog, NewAction
from devjournal.logpage.page import parse, parse_action_line, write


def mistakes_of(text: str) -> list[tuple[int, int, str]]:
    """Return where and why a page is refused."""
    with pytest.raises(PageError) as caught:
        parse(text)
    return [(found.line, found.column, found.reason) for found in caught.value.mistakes]


def topics(*items: Item) -> MeetingLog:
    """Return a page of these topics."""
    return MeetingLog(topics=items)


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("", MeetingLog()),
        ("\n\n", MeetingLog()),
        ("# Priya Nair", MeetingLog()),
        ("#\n", MeetingLog()),
        ("<!-- x -->\n\n# Priya\n", MeetingLog()),
        ("## Next\nfocus: F\n## Notes\nN", MeetingLog(notes="N", fields={"next_focus": "F"})),
        ("## Topics\n- [x] Who decides?", topics(Item(text="Who decides?", ticked=True))),
        (
            "## Topics\n- [x] {kr} A\n  One\n\n    - two\n\n- [ ] {vn} B\n",
            topics(
                Item(id="kr", text="A", ticked=True, conclusion="One\n\n  - two"),
                Item(id="vn", text="B"),
            ),
        ),
        (
            "## Topics\n- [x] {kr} A\n    - [x] {vn} B",
            topics(Item(id="kr", text="A", ticked=True), Item(id="vn", text="B", ticked=True)),
        ),
        (
            "## Record\n- Talk Share :  60 \nvalue-me: 4\npersonal:\n   \nreceived: ,",
            MeetingLog(fields={"talk_share": 60, "value_me": 4}),
        ),
        (
            "## Topics\n- {kw} A\n## I promised\n- {kw} A",
            MeetingLog(topics=(Item(id="kw", text="A"),), i_promised=(Item(id="kw", text="A"),)),
        ),
    ],
)
def test_what_a_page_says(text: str, log: MeetingLog) -> None:
    """What is missing changes nothing; sections stand in any order; a topic without an id is new.

    Indented lines below a topic are its conclusion, unless they have a checkbox. An id may
    stand among the topics and among the promises. A key's blanks, hyphens and case count for
    nothing, and neither does one with nothing behind it.
    """
    assert log == parse(text)


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
    """Whoever resolves a day or an id later can still name its line; a flag has none."""
    page = parse(
        "## Topics\n- [x] {kr} A\n\n## They promised\n- [ ] {bx} B\n## They will\n\n- C due:x\n"
        "## Next\nwhen: soon\n## Record\n\nthanks: y\ndecision: 1\ndecision: 2\n"
    )
    assert (2, 5, 8) == (page.topics[0].line, page.promises[0].line, page.theirs[0].line)
    assert {"next_when": 10, "thanked_on": 13, "decisions": 14} == page.lines
    assert parse_action_line("Call").line is None


@pytest.mark.parametrize(
    ("section", "line", "column", "reason"),
    [
        ("Topics", "- [x]", 1, "a topic needs words"),
        ("Topics", "- [?] A", 3, '"[?]" is not a checkbox'),
        ("Topics", "- [ ] {kr A", 7, "the brace holds no id"),
        ("Topics", "- [ ] {} A", 7, "the brace holds no id"),
        ("Topics", "A", 1, '"A" is not understood here'),
        ("Topics", "  A", 3, '"A" is not understood here'),
        ("Topics", "-[x] {kr} A", 1, '"-[x] {kr} A" is not understood here'),
        ("I promised", "- [x] Draft", 1, "a promise from before needs its {id}"),
        ("They promised", "- [x]", 1, "a promise from before needs its {id}"),
        ("I promised", "Draft", 1, '"Draft" is not understood here'),
        ("I will", "- [x] Call", 1, "a new promise has no id and is not done yet"),
        ("They will", "- {kr} Call", 1, "a new promise has no id and is not done yet"),
        ("I will", "  and on", 3, '"and on" is not understood here'),
        ("I will", "- due:fri", 1, "a promise needs words, not only tokens"),
        ("I will", "Call due:", 1, '"due:" has no value'),
        ("I will", "Send due:fri kind:task due:sat", 1, '"due:" is given twice'),
        ("Record", "talk_share: 101", 13, 'talk_share: "101" is not a whole number from 0 to 100'),
        ("Record", " mood: fine", 2, '"mood" is not a key of this section'),
        ("Record", "received: luck, advice", 11, 'received: no such word: "luck"'),
        ("Next", "minutes: 45", 1, '"minutes" is not a key of this section'),
        ("Next", "See you there", 1, '"See you there" is not understood here'),
        ("Notes", "## Agenda", 1, '"## Agenda" is not a section of this page'),
    ],
)
def test_a_line_that_cannot_be_used(section: str, line: str, column: int, reason: str) -> None:
    """What is nearly right is told where it stands, and not taken for something else."""
    assert [(2, column, reason)] == mistakes_of(f"## {section}\n{line}")


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("## Note", ("did you mean `## Notes`?", r"write `\## ` for `## `")),
        ("## I wil", ("did you mean `## I will`?",)),
        ("##Recrod", ("did you mean `## Record`?",)),
        ("## Record\nrecieved: advice", ('did you mean "received:"?',)),
        ("## Record\nreceived: advise", ("did you mean advice?",)),
        ("## Next\nminutes: 45", ("keys: when, focus",)),
        ("We talked.", ("notes stand under `## Notes`",)),
    ],
)
def test_the_nearest_is_named(text: str, hints: tuple[str, ...]) -> None:
    """A slip of the pen is answered with what was meant, or with what would do."""
    with pytest.raises(PageError) as caught:
        parse(text)
    assert 2 == caught.value.exit_code
    assert [] == [hint for hint in hints if hint not in str(caught.value.hint)]


def test_every_mistake_is_told_at_once() -> None:
    """All mistakes of a page come together, in its order, each with its line and column."""
    text = (
        "Hello Priya\n## Topik\nnot read\n## Topics\n- [y] {a} B\nstray\n- [x] {a} C\n- {a} D\n"
        "## Next\nwhen: fri\nSee you there\n## Record\nminutes: 1 hour\n<!-- open\n## Topics\n"
        "## I promised\n- [ ] {kw} A\n## They promised\n- [x] {kw} A\n"
    )
    expected = [
        (1, 1, "text before the first section is not understood"),
        (2, 1, '"## Topik" is not a section of this page'),
        (5, 3, '"[y]" is not a checkbox'),
        (6, 1, '"stray" is not understood here'),
        (8, 1, "{a} appears twice, first on line 7"),
        (11, 1, '"See you there" is not understood here'),
        (13, 10, 'minutes: "1 hour" is not a whole number from 1 to 1440'),
        (14, 1, "a comment is one line, from `<!--` to `-->`"),
        (15, 1, 'the section "## Topics" appears twice'),
        (19, 1, "{kw} appears twice, first on line 17"),
    ]
    assert expected == mistakes_of(text)


def test_a_heading_in_notes() -> None:
    """Deeper and escaped headings, comments and code are notes."""
    notes = "# One\n### Three\n\\### kept\n<!-- kept -->\n    ## code\n- [ ] kept"
    assert notes == parse(f"## Notes\n{notes}\n").notes
    assert "## Notes\n\\## x" == parse("## Notes\n\\## Notes\n\\\\## x\n").notes


def test_a_key_stands_once() -> None:
    """Two answers are a mistake; an empty line beside the answer is none; decisions are many."""
    assert {"minutes": 45} == parse("## Record\nminutes:\nminutes: 45\nminutes:").fields
    assert {"decisions": ("A", "A")} == parse("## Record\ndecision: A\ndecision: A").fields
    twice = "## Record\nminutes: 45\nminutes: 50"
    assert [(3, 1, '"minutes:" is given twice')] == mistakes_of(twice)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Rebuild slide 2", NewAction(title="Rebuild slide 2")),
        (
            "Rebuild it due:next goal:lead-the-readout kind:resource",
            NewAction(title="Rebuild it", due="next", goal="lead-the-readout", kind="resource"),
        ),
        (" Send it \t kind:x  due:22-oct ", NewAction(title="Send it", due="22-oct", kind="x")),
        ("Send Due:Fri", NewAction(title="Send", due="Fri")),
        ("Say what due:next means", NewAction(title="Say what due:next means")),
        ("Read https://example.org", NewAction(title="Read https://example.org")),
        ("Tag it owner:me", NewAction(title="Tag it owner:me")),
        ("Tag it due:fri owner:me", NewAction(title="Tag it due:fri owner:me")),
        # A day of several words, as a day is written elsewhere, in quotes or not.
        ("Send it due:24 dec", NewAction(title="Send it", due="24-dec")),
        (
            "Send it due:next week kind:task",
            NewAction(title="Send it", due="next-week", kind="task"),
        ),
        (
            'Send it goal:x due:"end of month"',
            NewAction(title="Send it", goal="x", due="end-of-month"),
        ),
        # A blank behind the colon is most people's habit.
        ("Send it due: friday", NewAction(title="Send it", due="friday")),
        ("Send it due: 24 dec kind:task", NewAction(title="Send it", due="24-dec", kind="task")),
        ('Send it due: "next friday"', NewAction(title="Send it", due="next-friday")),
        (r"Say \due: friday", NewAction(title="Say due: friday")),
        ("Say what is due: the rest", NewAction(title="Say what is due: the rest")),
        ("Ask what due:24 things mean", NewAction(title="Ask what due:24 things mean")),
        (r"Say \due:24 dec", NewAction(title="Say due:24 dec")),
        (r"\due:next", NewAction(title="due:next")),
        (r"Say \due:next due:fri", NewAction(title="Say due:next", due="fri")),
        (r"Say \\due:next", NewAction(title=r"Say \due:next")),
        ("A goal:b:c", NewAction(title="A", goal="b:c")),
        ("One\nline", NewAction(title="One line")),
    ],
)
def test_tokens_stand_at_the_end(text: str, action: NewAction) -> None:
    """Only known tokens behind the words are tokens; all else is prose."""
    assert action == parse_action_line(text)


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("Send due:fri the notes", ("due:fri",)),
        ("due:fri Send the notes", ("due:fri",)),
        ("Send due: fri the notes", ("due: fri",)),
        ("Send the notes pri:A owner:bea", ("pri:A", "owner:bea")),
        ("Send the notes due:fri who:bea", ("due:fri", "who:bea")),
        ("Send the notes who:bea due:fri", ("who:bea",)),
        ("Read it KIND:book soon", ("KIND:book",)),
        ("Plan the next 1:1", ()),
        ("Meet at 10:30", ()),
        ("Read https://desk.example/a:b", ()),
        ("Write to mailto:bea@desk.example", ()),
        ("Look at localhost:8080", ()),
        ("Read std::move", ()),
        ("Ask when it is due: nobody said", ()),
        ("Ask who:ever is there", ()),
        ("Ask what they mean by \\due:next", ()),
        ("Send the notes due:next", ()),
    ],
)
def test_words_that_look_like_tokens_are_named(text: str, idle: tuple[str, ...]) -> None:
    """A known one that is not at the end, and an unknown one at the end; never an address."""
    assert idle == parse_action_line(text).idle


@pytest.mark.parametrize("text", ["due:next", ""])
def test_a_promise_needs_words(text: str) -> None:
    """Tokens alone, or nothing, are no promise of a flag."""
    with pytest.raises(UsageError, match="a promise needs words"):
        parse_action_line(text)


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
<!-- minutes: how long it was, in minutes, 1 to 1440 -->
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


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({"topics": (Item(id=r"a {b}\c", text="{x} T"),)}, [r"- [ ] {a \{b\}\\c} \{x} T"]),
        (
            {"topics": (Item(text="A", conclusion="<!-- x -->\n- [x] B\n- [link](x)\n\\## y"),)},
            ["- [ ] A", r"  \<!-- x -->", r"  \- [x] B", "  - [link](x)", r"  \\## y"],
        ),
        (
            {"mine": tuple(NewAction(title=one) for one in ("- A", "[x] B", "{c}", "[a](x)", "-"))},
            ["- - A", r"- \[x] B", r"- \{c}", "- [a](x)", "- -"],
        ),
    ],
)
def test_text_that_looks_like_a_line_of_the_page(facts: dict[str, Any], lines: list[str]) -> None:
    """It is written so that it comes back as it was; what only resembles a mark is left."""
    text = write(MeetingLog(**facts), heading=HEADING)
    assert "\n".join(lines) in text
    assert MeetingLog(**facts) == parse(text)


def test_an_empty_page_says_nothing() -> None:
    """A page that is saved untouched changes nothing; lists of no promises are left out."""
    text = write(MeetingLog(), heading=HEADING)
    assert "promised" not in text
    assert MeetingLog() == parse(text)


KNOWN = (Item(id="kw", text="A"),)
TICKED = (Item(id="kw", text="A", ticked=True),)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"topics": KNOWN, "i_promised": KNOWN, "they_promised": KNOWN}, False),
        ({"topics": TICKED}, True),
        ({"i_promised": TICKED}, True),
        ({"they_promised": TICKED}, True),
        ({"topics": (Item(id="kw", text="", conclusion="x"),)}, True),
        ({"topics": (Item(text="New"),)}, True),
        ({"notes": "x"}, True),
        ({"mine": (NewAction(title="x"),)}, True),
        ({"fields": {"minutes": 0}}, True),
    ],
)
def test_what_stood_there_before_says_nothing(facts: dict[str, Any], *, says: bool) -> None:
    """A known topic or promise says something once it is ticked; a conclusion does, too."""
    assert says == MeetingLog(**facts).says_anything
