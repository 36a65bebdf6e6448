"""What holds for whatever organisations and places the documents bring."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.resolution import resolve
from khronika.resolution.bodies import kinds_clash, read_body
from khronika.resolution.stated import listed
from khronika.vocabulary.people import EntityKind, Mention

BODIES = [
    "Ministry of Justice", "Georgian Ministry of Justice", "Department of Justice", "Karad City Court", "City Court",
    "Belin City Court", "Prosecutor's Office", "General Prosecutor's Office", "Генеральная прокуратура", "GPO", "NSS",
    "National Security Service", "National Security Committee", "KNB", "OSCE", "Vorga", "Vorga Party",
    "Vorga newspaper", "Security Service of Karad", "Investigation Department of the Karad City Court",
    "Ministère de la Justice",
]  # fmt: skip
PLACES = ["Karad", "Belin", "Karad region", "Georgia", "Armenia", "Kazakhstan", "Uralsk", "Oral", "Tripoli", "Libya"]
BESIDE = [(), (), ("party",), ("newspaper",)]


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    made = []
    for number in range(draw(st.integers(0, 14))):
        body = draw(st.booleans())
        name, document = draw(st.sampled_from(BODIES if body else PLACES)), draw(st.sampled_from("abc"))
        kind = EntityKind.ORGANISATION if body else EntityKind.PLACE
        beside = draw(st.sampled_from(BESIDE)) if body and name == "Vorga" else ()
        at = (number * 90, number * 90 + len(name))
        made.append(Mention(kind, f"r{document}", document, f"{document}.txt", *at, name, name, beside))
    return made


@settings(max_examples=150, deadline=None)
@given(told=mentions(), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_changes_nothing(told: list[Mention], chance) -> None:  # noqa: ANN001 - Random
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(told)


@settings(max_examples=150, deadline=None)
@given(told=mentions())
def test_no_body_is_of_two_kinds_unless_the_list_says_so(told: list[Mention]) -> None:
    for entity in resolve(told):
        if entity.kind is EntityKind.ORGANISATION:
            read = [read_body(name, frozenset({"karad", "belin"})) for name in entity.names]
            unlisted = [name for name in read if not any(listed(name, home) for home in (None, "KZ", "AM", "GE"))]
            assert not any(kinds_clash(a, b) for a, b in combinations(unlisted, 2))


@settings(max_examples=100, deadline=None)
@given(told=mentions())
def test_only_places_are_located_and_each_with_a_reason(told: list[Mention]) -> None:
    for entity in resolve(told):
        assert (entity.located is not None) == (entity.kind is EntityKind.PLACE)
        assert entity.located is None or entity.located.why
