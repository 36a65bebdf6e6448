"""Names: which spellings are one person's, and which names never are. Every full name is invented."""

from __future__ import annotations

import pytest

from khronika.resolution.names import compare_names, parse
from khronika.vocabulary.people import Sameness

ONE_PERSON = [
    # Latin spellings of Cyrillic
    ("Rosa Tulenova", "Roza Tulenova", "s and z"),
    ("Yevgeniy Ostrunin", "Evgeny Ostrunin", "ye and e, iy and y"),
    ("Khamit Akhmerov", "Hamit Ahmerov", "kh and h"),
    ("Janar Kenjetaeva", "Zhanar Kenzhetaeva", "j and zh"),
    ("Dzhamilya Ormanova", "Zhamilya Ormanova", "dzh and zh"),
    ("Yulia Serebrina", "Iuliia Serebrina", "the passport's iu"),
    ("Sergej Wolkonin", "Sergey Volkonin", "German w and j"),
    ("Fyodor Kovalyov", "Fedor Kovalev", "e with two dots"),
    ("Aleksandr Bozhenov", "Alexander Bozhenov", "x and ks"),
    ("Yerlan Yesimtaev", "Erlan Esimtayev", "ye and e"),
    ("Andrejs Ozolovs", "Andrey Ozolov", "the Latvian ending"),
    ("Lev Shcherbanov", "Lev Scherbanov", "shch and sch"),
    # scripts
    ("Булат Нурташев", "Bulat Nurtashev", "Russian"),
    ("Өмірбек Қожатаев", "Omirbek Kozhatayev", "Kazakh"),
    ("Өмірбек Қожатаев", "Умирбек Кожатаев", "Kazakh and Russian"),
    ("Тілеген Сарман", "Tlegen Sarman", "a vowel that Russian drops"),
    ("Әсем Жаңабаева", "Asem Zhanabaeva", "Kazakh"),
    ("Сәуле Әжіғұлова", "Saule Azhigulova", "Kazakh"),
    ("Бақытжан Рақымов", "Бахытжан Рахимов", "q and kh"),
    ("Олексій Гриневич", "Oleksiy Hrynevych", "Ukrainian g is h"),
    ("Сяргей Лукашэня", "Siarhei Lukashenia", "Belarusian"),
    ("محمود خليل", "Mahmoud Khalil", "Arabic"),
    ("عبد الهادي الكرمي", "Abdulhadi al-Karmi", "Arabic with the article"),
    ("عبدالرحمن السوسي", "Abd al-Rahman al-Susi", "Arabic, words run together"),
    ("يوسف الحلبي", "Youssef al-Halabi", "Arabic"),
    ("فاطمة الزيدي", "Fatimah al-Zaidi", "an ending that is not always written"),
    ("أحمد المصري", "احمد المصري", "hamza left out"),
    ("هدى نصار", "هدي نصار", "two letters for one ending"),
    ("مسعود پرویزی", "Masoud Parvizi", "Persian"),
    ("李明远", "Li Mingyuan", "Chinese, the surname first"),
    ("欧阳文", "Ouyang Wen", "a surname of two signs"),
    ("Işık Gülen", "Isik Gulen", "dotless i"),
    ("Şerif Çetinoğlu", "Sherif Chetinoglu", "Turkish letters"),
    # order, titles, patronymics, initials
    ("NURTAEV Bolat", "Bolat Nurtaev", "the surname in capitals"),
    ("Nurtaev, Bolat", "Bolat Nurtaev", "order in a list"),
    ("Nurtaev Bolat", "Bolat Nurtaev", "the surname known by its ending"),
    ("Orlin Pyotr Ivanovich", "Pyotr Orlin", "surname, name, patronymic"),
    ("Mr Bolat Nurtaev", "Bolat Nurtaev", "form of address"),
    ("Sheikh Omar Tarifi", "Omar Tarifi", "title"),
    ("Bolat Serikuly Nurtaev", "Bolat Nurtaev", "patronymic left out"),
    ("Bolat Serikuly Nurtaev", "Bolat Serikovich Nurtaev", "patronymic in two languages"),
    ("Айгүл Қасымқызы Нұрман", "Айгуль Касымовна Нурман", "patronymic in two languages"),
    ("Ilham Heydar oglu Mamedli", "Ilham Heydarovich Mamedli", "Azerbaijani patronymic"),
    ("Aziz Karim o'g'li Toshmatov", "Aziz Karimovich Toshmatov", "Uzbek patronymic"),
    ("Олена Петрівна Гнатів", "Elena Petrovna Hnativ", "Ukrainian patronymic"),
    ("Saken Nurievich Otebaev", "Сәкен Нұриұлы Өтебаев", "patronymic in two languages"),
    ("Arman Toleshuly Kozhabek", "Arman Toleshovich Kozhabekov", "the surname without its Russian ending"),
    ("B. Nurtaev", "Bolat Nurtaev", "initial"),
    ("Zh. Ormanova", "Жанар Орманова", "an initial of two letters"),
    ("J.-P. Morvan", "Jean-Pierre Morvan", "two initials"),
    ("Juan E. Mendizo", "Juan Mendizo", "middle initial"),
    ("Juan E. Mendizo", "Juan Esteban Mendizo", "middle initial"),
    ("Maria Elena Sotelo", "Maria Sotelo", "middle name left out"),
    ("Anna Maria Holtz", "Holtz Anna Maria", "order of three words"),
    ("Kim Jong-sol", "KIM Jong Sol", "Korean"),
    ("Kim Jongsol", "Kim Jong-sol", "Korean, run together"),
    ("Mao Tse-min", "Mao Zemin", "the older romanisation of Chinese"),
    # particles and compounds
    ("Osama bin Tarif", "Usama ibn Tarif", "bin and ibn"),
    ("Karim al-Hadidi", "Karim Hadidi", "the article left out"),
    ("Karim el Hadidi", "Karim al-Hadidi", "al and el"),
    ("Nizar as-Sabbagh", "Nizar al-Sabbagh", "the article before s"),
    ("Abdul Aziz Nurani", "Abdulaziz Nurani", "words run together"),
    ("Abd el-Kader Benhadi", "Abdelkader Benhadi", "words run together"),
    ("Salah al-Din Karmi", "Salahuddin Karmi", "words run together"),
    ("Gul Ahmad Abdul Hanif", "Gul Ahmad Hanif", "servant of, left out of a name of three words"),
    ("Omar Sayyid Tarifi", "Omar Tarifi", "an honour between the names"),
    ("Pieter van der Molen", "Pieter Molen", "Dutch particles"),
    ("Luis de la Cuesta", "Luis Cuesta", "Spanish particles"),
    # repaired writing
    ("KENJETAEVA AsemYahyanovna", "Asem Yahyanovna Kenjetaeva", "space lost"),
    ("RamiMakhlin", "Rami Makhlin", "space lost"),
    ("Сeрик Омарин", "Серик Омарин", "a Latin letter in a Cyrillic word"),
    ("Ig0r Vinarsk1n", "Igor Vinarskin", "digits for letters"),
    ("Shoibin Shoibin Sergey", "Sergey Shoibin", "a word doubled"),
    ("O'Brannon Kate", "O’Brannon Kate", "apostrophes"),
    # one given name in several forms
    ("Sasha Ostrunin", "Alexander Ostrunin", "short form"),
    ("Bill Hartnoll", "William Hartnoll", "short form"),
    ("Ted Marlowe", "Theodore Marlowe", "short form"),
    ("Pepe Aranguiz", "José Aranguiz", "short form"),
    ("Yusuf Haddadin", "Joseph Haddadin", "two languages"),
    ("Ibrahim Sarkovi", "Abraham Sarkovi", "two languages"),
    ("Mikhail Tarnin", "Mykhailo Tarnin", "two languages"),
    ("Muhammad Tarifi", "Mohamed Tarifi", "two spellings"),
    ("Natasha Serebrina", "Natalia Serebrina", "short form"),
    # one slip in a long word
    ("Vladmir Ostrunin", "Vladimir Ostrunin", "a letter left out of a known name"),
    ("Dmitry Khodorchenko", "Dmitry Khodrochenko", "two letters swapped"),
    ("Emil Brandenstein", "Emil Brandenstien", "two letters swapped"),
    ("Giorgia Marinelli", "Giorgia Marinalli", "a wrong letter in a long surname"),
    ("Daulet Shaimerdanov", "Daulet Shaimedanov", "a letter left out of a long surname"),
]


@pytest.mark.parametrize(("one", "other", "why"), ONE_PERSON)
def test_spellings_that_a_careful_researcher_would_join(one: str, other: str, why: str) -> None:
    assert compare_names(parse(one), parse(other))[0] is Sameness.SAME, why


TWO_PEOPLE = [
    # father, mother and children
    ("Bazar Kenzhetaev", "Asem Kenzhetaeva", "father and daughter"),
    ("Bazarbai Kenzhetaev", "Bazarbai Kenzhetaeva", "gendered surname"),
    ("Igor Vinarsky", "Igor Vinarskaya", "gendered surname"),
    ("Ігор Вінарський", "Ігор Вінарська", "gendered surname in Ukrainian"),
    ("Omar Serikuly Nurtaev", "Serik Omaruly Nurtaev", "father and son"),
    ("Ivan Petrovich Orlin", "Pyotr Ivanovich Orlin", "father and son"),
    ("Ahmad bin Ali", "Ali bin Ahmad", "father and son"),
    ("Ahmad bin Ali al-Hadidi", "Ali bin Ahmad al-Hadidi", "father and son"),
    ("أحمد بن علي", "علي بن أحمد", "father and son"),
    ("Layla bint Omar", "Omar bin Layth", "father and daughter"),
    ("Peter Marlowe Sr.", "Peter Marlowe Jr.", "the elder and the younger"),
    ("Omar Hassan Ali Tarifi", "Hassan Ali Tarifi", "a son with his father's whole name"),
    # brothers and sisters
    ("Marat Nurpeis", "Murat Nurpeis", "brothers a letter apart"),
    ("Serik Toktarov", "Berik Toktarov", "brothers a letter apart"),
    ("Марат Нурпеисов", "Мурат Нурпеисов", "brothers a letter apart"),
    ("Marat Saparuly Ospan", "Murat Saparovich Ospan", "brothers in two languages"),
    ("محمود حسن", "محمد حسن", "brothers a letter apart in Arabic"),
    ("Mahmoud Hassan", "محمد حسن", "brothers in two scripts"),
    ("Mahmoud Hassan", "Muhammad Hassan", "brothers"),
    ("Zaid Haddadin", "Said Haddadin", "brothers a letter apart"),
    ("John Marlowe", "Joan Marlowe", "man and woman"),
    ("Emile Dufaut", "Emilie Dufaut", "man and woman"),
    ("Salim Haddadin", "Salem Haddadin", "brothers a vowel apart"),
    ("Khalid Karmi", "Khalil Karmi", "brothers a letter apart"),
    ("Hasan Tarifi", "Husain Tarifi", "brothers"),
    ("Hamid Nurani", "Hamza Nurani", "brothers"),
    ("Amir Nurani", "Amin Nurani", "brothers a letter apart"),
    ("Karim Soltani", "Kasim Soltani", "brothers a letter apart"),
    ("Daniel Morvan", "Donald Morvan", "brothers"),
    ("Bakytzhan Ermek", "Bakytkhan Ermek", "brothers, the last part of the name"),
    ("Nurzhan Ermekov", "Nurlan Ermekov", "brothers"),
    ("Aigul Nurtaeva", "Aigerim Nurtaeva", "sisters"),
    ("Gulnara Ospanova", "Gulmira Ospanova", "sisters"),
    ("Zarina Karimova", "Sabina Karimova", "sisters"),
    ("Jean Morvan", "Jean-Pierre Morvan", "a double given name is another name"),
    # man and woman
    ("Alexander Bozhen", "Alexandra Bozhen", "man and woman"),
    ("Valentin Orlo", "Valentina Orlo", "man and woman"),
    ("Daniel Hartnoll", "Daniela Hartnoll", "man and woman"),
    ("Michel Dufaut", "Michelle Dufaut", "man and woman"),
    ("Jamil Haddadin", "Jamila Haddadin", "man and woman"),
    ("Amin Tarifi", "Amina Tarifi", "man and woman"),
    ("Zhan Serikuly Ospan", "Zhan Serikqyzy Ospan", "son and daughter"),
    ("Ernesto Sotelo", "Ernesta Sotelo", "man and woman"),
    # fathers
    ("Bolat Serikuly Nurtaev", "Bolat Berikuly Nurtaev", "two fathers"),
    ("Bolat Maratovich Nurtaev", "Bolat Muratovich Nurtaev", "two fathers"),
    ("Bolat Maratuly Nurtaev", "Болат Муратович Нуртаев", "two fathers in two scripts"),
    ("Sergey Viktorovich Orlin", "Sergey Borisovich Orlin", "two fathers"),
    ("Anna Ivanovna Gai", "Anna Petrovna Gai", "two fathers"),
    ("Rustam Ibragimovich Asel", "Rustam Magomedovich Asel", "two fathers"),
    ("Ahmad bin Hassan al-Susi", "Ahmad bin Hussein al-Susi", "two fathers"),
    ("Ahmad Hassan Tarifi", "Ahmad Khalil Tarifi", "two fathers, written without bin"),
    ("Halla Jonsdottir", "Halla Tomasdottir", "two fathers in Icelandic"),
    # surnames
    ("Tolbek Toleubekov", "Tolbek Toleubaev", "two surnames"),
    ("Tolbek Karimov", "Tolbek Kasimov", "two surnames a letter apart"),
    ("Tolbek Ivanov", "Tolbek Ivankov", "two surnames a letter apart"),
    ("Tolbek Petrov", "Tolbek Petrenko", "two surnames of one stem"),
    ("Tolbek Aldanov", "Tolbek Almanov", "two short surnames a letter apart"),
    ("Tolbek Bakytzhanov", "Tolbek Bakytkhanov", "two surnames, the last part of the name"),
    ("Hassan al-Duri", "Hassan al-Susi", "two places of origin"),
    ("Daulet Karimov", "Daulet Senbek", "one given name, two surnames"),
    ("Bolat Nurtai", "Bolat Nurtaev", "a surname without its ending, and nothing else"),
    # initials
    ("B. Nurtaev", "Marat Nurtaev", "initial"),
    ("A. Nurtaev", "B. Nurtaev", "initials"),
    ("Hans O. Friedholm", "Hans Joachim Friedholm", "middle initial"),
    ("William G. Hartnoll", "William W. Hartnoll", "middle initials"),
    ("A. Hassan", "محمد حسن", "initial in another script"),
    # order that nothing shows, words that are nobody's name
    ("Kim Lee", "Lee Kim", "nothing shows which is the surname"),
    ("Hassan Ali", "Ali Hassan", "two given names in two orders"),
    ("Nurtaev", "Bolat Nurtaev", "a surname alone"),
    ("unidentified man", "unidentified man", "nobody's name"),
    ("Unknown", "Unknown Nurtaev", "nobody's name"),
    ("N.N.", "N.N.", "nobody's name"),
    ("Jane Doe", "Jane Doe", "nobody's name"),
    ("неизвестный мужчина", "неизвестный мужчина", "nobody's name"),
    ("مجهول الهوية", "مجهول الهوية", "nobody's name"),
    ("Temir T.", "Temir T.", "a withheld surname"),
    ("Temir T.", "Temir Toleubekov", "a withheld surname"),
]


@pytest.mark.parametrize(("one", "other", "why"), TWO_PEOPLE)
def test_names_that_are_never_joined_by_themselves(one: str, other: str, why: str) -> None:
    verdict, reason = compare_names(parse(one), parse(other))
    assert verdict is not Sameness.SAME, why
    assert reason


DOUBTS = [
    ("Kim Lee", "Lee Kim"),
    ("Nurtaev", "Bolat Nurtaev"),
    ("Jean Morvan", "Jean-Pierre Morvan"),
    ("Bolat Nurtai", "Bolat Nurtaev"),
    ("Omar Hassan Ali Tarifi", "Hassan Ali Tarifi"),
    ("Ahmad bin Ali", "Ahmad bin Hassan bin Ali"),
    ("Temir T.", "Temir T."),
]


@pytest.mark.parametrize(("one", "other"), DOUBTS)
def test_what_may_be_one_person_goes_to_a_person(one: str, other: str) -> None:
    assert compare_names(parse(one), parse(other))[0] is Sameness.UNSURE


def test_a_capital_m_before_a_surname_is_an_initial() -> None:
    assert compare_names(parse("M. Ospanov"), parse("Marat Ospanov"))[0] is Sameness.SAME
    assert compare_names(parse("M. Ospanov"), parse("Bolat Ospanov"))[0] is Sameness.APART
