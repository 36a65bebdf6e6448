"""The whole chain of who says so: scopes inside the sentence, frames around it, the author last."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming.authorship import role
from khronika.extraction.speaking.cues import Scope, scopes, stance_of
from khronika.extraction.speaking.quoted import DirectSpeech
from khronika.extraction.speaking.sources import UNNAMED, Source, source_at
from khronika.extraction.speaking.subjects import speaker
from khronika.vocabulary.claims import Role, Speaker, Stance
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.people import People
    from khronika.vocabulary.documents import Revision
    from khronika.vocabulary.extractions import Profile

BULLETS = frozenset({"–", "—", "-", "•", "*", "·"})
OUTER = frozenset({MarkKind.HEADING})
INQUIRIES = frozenset({"investigation", "inquiry", "enquiry", "probe", "examination", "evidence"})
INSIDE = -1
MOST = 5  # links of a chain; more is noise of the parser


@dataclass(frozen=True, slots=True)
class Frame:
    """A source set by a sentence that ends in a colon; `lasting` until the text leaves it, else for one block."""

    scope: Scope
    lasting: bool
    block: int  # start of the block that set it
    number: int  # of the sentence that set it; `INSIDE` where that goes on behind the block


@dataclass
class Attribution:
    """Follows a document from sentence to sentence and gives the chain at a token."""

    people: People
    profile: Profile
    frame: Frame | None = None
    last: Source | None = None
    before: tuple[Sentence, list[Scope]] | None = None
    here: tuple[Sentence, list[Scope]] | None = None
    speech: DirectSpeech = field(default_factory=DirectSpeech)
    around: list[tuple[Sentence, list[Scope]]] = field(default_factory=list)  # the block that others may interrupt
    box: int | None = None  # where the box or footnote at hand begins
    outside: Source | None = None  # who spoke last before it
    relayed: Sequence[tuple[int, Scope]] = ()  # where messages begin that a mail brings along, and who wrote them

    def enter(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        self._step_aside(sentence)
        self.before, found = self.here, scopes(sentence, self.people, self.last)
        if sentence.continues and self.before is not None:
            found = self._inherited(sentence, found)
        found = self.speech.enter(sentence, found)
        self._leave(sentence)
        self.here = (sentence, found)
        named = [scope.source for scope in found if scope.source.name and not scope.weak]
        if named:
            self.last = named[-1]
        self._open(sentence, found)
        if sentence.block.within is None:
            if self.around and self.around[0][0].block.start != sentence.block.start:
                self.around = []
            self.around.append(self.here)
        else:
            self.frame = Frame(self._interrupted(sentence), lasting=False, block=sentence.block.start, number=INSIDE)

    def _step_aside(self, sentence: Sentence) -> None:
        """In a box or a footnote nobody spoke before, and behind it the one who spoke last before it did."""
        box = sentence.block.start if sentence.block.kind is MarkKind.BOX else None
        if box != self.box:
            self.outside = self.last if self.box is None else self.outside
            self.last = self.outside if box is None else None
            self.box = box

    def _interrupted(self, sentence: Sentence) -> Scope:
        """Who speaks in words of another language inside a sentence: the last that it names as speaking before them."""
        whole, start = frozenset(range(10_000)), sentence.block.start
        for host, found in self.around:
            if host.start < start < host.end:
                spoken = self._speaking(host) or next((s for s in found if s.source.name and not s.weak), None)
                if spoken is not None:
                    return replace(spoken, tokens=whole)
        return Scope(whole, UNNAMED, "", Stance.REPORTED)

    def _inherited(self, sentence: Sentence, found: list[Scope]) -> list[Scope]:
        """What a semicolon divides stays under the source that spoke up to it."""
        before, scopes_before = self.before or (sentence, [])
        final = len(before.tokens) - 2
        whole = frozenset(range(len(sentence.tokens)))
        reaching = [s for s in scopes_before if not s.weak and final in s.tokens]
        own = sentence.root.text  # "the police say …; the union says …"
        if any(not scope.weak and (scope.cue == own or len(scope.tokens) > len(whole) / 2) for scope in found):
            return found
        return [*found, *(replace(scope, tokens=whole) for scope in reaching)]

    def _leave(self, sentence: Sentence) -> None:
        """Close the frame at a heading, at the author's own voice, or after the one block it introduced."""
        frame = self.frame
        if frame is None or sentence.block.start == frame.block:
            return
        if frame.number == INSIDE or sentence.block.kind in OUTER or (frame.lasting and self._own_voice(sentence)):
            self.frame = None
        elif (
            not frame.lasting
            and self.before is not None
            and self.before[0].block.start not in {frame.block, sentence.block.start}
        ):
            listed = sentence.block.kind is MarkKind.ITEM or sentence.tokens[0].text in BULLETS
            self.frame = frame if listed or sentence.block.kind is MarkKind.QUOTE else None

    def _own_voice(self, sentence: Sentence) -> bool:
        subjects = [t for t in sentence.tokens if t.dep in {"nsubj", "poss", "nsubjpass", "dobj"}]
        if any(t.lower in words("speakers", "own_voice") for t in subjects if not _in_quotes(sentence, t.i)):
            return True
        return any(t.lemma in words("speakers", "concern") and t.dep in {"nsubj", "nsubjpass"} for t in sentence.tokens)

    def _open(self, sentence: Sentence, found: list[Scope]) -> None:
        if sentence.tokens[-1].text != ":":
            return
        whole = frozenset(range(10_000))
        according = next((s for s in found if s.cue.lower().startswith("according") and s.source.name), None)
        if according is not None and "information" not in (according.source.name or ""):
            self.frame = Frame(
                replace(according, tokens=whole), lasting=False, block=sentence.block.start, number=sentence.number
            )
            return
        if sentence.tokens[0].lower == "according" or "information received" in sentence.text.lower():
            self.frame = Frame(
                Scope(whole, UNNAMED, sentence.text.rstrip(" :"), Stance.REPORTED),
                lasting=True,
                block=sentence.block.start,
                number=sentence.number,
            )
            return
        speaking = self._speaking(sentence) or next((s for s in found if s.source.name), None)
        subject = self._subject(sentence) if speaking is None else None
        if subject is not None:  # "Dao, a girl of 17, had been in the queue:", and then a quotation
            self.speech.introduce(subject)
        if speaking is not None:
            self.frame = Frame(
                replace(speaking, tokens=whole), lasting=False, block=sentence.block.start, number=sentence.number
            )

    def _speaking(self, sentence: Sentence) -> Scope | None:
        """As in "The worker told X:" has no words of its own under the verb; its subject speaks in what follows."""
        for token in reversed(sentence.tokens):
            stance = stance_of(token.lemma) if token.pos == "VERB" else None
            if stance is None:
                continue
            source = speaker(sentence, token, self.people, self.last)
            if source is not None and source.name:
                return Scope(frozenset(), source, token.text, stance)
        return None

    def _subject(self, sentence: Sentence) -> Scope | None:
        """Of whom a sentence that ends in a colon tells: the one who speaks if a quotation follows."""
        for token in sentence.tokens:
            if token.dep in {"nsubj", "nsubjpass"} and sentence.head(token).i == sentence.root.i:
                source = source_at(sentence, token, self.people, self.last)
                return Scope(frozenset(), source, sentence.root.text, Stance.ASSERTED) if source.name else None
        return None

    @classmethod
    def over(cls, people: People, profile: Profile, revision: Revision) -> Attribution:
        """Begin with who wrote the messages that a mail brings along."""
        whole = frozenset(range(10_000))
        named = [(mark.start, revision.text[mark.start : mark.end]) for mark in revision.marked(MarkKind.RELAYED)]
        roles = {name: role(name) for _, name in named}
        sources = {name: Source(name, Role.WITNESS if each is Role.AUTHOR else each) for name, each in roles.items()}
        return cls(
            people, profile, relayed=[(at, Scope(whole, sources[name], "From", Stance.ASSERTED)) for at, name in named]
        )

    def tabled(self, label: Sentence, heading: str) -> Scope:
        """Give the source whose name is a label of a table under a heading such as "Source"."""
        return Scope(frozenset({0}), source_at(label, label.root, self.people), heading, Stance.REPORTED)

    def chain(self, at: int, *, first: Scope | None = None) -> tuple[Speaker, ...]:
        """Give the chain for what is said at a token of the present sentence: the origin first, the author last.

        `first` is an origin that stands elsewhere, as in the line of a table.
        """
        sentence, found = self.here or (None, [])
        around = [*([first] if first else []), *(scope for scope in found if at in scope.tokens)]
        if self.frame is not None and sentence is not None and sentence.number != self.frame.number:
            around.append(self.frame.scope)
        if sentence is not None and (below := bisect_right(self.relayed, sentence.start, key=lambda each: each[0])):
            around.append(self.relayed[below - 1][1])
        links = _merged([scope for scope in around if not scope.author])
        speakers = [Speaker(s.source.name, s.source.role, s.cue, s.stance) for s in links[:MOST]]
        author = Speaker(self.profile.author, Role.AUTHOR, None, Stance.REPORTED if speakers else Stance.ASSERTED)
        if speakers and self.profile.author and speakers[-1].name == self.profile.author:
            speakers.pop()
        return (*speakers, author)


def _merged(links: list[Scope]) -> list[Scope]:
    """Drop what repeats: an adverb inside a named or framed source only shades it; one source speaks once."""
    strong = [scope for scope in links if not scope.weak]
    weak = [scope for scope in links if scope.weak]
    while len(strong) > 1 and (strong[0].source.name or "").split(" ")[0].lower() in INQUIRIES:
        strong.pop(0)  # "X claims that the investigation has determined …": X answers for the inquiry
    if not strong:
        return weak[:1]
    if weak and strong[0].source.name is None and len(weak[0].tokens) <= len(strong[0].tokens):
        strong[0] = replace(strong[0], stance=weak[0].stance)
    elif weak and strong[0].source.name is not None and len(weak[0].tokens) > len(strong[0].tokens):
        strong.insert(1, weak[0])
    merged: list[Scope] = []
    for scope in strong:
        if not any(scope.source == other.source for other in merged):
            merged.append(scope)
    return merged


def _in_quotes(sentence: Sentence, at: int) -> bool:
    marks = [t.text for t in sentence.tokens[:at] if t.text in {"“", "”", '"'}]
    return len(marks) % 2 == 1
