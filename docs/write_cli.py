"""Write docs/cli.md from the help of the commands themselves: `make docs`."""

from __future__ import annotations

from pathlib import Path

from khronika.cli.manual import manual

PAGE = Path(__file__).with_name("cli.md")

if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
    print(f"{PAGE} is written.")
