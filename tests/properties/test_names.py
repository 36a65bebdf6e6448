"""What holds for whatever two names: symmetry, reflexivity, a key for every pair that is not apart."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from khronika.resolution.bearers import keys
from khronika.resolution.folding import fold, folds
from khronika.resolution.names import FULL, Likeness, compare_names, parse, slip_keys
from khronika.resolution.naming.comparing import judge
from khronika.vocabulary.people import Sameness

GIVEN = [
    "Bolat", "Булат", "Marat", "Murat", "Alexander", "Sasha", "Alexandra", "Yusuf", "Joseph", "يوسف", "محمد", "Mahmoud",
    "محمود", "Abd al-Rahman", "عبد الرحمن", "Abdurrahman", "Vladimir", "Vladmir", "Жәмилә", "Jamilya", "Jean-Pierre",
    "Jean", "Jong Sol", "Jong-sol", "Өмірбек", "Zhanar", "Janar", "Олексій", "Nursultan", "Maria Elena",
    "明远", "Mingyuan",
]  # fmt: skip
SURNAMES = [
    "Nurtaev", "Nurtayev", "Нуртаев", "Nurtaeva", "Nurtai", "Khodorchenko", "Khodrochenko", "Toleubekov", "Toleubaev",
    "al-Hadidi", "el Hadidi", "الحديدي", "Karimov", "Kasimov", "Қожатаев", "Qozhatayev", "Lee", "Kim", "van der Molen",
    "bin Tarif", "ibn Tarif", "bin Tarif al-Susi", "Hassan", "Hasan Ali", "李", "Li", "Гриневич", "Hrynevych",
]  # fmt: skip
FATHERS = [
    "",
    "",
    "",
    "Serikuly",
    "Serikovich",
    "Berikuly",
    "Петровна",
    "Петрівна",
    "Heydar oglu",
    "Қасымқызы",
    "Касымовна",
]
SHAPES = [
    "{g} {p} {s}",
    "{s} {g} {p}",
    "{S} {g} {p}",
    "{s}, {g} {p}",
    "{i}. {s}",
    "{s} {i}.",
    "{s}",
    "Mr {g} {s}",
    "{g}{s}",
]


def slipped(text: str, at: int, kind: int) -> str:
    """Leave a letter out, swap two, or write a wrong one; nothing where `kind` is 0."""
    at %= max(len(text) - 1, 1)
    return {
        1: text[:at] + text[at + 1 :],
        2: text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
        3: text[:at] + "e" + text[at + 1 :],
    }.get(kind, text)


@st.composite
def names(draw: st.DrawFn) -> str:
    first, last, father = (draw(st.sampled_from(some)) for some in (GIVEN, SURNAMES, FATHERS))
    last = slipped(last, draw(st.integers(1, 12)), draw(st.sampled_from([0, 0, 0, 1, 2, 3])))
    shape = draw(st.sampled_from(SHAPES))
    return " ".join(shape.format(g=first, p=father, s=last, S=last.upper(), i=first[0]).split())


@settings(deadline=None, max_examples=600)
@given(names(), names())
@example("Bolat Serikuly Le", "Bolat Serikuly Hasan Ali")
@example("Bolat Serikuly Nurtaev", "Bolat Serikuly Nurtaeyv")
def test_full_names_that_are_not_apart_share_a_key_of_one_kind(one: str, other: str) -> None:
    a, b = parse(one), parse(other)
    verdict, reason = compare_names(a, b)
    if verdict is not Sameness.APART and not a.veiled and a.level == b.level == FULL:
        assert keys(one) & keys(other) or slip_keys(a) & slip_keys(b), (one, other, reason)


@settings(deadline=None, max_examples=300)
@given(names(), names())
def test_the_order_of_two_names_changes_nothing(one: str, other: str) -> None:
    a, b = parse(one), parse(other)
    assert compare_names(a, b) == compare_names(b, a)
    assert judge(a, b).likeness is judge(b, a).likeness


@settings(deadline=None, max_examples=300)
@given(names())
def test_a_name_is_never_apart_from_itself(one: str) -> None:
    name = parse(one)
    if not name.placeholder:
        verdict, _ = compare_names(name, name)
        assert verdict is (Sameness.UNSURE if name.level == 0 or name.veiled else Sameness.SAME)


@settings(deadline=None, max_examples=300)
@given(st.text(), st.text())
def test_any_text_is_read_and_compared(one: str, other: str) -> None:
    a, b = parse(one), parse(other)
    verdict, reason = compare_names(a, b)
    assert reason
    assert (verdict is Sameness.APART) == (judge(a, b).likeness is Likeness.NONE)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), names()))
@example("Shchukin")
@example("Abd al-Rahman")
@example("عبد الهادي")
def test_what_is_folded_once_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) in folds(text)
