"""CSV in programs that guess what stands in it: LibreOffice, and DuckDB beside the readers."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from devjournal.exchange.csv import render_csv
from devjournal.pages.listing import build_listing
from tests.builders import TODAY, checkin, day, goal, journal_of
from tests.exchange.readers import READERS_FOLDER, need
from tests.hostile.texts import SAID

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

TEXTS = ("=1+1", "+1", "-1", "@SUM(A1)", "1 of 3", 'a "b", c;\nd', SAID)
DUCKDB = (
    "import duckdb, json, sys\n"
    "found = duckdb.sql(f\"from read_csv('{sys.argv[1]}', all_varchar=true)\")\n"
    "print(json.dumps([dict(zip(found.columns, row)) for row in found.fetchall()]))\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a list of goals with each of the texts, a figure with a nought at its end, a day."""
    goals = [
        goal(f"g-{at}", checkin("10-01", "6.10"), title=text, target="-5.50", due=day("11-24"))
        for at, text in enumerate(TEXTS)
    ]
    rows = build_listing(journal_of(*goals), "goals", TODAY, everything=True).rows
    path = tmp_path / "goals.csv"
    path.write_text(render_csv("goals", rows), encoding="utf-8", newline="")
    return path


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_duckdb_has_every_value_as_it_was(table: Path) -> None:
    """What a strict reader of RFC 4180 finds, and no more and no less."""
    python = need(READERS_FOLDER / "venv" / "bin" / "python", "DuckDB")
    ran = subprocess.run([python, "-c", DUCKDB, table], capture_output=True, check=True)
    found = [{key: value or "" for key, value in row.items()} for row in json.loads(ran.stdout)]
    expected = _rows(table.read_text(encoding="utf-8"))
    assert [each["title"] for each in expected] == [each["title"] for each in found]
    assert expected == found


def test_libreoffice_calculates_nothing(table: Path, tmp_path: Path) -> None:
    """Opened as UTF-8 and saved again, each text is the text that it was."""
    soffice = need("soffice", "LibreOffice")
    out = tmp_path / "out"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    told = ["--infilter=CSV:44,34,76", "--convert-to", as_csv, "--outdir", str(out), str(table)]
    subprocess.run([soffice, profile, "--headless", *told], capture_output=True, check=True)
    found = _rows((out / "goals.csv").read_text(encoding="utf-8").replace("\r\n", "\n"))
    expected = _rows(table.read_text(encoding="utf-8"))
    assert [each["title"] for each in expected] == [each["title"] for each in found]
    assert [-5.5] * len(TEXTS) == [float(each["target"]) for each in found]
