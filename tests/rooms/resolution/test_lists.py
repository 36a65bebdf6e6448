"""Rows of lists become people: by what their columns say, under vetoes, declarations and judgements."""

from __future__ import annotations

import random

import pytest

from khronika.resolution.lists import Linked, Listed, histories, link_lists
from khronika.resolution.lists.choosing import ENOUGH, choose
from khronika.resolution.lists.keys import bone, parts
from khronika.resolution.lists.records import age_of, date_parts, keyed, sex_of
from khronika.vocabulary.lists import Field
from khronika.vocabulary.people import Sameness

pytest.importorskip("splink")

ORDER = (Field.GIVEN, Field.FATHER, Field.GRANDFATHER, Field.FAMILY)
SYLLABLES = [a + b for a in ("b", "d", "k", "l", "m", "n", "r", "s", "t") for b in "aiou"]


def invented(number: int, seed: int = 3) -> list[tuple[str, str, str, str]]:
    """Invent people: given name, family name, date of birth, place."""
    draw = random.Random(seed)  # noqa: S311
    names = ["".join(draw.choices(SYLLABLES, k=3)) + "n" for _ in range(160)]
    return [
        (
            draw.choice(names[:60]),
            draw.choice(names[60:]) + "ev",
            f"{draw.randint(1950, 2000)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            draw.choice(("Ombrin", "Velisk", "Tarn")),
        )
        for _ in range(number)
    ]


def listed(name: str, people: list[tuple[str, str, str, str]], *, sole: bool = True) -> Listed:
    given, family, born, place = map(list, zip(*people, strict=True))
    said = {Field.GIVEN: given, Field.FAMILY: family, Field.BORN: born, Field.PLACE: place}
    return Listed(name, [f"{name}{at:03}" for at in range(len(people))], said, sole=sole)


def joined(linked: Linked) -> set[tuple[str, ...]]:
    return {rows for rows in linked.people if len(rows) > 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emad Mesbah Abushaban", "Imad Misbah Abu Shaaban"),
        ("Abdalrahman Haroun", "Abdel Rahman Haron"),
        ("عبدالرحمن هارون", "Abd al-Rahman Haroun"),
        ("نور الدين سليم", "Nour El-Din Saleem"),
        ("Khairat Zhaksybekov", "Қайрат Жақсыбеков"),
    ],
)
def test_spellings_and_scripts_have_one_skeleton(one: str, other: str) -> None:
    skeletons = [[bone(part).replace("H", "h").replace("h", "k")[:3] for part in parts(name)] for name in (one, other)]
    assert skeletons[0] == skeletons[1]


def test_a_full_name_is_cut_by_the_order_of_its_parts() -> None:
    said = {
        Field.NAME: ["Omar Abdel Rahim Salem Abu Nasr", "Omar Abu Nasr", "Omar Salem Tariq Zaid Abu Nasr", "Omar", ""]
    }
    columns = keyed(said, ORDER)
    assert columns["given"] == ["omar", "omar", "omar", "omar", None]
    assert columns["father"] == ["abdelrahim", None, "salem", None, None]
    assert columns["grandfather"] == ["salem", None, "tariq", None, None]
    assert columns["family"] == ["abunasr", "abunasr", "abunasr", None, None]


def test_ages_sexes_and_dates_are_read_as_lists_write_them() -> None:
    assert [age_of(each) for each in ("34", "7.0", "Less than a day", "-1", "340", "?")] == [34, 7, 0, None, None, None]
    assert [sex_of(each) for each in ("F", "male", "женский", "ذكر", "أنثى", "-")] == ["f", "m", "f", "m", "f", None]
    assert [date_parts(each) for each in ("1961-03-08", "8.3.1961", "19610308", "in 1961", "unknown")] == [
        *[(1961, 3, 8)] * 3,
        (1961, None, None),
        (None, None, None),
    ]


def test_the_same_people_are_found_across_two_lists_with_slips_and_who_is_on_which_is_counted() -> None:
    people = invented(300)
    slipped = [(given.replace("a", "e", 1), family, born, place) for given, family, born, place in people[:120]]
    lists = [listed("prison", people), listed("hospital", [*slipped, *invented(100, seed=9)])]
    linked = link_lists(lists)
    assert joined(linked) == {(f"hospital{at:03}", f"prison{at:03}") for at in range(120)}
    counted = histories(linked, lists)
    assert counted.lists == ("hospital", "prison")
    assert counted.patterns() == [((True, True), 120), ((True, False), 100), ((False, True), 180)]
    match = linked.matches[0]
    assert match.verdict is Sameness.SAME
    assert match.reason.startswith("the same date of birth")
    assert match.bits == pytest.approx(sum(each.bits for each in match.weights) + prior(len(people) + 220), abs=0.1)


def prior(rows: int) -> float:
    import math

    return -math.log2(rows - 1)


def test_the_order_of_lists_and_rows_changes_nothing() -> None:
    people, others = invented(200), [*invented(200)[:80], *invented(50, seed=5)]
    lists = [listed("prison", people), listed("hospital", others)]
    turned = []
    for each in reversed(lists):
        order = list(range(len(each.ids)))
        random.Random(1).shuffle(order)  # noqa: S311
        said = {field: [values[at] for at in order] for field, values in each.said.items()}
        turned.append(Listed(each.name, [each.ids[at] for at in order], said, sole=each.sole))
    one, other = link_lists(lists), link_lists(turned)
    assert one.people == other.people
    assert one.model == other.model
    assert histories(one, lists).patterns() == histories(other, turned).patterns()


def test_a_list_declared_free_of_duplicates_is_not_searched_for_them_and_another_one_is() -> None:
    people = invented(150)
    doubled = [*people, *people[:20]]
    assert len(joined(link_lists([listed("prison", doubled, sole=False)]))) == 20
    assert joined(link_lists([listed("prison", doubled), listed("hospital", invented(50, seed=5))])) == set()


def test_judgements_stand_above_every_weight_and_their_contradictions_are_told() -> None:
    lists = [listed("a", invented(100)), listed("b", invented(100))]
    linked = link_lists(lists, apart=[("a000", "b000")], same=[("a001", "b002"), ("b002", "a003"), ("a005", "b005")])
    home = {row: rows for rows in linked.people for row in rows}
    assert home["a000"] != home["b000"]
    assert {"a001", "b002", "a003"} <= set(home["a001"])
    assert [(each.apart, each.group) for each in linked.contradictions] == [(("a001", "a003"), "a")]
    told = next(each for each in linked.matches if {each.a, each.b} == {"a000", "b000"})
    assert (told.verdict, told.why) == (Sameness.APART, "people judged so")


def test_brothers_are_kept_apart_though_all_of_their_lineage_is_the_same() -> None:
    draw = random.Random(2)  # noqa: S311
    names = ["".join(draw.choices(SYLLABLES, k=3)) for _ in range(120)]
    fathers = [
        " ".join((draw.choice(names[20:60]), draw.choice(names[20:60]), draw.choice(names[60:]))) for _ in range(120)
    ]
    whole = [f"{given} {line}" for line in fathers for given in draw.sample(names[:20], 3)]
    ages = [str(draw.randint(1, 70)) for _ in whole]
    lists = [
        Listed(
            name, [f"{name}{at:03}" for at in range(len(whole))], {Field.NAME: whole, Field.AGE: ages}, ORDER, sole=True
        )
        for name in "ab"
    ]
    one = Listed("c", lists[0].ids, lists[0].said, ORDER)
    assert len(joined(link_lists(lists))) == len(whole)
    assert len(joined(link_lists([one]))) <= 2  # brothers of one age and nearly one name


def test_vetoes_stand_above_the_weights_and_are_told() -> None:
    people = invented(120)
    a, b = listed("a", people), listed("b", people)
    sexes = ["f", "m"] * 60
    lists = [
        Listed("a", a.ids, {**a.said, Field.SEX: sexes}, sole=True),
        Listed("b", b.ids, {**b.said, Field.SEX: ["m", *sexes[1:]]}, sole=True),
    ]
    linked = link_lists(lists)
    assert ("a000", "b000") not in linked.people
    told = next(each for each in linked.matches if {each.a, each.b} == {"a000", "b000"})
    assert (told.verdict, told.why) == (Sameness.APART, "one is a man and the other a woman")
    assert ("a000", "b000") in link_lists(lists, same=[("a000", "b000")]).people


@pytest.mark.parametrize(
    "written",
    ["Unidentified man", "Неизвестный мужчина", "مجهول الهوية", "Witness B", "Dana (not her real name)", "D. K.", "S."],
)
def test_rows_that_name_nobody_or_keep_a_name_back_are_one_person_with_none(written: str) -> None:
    people = invented(100)
    nobody = (written, "", people[0][2], people[0][3])
    linked = link_lists([listed("a", [*people, nobody]), listed("b", [*people, nobody])])
    assert linked.unnamed == ("a100", "b100")
    assert all(len(rows) == 1 for rows in linked.people if rows[0] in linked.unnamed)


def test_two_short_lists_are_linked_by_the_stated_shares_without_training() -> None:
    people = invented(8)
    assert len(joined(link_lists([listed("a", people), listed("b", people[:5])]))) == 5


def test_lists_that_share_no_key_are_linked_to_nobody() -> None:
    lists = [Listed("a", ["1"], {Field.SEX: ["f"]}), Listed("b", ["2"], {Field.SEX: ["f"]})]
    assert link_lists(lists).people == (("1",), ("2",))


def test_the_threshold_is_chosen_on_judged_pairs_and_its_errors_are_told() -> None:
    few = choose([(1.0, True)])
    assert (few.bits, few.by) == (0.0, "default")
    judged = [(bits / 10, bits > 60) for bits in range(120)] + [(9.0, False)]
    found = choose(judged)
    assert found.by == "judgements"
    assert 6.0 < found.bits < 6.1
    assert (found.joined, found.wrong, found.same, found.missed) == (60, 1, 59, 0)
    balanced = choose([(bits / 10, bits > 60) for bits in range(120)] + [(9.0, False)] * 5, balanced=True)
    assert balanced.wrong == balanced.missed
    assert len(judged) > ENOUGH


def test_a_balanced_threshold_without_judgements_weighs_expected_errors() -> None:
    found = choose([], [10.0] * 50 + [-2.0] * 40)
    balanced = choose([], [10.0] * 50 + [-2.0] * 40, balanced=True)
    assert found.bits == 0.0
    assert balanced.bits <= -2.0
    assert balanced.by == "model, balanced"


def test_two_short_lists_in_two_scripts_are_matched_although_there_is_too_little_to_learn_from() -> None:
    def short(name: str, rows: list[tuple[str, str, str, str]]) -> Listed:
        given, family, age, sex = map(list, zip(*rows, strict=True))
        return Listed(
            name,
            [f"{name}{at}" for at in range(len(rows))],
            {Field.GIVEN: given, Field.FAMILY: family, Field.AGE: age, Field.SEX: sex},
            sole=True,
        )

    union = [("Yusuf", "Mardini", "34", "M"), ("Salih", "Zaydani", "51", "M"), ("Salma", "Zaydani", "24", "F")]
    union += [("Walid", "Khalfani", "27", "M"), ("Tarek", "Khalfani", "31", "M")]
    ward = [("يوسف", "مارديني", "34", "ذكر"), ("صالح", "زيداني", "51", "ذكر"), ("سلمى", "زيداني", "24", "أنثى")]
    ward += [("عمر", "بشاري", "58", "ذكر")]
    linked = link_lists([short("u", union), short("w", ward)])
    assert joined(linked) == {("u0", "w0"), ("u1", "w1"), ("u2", "w2")}
