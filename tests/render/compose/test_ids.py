from __future__ import annotations

from devjournal.render.compose.ids import letters_of
from devjournal.render.document import Span


def test_the_letters_to_type_are_strong_and_the_rest_is_quiet() -> None:
    """Of a lettered id its four letters are shown, the shortest form apart."""
    assert (Span("kw", "id"), Span("tz", "id_rest")) == letters_of("kwtz-send-it", "kw")


def test_a_named_id_is_whole_though_it_begins_like_letters() -> None:
    """Without a short form an id is a name: html-basics is not `html`."""
    assert (Span("html-basics", "id"),) == letters_of("html-basics", None)
