"""Who is protected from the first mention: pseudonyms in every form in which documents mark them. All is invented."""

from __future__ import annotations

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Act, Count, Person
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

NOBODY = "0" * 64

MARKED = [
    ("Amal B. [not her real name] said that she was beaten.", "Amal B."),
    ("“Anka” (not her real name) was beaten at the station.", "Anka"),
    ("'Rosa' (not her real name), a nurse, said that two men died.", "Rosa"),
    ('The witness "Pavel" was heard behind a screen.', "Pavel"),
    ("Amal (name changed), 23, told us that she was beaten.", "Amal"),
    ("A woman whom we call Mira said that she was held for three days.", "Mira"),
    ("Nadia B. (pseudonym) told Open Docket that police took her son.", "Nadia B."),
]

RUSSIAN = [
    ("Свидетель Г. (имя изменено) рассказал, что его били двое полицейских.", "Г."),
    ("Алия (имя изменено) рассказала, что её мужа задержали.", "Алия"),
    ("Алия (имя изменено по соображениям безопасности) видела троих раненых.", "Алия"),
    ("Нурлан Е. (имя и фамилия изменены) был задержан.", "Нурлан Е."),
    ("Серик (настоящее имя не называется) был избит.", "Серик"),
    ("Марат, имя которого изменено, видел троих раненых.", "Марат"),
    ("Марат, чьё имя изменено по его просьбе, видел двоих раненых.", "Марат"),
    ("Айгуль, попросившая не называть её фамилию, видела двоих раненых.", "Айгуль"),
    ("Женщина, назвавшаяся Айгуль, видела двоих раненых.", "Айгуль"),
    ("Очевидец, представившийся Маратом, видел двоих раненых.", "Маратом"),
    ("К. рассказал, что видел троих убитых.", "К."),
    ("Рабочий К. рассказал, что видел троих убитых.", "К."),
    ("М.К., чьё имя известно организации, был задержан.", "М.К."),
    ("По словам Н., его били.", "Н."),
    ("Полиция задержала К. и М. в порту.", "М."),
    ("Пострадавший Д. скончался в больнице.", "Д."),
    ("Свидетель №3 рассказал о двоих раненых.", "Свидетель №3"),
    ("Имена свидетелей изменены. Марат видел троих раненых.", "Марат"),
    ("Все имена изменены в целях безопасности. Марат видел троих раненых.", "Марат"),
]

RUSSIAN_NAMED = [
    "Ерлан Тасыбаев, 25 лет, был задержан. Его имя известно всем.",
    "А. Б. Карабеков был задержан.",
    "Карабеков А. Б. подал жалобу.",
    "Адвокат А. Карабеков обжаловал приговор.",
    "Пункт А. статьи 5 не применяется.",
    "Женщина, попросившая не называть её имени, рассказала о двоих раненых.",
    "Марат Тулеков (Карамыс) был задержан.",
]

NAMED = [
    "The dead man was identified as Pavel Orsin.",
    "Vera Kolm (Harbour Union) said that two men died.",
    "Vera Kolm, not her brother, was arrested.",
]


def _persons(text: str, language: str = "en") -> dict[str, bool]:
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), language))
    revision = Revision(NOBODY, text, marks, "example", "none")
    found = extract(revision, Document(NOBODY, "example.txt", len(text), Sensitivity.INTERNAL))
    return {mention.exact: mention.pseudonym for mention in found.mentions if mention.kind == "person"}


@pytest.mark.parametrize(("sentence", "name"), MARKED, ids=[name for _, name in MARKED])
def test_a_marked_pseudonym_is_protected(sentence: str, name: str) -> None:
    assert _persons(sentence).get(name) is True


@pytest.mark.parametrize("sentence", NAMED)
def test_a_real_name_is_not_taken_for_a_pseudonym(sentence: str) -> None:
    assert True not in _persons(sentence).values()


@pytest.mark.parametrize(("sentence", "name"), RUSSIAN, ids=[text for text, _ in RUSSIAN])
def test_a_name_kept_back_in_russian_is_protected_from_its_first_mention(sentence: str, name: str) -> None:
    assert _persons(sentence, "ru").get(name) is True


@pytest.mark.parametrize("sentence", RUSSIAN_NAMED)
def test_a_russian_name_in_full_is_no_pseudonym(sentence: str) -> None:
    assert True not in _persons(sentence, "ru").values()


ANKA = "Anka [not her real name], 40, a nurse, said that nine dockers died. Anka was beaten by the police."
SOLVEG = "Anka Solveg, 29, a cook, was arrested."


@pytest.mark.parametrize("text", [f"{SOLVEG} {ANKA}", f"{ANKA} {SOLVEG}"], ids=["name first", "pseudonym first"])
def test_a_pseudonym_is_not_filled_up_from_a_public_name_of_the_same_document(text: str) -> None:
    found = extract(
        Revision(NOBODY, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none"),
        Document(NOBODY, "example.txt", len(text), Sensitivity.INTERNAL),
    )
    told = [claim.body for claim in found.claims]
    persons = {(one.name, one.pseudonym) for one in told if isinstance(one, Person)}
    assert persons == {("Anka Solveg", False), ("Anka", True)}
    assert {victim.name for act in told if isinstance(act, Act) for victim in act.victims if victim.name} == {"Anka"}
    assert {claim.origin.name for claim in found.claims if isinstance(claim.body, Count)} == {"Anka"}
    assert _persons(text) == {"Anka Solveg": False, "Anka": True}


def test_a_quoted_witness_is_protected_beside_a_public_person_of_that_given_name() -> None:
    text = 'Pavel Petrov Demko was acquitted. The witness "Pavel", whose name was withheld, said that Demko was there.'
    found = _persons(text)
    assert found["Pavel"] is True
    assert found["Pavel Petrov Demko"] is False
