"""What a text cites: each instrument and provision once, and nothing that only looks like a citation."""

from __future__ import annotations

import pytest

from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.parse import sentences
from khronika.extraction.norms import Citations
from khronika.vocabulary.bodies import Norm
from khronika.vocabulary.documents import Revision
from khronika.vocabulary.words import word_list


def cited(text: str) -> list[tuple[str | None, str | None]]:
    """Give instrument and provision of each norm, in order."""
    revision = Revision("d", text, (), "test", "none")
    citations = Citations.over(text)
    found = [one for sentence in sentences(blocks(revision)) for one in citations.find(sentence)]
    return [(one.body.instrument, one.body.provision) for one in found if isinstance(one.body, Norm)]


CITATIONS: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    (
        "This breaches articles 9 and 10 of the UDHR, and article 14, paragraphs 1 and 3 (g), of the ICCPR.",
        [("udhr", "9"), ("udhr", "10"), ("iccpr", "14(1)"), ("iccpr", "14(3)(g)")],
    ),
    ("The Universal Declaration of Human Rights (UDHR) applies.", [("udhr", None)]),
    ("See Arts. 7 and 9 ICCPR.", [("iccpr", "7"), ("iccpr", "9")]),
    ("Under article 10 of both the UDHR and the ICCPR they are free.", [("udhr", "10"), ("iccpr", "10")]),
    (
        "It ratified the International Covenant on Civil and Political Rights. Article 7 of the Covenant is absolute.",
        [("iccpr", None), ("iccpr", "7")],
    ),
    (
        "The Basic Principles on the Use of Force and Firearms apply. Force must be proportionate (principle 5).",
        [("bpuff", None), ("bpuff", "5")],
    ),
    (
        "Human Rights Council resolutions 15/21 and 24/5 say so. Paragraph 2 of the same resolution is clear.",
        [("hrc-15-21", None), ("hrc-24-5", None), ("hrc-24-5", "2")],
    ),
    ("General Assembly resolution 53/144 was adopted.", [("unga-53-144", None)]),
    (
        "In paragraph 18 of General Comment No. 37 of the Human Rights Committee it is said. Article 21 protects all.",
        [("ccpr-gc37", "18"), ("iccpr", "21")],
    ),
    ("Conventions 87 and 98 of the ILO protect them.", [("ilo-c87", None), ("ilo-c98", None)]),
    ("It has ratified ILO Conventions 87 and 98.", [("ilo-c87", None), ("ilo-c98", None)]),
    ("Article 241, part 1 of Chad's criminal code punishes it.", [("td-criminal-code", "241(1)")]),
    ("Nothing in the Constitution of the Republic of Togo allows it.", [("tg-constitution", None)]),
    ("The Veldanian Penal Code, article 88, is vague.", [(None, "88")]),
    ("He was held under the Public Order Act 1999.", [(None, None)]),
    ("The UN Committee against Torture met, and the rule of law was praised in an article.", []),
    ("Most of the 12 articles that 5 people wrote in section two were banned.", []),
]


@pytest.mark.parametrize(("text", "expected"), CITATIONS, ids=[text[:40] for text, _ in CITATIONS])
def test_each_instrument_and_provision_is_one_norm(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert cited(text) == expected


def test_a_code_without_a_country_is_that_of_the_country_the_text_is_about() -> None:
    about = "Peru, Peru and Peru again. He was charged under article 200 of the Criminal Code."
    assert cited(about) == [("pe-criminal-code", "200")]
    assert cited("He was charged under article 200 of the Criminal Code.") == [(None, "200")]


def test_every_instrument_is_found_by_its_own_title() -> None:
    texts = {key: f"It is bound by the {entry['title']}." for key, entry in word_list("norms").items()}
    assert {key: cited(text) for key, text in texts.items() if (key, None) not in cited(text)} == {}
