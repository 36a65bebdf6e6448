"""The word lists of layout (words.toml) as patterns, read once in the zygote."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

CHROME_WHOLE = re.compile(rf"(?:{'|'.join(_LISTS['chrome']['whole'])})", re.IGNORECASE)
CHROME_WITHIN = re.compile(rf"(?:{'|'.join(_LISTS['chrome']['within'])})", re.IGNORECASE)
SAYING = re.compile(rf"\b(?:{'|'.join(_LISTS['saying']['verbs'])})\b", re.IGNORECASE)
OPEN_WORDS = frozenset(_LISTS["open"]["words"])
UNITS = frozenset(_LISTS["units"]["letters"])
NOBODY = re.compile(rf"(?:{'|'.join(_LISTS['nobody']['names'])})", re.IGNORECASE)
HEADER_WORDS = {key: "|".join(_LISTS["relayed"][key]) for key in ("from", "other")}
WROTE = "|".join(_LISTS["relayed"]["wrote"])
