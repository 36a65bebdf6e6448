"""Lists of what is asked: the heading or the words that open one, whom they name, and what each item asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.asking import asked, petitions
from khronika.extraction.found import Found
from khronika.extraction.lists import kept, table, words
from khronika.vocabulary.bodies import Demand, Force
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

TO_WHOM = re.compile(r"^\W*(?i:(?:[\w ]+ )?recommendations? |)(?i:to )(?P<whom>(?:the |all )?[A-Z].*?)\s*:?\s*$")
NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,5}\)|[■□●○▪▫◦‣⁃*·•–—-])\s")
MARKER = re.compile(r"\d{1,2}|[a-z]|[ivx]{1,5}", re.IGNORECASE)
HEADLINE = 12  # words of a heading at most
NOUNS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "CD", "VBN", "PDT"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OURS = frozenset({"we", "i", "it"})
AHEAD = 6  # words of an item among which its verb begins


@dataclass(frozen=True, slots=True)
class Opened:
    """How strongly the items ask and of whom; `headed`: until the next heading; `things`: nouns are asked for too."""

    force: Force
    whom: str | None
    headed: bool = False
    things: bool = False


def is_heading(sentence: Sentence, opened: Opened | None) -> bool:
    """Text files mark no headings: a short block without a full stop that says so is one."""
    text = sentence.block.text.strip()
    short = len(text.split()) <= HEADLINE and not text.endswith((".", "?", "!"))
    headed = opened is not None and opened.headed
    return short and bool(_headings().match(text) or (headed and TO_WHOM.match(text)))


def headline(sentence: Sentence, opened: Opened | None) -> Opened | None:
    """Give what a heading opens; one that speaks of other things closes what was open."""
    text = " ".join(sentence.block.text.split())
    whom = TO_WHOM.match(text)
    if _headings().match(text):
        force = Force.CALL if re.search(r"\bdemand", text, re.IGNORECASE) else Force.RECOMMEND
        return Opened(force, whom["whom"] if whom else None, headed=True, things=force is Force.CALL)
    if opened is not None and opened.headed and whom:
        return Opened(opened.force, whom["whom"], headed=True)
    return stem(sentence)


@kept
def _headings() -> re.Pattern[str]:
    either = "|".join(table("demands", "headings")["words"])
    return re.compile(rf"^\W*(?:[\dIVX]+\.?\s+)?(?:{either})\b", re.IGNORECASE)


def stem(sentence: Sentence) -> Opened | None:
    """Give what words before a colon open: "We urge you to:", "The State party should:", "Please provide:"."""
    if sentence.text.rstrip().endswith(":"):
        return _stem(sentence, len(sentence.tokens) - 1)
    return _stem(sentence, len(sentence.tokens)) if is_cut(sentence) else None


def is_cut(sentence: Sentence) -> bool:
    """Whether a block breaks off behind "recommends that the Ministry of Ports": its items follow, without a colon."""
    that = next((t.i for t in sentence.tokens if t.lower == "that" and t.dep != "nsubj"), None)
    ends = sentence.block.text.rstrip()[-1:].isalnum() and sentence.block.text.rstrip().endswith(
        sentence.tokens[-1].text
    )
    return ends and that is not None and not any(t.pos in {"VERB", "AUX"} for t in sentence.tokens[that:])


def _stem(sentence: Sentence, colon: int) -> Opened | None:
    if lead := petitions.opens(sentence, colon):
        force, whom, things = lead
        return Opened(force, whom or _behind_that(sentence, colon), things=things)
    before = sentence.tokens[:colon]
    if any(t.lower in {"please", "kindly"} for t in before) and before[-1].tag == "IN":
        return Opened(Force.ASK, None, things=True)
    modal = next((t for t in reversed(before) if t.pos != "ADV"), None)
    if modal is None or modal.lower not in words("demands", "modals") or modal.i == 0 or before[0].lower in OURS:
        return None
    subject = asked.trimmed(sentence, list(range(modal.i)))
    return Opened(Force(table("demands", "duties")[modal.lower]), sentence.words(subject))


def _behind_that(sentence: Sentence, colon: int) -> str | None:
    """In "recommends that the Ministry of Ports:" the items say what it should do."""
    that = next((t.i for t in sentence.tokens[:colon] if t.lower == "that"), colon)
    return sentence.words(range(that + 1, colon)) if that + 1 < colon else None


def inline(sentence: Sentence) -> tuple[Opened, int] | None:
    """Give what a sentence opens in its midst, "urge you to: (a) release", and the token at which its item begins."""
    for token in sentence.tokens[1:-2]:
        begin = _content(sentence, token.i + 1)
        if token.text == ":" and (begin > token.i + 1 or sentence.tokens[token.i - 1].lower == "to"):
            opened = _stem(sentence, token.i)
            return (opened, begin) if opened else None
    return None


def is_item(sentence: Sentence) -> bool:
    """Whether the block of a sentence looks like an item of a list."""
    return _marked(sentence) or imperative(sentence) is not None


def _marked(sentence: Sentence) -> bool:
    return sentence.block.kind is MarkKind.ITEM or bool(NUMBERED.match(sentence.block.text))


def items(sentence: Sentence, opened: Opened, begin: int = 0) -> Iterator[Found]:
    """Give what an item asks, each thing once; `begin` is the token at which it begins."""
    if verb := imperative(sentence, begin):
        many = asked.joined(sentence, [*asked.things(sentence, verb), *asked.stranded(sentence, verb, verb)])
        for one in many:
            tokens = asked.cut(sentence, one, many)
            if one is verb:
                tokens = _with_adverbs(sentence, tokens, verb, begin)
            yield _found(sentence, opened, tokens, one.i)
        return
    first = _content(sentence, begin)
    if first < len(sentence.tokens):
        token = sentence.tokens[first]
        verbal = any(t.tag in FINITE for t in (sentence.root, *sentence.dependents(sentence.root, "aux", "auxpass")))
        phrase = opened.things and token.tag in NOUNS and not verbal and (begin or _marked(sentence))
        if phrase or (token.lower == "that" and not opened.headed) or (token.tag == "VBG" and _acts(token)):
            rest = range(first + (token.lower == "that"), len(sentence.tokens))
            yield _found(sentence, opened, asked.trimmed(sentence, list(rest)), first)


def _found(sentence: Sentence, opened: Opened, tokens: list[int], at: int) -> Found:
    action = sentence.words(tokens).removeprefix("to ")
    return Found(Demand(opened.force, opened.whom, action), tuple(tokens), at)


def _with_adverbs(sentence: Sentence, tokens: list[int], verb: Token, begin: int) -> list[int]:
    """Keep what stands before the verb of an item and says how: "Never again use"."""
    first = _content(sentence, begin)
    adverbs = all(t.pos in {"ADV", "PART", "PRON"} for t in sentence.tokens[first : verb.i])
    return sorted({*tokens, *range(first, verb.i)}) if adverbs else tokens


def _acts(token: Token) -> bool:
    return token.lemma in words("demands", "actions") or token.lemma in words("demands", "remedies")


def _content(sentence: Sentence, begin: int) -> int:
    """The token at which an item begins, behind its bullet, number or letter."""
    tokens, i = sentence.tokens, begin
    while i < len(tokens):
        follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
        letter = MARKER.fullmatch(tokens[i].text) and (follows[:1] in {")", "."} or tokens[i].tag == "LS")
        if any(c.isalnum() for c in tokens[i].text) and not letter:
            return i
        i += 1
    return i


def imperative(sentence: Sentence, begin: int = 0) -> Token | None:
    """The verb with which a sentence tells somebody what to do: "Release …", "To release …", "Urgently release …"."""
    first = _content(sentence, begin)
    for token in sentence.tokens[first : first + AHEAD]:
        if token.pos in {"PUNCT", "ADV", "PART"} or token.tag == "TO":
            continue
        base = token.tag == "VB" or (token.tag in {"VBP", "NN", "NNP"} and token.lower in words("demands", "actions"))
        if base:
            return None if token.lemma in words("demands", "unlike") else token
        break
    root = sentence.root  # "Pending his release, ensure that …"
    late = root.tag == "VB" and root.i > first and sentence.tokens[root.i - 1].text == ","
    own = sentence.dependents(root, *asked.SUBJECTS, "aux")
    return root if late and not own and root.lemma in words("demands", "actions") else None
