from __future__ import annotations

from devjournal.dates import Period
from devjournal.pages.kept import compose_came
from devjournal.practice.self_checks import Came, how_i_came
from devjournal.render.document import Document
from devjournal.render.sentences import render_sentences
from tests.builders import TODAY, day, held, journal_of, meeting


def test_p065_p075_how_i_came_is_counted_with_its_denominators() -> None:
    """Self-checks of all meetings held, what they were worth of those that tell; none, no count."""
    journal = journal_of(
        held("m-1", "09-01 15:00", self_check=("prepared", "honest"), value_me=5, value_them=3),
        held("m-2", "09-08 15:00", self_check=("honest",), value_me=4),
        held("m-3", "09-15 15:00"),
        held("m-4", "08-01 15:00", self_check=("present",)),
        meeting("m-5", "09-20 15:00", state="missed", value_me=5),
    )
    september = Period("", day("09-01"), day("09-30"))
    checks = (("prepared", 1), ("honest", 2), ("present", 0), ("consistent", 0))
    came = how_i_came(journal, september)
    assert Came(3, checks, ((2, 2), (0, 1))) == came
    page = render_sentences(Document(tuple(compose_came(came))))
    assert page == (
        "I was prepared in 1 of 3 meetings, honest in 2. Worth 4 or 5 of 5 to me in 2 of 2, to"
        " them in 0 of 1.\n"
    )
    assert how_i_came(journal, Period("", day("10-01"), TODAY)) is None
