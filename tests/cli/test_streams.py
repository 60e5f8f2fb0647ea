from __future__ import annotations

import io
import json

import pytest

from devjournal.cli.run import write

TEXT = "Zoë · 6.10 → 5.55 😀"


def carried(encoding: str, text: str = TEXT, *, as_json: bool = False) -> str:
    """Return what a stream of an encoding was given."""
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding=encoding, newline="")
    write(stream, text, json=as_json)
    stream.flush()
    return data.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_can_be_carried_is_written_as_it_is(encoding: str) -> None:
    """Nothing changes where every letter has a place."""
    assert TEXT == carried(encoding)


def test_what_cannot_be_carried_has_a_stand_in() -> None:
    """A mark a plain one, a letter its code; letters that do have a place stay."""
    assert r"Zoë · 6.10 -> 5.55 \U0001f600" == carried("latin-1")
    assert r"Zo\xeb - 6.10 -> 5.55 \U0001f600" == carried("ascii")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_json_stays_json(encoding: str) -> None:
    """Whatever the stream carries, what is read from it is what was said."""
    text = json.dumps({TEXT: TEXT}, ensure_ascii=False)
    assert {TEXT: TEXT} == json.loads(carried(encoding, text, as_json=True))
