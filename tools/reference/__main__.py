"""Write the reference pages anew: `make reference`."""

from __future__ import annotations

from tools.reference.pages import PAGES, ROOT

for path, page in PAGES.items():
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_bytes(page())
