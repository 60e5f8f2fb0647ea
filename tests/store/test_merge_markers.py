from __future__ import annotations

import pytest

from devjournal.store.toml_errors import merge_markers_inside


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n", [1, 3, 5]),
        ("<<<<<<< HEAD\r\nx\r\n||||||| base\r\n=======\r\ny\r\n>>>>>>> b\r\n", [1, 3, 4, 6]),
        ("<<<<<<<\n", [1]),
        ("A heading\n=======\ntext\n", []),
        (">>>>>>> a mail that was answered seven times\n", []),
        ("<<<<<<<< eight\n  <<<<<<< indented\n<<<<<<<close\n", []),
        ("<<<<<<< a\n>>>>>>> a\n=======\n", [1, 2]),
    ],
)
def test_markers_are_found_in_texts(text: str, lines: list[int]) -> None:
    """Row 7: what git leaves in a text is found by its line; a Markdown underline is none."""
    data = f'notes = """\n{text}"""\n'.encode()
    assert [line + 1 for line in lines] == merge_markers_inside(data)
