"""What holds for whatever names the documents bring."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.resolution import resolve
from khronika.resolution.names import compare_names, parse
from khronika.vocabulary.people import EntityKind, Link, Mention, Sameness

NAMES = [
    "Rosa Tulenova", "Roza Tulenova", "Tulenova", "R. Tulenova", "Bolat Nurbaev", "NURBAEV Bolat", "Nurbaev",
    "Bolat Serikuly Nurbaev", "Bolat Berikuly Nurbaev", "Asem Nurbaeva", "Jana Orlova", "Zhana Orlova", "Yana Orlova",
    "Temir T.", "Ahmad bin Ali", "Ali bin Ahmad", "Kim Lee", "Lee Kim", "Орлова Яна",
]  # fmt: skip
BODIES = ["National Safety Service", "NSS", "National Safety Service (NSS)", "Safety Service", "Ministry of Justice"]
PLACES = ["Karad", "Karad region", "Karad city", "Qarad"]
OF_KIND = [(EntityKind.PERSON, NAMES), (EntityKind.ORGANISATION, BODIES), (EntityKind.PLACE, PLACES)]


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        kind, names = draw(st.sampled_from(OF_KIND))
        name, document = draw(st.sampled_from(names)), draw(st.sampled_from("abc"))
        person = kind is EntityKind.PERSON
        gender = draw(st.sampled_from([None, None, "male", "female"])) if person else None
        veiled = person and draw(st.integers(0, 9)) == 0
        at = (number * 50, number * 50 + len(name))
        made.append(Mention(kind, f"r{document}", document, f"{document}.txt", *at, name, name, (), gender, veiled))
    return made


judgements = st.lists(
    st.builds(
        Link,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(list(Sameness)),
        st.sampled_from(["person:Ada", "person:Ben"]),
        st.just("because"),
    ),
    max_size=3,
)


@settings(deadline=None)
@given(mentions(), judgements, st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_changes_nothing(told: list[Mention], judged: list[Link], chance) -> None:  # noqa: ANN001
    before = resolve(told, judged=judged)
    chance.shuffle(told)
    assert resolve(told, judged=judged) == before


@settings(deadline=None)
@given(mentions())
def test_no_veto_is_ever_overruled_by_likeness(told: list[Mention]) -> None:
    for entity in resolve(told):
        if entity.kind is EntityKind.PERSON and not entity.protected:
            for a, b in combinations(entity.names, 2):
                assert compare_names(parse(a), parse(b))[0] is not Sameness.APART
            assert len({mention.gender for mention in entity.mentions} - {None}) <= 1


@settings(deadline=None)
@given(mentions(), judgements)
def test_each_mention_stands_in_one_entity_and_ids_are_unique(told: list[Mention], judged: list[Link]) -> None:
    entities = resolve(told, judged=judged)
    assert sorted(map(repr, told)) == sorted(repr(mention) for entity in entities for mention in entity.mentions)
    assert len({entity.id for entity in entities}) == len(entities)


@settings(deadline=None)
@given(mentions(), judgements)
def test_no_link_ever_touches_a_protected_person_from_outside(told: list[Mention], judged: list[Link]) -> None:
    entities = resolve(told, judged=judged)
    protected = {entity.id for entity in entities if entity.protected}
    ends = [{link.a, link.b} for entity in entities for link in entity.links]
    assert not [pair for pair in ends if pair & protected and not pair <= protected]
    for entity in entities:
        if entity.protected:
            assert len({mention.document for mention in entity.mentions}) == 1
