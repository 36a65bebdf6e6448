"""What a document asks of somebody: by a word of asking, by "should" and "must", by questions and by lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.extraction.asking import asked, petitions
from khronika.extraction.found import Found
from khronika.extraction.lists import words
from khronika.extraction.speaking.quotations import Quotations
from khronika.vocabulary.bodies import Demand, Force
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

HEADED = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:key |our |general )?(?:recommendations?|demands|we (?:urge|call|recommend))\b", re.IGNORECASE
)
TO_WHOM = re.compile(r"^\W*(?i:(?:[\w ]+ )?recommendations? |)(?i:to )(?P<whom>(?:the |all )?[A-Z].*?)\s*:?\s*$")
FOLLOWING = re.compile(
    r"following (?:questions?|matters|points|issues|information)|questions? below|answers? to|observations on",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s")
CITING = re.compile(
    r"according to|under|pursuant|provide|require|stipulat|recogni|in accordance|state[sd]? that|recall|remind",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\b(?i:under|according to|pursuant to|in accordance with) (?:the |its |their )?"
    r"(?:international|national|domestic|\w* ?law|Covenant|Convention|[Aa]rticle|[Pp]rinciple|[Ss]tandards)"
)
HEADLINE = 12  # words of a heading at most
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass
class Demands:
    """What the text has opened so far: a quotation, a list of questions, a list of recommendations."""

    addressee: str | None = None  # of the letter, for questions and for "you"
    asking: bool = False
    opened: tuple[Force, str | None] | None = None
    headed: bool = False  # the list was opened by a heading and lasts until the next one
    quotations: Quotations = field(default_factory=Quotations)

    def find(self, sentence: Sentence, *, cited: bool = False) -> list[Found]:
        """Find the demands of the next sentence; `cited` says that it cites a norm."""
        if sentence.block.kind is MarkKind.HEADING or self._is_heading(sentence):
            self._headline(sentence)
            return []
        if not any(token.text[0].isalnum() for token in sentence.tokens):
            return []  # a bullet alone
        self._close(sentence)
        quoted = self.quotations.enter(sentence, cited=cited)
        found = list(petitions.find(sentence))
        found = found or list(self._questions(sentence)) or list(self._listed(sentence))
        found = found or list(_duties(sentence, quoted, cited=cited))
        self._open(sentence, found)
        self._listen(found)
        return [self._addressed(one) for one in found]

    def _listen(self, found: list[Found]) -> None:
        """A letter that names no addressee at its head names one where it first says "your Government"."""
        said = (one.body.addressee for one in found if isinstance(one.body, Demand))
        self.addressee = self.addressee or next((whom for whom in said if whom and whom.startswith("your ")), None)

    def _addressed(self, found: Found) -> Found:
        body = found.body
        if not isinstance(body, Demand) or self.addressee is None:
            return found
        if (body.addressee or "").lower() != "you" and (body.addressee or not self._to_you(body)):
            return found
        return Found(Demand(body.force, self.addressee, body.action), found.tokens, found.at, found.polarity)

    def _to_you(self, body: Demand) -> bool:
        return body.force is Force.ASK or bool(re.search(r"\byour?\b", body.action))

    def _is_heading(self, sentence: Sentence) -> bool:
        """Text files mark no headings: a short block without a full stop that says so is one."""
        text = sentence.block.text.strip()
        short = len(text.split()) <= HEADLINE and not text.endswith((".", "?", "!"))
        return short and bool(HEADED.search(text) or (self.headed and TO_WHOM.match(text)))

    def _headline(self, sentence: Sentence) -> None:
        text = " ".join(sentence.block.text.split())
        whom = TO_WHOM.match(text)
        if HEADED.search(text) or (self.headed and whom):
            self.opened, self.headed = (Force.RECOMMEND, whom["whom"] if whom else None), True
        else:
            self.opened, self.headed = None, False

    def _close(self, sentence: Sentence) -> None:
        """A list that a sentence opened ends with its items."""
        first = sentence.tokens[0].start <= sentence.block.at[0] + 3
        item = sentence.block.kind is MarkKind.ITEM or NUMBERED.match(sentence.block.text) or _imperative(sentence)
        if self.opened and not self.headed and first and not item:
            self.opened = None

    def _open(self, sentence: Sentence, found: list[Found]) -> None:
        text = sentence.text
        if text.rstrip().endswith(":") and (lead := petitions.opens(sentence)):
            self.opened, self.headed = lead, False
        self.asking = self.asking or bool(FOLLOWING.search(text) and (found or text.rstrip().endswith(":")))

    def _questions(self, sentence: Sentence) -> Iterator[Found]:
        """Questions of a numbered list, and sentences with "please"."""
        polite = next((t for t in sentence.tokens if t.lower in {"please", "kindly"}), None)
        if polite is not None:
            found = list(self._please(sentence, polite))
            self.asking = self.asking or bool(found)
            yield from found
        elif sentence.tokens[-1].text == "?" and not self.quotations.open:
            numbered = sentence.block.kind is MarkKind.ITEM or bool(NUMBERED.match(sentence.block.text))
            second = any(t.lower in {"you", "your"} for t in sentence.tokens)
            if numbered or self.asking or (second and self.addressee):
                yield from _whole(sentence, Force.ASK, None)

    def _please(self, sentence: Sentence, polite: Token) -> Iterator[Found]:
        verb = polite if polite.pos == "VERB" else sentence.head(polite)
        following = sentence.tokens[polite.i + 1 : polite.i + 2]
        verb = following[0] if following and following[0].tag in {"VB", "VBP"} else verb
        if verb.pos in {"VERB", "AUX"} and not {verb.lemma, verb.lower} & words("demands", "courtesy"):
            many = asked.things(sentence, verb)
            later = [cut for one in many[1:] if (cut := asked.cut(sentence, one, many))]
            end = later[0][0] if later else len(sentence.tokens)
            first = asked.trimmed(sentence, [t.i for t in sentence.tokens if t.i < end])
            for tokens in (first, *later):
                action = [i for i in tokens if i >= verb.i]
                yield Found(Demand(Force.ASK, None, sentence.words(action)), tuple(tokens), action[0])

    def _listed(self, sentence: Sentence) -> Iterator[Found]:
        """Items below a heading or sentence that asks."""
        if self.opened is None or not (verb := _imperative(sentence)):
            return
        force, whom = self.opened
        many = asked.things(sentence, verb)
        for one in many:
            tokens = asked.cut(sentence, one, many)
            yield Found(Demand(force, whom, sentence.words(tokens)), tuple(tokens), one.i)


def _duties(sentence: Sentence, quoted: frozenset[int], *, cited: bool) -> Iterator[Found]:
    """What, in the speaker's own voice, somebody should or must do."""
    if sentence.tokens[-1].text == "?":
        return
    for modal in sentence.tokens:
        verb = sentence.head(modal)
        if modal.lower not in {"should", "must"} or modal.dep != "aux" or verb.pos not in {"VERB", "AUX"}:
            continue
        before = " ".join(t.text for t in sentence.tokens[: modal.i])
        told = modal.i in quoted or (cited and CITING.search(before)) or LAW.search(before)
        if not told and _is_duty(sentence, modal, verb):
            yield from _duty(sentence, modal, verb)


def _duty(sentence: Sentence, modal: Token, verb: Token) -> Iterator[Found]:
    subject = sentence.dependents(verb, *SUBJECTS)[0]
    whom = asked.noun_phrase(sentence, subject) if subject.dep == "nsubj" and _bound(sentence, subject) else None
    force = Force.RECOMMEND if modal.lower == "should" else Force.CALL
    many = asked.things(sentence, verb)
    for one in many:
        tokens = asked.cut(sentence, one, many)
        yield Found(Demand(force, whom, sentence.words(tokens)), tuple(tokens), one.i)


def _is_duty(sentence: Sentence, modal: Token, verb: Token) -> bool:
    subjects = sentence.dependents(verb, *SUBJECTS)
    helped = {t.lower for t in sentence.dependents(verb, "aux")}
    marks = {t.lower for t in sentence.dependents(verb, "mark", "advmod")}
    if (
        not subjects
        or modal.i < subjects[0].i
        or "have" in helped
        or marks & {"if", "whether", "why", "how", "lest", "when"}
    ):
        return False
    subject = subjects[0]
    if subject.tag in {"WP", "WDT", "EX"} or subject.lower in {"it", "we", "i", "you", "one", "there", "he", "she"}:
        return False
    passive = subject.dep == "nsubjpass"
    remedy = verb.lemma in words("demands", "remedies")
    if modal.lower == "must":
        return _bound(sentence, subject) or (passive and remedy)
    return _bound(sentence, subject) or remedy or (passive and verb.tag == "VBN")


def _bound(sentence: Sentence, subject: Token) -> bool:
    heads = [subject, *sentence.dependents(subject, "conj")]
    return any(
        t.lemma in words("demands", "duty") or t.lower in words("demands", "duty") for t in heads
    ) or subject.entity in {"GPE", "ORG"}


def _whole(sentence: Sentence, force: Force, whom: str | None) -> Iterator[Found]:
    first = 0
    while first < len(sentence.tokens) - 1 and (
        sentence.tokens[first].pos in {"NUM", "PUNCT", "X"} or sentence.tokens[first].tag == "LS"
    ):
        first += 1
    tokens = tuple(range(first, len(sentence.tokens)))
    yield Found(Demand(force, whom, sentence.words(tokens)), tokens, sentence.root.i)


def _imperative(sentence: Sentence) -> Token | None:
    """The verb with which a sentence tells somebody what to do: "Release …", "To release …", "Urgently release …"."""
    for token in sentence.tokens[:5]:
        if token.pos in {"NUM", "PUNCT", "X", "ADV", "PART"} or token.tag in {"TO", "LS"}:
            continue
        base = token.tag == "VB" or (token.tag in {"VBP", "NN", "NNP"} and token.lower in words("demands", "actions"))
        return token if base and token.lemma not in words("demands", "unlike") else None
    return None
