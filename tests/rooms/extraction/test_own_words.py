"""Words of one's own, list by list: what may be added, and the sentence for what may not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from khronika import extraction
from khronika.extraction.lists import in_use, packaged, table, words
from khronika.vocabulary.bodies import Count, Demand, Norm
from khronika.vocabulary.documents import Document, Revision, Sensitivity

ROOM = Path(extraction.__file__).parent
USES = {"listed", "lists", "table", "words", "catalogue", "in_use"}


def read(text: str, **files: str) -> list[object]:
    own = extraction.own_words({f"{name}.toml": written for name, written in files.items()})
    assert own.faults == ()
    with extraction.using(own):
        revision = Revision("d", text, (), "test", "none")
        claims = extraction.extract(revision, Document("d", "letter.txt", len(text), Sensitivity.INTERNAL)).claims
    return [claim.body for claim in claims]


def test_a_verb_of_asking_is_a_line() -> None:
    text = "The union nagged the mayor to lift the curfew."
    assert not any(isinstance(body, Demand) for body in read(text))
    own = '[verbs]\nnag = "urge"\n[addressing]\nwords = ["nag"]\n'
    (demand,) = [body for body in read(text, demands=own) if isinstance(body, Demand)]
    assert (demand.force, demand.addressee, demand.action) == ("urge", "the mayor", "lift the curfew")


def test_an_instrument_of_a_country_is_an_entry() -> None:
    text = "Article 4 of the Charter of the Veldanian Ports forbids it, as the VPC says."
    own = '[vd-ports-charter]\ntitle = "Charter of the Veldanian Ports"\nnames = ["Charter of the Veldanian Ports"]\n'
    found = [body for body in read(text, instruments=own) if isinstance(body, Norm)]
    assert [(norm.instrument, norm.provision) for norm in found] == [("vd-ports-charter", "4")]


def test_a_noun_for_people_is_a_word_of_its_group() -> None:
    (count,) = [b for b in read("Police detained 7 lighterfolk.", nouns='[workers]\nwords = ["lighterfolk"]\n')
                if isinstance(b, Count)]  # fmt: skip
    assert (count.group, count.low) == ("workers", 7)


def test_words_are_gone_when_the_block_ends() -> None:
    own = extraction.own_words({"roles.toml": '[either]\nwords = ["wharfinger"]\n'})
    with extraction.using(own):
        assert "wharfinger" in words("roles", "either")
        assert in_use() is own
        assert extraction.method() != extraction.METHOD
    assert "wharfinger" not in words("roles", "either")
    assert extraction.method() == extraction.METHOD


def test_own_words_add_to_the_packaged_ones_and_replace_single_values() -> None:
    own = extraction.own_words({"demands.toml": '[verbs]\nurge = "request"\n'})
    with extraction.using(own):
        assert table("demands", "verbs")["urge"] == "request"
        assert table("demands", "verbs")["demand"] == "call"


FAULTS = [
    ("verbes.toml", "", "words/verbes.toml is not used: there is no list of that name; did you mean 'verbs'?"),
    ("roles.toml", "[either", "words/roles.toml is not used: it is no valid TOML"),
    ("roles.toml", "[eithr]\nwords = []", "words/roles.toml, [eithr]: the list has no such table; did you mean"),
    ("roles.toml", "[either]\nword = []", "words/roles.toml, [either] word: there is no such key; did you mean"),
    ("roles.toml", '[either]\nwords = "cook"', 'it must be a list of words, such as ["one", "another"].'),
    ("roles.toml", 'either = "cook"', "words/roles.toml, [either]: it must be a table with words under it."),
    ("demands.toml", '[verbs]\nnag = "nagging"', "[verbs] nag: 'nagging' is none of ask, call, recommend, request,"),
    ("demands.toml", '[headings]\nwords = ["(recom"]', "[headings] words: '(recom' is no valid pattern"),
    ("dates.toml", '[months]\nprairial = "six"', "[months] prairial: it must be a whole number."),
    ("norms.toml", '[comments]\nx = ["a", "b"]', "[comments]: nothing can be added to this table."),
    ("lexicon.toml", '[entry]\nlemmas = ["zap"]', "[entry]: entries are written as [[entry]]."),
    ("lexicon.toml", '[[entry]]\nlemmas = ["zap"]', "entry 1: the key 'people' is missing."),
    ("lexicon.toml", '[[entry]]\nlemmas = ["zap"]\npeople = ["victim"]', "entry 1: 'victim' is none of"),
    ("lexicon.toml", '[[entry]]\nlemmas = ["zap"]\npeople = ["patient"]\nstep = "zapped"', "'zapped' is none of"),
    ("instruments.toml", '[vd]\ntitle = "T"', "words/instruments.toml, [vd]: the key 'names' is missing."),
    ("instruments.toml", '[vd]\ntitle = "T"\nnames = ["(T"]', "'(T' is no valid pattern"),
    ("shapes.toml", "", "words/shapes.toml is not used: there is no list of that name"),
]


@pytest.mark.parametrize(("file", "text", "sentence"), FAULTS, ids=[sentence[:60] for _, _, sentence in FAULTS])
def test_a_fault_names_file_place_and_what_to_do(file: str, text: str, sentence: str) -> None:
    own = extraction.own_words({file: text, "titles.toml": '[offices]\nwords = ["wharfinger"]'})
    (fault,) = own.faults
    assert sentence in fault
    assert own.lists == {"titles": {"offices": {"words": ["wharfinger"]}}}


def test_every_packaged_list_could_be_one_of_ones_own() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOM / "data").glob("*.toml")}
    shapes = packaged("shapes")
    fixed = {name.split(".")[0] for name in shapes["fixed"]["words"]}
    own = extraction.own_words({name: text for name, text in files.items() if name[:-5] not in {*fixed, "shapes"}})
    assert own.faults == ()


def test_what_is_made_of_word_lists_is_kept_for_each_set_apart() -> None:
    """`functools.cache` on a function that reads lists would go on with the words of the chronicle before."""
    wrong = []
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            cached = isinstance(node, ast.FunctionDef) and any(
                isinstance(each, ast.Name) and each.id == "cache" for each in node.decorator_list
            )
            called = {c.func.id for c in ast.walk(node) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)}
            if cached and called & USES:
                wrong.append(f"{path.name}: {getattr(node, 'name', '')}")
    assert wrong == []
