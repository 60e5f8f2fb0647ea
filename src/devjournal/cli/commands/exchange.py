"""`export`: what other programs read, and the same of single pages, as `prep --format ics`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from devjournal.cli.flags import Target, Text, argument, option
from devjournal.cli.output import More, put_text, refuse_other_ending
from devjournal.cli.run import Run
from devjournal.cli.values import relationship_of
from devjournal.errors import Refused, UsageError
from devjournal.shell import command, set_command

if TYPE_CHECKING:
    from devjournal.exchange.calendar import Calendar
    from devjournal.exchange.mail import Letter
    from devjournal.journal.journal import Journal
    from devjournal.pages.agenda import Agenda
    from devjournal.render.document import Document


def export_calendar(
    run: Run,
    target: Target,
    who: Annotated[Text, argument("With whom; without it, all.", "[WHO]")] = None,
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
    name: Annotated[str, argument("Which one: one-pager or weekly-mail.")],
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
    return render_ics(calendar, _stamp(run))


def _stamp(run: Run) -> dt.datetime:
    """Return when a file is made: now, unless SOURCE_DATE_EPOCH tells seconds since 1970."""
    told = run.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        return run.now
    try:
        return dt.datetime.fromtimestamp(int(told), dt.UTC)
    except (ValueError, OverflowError, OSError):
        hint = "it is a number of seconds since 1970, or unset"
        raise UsageError(f"SOURCE_DATE_EPOCH is {told!r}", hint=hint) from None


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
