from __future__ import annotations

from devjournal.logpage.happened import Happened, NewAction, PromiseLine, Recorded, TopicLine
from devjournal.logpage.parse import parse
from devjournal.logpage.write import write

HEADING = ("Priya Nair", "mentor", "meeting 2 of 3", "Thu 15 Oct 2026 15:00")

PAGE = Happened(
    topics=(
        TopicLine(
            id="krtz-how-do-you-choose",
            text="How do you choose the number that leads?",
            discussed=True,
            conclusion="Lead with what the CFO tracks.\n\n## Notes\n- [x] is a checklist",
        ),
        TopicLine(id="vnbd-q4-forecast", text="Q4 forecast"),
        TopicLine(text="{braces} and a new topic"),
    ),
    i_promised=(PromiseLine(id="kwtz-draft", text="Cost-to-serve draft", done=True),),
    they_promised=(PromiseLine(id="bxdf-intro-to-dana", text="Intro to Dana"),),
    notes="Lead with one number.\n\n## I will\n\\## not\n<!-- kept -->",
    mine=(NewAction(title="Rebuild slide 2", due="next", goal="lead-the-readout"),),
    theirs=(NewAction(title="Say what is due:next", due="22-oct", kind="resource"),),
    next_when="19-nov 15:00",
    next_focus="Rehearse five minutes",
    record=Recorded(
        received=("advice", "question"),
        decisions=("Drop slide 7", "Ask: who decides?"),
        talk_share=60,
        kind="one_to_one",
        thanked_on="today",
    ),
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
<!-- received: any of listened, experience, advice, question, resource, introduction -->
<!-- kind: one of session, one_to_one, debrief -->
<!-- minutes: 0 to 1440 -->
<!-- developmental_minutes: 0 to 1440 -->
<!-- self_check: any of prepared, honest, present, consistent -->
<!-- talk_share: 0 to 100, percent that was theirs -->
<!-- value_me: 1 to 5, worth to me -->
<!-- value_them: 1 to 5, worth to them -->
<!-- thanks: a day, as in today, fri, 15-oct -->
received: advice, question
decision: Drop slide 7
decision: Ask: who decides?
kind: one_to_one
channel:
minutes:
developmental_minutes:
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
    text = write(Happened(), heading=HEADING)

    assert "promised" not in text
    assert Happened() == parse(text)
