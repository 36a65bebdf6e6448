"""What pyproject.toml asks for stands in the locks: pinned, hashed, from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock")


def lock(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def missing(asked: list[str], lock_name: str) -> list[str]:
    """Give what is asked for and not pinned, or pinned to a version that was not asked for."""
    pins: dict[str, list[str]] = {}
    for pin in PIN.finditer(lock(lock_name)):
        pins.setdefault(canonicalize_name(pin["name"]), []).append(pin["version"])
    wanted = [Requirement(line) for line in asked if not line.startswith("khronika[")]
    return [
        str(want)
        for want in wanted
        if not any(map(want.specifier.contains, pins.get(canonicalize_name(want.name), [])))
    ]


def test_a_library_that_is_not_locked_is_noticed() -> None:
    assert missing(["no-such-library>=1", "click>=9999"], "requirements.lock") == ["no-such-library>=1", "click>=9999"]


@pytest.mark.parametrize("lock_name", LOCKS)
def test_what_the_program_needs_is_locked(lock_name: str) -> None:
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    assert missing(asked, lock_name) == []


def test_what_tests_and_checks_need_is_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert missing([line for extra in extras.values() for line in extra], "requirements-dev.lock") == []


@pytest.mark.parametrize("lock_name", LOCKS)
def test_every_pin_has_a_hash_and_no_lock_names_an_index(lock_name: str) -> None:
    text = lock(lock_name)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index-url" not in text
