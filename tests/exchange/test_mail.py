from __future__ import annotations

import email
import email.policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from devjournal.exchange.mail import Letter, letter_of, render_eml, render_mailto
from devjournal.render.document import Document, Item, ListBlock, Prose, line
from tests.hostile.texts import TEXTS

BODY = Document(
    (Prose("Dear Zoë,"), Prose("Thank you:"), ListBlock((Item(line("a = b & c?")),)), Prose("Maya"))
)
TEXT = "Dear Zoë,\n\nThank you:\n\n- a = b & c?\n\nMaya\n"


def made(to: str = "Zoë Lindqvist", address: str | None = "zoe@lindqvist.example") -> Letter:
    """Return the letter to somebody."""
    return letter_of(BODY, to, address, "Thank you")


def test_a_draft_is_one_that_a_mail_program_opens() -> None:
    """To, subject, the mark of a draft and the text; no day, no id, so always the same bytes."""
    raw = render_eml(made()).encode()
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert ("Zoë Lindqvist <zoe@lindqvist.example>", "Thank you", "1") == (
        *(read["To"], read["Subject"]),
        read["X-Unsent"],
    )
    assert TEXT == read.get_content().replace("\r\n", "\n")
    assert (None, None) == (read["Date"], read["Message-ID"])
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(one) <= 76 for one in raw.split(b"\r\n\r\n", 1)[1].split(b"\r\n"))
    assert render_eml(made()) == render_eml(made())


def test_a_link_has_the_whole_letter_in_it() -> None:
    """One line of ASCII; what means something in a link, and line ends, are escaped."""
    link = render_mailto(made())
    assert (1, True) == (link.count("\n"), link.isascii())
    parts = urlsplit(link.strip())
    assert ("mailto", "zoe@lindqvist.example") == (parts.scheme, parts.path)
    told = parse_qs(parts.query, strict_parsing=True)
    assert {"subject": ["Thank you"], "body": [TEXT.rstrip("\n").replace("\n", "\r\n")]} == told


@pytest.mark.parametrize(
    "address",
    [
        *(
            None,
            "",
            "zoe",
            "@x",
            "zoe@",
            "zoe@x, eve@evil.example",
            "zoe@x\r\nBcc: eve@evil.example",
        ),
        *("zoe@x?bcc=eve@evil.example&", "Zoë <zoe@x.example>", "zoé@x.example", "a b@x", '"a"@x'),
    ],
)
def test_what_is_no_address_is_left_out(address: str | None) -> None:
    """No second addressee gets in by what stands for one; the letter is the same without it."""
    letter = made(address=address)
    read = email.message_from_string(render_eml(letter), policy=email.policy.default)
    assert [None, None, None, TEXT] == [
        *(letter.email, read["To"], read["Bcc"]),
        read.get_content().replace("\r\n", "\n"),
    ]
    assert render_mailto(letter).startswith("mailto:?subject=Thank%20you&body=Dear%20Zo")


@pytest.mark.parametrize("address", ["a?bcc=b&c%d@x.example", "o'hara+x@mail.x-y.example"])
def test_an_address_means_nothing_else_in_a_link(address: str) -> None:
    """What would begin the fields there is escaped; in a draft it stands as it is."""
    letter = made(address=address)
    link = urlsplit(render_mailto(letter).strip())
    assert (address, {"subject", "body"}) == (unquote(link.path), {*parse_qs(link.query)})
    assert f"<{address}>" in render_eml(letter)


@pytest.mark.parametrize(
    "name", ["Ines, Chair; Board", f"{'A' * 60}, B <eve@evil.example>", '"<a@b.c>']
)
def test_a_name_is_never_a_second_address(name: str) -> None:
    """Signs that divide addresses stand in no name, as folded names lose their quotes."""
    read = email.message_from_string(render_eml(made(to=name)), policy=email.policy.default)
    assert ["zoe@lindqvist.example"] == [one.addr_spec for one in read["To"].addresses]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_adds_no_header(name: str) -> None:
    """In the name and in the letter it stays text, on the screen that shows it raw as well."""
    text = f"{TEXTS[name]}\r\nBcc: eve@evil.example"
    document = Document((Prose(text), ListBlock((Item(line(text)),))))
    letter = letter_of(document, text, "zoe@lindqvist.example", f"About {text}")
    raw = render_eml(letter)
    read = email.message_from_string(raw, policy=email.policy.default)
    assert (1, None) == (len(read["To"].addresses), read["Bcc"])
    assert raw.replace("\r\n", "").isprintable()
    assert render_mailto(letter).strip().isprintable()
