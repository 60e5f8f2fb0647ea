"""Pages as HTML: one file each, made for everybody, in which no text acts."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.render.document import (
    Block,
    Branch,
    Column,
    Document,
    Gauge,
    Heading,
    Item,
    ListBlock,
    Map,
    Note,
    Paragraph,
    Part,
    Progress,
    Prose,
    Slot,
    Span,
    Spot,
    Strip,
    Table,
    Timeline,
    Track,
    line,
    meter,
)
from devjournal.render.html import render_html
from devjournal.text import clean
from tests.hostile.texts import HARMLESS, LONG, TEXTS
from tests.render.html_reader import Read

if TYPE_CHECKING:
    from collections.abc import Callable

MARKUP = {
    "script": "<script>alert(1)</script>",
    "end of the title": "</title><script>alert(1)</script>",
    "end of the style": "</style><img src=x onerror=alert(1)>",
    "end of an attribute": '" onload="alert(1)" \' onclick=\'alert(1)',
    "end of a picture": "</desc></svg><image href='https://evil.example/x.png'/>",
    "addresses": "javascript:alert(1) https://evil.example data:text/html,x url(//evil.example)",
    "entities": "&lt;b&gt; &amp; &#60;script&#62; &nbsp;",
    "of templates": "{{ 7 * 7 }} {% raw %} {# x #} {{ config }}",
    "comments": "<!-- x --> <![CDATA[ x ]]> <?php x ?> <!doctype x>",
    "styles": "<style>*{background:url(//evil.example)}</style> expression(alert(1))",
}
ALL = {**TEXTS, **HARMLESS, **MARKUP, "long": LONG}


def body(*blocks: Block) -> str:
    """Return what stands in the main part of a page of these blocks."""
    page = render_html(Document(blocks, title=line("t")))
    return re.sub(r">\s+<", "><", page.partition("<main>")[2].partition("</main>")[0]).strip()


def full_of(text: str) -> Document:
    """Return a page that has a text in each place."""
    told = line(text)
    item = Item(told, (told,), done=False)
    gauge = Gauge(told, 0.5, told, text, (1.0, 2.0), told, sub=(told,))
    table = (Column(text), Column(text, beneath=True), Column(text, style="id"))
    blocks: tuple[Block, ...] = (
        *(
            Heading(told),
            Paragraph(told),
            Prose(f"{text}\n\n  {text}"),
            Note(told, "warn", (told,)),
        ),
        *(ListBlock((item,)), Table(table, ((told, told, told),)), Progress((gauge,))),
        Table((Column(), Column()), ((told, told),), head=False),
        Timeline((Slot(text, text, told, told, told, (told,)),)),
        Strip((Track(told, (1.0, None), told),), ((0, text),)),
        Strip((Track(told, (1.0,), told, (Part(text, (1,)),)),), names=(text,)),
        Table(
            (Column(text),),
            ((told,),),
            picture=Map(text, text, (text,), (), (Branch(text, (Spot(text, 0),)),), ()),
        ),
    )
    return Document(blocks, title=told, subtitle=told, figure=told)


def test_a_page_with_every_block(page: Document, snapshot_file: Callable[[str, str], None]) -> None:
    """It opens in a browser; made twice it is the same to the byte."""
    made = render_html(page)
    snapshot_file(made, "page.html")
    assert made == render_html(page)


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    """It is read back as it was cleaned; no element, attribute or address comes of it."""
    read = Read(render_html(full_of(text)))
    assert ([], []) == (read.foreign, read.links)
    flat, shown = (" ".join(each.split()) for each in (read.text, clean(text)))
    assert 20 < flat.count(shown)


@given(st.data())
def test_no_page_acts_and_none_loses_a_letter(
    hostile_documents: st.SearchStrategy[Document],
    letters_of: Callable[[Any], str],
    data: st.DataObject,
) -> None:
    """Whatever blocks it has: all is ours but its text, and headings go down step by step."""
    document = data.draw(hostile_documents)
    read = Read(render_html(document))
    assert [] == read.foreign
    wanted, found = (Counter("".join(each.split())) for each in (letters_of(document), read.text))
    assert Counter() == wanted - found
    levels = [int(tag[1]) for tag in read.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise([1, *levels]))


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        *((text, True) for text in ("https://meet.example/a-b?c=1&d=2", "http://x.example")),
        ("mailto:ana@example.org", True),
        *((text, False) for text in ("javascript:alert(1)", "data:text/html,x", "file:///etc/x")),
        *(
            (text, False)
            for text in ("https://a.example b", "see https://a.example", "//a.example")
        ),
        *(
            (text, False)
            for text in ("https://bank.example@evil.example", "https://\u0430pple.example")
        ),
        ("mailto:a@b.example?bcc=c@d.example", False),
        ('https://a.example/"onclick=x', False),
    ],
)
def test_an_address_that_stands_alone_is_a_link_to_itself(text: str, *, is_link: bool) -> None:
    """Of the web or for mail, and only where nothing in it could mislead."""
    read = Read(render_html(Document((Paragraph(line("call · ", Span(text, "strong"))),))))
    assert ([], [text] if is_link else []) == (read.foreign, read.links)


def test_nothing_may_be_loaded_or_run() -> None:
    """The file says so to the browser, which lets no style in but the one that it names."""
    read = Read(render_html(full_of("x")))
    (policy,) = (one["content"] for one in read.heads if "http-equiv" in one)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'",
        policy,
    )
    style = re.search("<style>(.*?)</style>", render_html(full_of("x")), re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import|@font-face|expression|http", style[1])


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            ListBlock((Item(line("a"), done=True), Item(line("b"), done=False))),
            '<ul class="entries"><li class="done"><p><span class="state">Done</span> a</p></li>'
            '<li class="open"><p><span class="state">To do</span> b</p></li></ul>',
        ),
        (
            Table((Column("who"), Column("n", "right")), ((line("Ana"), line("2")),)),
            '<div class="table"><table><thead><tr><th scope="col">who</th>'
            '<th scope="col" class="right">n</th></tr></thead><tbody><tr>'
            '<th scope="row">Ana</th><td class="right">2</td></tr></tbody></table></div>',
        ),
        (
            Table((Column(), Column()), ((line("When"), line("Thu")),), head=False),
            "<dl><div><dt>When</dt><dd>Thu</dd></div></dl>",
        ),
        (
            Table((Column(beneath=True), Column()), ((line("dj x"), line("a")),), head=False),
            '<div class="table"><table><tbody><tr><td>a<p class="sub">dj x</p></td></tr></tbody>'
            "</table></div>",
        ),
        (
            Note(line("Careful."), "warn", (line("b"),)),
            '<div class="note warn"><p><strong>Warning:</strong> Careful.</p>'
            '<p class="sub">b</p></div>',
        ),
        (Prose("a\n  b\n\n\nc"), '<div class="prose"><p>a\n  b</p><p>c</p></div>'),
        (
            Paragraph(line(*meter(0.5, "good"), " 50%", Span("↑", "warn", drawn=True))),
            '<p><svg class="meter good" width="72" height="6" aria-hidden="true">'
            '<rect class="rest" width="100%" height="6" rx="3"/>'
            '<rect class="full" width="50%" height="6" rx="3"/></svg> 50%'
            '<span class="warn" aria-hidden="true">↑</span></p>',
        ),
        (
            Paragraph(line("x", Span(" (1 of 2)", "dim"), Span(" due 24 Nov 2026", "date"))),
            '<p>x <span class="dim whole">(1 of 2)</span><span class="date"> due 24 Nov 2026</span>'
            "</p>",
        ),
        (
            Paragraph(line(Span("kw", "id"), Span("tz", "id_rest"), " x")),
            '<p><code>kw<span class="id_rest">tz</span></code> x</p>',
        ),
        (
            Timeline((Slot("0:00", "5", line("Open"), line("How are you?")),)),
            '<ol class="timeline"><li><p class="at"><span class="start">0:00</span>'
            '<span class="minutes">5 min</span></p><div><p><strong>Open</strong></p>'
            "<p>How are you?</p></div></li></ol>",
        ),
    ],
)
def test_each_block_is_what_it_means(block: Block, expected: str) -> None:
    """A list is a list, a table has heads, a box is told in words, a drawing is left unsaid.

    A short figure is never broken at the end of a line; a long one may be.
    """
    assert f'<div class="lead">{expected}</div>' == body(block)


@pytest.mark.parametrize(
    "block",
    [
        *(Heading(()), ListBlock(()), Progress(()), Timeline(()), Strip(())),
        Table((Column("Who"),), (), head=False),
    ],
)
def test_a_block_without_anything_is_left_out(block: Block) -> None:
    """Nor does an empty list stand there."""
    assert body(block) in ("", '<div class="lead"></div>')


def test_headings_stand_in_one_another() -> None:
    """Each names its section, and no level is left out, however the page numbers them."""
    made = body(
        Heading(line("a")), Heading(line("b"), 3), Heading(line("c"), 2), Heading(line("d"))
    )
    assert ["h2", "h3", "h3", "h2"] == re.findall("<(h[2-6])", made)
    assert 2 == made.count('class="top"')


def test_what_explains_a_heading_stands_beneath_it() -> None:
    """The sign between both is there for who hears it; a word before it stays on its line."""
    made = body(Heading(line("Months", Span(" · a cell a month", "dim"))))
    assert '<h2>Months<span class="unseen"> · </span><span class="about">' in made
    assert "about" not in body(Heading(line(Span("Goal · ", "dim"), "Lead")))


def test_a_letter_is_called_by_its_first_words() -> None:
    """It has no title of its own; a browser still shows what it is."""
    letter = render_html(Document((Prose("Dear Priya,\n\nThank you."),)))
    assert "<title>Dear Priya,</title>" in letter
    assert "<header>" not in letter


def test_figures_are_a_table_too() -> None:
    """What is drawn can be read: of a way each value, of a strip each cell."""
    made = body(
        Progress((Gauge(line("x"), None, line("w"), "", (1.0, 2.5), line("1 → 2.5")),)),
        Strip((Track(line("Held"), (0.5, None), line("half")),), ((0, "Nov"),), top=1.0),
    )
    rows = re.findall('<tr><th scope="row">(.*?)</th><td class="right">(.*?)</td></tr>', made)
    assert [("1", "1"), ("2", "2.5"), ("1 Nov", "50%"), ("2", "–")] == rows
    counts = (Part("in time", (1, 0)), Part("late", (2, 0), "late"))
    made = body(
        Strip((Track(line("Kept"), (0.3, None), (), counts),), names=("Nov 2025", "Dec 2025"))
    )
    rows = re.findall('<tr><th scope="row">(.*?)</th><td class="right">(.*?)</td></tr>', made)
    assert [("Nov 2025", "1 in time, 2 late"), ("Dec 2025", "–")] == rows
