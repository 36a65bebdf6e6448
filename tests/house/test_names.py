"""Rooms and modules bear the field's nouns, never words that say nothing."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
EMPTY_WORDS = {
    *("common", "core", "lib", "misc", "stuff"),
    *("helper", "helpers", "manager", "managers", "service", "services"),
    *("util", "utils", "utility", "utilities"),
}


def empty_words_in(path: Path) -> set[str]:
    """Give the words of a room's or module's name that say nothing about what is inside."""
    return set(path.stem.strip("_").split("_")) & EMPTY_WORDS


def test_an_empty_word_is_noticed_wherever_it_stands_in_the_name() -> None:
    assert empty_words_in(Path("khronika/date_utils.py")) == {"utils"}
    assert empty_words_in(Path("khronika/dates.py")) == set()


def test_no_room_or_module_is_named_by_an_empty_word() -> None:
    places = [path for path in (ROOT / "khronika").rglob("*") if path.is_dir() or path.suffix == ".py"]
    assert places
    assert {str(path.relative_to(ROOT)): words for path in places if (words := empty_words_in(path))} == {}
