"""A reader of HTML that keeps what a page is made of, by the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"meta"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "div"),
    *("h1", "h2", "h3", "h4", "p", "span", "strong", "code", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    *("a", "svg", "desc", "rect", "line", "polyline", "path", "circle", "text"),
}
"""All that a page is made of: nothing that loads, runs or sends anything."""

_NUMBER = r"-?[\d.]+(?:e[+-]?\d+)?%?"
_OURS = {
    **dict.fromkeys(("id", "aria-labelledby"), r"p\d+-(title|words)( p\d+-words)?|[mr]\d+"),
    **dict.fromkeys(("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx"), _NUMBER),
    **dict.fromkeys(("width", "height"), _NUMBER),
    "class": "[a-z_ -]*",
    "d": f"M{_NUMBER} {_NUMBER}C({_NUMBER} ?)+",
    "points": f"({_NUMBER},{_NUMBER} ?)*",
    "viewbox": r"0 0 \d+ \d+",
    "text-anchor": "start|middle|end",
    "scope": "col|row",
    "role": "img|group",
    "open": "",
    "tabindex": "0",
    "aria-label": r"Table|back to line \d+",
    "aria-hidden": "true",
    "href": r"https?://.*|mailto:.*|#[mr]\d+",
    "rel": "noreferrer",
    "lang": "en",
    "charset": "utf-8",
}
"""The attributes that stand in a page's body, and all values that they may have."""


class Read(HTMLParser):
    """What a page is made of: its elements, its text, its links and what is not ours in it.

    A link that says another address than its own is not ours.
    """

    def __init__(self, page: str) -> None:
        """Read a page to its end."""
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.foreign: list[str] = []
        self.pieces: list[str] = []
        self.heads: list[dict[str, str]] = []
        self.links: list[str] = []
        self._is_within = False
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.foreign += self._open

    @property
    def text(self) -> str:
        """All text but the style sheet's."""
        return "".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and what is not ours in it."""
        self.elements.append(tag)
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and not told.get("href", "").startswith("#"):
            self.links.append(told.get("href", ""))
        self._is_within = told.get("href", "").startswith("#")
        if tag == "meta":
            self.heads.append(told)
        elif tag not in ELEMENTS:
            self.foreign.append(tag)
        else:
            fitting = (re.fullmatch(_OURS.get(name, "(?!)"), told[name]) for name in told)
            self.foreign += [f"{tag} {attrs}" for fits in fitting if not fits]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element of a picture that holds nothing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        if not self._open or self._open.pop() != tag:
            self.foreign.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if "a" in self._open[-1:] and not self._is_within and data != self.links[-1]:
            self.foreign.append(f"a link to {self.links[-1]} that says {data}")
        if "style" not in self._open[-1:]:
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment as foreign: we write none."""
        self.foreign.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        """Keep an instruction as foreign."""
        self.foreign.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        """Keep a declaration as foreign."""
        self.foreign.append(f"<![{data}")
