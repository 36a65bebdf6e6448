"""Make docs/dossier.png: what the example's dossier says is disputed, as Chromium shows it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_name("dossier.png")
MOST_BYTES = 300_000
WIDTH = 1100  # of the picture, in pixels
EDGES = """() => {
  const [first, last] = ["#h-disputed", "#disputed article:nth-of-type(2)"].map(
    each => document.querySelector(each).getBoundingClientRect());
  return [first.top + window.scrollY - 12, last.bottom + window.scrollY + 12].map(Math.round);
}"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def dossier(folder: Path) -> Path:
    """Make the example's dossier in a folder."""
    page = folder / "dossier.html"
    words = ["run", ROOT / "examples" / "port-ombrin", "--chronicle", folder / "port-ombrin.chronicle"]
    subprocess.run(  # noqa: S603 -- our own program, beside the Python that runs this
        [Path(sys.executable).with_name("khronika"), *words, "--dossier", page], check=True, capture_output=True
    )
    return page


def picture(page: Path) -> bytes:
    """Give a PNG of the first two disputes. No time is shown there, so that the same dossier gives the same bytes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        opened = browser.new_page(viewport={"width": WIDTH, "height": WIDTH}, color_scheme="light")
        opened.goto(page.as_uri())
        top, bottom = opened.evaluate(EDGES)
        part = {"x": 0, "y": top, "width": WIDTH, "height": bottom - top}
        taken: bytes = opened.screenshot(full_page=True, clip=part)
        browser.close()
    return taken


if __name__ == "__main__":
    if CHROMIUM is None:
        print(f"No Chromium here: {TARGET} stays as it is.")
        sys.exit()
    with tempfile.TemporaryDirectory() as place:
        png = picture(dossier(Path(place)))
    if len(png) > MOST_BYTES:
        sys.exit(f"The picture has {len(png):,} bytes, more than {MOST_BYTES:,}: show less of the page.")
    TARGET.write_bytes(png)
    print(f"Written: {TARGET}")
