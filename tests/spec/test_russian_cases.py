"""How Russian tells the steps of a case and what is asked, with each subject in the nominative. All is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Demand
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = [
    ("Олега Дарина арестовали 3 мая 2012 года.", ["arrested: Олег Дарин, 2012-05-03"]),
    ("Рабочего Нурлана Есенова приговорили к пяти годам колонии.", ["sentenced: Нурлан Есенов, 60 months"]),
    ("Нурлан Есенов был приговорён к семи с половиной годам колонии.", ["sentenced: Нурлан Есенов, 90 months"]),
    ("Олег Дарин осуждён к трём годам условно.", ["sentenced: Олег Дарин, 36 months suspended"]),
    ("Активиста Олега Дарина заключили под стражу на два месяца.", ["remanded: Олег Дарин"]),
    ("Олег Дарин помещён под домашний арест.", ["remanded: Олег Дарин"]),
    ("Полиция задержала Нурлана Есенова и Алию Осеневу.", ["detained: Нурлан Есенов and Алия Осенева"]),
    ("В отношении троих полицейских возбуждено уголовное дело.", ["investigation_opened: 3 полицейских"]),
    ("В возбуждении уголовного дела отказано.", ["complaint_rejected: -"]),
    ("Уголовное дело прекращено.", ["investigation_closed: -"]),
    ("Веру Дарину вызвали на допрос 3 июня 2012 года.", ["summoned: Вера Дарина, 2012-06-03"]),
    ("Журналистку Веру Дарину оштрафовали.", ["fined: Вера Дарина"]),
    ("Подсудимые отказались от показаний, данных под пытками.", ["recanted: Подсудимые"]),
    ("Шестерых осуждённых освободили по амнистии.", ["amnestied: 6 осуждённых"]),
    ("Двадцать восемь рабочих были освобождены условно-досрочно.", ["released_conditionally: 28 рабочих"]),
    ("Срок Олегу Дарину сократили с шести до трёх лет.", ["reduced: Олег Дарин, 36 months"]),
    ("Верховный суд оставил приговор в силе.", ["upheld: -"]),
    ("Олег Дарин не был освобождён.", ["not released: Олег Дарин"]),
    (
        "Нурлан Есенов был арестован. Есенову предъявили обвинение.",
        ["arrested: Нурлан Есенов", "charged: Нурлан Есенов"],
    ),
    ("Приговор оставлен без изменения.", ["upheld: -"]),
    ("Олегу Дронину избрана мера пресечения в виде заключения под стражу.", ["remanded: Олег Дронин"]),
    ("Суд отправил Олега Дронина под домашний арест.", ["remanded: Олег Дронин"]),
    ("Срок заключения Олега Дронина сокращён до двух лет.", ["reduced: Олег Дронин, 24 months"]),
    ("Апелляционный суд сократил срок Олегу Дронину до трёх лет.", ["reduced: Олег Дронин, 36 months"]),
    ("Суд продлил арест Олегу Дронину.", ["remanded: Олег Дронин"]),
    ("Олег Дронин вышел на свободу.", ["released: Олег Дронин"]),
    ("Олег Дронин дал признательные показания.", ["confessed: Олег Дронин"]),
    ("Олег Дронин осуждён на четыре года условно.", ["sentenced: Олег Дронин, 48 months suspended"]),
    ("Олег Дронин получил пять лет колонии общего режима.", ["sentenced: Олег Дронин, 60 months"]),
    ("Олега Дронина отпустили под подписку о невыезде.", ["released_conditionally: Олег Дронин"]),
    ("Шестеро задержанных были отпущены без составления протокола.", ["released: 6 задержанных"]),
    ("Уголовное дело в отношении Олега Дронина было прекращено.", ["investigation_closed: Олег Дронин"]),
    ("Двоих рабочих оштрафовали на 20 тысяч тенге.", ["fined: 2 рабочих"]),
    ("Олег Дронин был экстрадирован в Казахстан.", ["extradited: Олег Дронин"]),
    ("Власти должны немедленно освободить Олега Дронина.", []),
    ("Мы требуем освободить всех задержанных.", []),
    ("Требуем: освободить всех задержанных.", []),
]

DEMANDS = [
    ("Мы требуем освободить всех задержанных.", ["call - освободить всех задержанных"]),
    ("Призываем власти провести независимое расследование.", ["call власти провести независимое расследование"]),
    (
        "Организация рекомендует правительству отменить закон о митингах.",
        ["recommend правительству отменить закон о митингах"],
    ),
    ("Необходимо обеспечить доступ адвокатов к задержанным.", ["call - обеспечить доступ адвокатов к задержанным"]),
    ("Следует прекратить преследование журналистов.", ["recommend - прекратить преследование журналистов"]),
    (
        "Власти должны немедленно освободить Олега Дронина.",
        ["call Власти Власти должны немедленно освободить Олега Дронина"],
    ),
    ("Требуем немедленного освобождения Олега Дронина.", ["call - немедленного освобождения Олега Дронина"]),
    (
        "Мы призываем освободить задержанных, прекратить пытки и наказать виновных.",
        ["call - освободить задержанных", "call - прекратить пытки", "call - наказать виновных"],
    ),
    ("Мы требуем, чтобы власти освободили задержанных.", ["call власти освободили задержанных"]),
    ("Следует отметить, что погибли 15 человек.", []),
    ("Рабочие должны были явиться в суд.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), STEPS, ids=[text for text, _ in STEPS])
def test_a_russian_step_is_read_with_its_subject_in_the_nominative(
    steps: Callable[..., list[str]], sentence: str, expected: list[str]
) -> None:
    assert steps(sentence, "ru") == expected


@pytest.mark.parametrize(("sentence", "expected"), DEMANDS, ids=[text for text, _ in DEMANDS])
def test_what_a_russian_sentence_asks_is_read_with_whom_it_asks(sentence: str, expected: list[str]) -> None:
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(sentence)), Mark(MarkKind.LANGUAGE, 0, len(sentence), "ru"))
    document = Document("0" * 64, "asked.txt", len(sentence), Sensitivity.INTERNAL)
    claims = extract(Revision("0" * 64, sentence, marks, "example", "none"), document).claims
    bodies = [claim.body for claim in claims if isinstance(claim.body, Demand)]
    assert [f"{body.force} {body.addressee or '-'} {body.action}" for body in bodies] == expected
