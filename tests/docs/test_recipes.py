"""The recipes for scripts run as they stand on their page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
PRINTED = (
    r"2! \n",
    r"# .*Maya Quinn.*",
    r"3 to do · 2026-10-15 15:00 Priya Nair\n",
)


@pytest.mark.parametrize(("recipe", "printed"), [*zip(RECIPES, PRINTED, strict=True)])
def test_a_recipe_prints_what_it_is_for(recipe: str, printed: str) -> None:
    """A line for a prompt, a mail and a line for a status bar, with not a word more."""
    if shutil.which("jq") is None and "jq" in recipe:
        if os.environ.get("CI"):
            pytest.fail("jq is not here")
        pytest.skip("jq is not here")
    environ = {
        **os.environ,
        "DEVJOURNAL_DIR": str(ROOT / "examples" / "maya"),
        "DEVJOURNAL_TODAY": "2026-10-14T09:00",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    ran = subprocess.run(
        ["sh", "-c", recipe],  # noqa: S607 - on the PATH
        env=environ,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "" == ran.stderr
    assert re.match(printed, ran.stdout), ran.stdout
    # As it stands on the line for cron, too.
    assert recipe.strip() in PAGE.replace(recipe, "", 1) or "jq" in recipe
