"""`export`: what other programs read, and the same of single pages, as `prep --format ics`."""

from __future__ import annotations

from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Annotated, Any

from devjournal.cli.commands.imports import name_of, text_of_file
from devjournal.cli.flags import Target, Text, argument, option
from devjournal.cli.output import More, epoch, put_text, refuse_other_ending
from devjournal.cli.run import Run
from devjournal.cli.values import relationship_of
from devjournal.errors import BadFile, Refused, UsageError
from devjournal.shell import command, set_command

if TYPE_CHECKING:
    from devjournal.exchange.calendar import Calendar
    from devjournal.exchange.mail import Letter
    from devjournal.journal.journal import Journal
    from devjournal.pages.agenda import Agenda
    from devjournal.render.document import Document


Whose = Annotated[Text, argument("With whom; without it, all.", "[WHO]")]


def export_json(run: Run, target: Target) -> None:
    """Write the whole journal as one JSON document, which `import json` brings back.

    All of it is there, what is private, too. Comments in the files are not.

    Example: devjournal export json --output journal.json
    """
    from devjournal.exchange.json import payload
    from devjournal.render.json import render_json

    refuse_other_ending(target.output, "json", "a whole journal is json")
    put_text(run, render_json(payload(run.journal), kind="journal"), **target._asdict())
    if left := _unknown_keys(run):
        run.tell(f"left out, as the program doesn't know them: {', '.join(left)}")
    run.require_readable()


def export_jrnl(run: Run, target: Target) -> None:
    """Write your entries as a text that `jrnl --import` reads.

    A tag says of what kind an entry is, if it is no note. What is private, or with whom is
    private, is left out. jrnl adds what it reads: import into one that has none of it.

    Example: devjournal export jrnl --output jrnl.txt
    """
    from devjournal.exchange import jrnl

    entries, left_out = jrnl.entries_for(run.journal)
    put_text(run, jrnl.write(entries), **target._asdict())
    _tell_left_out(run, left_out)


def export_taskwarrior(
    run: Run,
    target: Target,
    who: Whose = None,
    merge: Text = option("--merge FILE", "What `task export` writes now: it stays, beneath yours."),
) -> None:
    """Write your action items for `task import`.

    Taskwarrior forgets what a task has there and the file has not: --merge keeps it. What is
    private, or with whom is private, is left out.

    Example: devjournal export taskwarrior --output tasks.json
    """
    from devjournal.exchange import taskwarrior
    from devjournal.exchange.outgoing import actions_for

    refuse_other_ending(target.output, "json", "Taskwarrior's tasks are json")
    about = relationship_of(run, who, closed=True).id if who else None
    found = actions_for(run.journal, about, but=taskwarrior.LEFT_OUT)
    present = _present(run, merge) if merge else {}
    came = [
        one for one in found.actions if (one.record.imported_from or "").startswith("taskwarrior:")
    ]
    if came and not merge:
        again = command("export", "taskwarrior", "--merge", "present.json")
        words = f"{len(came)} of these came from Taskwarrior, which would forget what else it has"
        raise UsageError(words, hint=f"task export > present.json\n{again}")
    text = taskwarrior.write(run.journal, found.actions, present, run.now)
    put_text(run, text, **target._asdict())
    _tell_left_out(run, found.left_out)


def _present(run: Run, merge: str) -> Any:
    from devjournal.exchange import taskwarrior

    text = text_of_file(run, merge)
    try:
        return taskwarrior.present_in(text)
    except JSONDecodeError as error:
        raise BadFile(f"{name_of(merge)}:{error.lineno}: {error.msg}") from error


def export_todotxt(run: Run, target: Target, who: Whose = None) -> None:
    """Write your action items as a todo.txt.

    What is private, or with whom is private, is left out, and so is what was dropped.

    Example: devjournal export todotxt --output todo.txt
    """
    from devjournal.exchange import todotxt
    from devjournal.exchange.outgoing import actions_for

    about = relationship_of(run, who, closed=True).id if who else None
    found = actions_for(run.journal, about, but=todotxt.LEFT_OUT)
    put_text(run, todotxt.write(found.actions), **target._asdict())
    _tell_left_out(run, found.left_out)


def _tell_left_out(run: Run, left: Any) -> None:
    for words, number in left.items():
        run.tell(f"left out, {words}: {number}")
    run.require_readable()


def _unknown_keys(run: Run) -> tuple[str, ...]:
    from devjournal.store.check import unknown_in

    return unknown_in(run.root, run.journal)


def export_calendar(
    run: Run,
    target: Target,
    who: Whose = None,
    todos: bool = option("--todos", "Promises, goals and steps as to-dos, and not as events."),
) -> None:
    """Write your meetings, their rhythm for a year, and the days that are set, for a calendar.

    The days are those of your promises, goals and their steps, opportunities, reviews, and of
    asking again. Import the file once more after a change, and the calendar has it. What is
    private, or with whom is private, is left out, and so are notes and topics.

    Example: devjournal export calendar --output all.ics
    """
    from devjournal.exchange.calendar import build_calendar

    refuse_other_ending(target.output, "ics", "a calendar is ics")
    about = relationship_of(run, who, closed=True).id if who else None
    calendar = build_calendar(run.journal, run.now, about, todos=todos)
    if run.flags.json:
        run.show_json("calendar", calendar)
    else:
        put_text(run, _ics(run, calendar), target.output, force=target.force)
    if calendar.private:
        run.tell(f"left out, as they are private: {calendar.private}")
    run.require_readable()


def export_template(
    run: Run,
    target: Target,
    name: Annotated[str, argument("Which one: one-pager or weekly-mail.", "TEMPLATE")],
) -> None:
    """Write a template that comes with the program, to begin one of your own from.

    A template stands in templates/ of your settings or of the journal, under a name that ends in
    .html.j2, .md.j2 or .txt.j2; --template NAME then lays a page or a letter out by it. What it
    may use is what --json shows of the page.

    Example: devjournal export template one-pager --output mine.html.j2
    """
    from devjournal.cli import templates
    from devjournal.store.templates import SHIPPED

    place, file = templates.find_template(iter([SHIPPED]), name)
    text = place.read(file) or ""
    if target.output:
        templates.make_folder(run, target.output)
    put_text(run, text, target.output, force=target.force)
    if target.output is None:
        mine = next(templates.places(run)).folder
        run.tell(f"yours stand in {mine}, or in templates/ of the journal")


def of_agenda(run: Run, page: Agenda) -> str:
    """Return the meeting of an agenda for a calendar, with what both sides may see of it."""
    from devjournal.exchange.calendar import Calendar, meeting_event, zone_name
    from devjournal.exchange.uids import Uids
    from devjournal.journal.visibility import other_side
    from devjournal.pages.phrases import flat
    from devjournal.practice.counts import open_topics
    from devjournal.practice.settle import plan_command

    if page.relationship is None or page.meeting is None:
        if page.reader != "self":
            raise Refused(f"{page.reader} sees no planned meeting, so none is for a calendar")
        whole = page.relationship
        hint = plan_command(run.journal, whole.id, run.today) if whole else None
        raise Refused("a calendar has no place for a meeting without a day", hint=hint)
    bound = run.journal.all("relationship")[page.relationship.id]
    is_mine = page.reader == "self"
    shown = run.journal.for_reader(other_side(bound) if is_mine else page.reader, run.today)
    topics = [f"- {flat(one.record.text)}" for one in open_topics(shown, bound.id)]
    names = page.who if is_mine else f"{page.me} and {page.who}"
    prepare = (f"Prepare: {command('prep', bound.id)}",) if is_mine else ()
    journal = run.journal.for_reader(page.reader, run.today)
    title = f"Meeting with {flat(names)}" if is_mine else f"Meeting: {flat(names)}"
    uid = Uids(run.journal).of("meeting", page.meeting.id)
    event = meeting_event(journal, page.meeting, uid, title, (*prepare, *topics))
    return _ics(run, Calendar(zone_name(journal), (event,)))


def _ics(run: Run, calendar: Calendar) -> str:
    from devjournal.exchange.ics import render_ics

    if calendar.zone is None and run.journal.zone is None:
        how = set_command("me", "timezone", "Europe/Dublin")
        run.tell(f"no time zone is recorded, so times are in UTC; to record yours: {how}")
    return render_ics(calendar, epoch(run) or run.now)


_SUBJECTS = {
    "ask": "Would you have some time for me?",
    "declined": "Thank you for your answer",
    "thanks": "Thank you",
    "reminder": "A reminder",
    "farewell": "Thank you, and goodbye",
    "hello": "Hello again",
}
"""What each letter is about."""


def as_mail(run: Run, journal: Journal, relationship: str, letter: str, document: Document) -> More:
    """Return the formats of a letter to the other side of a relationship."""

    def made() -> Letter:
        from devjournal.exchange.mail import letter_of

        person = journal.all("relationship")[relationship].record.person
        known = journal.get(("person", person))
        name, email = journal.name_of(person), known.record.email if known else None
        mail = letter_of(document, name, email, _SUBJECTS[letter])
        if mail.email is None:
            what = "that is none" if email else "is not recorded"
            run.tell(f"the address {what}: {set_command(person, 'email')}")
        return mail

    def eml() -> str:
        from devjournal.exchange.mail import render_eml

        return render_eml(made())

    def mailto() -> str:
        from devjournal.exchange.mail import LONGEST_LINK, render_mailto

        link = render_mailto(made())
        if len(link) > LONGEST_LINK:
            run.tell("some programs cut so long a link; a draft is whole: --output letter.eml")
        return link

    return {"eml": eml, "mailto": mailto}
