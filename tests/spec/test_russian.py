"""How Russian is read: by the same grammar and word lists as English, each word under its English key.

Each example gives a sentence and the lines that Khronika reads from it. The people, places and events are invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = [
    # who did what to whom, whatever the form of the sentence
    ("Полицейские застрелили девятерых жителей посёлка.", ["killed 9 civilians, author"]),
    ("Девять жителей посёлка были застрелены у плотины.", ["killed 9 civilians, author"]),
    ("Стрельба привела к гибели 14 человек.", ["died 14 all, author"]),
    ("Убито двенадцать человек, десятки ранены.", ["killed 12 all, author", "injured dozens all, author"]),
    ("Обвинения предъявлены пятерым полицейским.", ["charged 5 officers, author"]),
    ("Прокурор предъявил обвинения 12 горнякам.", ["charged 12 workers, author"]),
    ("Суд признал виновными 45 докеров.", ["convicted 45 workers, author"]),
    ("Суд оправдал двоих рабочих.", ["acquitted 2 workers, author"]),
    ("Задержали 15 человек.", ["detained 15 all, author"]),
    ("Бастовали полторы тысячи рабочих.", ["striking 1500 workers, author"]),
    ("На площади собрались около 3000 человек.", ["protesting about 3000 all, author"]),
    ("Под стражей находятся 14 человек.", ["detained 14 all, author"]),
    ("В изоляторе умерли двое заключённых.", ["died_in_custody 2 all, author"]),
    ("Без вести пропали семь рыбаков.", ["missing 7 workers, author"]),
    ("Из больницы выписали 20 раненых.", ["discharged 20 all, author"]),
    ("Двое мертвы.", ["killed 2 all, author"]),
    ("Среди погибших — двое полицейских.", ["died 2 officers, author"]),
    ("Число погибших достигло 17.", ["killed 17 all, author"]),
    ("Суд над 37 подсудимыми начался 27 марта 2012 года.", ["tried 37 defendants, author"]),
    ("Мы опросили 40 свидетелей.", ["interviewed 40 witnesses, author"]),
    # numbers in words, declined and collective
    ("Двадцать один человек был освобождён.", ["released 21 all, author"]),
    ("Полторы сотни горняков были задержаны.", ["detained 150 workers, author"]),
    ("Ранены 1 200 человек.", ["injured 1200 all, author"]),
    ("Ранены 2,5 тыс. человек.", ["injured 2500 all, author"]),
    # the qualifier is kept, and never added
    ("Не менее 15 человек были убиты.", ["killed at least 15 all, author"]),
    ("По меньшей мере двое рабочих погибли.", ["died at least 2 workers, author"]),
    ("До 70 человек погибли, 800 ранены.", ["died up to 70 all, author", "injured 800 all, author"]),
    ("Более ста человек получили ранения.", ["injured more than 100 all, author"]),
    ("Около семисот человек были задержаны.", ["detained about 700 all, author"]),
    ("От 20 до 30 рабочих арестованы.", ["arrested 20 to 30 workers, author"]),
    ("Задержаны 20–30 активистов.", ["detained 20 to 30 activists, author"]),
    ("Менее 50 человек были задержаны.", ["detained fewer than 50 all, author"]),
    ("Сотни жителей были задержаны.", ["detained hundreds civilians, author"]),
    ("Задержаны несколько десятков демонстрантов.", ["detained dozens civilians, author"]),
    # parts and wholes
    (
        "Задержали 34 человека, в том числе шестерых несовершеннолетних.",
        ["detained 34 all, author", "detained 6 minors, author, of 34"],
    ),
    (
        "Госпитализированы 99 человек, 75 из которых получили огнестрельные ранения.",
        ["hospitalised 99 all, author", "gunshot_wounds 75 all, author, of 99"],
    ),
    (
        "Ранены 86 человек, из них не менее пяти — полицейские.",
        ["injured 86 all, author", "injured at least 5 officers, author, of 86"],
    ),
    (
        "Из 34 подсудимых 29 признаны виновными.",
        ["tried 34 defendants, author", "convicted 29 defendants, author, of 34"],
    ),
    (
        "Освобождены 28 из 34 задержанных.",
        ["released 28 all, author, of 34", "detained 34 all, author"],
    ),
    (
        "Большинство из 37 подсудимых были приговорены к условным срокам.",
        ["sentenced most defendants, author, of 37", "tried 37 defendants, author"],
    ),
    # what denies
    ("Ни один из восьми солдат не был привлечён к ответственности.", ["not other 8 officers, author"]),
    # who says so
    ("По словам министра, погибли 15 человек.", ["died 15 all, министра"]),
    (
        "Прокуратура признаёт, что ранения получили не менее 64 человек.",
        ["injured at least 64 all, Прокуратура (acknowledged)"],
    ),
    ("По неподтверждённым данным, погибли до 20 человек.", ["died up to 20 all, unnamed (unconfirmed)"]),
    ("Сообщается, что ранены 12 человек.", ["injured 12 all, unnamed (reported)"]),
    ("Якобы убиты до 20 человек.", ["killed up to 20 all, unnamed (alleged)"]),
    (
        "В пожаре погибли тридцать восемь человек, сообщило министерство здравоохранения.",
        ["died 38 all, министерство здравоохранения"],
    ),
    (
        "Армия отрицает гибель мирных жителей и утверждает, что ранены четверо солдат.",
        ["injured 4 officers, Армия (alleged)"],
    ),
    ("Медсестра рассказала, что привезли троих с огнестрельными ранениями.", ["gunshot_wounds 3 all, Медсестра"]),
    ("«Убиты двенадцать человек», — сказал врач городской больницы.", ["killed 12 all, врач городской больницы"]),
    ("Как сообщил адвокат, семеро осуждённых амнистированы.", ["amnestied 7 defendants, адвокат"]),
    ("Комитет «Матери Карамыса» насчитал 47 пропавших без вести.", ["missing 47 all, Комитет «Матери Карамыса»"]),
    ("Министр Тимур Карабеков признал гибель 11 человек.", ["died 11 all, Тимур Карабеков (acknowledged)"]),
    ("Пресс-секретарь Вадим Лозин опроверг сообщения о 60 погибших.", ["died 60 all, Вадим Лозин (denied)"]),
    ("В результате столкновений погибли 14 человек.", ["killed 14 all, author"]),
    ("При стрельбе на площади погибли не менее 16 человек.", ["killed at least 16 all, author"]),
    ("В аварии на шахте погибли 28 горняков.", ["died 28 workers, author"]),
    ("На митинг вышли около 500 человек.", ["protesting about 500 all, author"]),
    ("Двенадцать свидетелей дали показания в суде.", ["testified 12 witnesses, author"]),
    ("К уголовной ответственности привлечены 37 человек.", ["charged 37 all, author"]),
    ("Двоих беженцев экстрадировали в Узбекистан.", ["extradited 2 foreigners, author"]),
    ("Пятеро рабочих пропали без вести.", ["missing 5 workers, author"]),
    ("Шестеро осуждённых были помилованы президентом.", ["amnestied 6 defendants, author"]),
    (
        "Пострадали 86 человек, в том числе 35 полицейских.",
        ["injured 86 all, author", "injured 35 officers, author, of 86"],
    ),
    ("По данным МВД, задержаны 130 человек.", ["detained 130 all, МВД"]),
    ("«Погибли 15 человек», — сказал Олег Дронин.", ["died 15 all, Олег Дронин"]),
    ("По сведениям источника, ранены 30 человек.", ["injured 30 all, unnamed (reported)"]),
    ("К. рассказал, что видел троих раненых.", ["injured 3 all, К."]),
]

NOT_FIGURES = [
    ("Он был приговорён к семи с половиной годам лишения свободы.", "unit"),
    ("Алма Дорина, 20 лет, дала показания в суде.", "unit"),
    ("42-летний рабочий дал показания.", "unit"),
    ("Им предъявлено обвинение по части 4 статьи 308 Уголовного кодекса.", "provision"),
    ("Посёлок находится в 100 километрах от порта.", "unit"),
    ("Его оштрафовали на 900 рублей.", "money"),
    ("16 декабря 2011 года площадь была закрыта.", "date"),
    ("17.12.2011 площадь была закрыта.", "date"),
    ("В 14:30 площадь была закрыта.", "clock"),
    ("Закрыты около 40 газет.", "counts no people"),
    ("Приговор занимает 120 страниц.", "counts no people"),
]

PERSONS = [
    (
        "42-летний рабочий Марат Тулеков был задержан 17 декабря 2011 года.",
        ["Марат Тулеков, 42-летний рабочий, 42, male"],
    ),
    ("Министр внутренних дел Тимур Карабеков ушёл в отставку.", ["Тимур Карабеков, Министр внутренних дел, male"]),
    (
        "А. Б. Карабеков, начальник полиции города, отказался от комментариев.",
        ["А. Б. Карабеков, начальник полиции города, male"],
    ),
    ("Адвокат Ольги Ивановны Велиховой обжаловал приговор.", ["Ольга Ивановна Велихова, female"]),
    ("1. Дорнов Руслан Маратович, 1979 г.р.", ["Дорнов Руслан Маратович, male"]),
    ("2. Саветова Дарья Олеговна", ["Саветова Дарья Олеговна, female"]),
    ("Вчера Иван Петрович выступил в суде.", ["Иван Петрович, male"]),
    ("Дочь Ивана Лозина, Анна, была задержана.", ["Иван Лозин, male", "Анна, daughter of Иван Лозин"]),
    (
        "Анна Велихова (имя изменено), сотрудница больницы, рассказала о раненых.",
        ["Анна Велихова, сотрудница больницы, female, pseudonym"],
    ),
    ("Полиция задержала Ермека Жанболатова и Асель Тулекову.", ["Ермек Жанболатов, male", "Асель Тулекова, female"]),
]

SPEAKERS = [
    (
        "Газета «Голос» со ссылкой на врачей сообщила о 20 раненых.",
        ["врачей (professional, reported) < Газета «Голос» (media, asserted) < - (author, reported)"],
    ),
    (
        "Полковник Серик Абенов сообщил журналистам о том, что задержаны 40 человек.",
        ["Серик Абенов (witness, asserted) < - (author, reported)"],
    ),
    ("Согласно приговору, шестеро осуждены условно.", ["приговору (document, reported) < - (author, reported)"]),
    (
        "Олег Дарин выступил в суде. По его словам, погибли 12 человек.",
        ["Олег Дарин (witness, reported) < - (author, reported)"],
    ),
    ("Полиция сообщила о задержании 30 человек.", ["Полиция (authority, asserted) < - (author, reported)"]),
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES, ids=[text for text, _ in FIGURES])
def test_a_russian_figure_is_read_with_its_qualifier_its_people_and_its_origin(
    figures: Callable[..., list[str]], sentence: str, expected: list[str]
) -> None:
    assert figures(sentence, "ru") == expected


@pytest.mark.parametrize(("sentence", "reason"), NOT_FIGURES, ids=[text for text, _ in NOT_FIGURES])
def test_a_russian_number_that_counts_no_people_is_left_with_its_reason(
    figures: Callable[..., list[str]], left_alone: Callable[..., set[str]], sentence: str, reason: str
) -> None:
    assert figures(sentence, "ru") == []
    assert reason in left_alone(sentence, "ru")


@pytest.mark.parametrize(("sentence", "expected"), PERSONS, ids=[text for text, _ in PERSONS])
def test_a_person_is_named_in_the_nominative_whatever_the_case(
    persons: Callable[..., list[str]], sentence: str, expected: list[str]
) -> None:
    assert persons(sentence, "ru") == expected


@pytest.mark.parametrize(("sentence", "expected"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_the_chain_of_a_russian_sentence_begins_with_its_origin(
    speakers: Callable[..., list[str]], sentence: str, expected: list[str]
) -> None:
    assert speakers(sentence, "ru") == expected


def test_paragraphs_of_russian_and_english_are_read_in_the_order_of_the_text() -> None:
    said = (
        ("en", "Nine villagers were shot dead."),
        ("ru", "Ранены двенадцать человек."),
        ("kk", "Он бес адам ұсталды."),
    )
    text, marks = "", list[Mark]()
    for language, paragraph in said:
        marks.append(Mark(MarkKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        marks.append(Mark(MarkKind.LANGUAGE, len(text), len(text) + len(paragraph), language))
        text += paragraph + "\n"
    document = Document("0" * 64, "mixed.txt", len(text), Sensitivity.INTERNAL)
    read = extract(Revision("0" * 64, text, tuple(marks), "example", "none"), document)
    found = [(claim.body.quantity, claim.body.low) for claim in read.claims if isinstance(claim.body, Count)]
    assert found == [("killed", 9), ("injured", 12)]
    assert [one.reason for one in read.abstentions] == ["language kk: read, not coded"]


def test_a_name_keeps_the_words_as_written_beside_the_nominative() -> None:
    text = "Полиция задержала Нурлана Есенова."
    marks = (Mark(MarkKind.PARAGRAPH, 0, len(text)), Mark(MarkKind.LANGUAGE, 0, len(text), "ru"))
    document = Document("0" * 64, "name.txt", len(text), Sensitivity.INTERNAL)
    mention = extract(Revision("0" * 64, text, marks, "example", "none"), document).mentions[0]
    assert (mention.name, mention.exact) == ("Нурлан Есенов", "Нурлана Есенова")
    assert text[mention.start : mention.end] == mention.exact


def test_a_short_russian_line_alone_is_no_english() -> None:
    text = "Полиция задержала 12 рабочих."
    revision = Revision("0" * 64, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none")
    found = extract(revision, Document("0" * 64, "line.txt", len(text), Sensitivity.INTERNAL)).claims
    assert [claim.body.low for claim in found if isinstance(claim.body, Count)] == [12]


def test_a_word_of_a_title_in_capitals_is_no_body_and_wrote_nothing() -> None:
    lines = ("СПИСОК ЗАДЕРЖАННЫХ", "Управление внутренних дел города Брельск", "Всего были задержаны 47 человек.")
    text, marks = "\n\n".join(lines), list[Mark]()
    for line, kind in zip(lines, (MarkKind.HEADING, MarkKind.HEADING, MarkKind.PARAGRAPH), strict=True):
        start = text.index(line)
        marks += [Mark(kind, start, start + len(line)), Mark(MarkKind.LANGUAGE, start, start + len(line), "ru")]
    revision = Revision("0" * 64, text, tuple(marks), "example", "none")
    found = extract(revision, Document("0" * 64, "list.txt", len(text), Sensitivity.INTERNAL))
    assert found.profile.author == "Управление внутренних дел"
