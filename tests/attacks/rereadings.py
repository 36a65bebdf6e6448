"""Second readings: invented texts, and the same texts as another engine would read them, with the truth kept along.

Every character of a text knows which characters of the first reading it is; a copy knows none. So it is known of every
passage where it stands after any number of edits, whether something of it was read otherwise, and whether it is gone.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field

from tests.attacks.edits import EDITS, Char, Text

PLACES = ["Ombrin", "Korm", "Saltmarsh", "Vell", "Teresk", "Aldery", "Port Lune", "Kessig"]
WHO = ["workers", "dockers", "people", "defendants", "demonstrators", "teachers", "miners", "students", "officers"]
DONE = ["detained", "released", "injured", "killed", "charged", "sentenced", "questioned", "hospitalised", "dismissed"]
SAYS = ["the ministry said", "according to the union", "the court found", "witnesses told us", "the hospital reported"]
DAYS = ["2 May", "3 May", "14 June", "27 August", "9 October", "1 November"]
NUMBERS = ["5", "12", "15", "64", "70", "200", "1,500", "seven", "twelve", "at least 15", "no more than 9", "about 30"]
PLAIN = [
    "The harbour was closed for the rest of the week, and no vessel of the fishing fleet put out.",
    "Relatives waited in front of the building until the office of the prosecutor opened in the afternoon.",
    "The first report of the commission differs from the final one in several respects.",
    "Nobody explained why the file of the inquiry had been sent to another district.",
    "A lawyer of the union was not admitted to the hearing, although he had asked in writing.",
    "Efforts to find the official who signed the order were flatly refused by his office.",
    "The letter was answered after months, and the answer did not refer to the questions that were asked.",
    "Conditions in the cells were described as cold and damp by all who were held there.",
    "Some families left the town; others stayed and asked for a fair and public trial.",
    "The ministry's spokesman said that “order was restored” and that the inquiry was over.",
]
SHORT = ["5 were released.", "Two were let go.", "12 were released.", "Nobody was charged."]
STANDARD = re.compile(r"\w[^.;\n]*?\b(?:\d[\d,]*|seven|twelve|Two|Nobody)\b[^.;\n]*")


@dataclass
class Reread:
    """A first reading, passages in it, and a second reading with the truth about each character."""

    first: str
    passages: list[tuple[int, int]]
    second: Text
    edits: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The second reading."""
        return "".join(each.char for each in self.second)

    def truth(self) -> list[tuple[str, int, int]]:
        """Give of each passage `whole`, `letter`, `sharp`, `cut` or `gone`, and the span where it stands now."""
        at: dict[int, int] = {}
        for number, each in enumerate(self.second):
            for one in each.of:
                at[one] = number
        return [self._truth(at, *span) for span in self.passages]

    def _truth(self, at: dict[int, int], start: int, end: int) -> tuple[str, int, int]:
        letters = [each for each in range(start, end) if self.first[each].isalnum()]
        if any(each not in at for each in letters):
            return "gone", 0, 0
        places = [at[each] for each in letters]
        low, high = min(places), max(places) + 1
        slips = {self.second[at[each]].slip for each in letters if not self._same(at[each], each)}
        if sorted(places) != places:
            return "cut", low, high
        between = [c for c in self.second[low:high] if not c.of and c.char.isalnum()]
        if between:
            return "cut", low, high
        return "sharp" if "sharp" in slips else "letter" if "letter" in slips else "whole", low, high

    def _same(self, place: int, letter: int) -> bool:
        """Say whether a letter reads as it did: it may have been misread twice, there and back."""
        return self.first[letter] in unicodedata.normalize("NFKC", self.second[place].char)


PLAIN_QUOTES = str.maketrans("“”’‘", "\"\"''")
SETTING = re.compile(r"[\s\u00ad-]+")
SLIPS = 2
AROUND = 60  # letters on either side in which two places are the same text


def judge(reread: Reread, number: int, place: tuple[int, int] | None, *, fuzzy: bool = False, cut: bool = False) -> str:
    """Say what a place that was found for a passage is: `right`, `wrong`, `same text`, or `listed` where there is none.

    It is the same text where all that stands around is the same as well, but for two letters on a side: a copy took the
    place of what was lost or misread, and no reader of the two texts could know.
    """
    truth, low, high = reread.truth()[number] if place else ("", 0, 0)
    if place is None:
        return "listed"
    start, end = place
    while start < end and not reread.text[start].isalnum():
        start += 1
    while end > start and not reread.text[end - 1].isalnum():
        end -= 1
    may = truth == "whole" or (truth == "letter" and fuzzy) or (truth == "cut" and cut)
    if may and (start, end) == (low, high):
        return "right"
    first, last = reread.passages[number]
    before = _letters(reread.first[:first])[-AROUND:], _letters(reread.text[:start])[-AROUND:]
    after = _letters(reread.first[last:])[:AROUND], _letters(reread.text[end:])[:AROUND]
    words = _letters(reread.first[first:last]) == _letters(reread.text[start:end])
    same = words and _as_good_as(*before) and _as_good_as(*after)
    return "same text" if same else "wrong"


def _as_good_as(one: str, other: str) -> bool:
    """Say whether what stands on a side is the same but for two letters; where nothing stood, anything may."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    letters = all(not char.isdigit() for pair in differing for char in pair)
    return not one or (len(one) == len(other) and len(differing) <= SLIPS and letters)


def _letters(text: str) -> str:
    return SETTING.sub("", unicodedata.normalize("NFKC", text)).translate(PLAIN_QUOTES)


def first_reading(chance: random.Random) -> str:
    """Write an invented report with figures, repeated sentences and sentences that differ in a figure only."""
    paragraphs = []
    template = _figure(chance)
    for _ in range(chance.randint(4, 10)):
        sentences = []
        for _ in range(chance.randint(1, 5)):
            kind = chance.random()
            if kind < 0.3:
                sentences.append(_figure(chance))
            elif kind < 0.42:
                sentences.append(re.sub(r"\b\d+\b", lambda found: str(int(found[0]) + chance.randint(0, 3)), template))
            elif kind < 0.6:
                sentences.append(chance.choice(SHORT))
            else:
                sentences.append(_varied(chance, chance.choice(PLAIN)))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def _figure(chance: random.Random) -> str:
    number, who, done = chance.choice(NUMBERS), chance.choice(WHO), chance.choice(DONE)
    place, day, says = chance.choice(PLACES), chance.choice(DAYS), chance.choice(SAYS)
    sentence = chance.choice(
        [
            f"{number} {who} were {done} in {place} on {day} 2014, {says}.",
            f"On {day}, police in {place} {done} {number} {who}.",
            f"In {place} {number} {who} were {done}.",
            f"Of the {who}, {number} were {done} and {chance.choice(NUMBERS)} fled, {says}.",
        ]
    )
    return sentence[0].upper() + sentence[1:]


def _varied(chance: random.Random, sentence: str) -> str:
    return sentence if chance.random() < 0.4 else f"In {chance.choice(PLACES)}, {sentence[0].lower()}{sentence[1:]}"


def passages_of(text: str, chance: random.Random) -> list[tuple[int, int]]:
    """Choose passages as claims have them: a clause with a figure, a part of one, a figure with its noun."""
    found = []
    for clause in STANDARD.finditer(text):
        start, end = clause.span()
        if chance.random() < 0.4:
            number = re.search(r"(?:at least |no more than |about )?\b(?:\d[\d,]*|seven|twelve)\b(?: \w+)*", clause[0])
            if number:
                start, end = start + number.start(), start + number.end()
        found.append((start, end))
    return found


def again(seed: int, edits: int | None = None) -> Reread:
    """Read an invented text once more, with one to four edits of the kinds in `EDITS`."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes the same text again
    first = first_reading(chance)
    reread = Reread(first, passages_of(first, chance), [Char(char, (at,)) for at, char in enumerate(first)])
    for _ in range(edits or chance.randint(1, 4)):
        edit = chance.choice(EDITS)
        reread.second = edit(reread.second, chance)
        reread.edits.append(edit.__name__)
    return reread
