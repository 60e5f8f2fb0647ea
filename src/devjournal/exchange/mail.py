"""Letters as mail: a draft that a mail program opens, and a link that begins one. None is sent.

A draft bears no date and no id of its own, so the same letter is the same bytes; whoever sends
it adds both.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING
from urllib.parse import quote

from devjournal.namedtuples import NamedTuple
from devjournal.render.document import ListBlock, Prose, text_of
from devjournal.text import clean

if TYPE_CHECKING:
    from devjournal.render.document import Document

LONGEST_LINK = 2000
"""Some programs cut a longer link."""


_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
# A long name is folded without its quotes, and what divides addresses would then do so.
_IN_NO_NAME = r"[^\w.'’-]+"


class Letter(NamedTuple):
    """A letter: the name of who gets it, their address as it is recorded, subject and text."""

    to: str
    email: str | None
    subject: str
    text: str


def letter_of(document: Document, to: str, email: str | None, subject: str) -> Letter:
    """Return a letter's document as mail: paragraphs with a blank line between them."""
    told = []
    for block in document.blocks:
        if isinstance(block, Prose):
            told.append(clean(block.text, lines=True))
        elif isinstance(block, ListBlock):
            told.append("\n".join(f"- {clean(text_of(item.text))}" for item in block.items))
    text = "\n\n".join(told) + "\n"
    name = re.sub(_IN_NO_NAME, " ", to).strip()
    return Letter(name, _address(email) if email else None, clean(subject), text)


def _address(email: str) -> str | None:
    """Return an address that is one and nothing else; None for any other text."""
    return email.strip() if re.fullmatch(_ADDRESS, email.strip()) else None


def render_eml(letter: Letter) -> str:
    """Return a draft in the form of RFC 5322; Outlook opens it to be sent, by `X-Unsent`."""
    message = EmailMessage(policy=SMTP)
    if letter.email:
        message["To"] = Address(letter.to, addr_spec=letter.email)
    message["Subject"] = letter.subject
    message["X-Unsent"] = "1"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return message.as_bytes().decode("ascii")


def render_mailto(letter: Letter) -> str:
    """Return a link of RFC 6068 on a line, with all of the letter in it."""
    text = letter.text.rstrip("\n").replace("\n", "\r\n")
    fields = "&".join(f"{k}={_quoted(v)}" for k, v in (("subject", letter.subject), ("body", text)))
    return f"mailto:{quote(letter.email or '', safe='@')}?{fields}\n"


def _quoted(text: str) -> str:
    return quote(text, safe="")
