"""Programs that read the text of a PDF, each in its own way, and what else a file holds."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pdfplumber
import pypdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def pages_of(whole: bytes) -> list[str]:
    """Return the text of each page, as pypdf reads it."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(whole)).pages]


def _pypdf(whole: bytes) -> str:
    return "\n".join(pages_of(whole))


def _pdfplumber(whole: bytes) -> str:
    with pdfplumber.open(io.BytesIO(whole)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def _pdftotext(whole: bytes) -> str:
    """Read as it stands on the page: without it, columns are guessed from what lies beneath."""
    program = shutil.which("pdftotext")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("pdftotext is not here")
    ran = subprocess.run(
        [str(program), "-layout", "-", "-"], input=whole, check=True, capture_output=True
    )
    return ran.stdout.decode()


READERS: Mapping[str, Callable[[bytes], str]] = {
    "pypdf": _pypdf,
    "pdfplumber": _pdfplumber,
    "pdftotext": _pdftotext,
}
"""Each reader by its name."""


def _within(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for one in part.values():
            yield from _within(one)


def dictionaries(whole: bytes) -> list[dict[str, Any]]:
    """Return every dictionary that a file is made of."""
    file: Any = pypdf.PdfReader(io.BytesIO(whole))
    made = (file.get_object(number) for number in range(1, file.trailer["/Size"]))
    return [one for each in made for one in _within(each)]


def values_of(whole: bytes, key: str) -> list[str]:
    """Return all that a file has under a key: the links are under "/URI"."""
    return [str(one[key]) for one in dictionaries(whole) if key in one]
