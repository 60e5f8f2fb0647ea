from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devjournal.store import toml_errors
from tests.forked import environ
from tests.fuzz.loader import EVERY_KIND, ROOT, hold, seeds, words

FILES = tuple(seeds())
ENDLESS = (b"0" * 5000, b"[" * 500, b"{a=" * 500, b"a." * 1100)
WORDS = (*(word.encode() for word in words()), *ENDLESS)
KINDS = st.sampled_from(EVERY_KIND)
SECONDS = int(os.environ.get("FUZZ_SECONDS", "40"))
HAS_ATHERIS = importlib.util.find_spec("atheris") is not None

# What broke the promise once, or is like what did: kind and bytes.
ROWS: dict[str, tuple[str, bytes]] = {
    "an escape that is cut off": ("action", b'"\\U'),
    "a backslash at the end of a text that is not closed": ("action", b'\non  = "fe\\\\\\'),
}


def spoilt() -> st.SearchStrategy[tuple[str, bytes]]:
    """Return real files in which a few places were cut out, doubled, or written over."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> tuple[str, bytes]:
        kind, data = draw(st.sampled_from(FILES))
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(data)))
            end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20])))
            put = draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=4)))
            data = data[:start] + put + data[end:]
        return draw(st.one_of(st.just(kind), KINDS)), data

    return draw_one()


def composed() -> st.SearchStrategy[tuple[str, bytes]]:
    """Return files that are made of words alone, sensible or not."""
    joined = st.lists(st.sampled_from(WORDS), max_size=25).map(b"".join)
    return st.tuples(KINDS, st.one_of(joined, st.binary(max_size=60)))


def test_every_seed_is_read() -> None:
    """What the fuzzers begin with are good files, of every kind that the examples have."""
    assert len({kind for kind, _ in FILES}) == len(EVERY_KIND)
    for kind, data in FILES:
        hold(kind, data)


@pytest.mark.parametrize(("kind", "data"), ROWS.values(), ids=ROWS)
def test_what_was_found_is_mended(kind: str, data: bytes) -> None:
    """Each input that a fuzzer broke the promise with is read or refused as promised."""
    hold(kind, data)


@given(st.one_of(spoilt(), composed()))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused_at_their_place(one: tuple[str, bytes]) -> None:
    """Whatever a file holds: a record that can be kept, or problems at lines that it has."""
    hold(*one)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(st.one_of(spoilt(), composed()))
@settings(max_examples=8_000, suppress_health_check=[HealthCheck.too_slow])
def test_many_bytes_are_read_or_refused_at_their_place(one: tuple[str, bytes]) -> None:
    """The same, forty times as often."""
    hold(*one)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not HAS_ATHERIS, reason="atheris is there on Linux alone")
def test_guided_fuzzer_finds_nothing(tmp_path: Path, tell: Callable[[object], None]) -> None:
    """A fuzzer led by what it reaches breaks nothing; FUZZ_SECONDS says for how long."""
    ran = guided(f"--seconds={SECONDS}", f"--found={tmp_path}")
    said = ran.stderr + ran.stdout
    tell(f"guided fuzzing of the loader: {' '.join(re.findall(r'^Done .*', said, re.MULTILINE))}")
    assert [] == list(tmp_path.iterdir()), said[-4000:]
    assert 0 == ran.returncode, said[-4000:]


def guided(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the guided fuzzer."""
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", *options],
        cwd=ROOT,
        env=environ(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def test_a_crash_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of another kind, anywhere in the loader, breaks the promise."""

    def crash(_: object, __: object) -> None:
        raise IndexError("put in on purpose")

    monkeypatch.setattr(toml_errors, "explain", crash)
    with pytest.raises(IndexError):
        hold("action", b"a = ")
