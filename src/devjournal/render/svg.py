"""Pictures of a page's blocks, as SVG to stand within HTML.

Each picture has a title and says in its description what it shows, in the words of its block;
the same words stand beside it. Colours and fonts are the style sheet's. Strips stretch with
the page, since all that lies across them is told in percent.
"""

from __future__ import annotations

import datetime as dt
import math
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from devjournal.render.document import Course, Gauge, Step, Strip, Track, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BAR = 100
_WIDTH, _HEIGHT = 300, 112
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 292, 20, 88
_LETTER = 6.6
"""About how wide a letter beneath a picture is."""
_CELLS = 26
_UNIT, _MOST_UNITS = 10, 5
"""How high one of what is counted is, until so many stand above each other."""
_NARROWEST = 288
"""About how wide a strip is at least."""
_MOST_DOTS = 24


def draw_bar(gauge: Gauge, name: str) -> str:
    """Return the bar of a gauge that has a ratio."""
    # As in letters: full only at the end, and empty only at the beginning.
    share = min(max(gauge.ratio or 0, 0), 1)
    width = min(max(share * _BAR, 1.5), _BAR - 1.5) if 0 < share < 1 else share * _BAR
    full = f'<rect class="full" width="{short(width)}%" height="8" rx="4"/>' if width else ""
    body = f'<rect class="rest" width="100%" height="8" rx="4"/>{full}'
    said = (text_of(gauge.label) or "Progress", text_of(gauge.words))
    return picture(name, f"bar {gauge.health}", 'width="100%" height="8"', said, body)


def draw_meter(ratio: float, health: str) -> str:
    """Return a bar for use within a line, which says the same in words."""
    full = f'<rect class="full" width="{short(ratio * 100)}%" height="6" rx="3"/>' if ratio else ""
    return (
        f'<svg class="meter {health}" width="72" height="6" aria-hidden="true">'
        f'<rect class="rest" width="100%" height="6" rx="3"/>{full}</svg>'
    )


def draw_change(before: float, after: float) -> str:
    """Return a number before and after as two bars, for use beside the words that say both."""
    most = max(abs(before), abs(after))
    rows = [
        f'<rect class="{kind}" y="{at}" width="{short(_part(abs(value), 0, most) * 100)}%" '
        'height="5" rx="1"/>'
        for kind, value, at in (("was", before, 1), ("now", after, 8))
        if value
    ]
    body = "".join(rows)
    return f'<svg class="change" width="44" height="14" aria-hidden="true">{body}</svg>'


def draw_spark(values: Sequence[int], most: int) -> str:
    """Return a bar for each value, for use beside the words that say the same."""
    bars = (
        f'<rect x="{number * 7}" y="{short(14 - 14 * value / most)}" width="5" '
        f'height="{short(14 * value / most)}" rx="1"/>'
        for number, value in enumerate(values)
    )
    width = len(values) * 7
    return (
        f'<svg class="spark" width="{width}" height="14" aria-hidden="true">{"".join(bars)}</svg>'
    )


def draw_course(gauge: Gauge, course: Course, name: str) -> str:
    """Return the way of a gauge on the calendar: its steps, the aim as a line, and today."""
    places = [*_places(course)]
    values = [step.value for step in course.steps]
    scale = [*values, *([course.aim.value] if course.aim else [])]
    low, high = min(scale, default=0), max(scale, default=0)
    points = [
        (x, _BOTTOM - _part(value, low, high) * (_BOTTOM - _TOP))
        for x, value in zip(places, values, strict=False)
    ]
    line = " ".join(f"{short(x)},{short(y)}" for x, y in points)
    body = [f'<line class="ground" x1="{_LEFT}" y1="95" x2="{_RIGHT}" y2="95"/>']
    body += _aim(course, _BOTTOM - _part(course.aim.value, low, high) * 68) if course.aim else []
    now = _day_place(course, course.today) if course.today else None
    if now is not None:
        body.append(f'<line class="today" x1="{short(now)}" y1="12" x2="{short(now)}" y2="95"/>')
    body.append(f'<polyline class="way" points="{line}"/>')
    dots = points if len(points) <= _MOST_DOTS else [points[0], points[-1]]
    for number, (x, y) in enumerate(dots, start=1):
        kind = 'class="last" r="4.5"' if number == len(dots) else 'r="3"'
        body.append(f'<circle {kind} cx="{short(x)}" cy="{short(y)}"/>')
    body += [
        f'<circle class="last" cx="{short(x)}" cy="{short(y)}" r="4.5"/>' for x, y in dots[-1:]
    ]
    body += _values(course, points)
    body += _days(course, places, now)
    facts = [text_of(gauge.trail_words)]
    facts += [f"aim {_told(course.aim)}"] if course.aim else []
    said = (text_of(gauge.label) or "On the way", "; ".join(filter(None, facts)))
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return picture(name, f"course {gauge.health}", size, said, "".join(body))


def _aim(course: Course, y: float) -> list[str]:
    aim = course.aim
    line = f'<line class="aim" x1="{_LEFT}" y1="{short(y)}" x2="{_RIGHT}" y2="{short(y)}"/>'
    words = put_text(f"aim {aim.words}", _LEFT, y - 5, "aim", "start") if aim else ""
    return [line, words]


def _values(course: Course, points: Sequence[tuple[float, float]]) -> list[str]:
    """Return the words of the last value, above its point or beneath what is too near the aim."""
    if not points:
        return []
    x, y = points[-1]
    words = course.steps[-1].words
    room = len(words) * _LETTER / 2 + 4
    x = min(max(x, _LEFT + room), _RIGHT - room)
    is_rising = len(points) < 2 or y <= points[-2][1]
    return [put_text(words, x, y - 9 if is_rising and y - 9 > 8 else y + 16, "value", "middle")]


def _days(course: Course, places: Sequence[float], now: float | None) -> list[str]:
    """Return the first day, today and the day of the aim beneath, without one that has no room."""
    dated = [(x, step.day) for x, step in zip(places, course.steps, strict=False) if step.day]
    marks = [(now, "today")] if now is not None else []
    marks += dated[:1]
    if course.aim and course.aim.on and course.aim.day:
        marks.append((_day_place(course, course.aim.on) or _RIGHT, course.aim.day))
    marks += dated[1:][-1:]
    shown: list[str] = []
    taken: list[tuple[float, float]] = []
    for x, words in marks:
        half = len(words) * _LETTER / 2
        middle = min(max(x, half), _WIDTH - half)
        if all(middle + half + 6 < left or right + 6 < middle - half for left, right in taken):
            taken.append((middle - half, middle + half))
            shown.append(put_text(words, middle, 108, "day", "middle"))
    return shown


def _span(course: Course) -> tuple[dt.date, dt.date] | None:
    days = [step.on for step in course.steps if step.on]
    if not days:
        return None
    ends = (course.aim.on if course.aim else None, course.today)
    return min(days), max([*days, *filter(None, ends)])


def _day_place(course: Course, day: dt.date) -> float | None:
    """Return where a day lies across the picture; None if it lies outside of it."""
    span = _span(course)
    if span is None or not span[0] <= day <= span[1]:
        return None
    # What has no day came before the first one.
    left = _LEFT + 30 * any(step.on is None for step in course.steps)
    whole = (span[1] - span[0]).days
    return left + ((day - span[0]).days / whole if whole else 1) * (_RIGHT - left)


def _places(course: Course) -> Iterator[float]:
    has_days = any(step.on for step in course.steps)
    for number, step in enumerate(course.steps):
        if has_days:
            yield _LEFT if step.on is None else _day_place(course, step.on) or _LEFT
        else:
            yield _LEFT + number / max(len(course.steps) - 1, 1) * (_RIGHT - _LEFT)


def _told(step: Step) -> str:
    return f"{step.words} by {step.day}" if step.day else step.words


def draw_track(track: Track, top: float, name: str, told: str = "") -> str:
    """Return a row of a strip: what each cell counts, one above the other, else its value.

    A value is a bar, 0 a dot, None nothing. `told` says what the cells count.
    """
    height, cells = _counts(track) if track.parts else (_CELLS, _bars(track, top))
    ground = f'<line class="ground" y1="{short(height)}" x2="100%" y2="{short(height)}"/>'
    said = (
        text_of(track.label) or "Over time",
        ". ".join(filter(None, (text_of(track.words), told))),
    )
    size = f'width="100%" height="{short(height + 1)}"'
    return picture(name, "track", size, said, ground + "".join(cells))


def _bars(track: Track, top: float) -> Iterator[str]:
    for number, value in enumerate(track.values):
        if value is None:
            continue
        height = max(_part(value, 0, top) * (_CELLS - 2), 3) if value > 0 and top > 0 else 1.5
        kind = "some" if value > 0 else "none"
        yield _brick(kind, number, len(track.values), _CELLS - height, height)


def _counts(track: Track) -> tuple[float, list[str]]:
    """Return how high the row is, and each of what its cells count, what is done beneath."""
    rows = [*zip_longest(*(part.counts for part in track.parts), fillvalue=0)]
    most = max([1, *map(sum, rows)])
    unit = min(_UNIT, _UNIT * _MOST_UNITS / most)
    size = unit - 2 if unit >= _UNIT / 2 else unit
    made = []
    for cell, counts in enumerate(rows):
        y = most * unit
        for part, count in zip(track.parts, counts, strict=True):
            for _ in range(count):
                y -= unit
                made.append(_brick(f"part {part.look}", cell, len(rows), y, size))
                made += [_slash(cell, len(rows), y, size)] if part.look == "late" else []
    return most * unit, made


def _brick(kind: str, cell: int, of: int, y: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{short((cell + 0.12) / of * 100)}%" y="{short(y)}" '
        f'width="{short(0.76 / of * 100)}%" height="{short(height)}"/>'
    )


def _slash(cell: int, of: int, y: float, height: float) -> str:
    x1, x2 = (short((cell + part) / of * 100) for part in (0.12, 0.88))
    return (
        f'<line class="part late" x1="{x1}%" y1="{short(y + height)}" x2="{x2}%" y2="{short(y)}"/>'
    )


def draw_key(look: str) -> str:
    """Return one of what is counted, to stand beside the word for it."""
    slash = '<line class="part late" x1="1" y1="9" x2="17" y2="1"/>' if look == "late" else ""
    return (
        '<svg class="key" width="18" height="10" aria-hidden="true">'
        f'<rect class="part {look}" x="1" y="1" width="16" height="8"/>{slash}</svg>'
    )


def draw_marks(strip: Strip) -> str:
    """Return the names above the cells of a strip, for eyes alone; none runs into another."""
    count = max([1, *(len(track.values) for track in strip.tracks)])
    words = []
    end = 0.0
    for at, name in strip.marks:
        room = len(name) * _LETTER / _NARROWEST * 100
        x, anchor = at / count * 100, "start"
        if room < 100 / count:
            x, anchor = (at + 0.5) / count * 100, "middle"
        elif x + room > 100:
            x, anchor = 100.0, "end"
        begin = x - {"start": 0, "middle": room / 2, "end": room}[anchor]
        if begin >= end and at < count:
            end = begin + room + 0.6
            place = f'x="{short(x)}%" y="11" text-anchor="{anchor}"'
            words.append(f'<text class="day" {place}>{escape(name)}</text>')
    return f'<svg class="marks" width="100%" height="14" aria-hidden="true">{"".join(words)}</svg>'


def top_of(strip: Strip) -> float:
    """Return what a full cell of a strip stands for."""
    values = (value or 0 for track in strip.tracks for value in track.values)
    return max(values, default=0) if strip.top is None else strip.top


def picture(name: str, kind: str, size: str, said: tuple[str, str], body: str) -> str:
    """Return a picture with its title and what it says, which its reader is told."""
    title, words = map(escape, said)
    return (
        f'<svg class="{kind}" {size} role="img" aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{title}</title><desc id="{name}-words">{words}</desc>'
        f"{body}</svg>"
    )


def put_text(words: str, x: float, y: float, kind: str, anchor: str) -> str:
    """Return words within a picture."""
    place = f'x="{short(x)}" y="{short(y)}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'


def _part(value: float, low: float, high: float) -> float:
    """Return how far a value lies between two others, 0 to 1; in the middle if these are equal."""
    # Halved, as the distance between two floats may be too large for a float.
    height = high / 2 - low / 2
    share = (value / 2 - low / 2) / height if height else 0.5
    return min(max(share, 0), 1) if math.isfinite(share) else 0.5


def short(number: float) -> str:
    """Return a number of a picture: the same text on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
