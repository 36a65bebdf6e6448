"""The gazetteer: which towns it gives, and of which country a word speaks."""

from __future__ import annotations

import pytest

from khronika.resolution.gazetteer import LARGE, country_of, locate, towns


@pytest.mark.parametrize(
    ("word", "country"),
    [("georgia", "GE"), ("georgian", "GE"), ("kazakh", "KZ"), ("kazakhstana", "KZ"), ("liberty", None), ("lib", None)],
)
def test_a_country_is_known_by_its_name_or_adjective(word: str, country: str | None) -> None:
    assert country_of(word) == country


def test_abroad_only_large_towns_are_given() -> None:
    assert {town.country for town in towns(["Paris"], frozenset())["paris"]} == {"FR"}
    found = towns(["Paris"], frozenset({"US"}))["paris"]
    assert {"FR", "US"} <= {town.country for town in found}
    assert all(town.inhabitants >= LARGE for town in found if town.country != "US")


def test_a_town_is_sure_in_its_country_by_any_of_its_names_and_scripts() -> None:
    for name in ("Almaty", "Алматы", "Alma-Ata"):
        town, why = locate(name, frozenset({"KZ"}), towns([name], frozenset({"KZ"})))
        assert town is not None, why
        assert town.name == "Almaty"


def test_a_small_town_of_a_country_named_is_not_taken_for_the_large_city_elsewhere() -> None:
    known = towns(["Moscow"], frozenset({"US"}))
    assert locate("Moscow", frozenset({"US"}), known)[0] is None
    town, _ = locate("Moscow", frozenset(), known)
    assert town is not None
    assert town.country == "RU"
