"""Texts that do something to a screen if they reach it as they are, and how they look made safe."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

OWNED = "owned"
"""The word in the texts that would stand somewhere else than in the text."""

TEXTS: Mapping[str, str] = {
    "title, ended by BEL": f"\x1b]0;{OWNED}\x07",
    "title, ended by ST": f"\x1b]2;{OWNED}\x1b\\",
    "title in C1": f"\x9d0;{OWNED}\x9c",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "link": f"\x1b]8;;https://evil.example\x1b\\{OWNED}\x1b]8;;\x1b\\",
    "working folder": "\x1b]7;file:///tmp\x07",
    "notice": f"\x1b]777;notify;{OWNED};x\x07",
    "palette": "\x1b]4;0;#ff0000\x07",
    "colours": "\x1b[31;1mred\x1b[0m",
    "colours in C1": "\x9b31mred\x9b0m",
    "cleared screen": "\x1b[2J\x1b[3J\x1b[H",
    "reset": "\x1bc",
    "cursor": "\x1b[1A\x1b[99D\x1b7\x1b8\x1b[5;5H",
    "other screen": "\x1b[?1049h\x1b[?25l\x1b[?2004l",
    "answers back": "\x1b[6n\x1b[c\x05\x1b]11;?\x07",
    "device string": f"\x1bP+q{OWNED}\x1b\\\x90x\x9c",
    "application string": f"\x1b_{OWNED}\x1b\\\x1b^x\x1b\\\x1bXx\x1b\\",
    "letters of lines": "\x1b(0lqqk\x1b(B\x0e\x0f",
    "over what stood there": f"seen\r{OWNED}",
    "backspaces": f"seen\b\b\b\b{OWNED}",
    "BEL": "ding\x07dong",
    "other controls": "a\x00b\x01c\x0bd\x0ce\x7ff\x85g\x8dh\x1ai\x1fj",
    "turned around": "user\u202etxt.exe\u202c \u2066x\u2069 \u200f\u200e\u061c",
    "line breaks": "one\u2028two\u2029three",
    "tags": "flag\U000e0041\U000e0042\U000e007f",
    "zero width": "pay\u200bpal \u2060x\ufeffy a\u00adb\u180ec\u2063d",
    "joiners": "a\u200db\u200cc \u0645\u200d\u200c\u200dx",
    "selectors": "a\ufe0fb\ufe01 \u2764\ufe0f\ufe0e\U000e0100\U000e0101x \u180bx",
    "fillers": "a\u115f\u1160\u3164\uffa0\u034f\u17b4x",
    "musical": "a\U0001d173b\U0001bca0c\U000e0180x",
    "pictures": "\x1b_Gf=24,s=1;AAAA\x1b\\\x1bPq#0~\x1b\\\x1b]1337;File=inline=1:AAAA\x07",
    "progress": "\x1b]9;4;1;50\x07\x1b]133;A\x07",
    "window and mouse": "\x1b[8;50;50t\x1b[22t\x1b[?1000h\x1b[?1004h\x1b[>1u",
    "annotation": "\ufff9base\ufffaruby\ufffb",
    "markup": "[red]x[/red] [/x] [link=https://evil.example]y[/link] [bold] \\[z] [@click=q]",
    "emoji by name": ":smile: :bomb:",
    "formats": "{0} {x!r} %s %(x)s ${HOME} $(id) `id`",
    "Markdown": "# h\n* x <script>alert(1)</script> ![i](http://evil.example/i.png) | a |",
    "combining": "Z\u0351\u036b\u0343a\u0328\u0321",
}

HARMLESS: Mapping[str, str] = {
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Sinhala": "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    "a form of a Japanese name": "\u845b\U000e0100\u57ce",
    "emoji of several": "\U0001f469\u200d\U0001f4bb \U0001f3f3\ufe0f\u200d\U0001f308",
    "emoji": "\u2764\ufe0f 1\ufe0f\u20e3",
}
"""Texts in which a joiner or a selector shapes what is seen, and which stay as they are."""

ALL = " ".join(TEXTS.values())
"""All of them in one text."""

SAID = " ".join(text for text in TEXTS.values() if "\x00" not in text)
"""All that an argument may hold: no shell passes a NUL."""

LONG = "never-ending-" * 300
"""A word of 3,900 letters."""


def commands(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the commands that a text tells, `;` between them: @ stands for all that can be said.

    And % for less of it.
    """
    told = {"@": SAID, "%": "\x1b]0;x\x07\u202e\u200b"}
    words = (shlex.split(one) for one in text.split(";"))
    return tuple(
        tuple("".join(told.get(letter, letter) for letter in word) for word in command)
        for command in words
    )
