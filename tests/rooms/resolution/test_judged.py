"""Judgements among the rules: what people said holds for what comes later, and addresses stay where their form is."""

from __future__ import annotations

from khronika.resolution import resolve
from khronika.vocabulary.people import Entity, EntityKind, Link, Mention, Sameness


def mentions(*told: str) -> list[Mention]:
    """Make a mention of each line "Name @ document"; "~" before a name marks a pseudonym."""
    made = []
    for number, line in enumerate(told):
        name, _, document = line.partition(" @ ")
        place = ("r" + document, document, f"{document}.txt", number * 100, number * 100 + len(name))
        shown = name.lstrip("~")
        made.append(Mention(EntityKind.PERSON, *place, shown, shown, pseudonym=name.startswith("~")))
    return made


def named(entities: list[Entity], name: str) -> Entity:
    return next(entity for entity in entities if name in entity.names)


def judged(a: str, b: str, verdict: Sameness, by: str = "Ada") -> Link:
    return Link(a, b, verdict, f"person:{by}", "because")


def test_two_names_that_a_person_joined_each_take_in_what_comes_later() -> None:
    told = mentions("Bolat Nurbaev @ a", "Zeinep Iskakova @ b")
    first, second = resolve(told)
    link = judged(first.id, second.id, Sameness.SAME)
    later = [*told, *mentions(*["Bolat Nurbaev @ c", "Zeinep Iskakova @ d", "Zeynep Iskakova @ e", "Marat Orlov @ f"])]
    for order in (later, later[::-1]):
        joined, other = resolve(order, judged=[link])
        assert (len(joined.mentions), other.names) == (5, ("Marat Orlov",))


def test_an_id_is_not_changed_by_what_happens_to_others() -> None:
    told = mentions("Bolat Nurbaev @ a", "Bolat Nurbayev @ b", "Zeinep Iskakova @ b", "Marat Orlov @ c")
    before = resolve(told)
    bolat, others = named(before, "Bolat Nurbaev"), [e.id for e in before if "Bolat Nurbaev" not in e.names]
    merged = resolve(told, judged=[judged(*others, Sameness.SAME)])
    assert named(merged, "Bolat Nurbaev") == bolat
    more = resolve([*told, *mentions("Asem Nurbaeva @ d", "Bolat Nurbaeva @ e", "Nurbaev @ f")])
    assert named(more, "Bolat Nurbaev").id == bolat.id


def test_every_address_leads_where_its_form_went() -> None:
    told = mentions("Bolat Nurbaev @ a", "Bolat Nurbaev @ b", "Bolat Nurbayev @ c")
    (one,) = resolve(told)
    assert one.addresses[0] == one.id
    assert len(set(one.addresses)) == 3
    a, b, c = ({entity.addresses[0] for entity in resolve([each])} for each in told)
    assert a | b | c == set(one.addresses), "a form has the same address alone and among others"
    rest = judged(*c, *a, Sameness.APART)
    split = resolve(told, judged=[rest, judged(*c, *b, Sameness.APART)])
    assert {frozenset(entity.addresses) for entity in split} == {frozenset(c), frozenset(a | b)}
    (more,) = resolve([*told, *mentions("B. Nurbaev @ d", "Bolat S. Nurbaev @ e")])
    assert set(one.addresses) < set(more.addresses)


def test_a_short_name_never_takes_the_id_along() -> None:
    told = mentions(*(f"Nurbaev @ {document}" for document in "abcdefgh"))
    for number, mention in enumerate(told):
        full = mentions("x", *["x"] * 8, f"Bolat Nurbaev @ {mention.document}")[-1]
        (alone,) = resolve([full])
        (joined,) = resolve([mention, full])
        assert joined.id == alone.id, number


def test_no_name_of_a_protected_person_goes_into_an_id() -> None:
    """Whoever tries names out against an id finds nothing: two names at one place have one id."""
    (one,), (other,) = resolve(mentions("~Anka Solveg @ a")), resolve(mentions("~Mira Torell @ a"))
    assert one.protected
    assert one.id == other.id
    (public,), (also,) = resolve(mentions("Anka Solveg @ a")), resolve(mentions("Mira Torell @ a"))
    assert public.id != also.id


def test_the_last_word_of_a_person_counts_and_a_disagreement_joins_nobody() -> None:
    told = mentions("Rosa Tulenova @ a", "Roza Tulenova @ b")
    pair = ("Rosa Tulenova", "Roza Tulenova")
    apart, same = judged(*pair, Sameness.APART), judged(*pair, Sameness.SAME)
    assert len(resolve(told, judged=[apart, same])) == 1
    assert len(resolve(told, judged=[same, apart])) == 2
    assert len(resolve(told, judged=[same, judged(*pair, Sameness.APART, "Ben")])) == 2


def test_a_judgement_that_names_nobody_here_changes_nothing() -> None:
    told = mentions("Rosa Tulenova @ a", "Roza Tulenova @ b")
    assert resolve(told, judged=[judged("f" * 64, "Rosa Tulenova", Sameness.SAME)]) == resolve(told)
