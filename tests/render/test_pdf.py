"""Pages as PDF: what programs read of them, and what they never hold."""

from __future__ import annotations

import io
import os
import re
from typing import Any

import pdfplumber
import pypdf
import pytest
import typst

from devjournal.errors import DevjournalError
from devjournal.render import pdf
from devjournal.render.document import (
    Block,
    Column,
    Course,
    Document,
    Gauge,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Progress,
    Prose,
    Span,
    Step,
    Strip,
    Table,
    Track,
    line,
)
from devjournal.render.pdf import render_pdf
from devjournal.text import clean
from tests.hostile.texts import LONG
from tests.render.pdf_readers import READERS, dictionaries, pages_of, values_of
from tests.render.test_html import ALL, full_of

OTHER_FONTS = {"Sinhala", "emoji", "emoji of several", "a form of a Japanese name", "long"}
FOOT = re.compile(r"\d+ of \d+")


def page(*blocks: Block, title: str = "Mara Vale · review") -> Document:
    """Return a page of these blocks."""
    return Document(blocks, title=line(title))


def table(rows: int, *cells: str) -> Table:
    """Return a table with so many rows of the same cells, each numbered."""
    columns = (Column("who"), Column("change", "right"), Column("what", wrap=True))
    return Table(
        columns,
        tuple(
            (line(f"{cells[0]} {number}"), *map(line, cells[1:])) for number in range(1, rows + 1)
        ),
    )


@pytest.fixture
def own_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no font of this machine help out."""
    own = pdf._ATTEMPTS[0]  # noqa: SLF001 - what is tried first
    monkeypatch.setattr(pdf, "_ATTEMPTS", (own, own._replace(labels=False)))


@pytest.mark.usefixtures("own_fonts")
@pytest.mark.parametrize("text", [t for name, t in ALL.items() if name not in OTHER_FONTS])
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    """It is read back as it was cleaned, each time; no action, script, file or link comes of it."""
    made = render_pdf(full_of(text))
    flat, shown = ("".join(each.split()) for each in (_joined(made), clean(text)))
    assert 20 < flat.count(shown)
    kinds = ("/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFile", "/Launch", "/URI")
    assert [] == [kind for one in dictionaries(made) for kind in kinds if kind in one]


def _joined(made: bytes) -> str:
    """Return the text of all pages without what stands at their feet."""
    return "\n".join(FOOT.sub("", page) for page in pages_of(made))


@pytest.mark.usefixtures("own_fonts")
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_nothing_stands_out_of_the_paper(paper: pdf.Paper) -> None:
    """No letter of a word that no line holds, whatever block it is in."""
    made = render_pdf(_wide(LONG.replace("-", "")[:90]), paper=paper)
    with pdfplumber.open(io.BytesIO(made)) as file:
        width, height = file.pages[0].width, file.pages[0].height
        assert ((595, 842) if paper == "a4" else (612, 792)) == (round(width), round(height))
        letters = [letter for page in file.pages for letter in page.chars]
    assert min(one["x0"] for one in letters) > 30
    assert max(one["x1"] for one in letters) < width - 30
    assert max(one["bottom"] for one in letters) < height - 20


def _wide(text: str) -> Document:
    """Return a page full of a text but for the names in pictures that are ours, as of months."""
    whole = full_of(text)
    plain: dict[type, Any] = {Strip: {"marks": ()}, Table: {"picture": None}}
    blocks: Any = (one._replace(**plain.get(type(one), {})) for one in whole.blocks)
    return whole._replace(blocks=tuple(blocks))


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_text_in_its_order(reader: str) -> None:
    """Signs as they were typed, words whole though they have ligatures, no cells glued."""
    rows = ((line("Ana"), line("-6.10"), line("first office, a well-known fact")),)
    columns = (Column("who"), Column("change", "right"), Column("what", wrap=True))
    document = page(
        Heading(line("Where I stand")),
        Paragraph(
            line("Down ", Span("\N{MINUS SIGN}0.38", "number"), " of -12%, 3–5 efficient flights")
        ),
        Table(columns, rows),
        ListBlock((Item(line("Pilot"), (line("in two teams"),), done=True),)),
        Prose("Dear Ana,\n  indented\n\nlast words"),
    )
    text = " ".join(READERS[reader](render_pdf(document)).split())
    parts = (
        *(
            "Mara Vale",
            "review",
            "Where I stand",
            "Down \N{MINUS SIGN}0.38 of -12%, 3–5 efficient flights",
        ),
        *("who", "change", "what", "Ana", "-6.10", "first office, a well-known fact"),
        *("Done", "Pilot", "in two teams", "Dear Ana,", "indented", "last words"),
    )
    places = [text.find(f" {part} ") if n else text.find(part) for n, part in enumerate(parts)]
    assert sorted(places) == places, text
    assert places[0] == 0


@pytest.mark.parametrize("reader", READERS)
def test_japanese_is_read_as_it_was_written(reader: str) -> None:
    """In a title, a sentence and a cell, where a font for it is installed."""
    if not {*pdf._JAPANESE} & {*typst.Fonts().families()}:  # noqa: SLF001 - its own list
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Japanese font is here")
    document = page(
        Paragraph(line("佐藤さんは、来週までに資料を送る。")),
        table(1, "美咲", "件", "東京"),
        title="佐藤 愛子 · review",
    )
    text = " ".join(READERS[reader](render_pdf(document)).split())
    for part in ("佐藤 愛子", "佐藤さんは、来週までに資料を送る。", "美咲 1", "件", "東京"):
        assert part in text


@pytest.mark.usefixtures("own_fonts")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ask 佐藤",
            r"佐 \(U\+4F50 CJK UNIFIED IDEOGRAPH-4F50\), which stands in: Ask 佐藤\n.* 藤 ",
        ),
        ("Well done 🎉!", r"🎉 \(U\+1F389 PARTY POPPER\), which stands in: Well done 🎉!"),
        ("1 key 1\ufe0f\u20e3", r"1\ufe0f\u20e3 \(U\+0031 DIGIT ONE, U\+FE0F VARIATION .*KEYCAP"),
        ("a\n" + "x" * 99 + "\u0378y", r".* \(U\+0378 without a name\), .*: x{40}\u0378y$"),
    ],
)
def test_a_letter_that_no_font_has_is_named_with_its_line(text: str, said: str) -> None:
    """And never printed as a box; the hint says what would mend it."""
    with pytest.raises(DevjournalError) as caught:
        render_pdf(page(Prose(text)))
    assert re.search(f"no font here has {said}", caught.value.message)
    assert "install a font" in str(caught.value.hint)


def test_a_page_says_what_it_is() -> None:
    """Its title, whose it is, its language, its moment; it is tagged, and says so; fonts are in it.

    The only fonts are those that typst brings: no machine's own makes it another file.
    """
    made = render_pdf(page(Heading(line("x"))), author="Mara Vale", made=1_790_000_000)
    file = pypdf.PdfReader(io.BytesIO(made))
    trailer: Any = file.trailer
    root, told = trailer["/Root"], file.metadata
    assert told
    assert told.creation_date
    assert ("Mara Vale · review", "Mara Vale") == (told.title, told.author)
    assert 1_790_000_000 == told.creation_date.timestamp()
    assert ("en", True) == (root["/Lang"], root["/MarkInfo"]["/Marked"])
    xmp = root["/Metadata"].get_data().decode()
    assert ["1", "2"] == re.findall("<pdf(?:uaid|aid):part>(.)<", xmp)[::-1] or "pdfuaid" in xmp
    fonts = [one for one in dictionaries(made) if one.get("/Type") == "/FontDescriptor"]
    assert {"LibertinusSerif"} == {
        re.sub(r"^/\w+\+|-.*", "", str(one["/FontName"])) for one in fonts
    }
    assert all({"/FontFile2", "/FontFile3"} & one.keys() for one in fonts)
    assert made == render_pdf(page(Heading(line("x"))), author="Mara Vale", made=1_790_000_000)
    outline = [one for one in file.outline if not isinstance(one, list)]
    assert ["Mara Vale · review"] == [str(one.title) for one in outline]


def test_an_address_is_a_link_and_no_other_text_is() -> None:
    """As in HTML: it leads to what it says."""
    addresses = ("https://meet.example/a?b=1", "mailto:ana@example.org")
    others = ("javascript:alert(1)", "see https://a.example", "file:///etc/passwd")
    spans = [Span(each, "strong") for each in (*addresses, *others)]
    made = render_pdf(page(*(Paragraph(line("call · ", span)) for span in spans)))
    assert [*addresses] == values_of(made, "/URI")


def test_a_picture_is_told_in_words() -> None:
    """Its alternative text has every figure that the table beside it has in HTML."""
    course = Course((Step(0, "0"), Step(5, "5 of 9")), Step(9, "9", day="24 Nov"))
    gauge = Gauge(line("Lead"), 0.5, line("half"), trail_words=line("0 → 5"), course=course)
    strip = Strip((Track(line("Held"), (1.0, None), line("one")),), ((0, "Nov"),))
    made = render_pdf(page(Progress((gauge,)), strip))
    assert [
        "Held: one; 1 Nov: 1; 2: –",
        "Lead: 0 → 5; before: 0; before: 5 of 9; aim 24 Nov: 9",
        "Lead: half",
    ] == sorted(values_of(made, "/Alt"))


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(paper: pdf.Paper) -> None:
    """Wherever a page ends: beneath its name stands something of it; the pages are numbered."""
    for lines in range(26, 58, 3):
        filler = [Paragraph(line(f"line {number}")) for number in range(lines)]
        sections = [
            part
            for number in range(8)
            for part in (
                Heading(line(f"Part {number}")),
                Heading(line(f"Piece {number}"), 2),
                Paragraph(line("its words")),
            )
        ]
        pages = pages_of(render_pdf(page(*filler, *sections), paper=paper))
        for number, text in enumerate(pages, start=1):
            rows = [row for row in text.split("\n") if row.strip()]
            assert f"{number} of {len(pages)}" in rows[-1]
            before = [row for row in rows if not row.startswith("Mara Vale · review")][-1]
            assert not re.fullmatch(r"(Part|Piece) \d", before.strip())


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    """And its rows go on in their order."""
    pages = pages_of(render_pdf(page(table(90, "Ana", "-1", "x"))))
    assert len(pages) > 2
    assert all("who change what" in " ".join(text.split()) for text in pages)
    assert [*range(1, 91)] == [int(n) for n in re.findall(r"Ana (\d+)", "\n".join(pages))]


@pytest.mark.parametrize(
    "document",
    [
        *(Document((Heading(line("a")), Heading(line("b"), 3))), Document(())),
        Document((Heading(line(Span("━━━", drawn=True))),), title=line(" ")),
        Document((Paragraph(line("a")),), title=line(" · a"), figure=line("1")),
        Document((Table((Column("Who"),), ()), ListBlock(()), Progress(()), Strip(()))),
    ],
)
def test_a_page_that_lacks_something_is_printed_all_the_same(document: Document) -> None:
    """Without a title, or of headings alone, or of blocks without anything."""
    assert render_pdf(document).startswith(b"%PDF")


def test_a_letter_is_only_its_words() -> None:
    """Without a number where it is one page; called by its first words."""
    file = pypdf.PdfReader(io.BytesIO(render_pdf(Document((Prose("Dear Priya,\n\nThank you."),)))))
    assert ["Dear Priya,", "Thank you."] == [
        row for page in file.pages for row in page.extract_text().split("\n") if row.strip()
    ]
    assert file.metadata
    assert "Dear Priya," == file.metadata.title
