"""Pages as a browser prints them to PDF."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

from tests.reading.formats.rows import PARAGRAPHS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LAYOUTS = {
    "one column": "",
    "two columns": "div { columns: 2; column-fill: auto; column-gap: 2em }",
    "large": "body { font-size: 22px; line-height: 2 }",
}
PAGE = """<html><head><meta charset="utf-8"><style>
@page { margin: 20mm;
  @top-center { content: "鄞州区政府工作报告" } @bottom-center { content: "第" counter(page) "页" } }
p { text-indent: 2em; margin: 0 } LAYOUT
</style></head><body><div>BODY</div></body></html>"""


def printed(layout: str, folder: Path) -> bytes:
    """The seed in one of ``LAYOUTS``; files of the browser go to ``folder``."""
    body = "".join(f"<p>{escape(line)}</p>" for line in PARAGRAPHS)
    return printed_page(body, folder, LAYOUTS[layout])


def printed_page(body: str, folder: Path, style: str = "") -> bytes:
    """A web page with this body, printed."""
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_text(PAGE.replace("LAYOUT", style).replace("BODY", body), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command = [str(CHROMIUM), *flags, f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return made.read_bytes()
