"""The lines that git leaves in a file when a merge was not finished."""

from __future__ import annotations


def is_merge_marker(line: str) -> bool:
    """Say whether `line` is one of git's four: seven signs, then nothing or a name."""
    sign, rest = line[:7], line[7:].rstrip("\r")
    if sign == "=======":
        return not rest
    return sign in ("<<<<<<<", "|||||||", ">>>>>>>") and (not rest or rest[0] == " ")


def merge_markers(lines: list[str]) -> list[int]:
    """Return the 1-based numbers of marker lines, from each `<<<<<<<` to its `>>>>>>>`.

    A `=======` by itself is none: Markdown underlines a heading so.
    """
    found: list[int] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if is_merge_marker(line) and (inside or line[0] == "<"):
            found.append(number)
            inside = line[0] != ">"
    return found


def merge_markers_inside(data: bytes) -> list[int]:
    """Return the lines of merge markers that stand inside texts, in a file that decodes.

    There they are data, and most likely a mistake (row 7 of the faults): `check` warns.
    """
    return merge_markers(data.decode(errors="replace").split("\n"))
