from __future__ import annotations

from devjournal.journal.stored import Ref
from devjournal.models.relationship_parts import Ask
from devjournal.views.ask_message import build_ask_message
from tests.builders import bound, journal_of, person, skill


def test_p088_the_message_says_all_that_the_request_does() -> None:
    """Names are told where ids stand, and every record that was read is cited."""
    ask = Ask(skill="acumen", self_level=2, meetings=3, focus="a mentor", outcomes=("x",))
    journal = journal_of(person(), bound(state="candidate", ask=ask), skill("acumen"))
    message = build_ask_message(journal, "priya-mentor")
    assert ("Priya Nair", "Robin Vale", "acumen", 2, 3, ("x",)) == (
        message.to,
        message.me,
        message.skill,
        message.self_level,
        message.meetings,
        message.outcomes,
    )
    assert ("mentor",) == message.labels
    assert (Ref("relationship", "priya-mentor"), Ref("skill", "acumen")) == message.refs


def test_a_relationship_without_a_request_has_an_empty_message() -> None:
    """A file edited by hand may leave it out."""
    message = build_ask_message(journal_of(person(), bound()), "priya-mentor")
    assert (None, None, ()) == (message.skill, message.meetings, message.outcomes)
