"""Second readings: invented texts, and the same texts as another engine would read them, with the truth kept along.

Every character of a text knows which characters of the first reading it is; a copy knows none. So it is known of every
passage where it stands after any number of edits, whether something of it was read otherwise, and whether it is gone.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field

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
HEADS = ["Ombrin Dockers' Union - Annual Report", "Page {}", "CONFIDENTIAL DRAFT {}", "www.ombrin-union.example"]
STANDARD = re.compile(r"\w[^.;\n]*?\b(?:\d[\d,]*|seven|twelve|Two|Nobody)\b[^.;\n]*")


@dataclass(slots=True)
class Char:
    """A character, the characters of the first reading that it is, and whether it is read otherwise."""

    char: str
    of: tuple[int, ...] = ()
    slip: str = ""  # "letter" or "sharp"


Text = list[Char]


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


def _string(text: Text) -> str:
    return "".join(each.char for each in text)


def _paragraphs(text: Text) -> list[Text]:
    found, at = [], 0
    for blank in re.finditer(r"\n[^\S\n]*\n\s*", _string(text)):
        found.append(text[at : blank.start()])
        at = blank.end()
    return [each for each in (*found, text[at:]) if each]


def _joined(paragraphs: list[Text]) -> Text:
    text: Text = []
    for paragraph in paragraphs:
        text += ([Char("\n"), Char("\n")] if text else []) + paragraph
    return text


def _sentences(paragraph: Text) -> list[Text]:
    ends = [found.end() for found in re.finditer(r"[.!?][”\"]?(?=\s|$)", _string(paragraph))]
    found, at = [], 0
    for end in [*ends, len(paragraph)]:
        piece = paragraph[at:end]
        while piece and piece[0].char.isspace():
            piece = piece[1:]
        if piece:
            found.append(piece)
        at = end
    return found


def _spaced(sentences: list[Text]) -> Text:
    text: Text = []
    for sentence in sentences:
        text += ([Char(" ")] if text else []) + sentence
    return text


def _copy(text: Text) -> Text:
    return [Char(each.char) for each in text]


def rewrapped(text: Text, chance: random.Random) -> Text:
    """Break lines elsewhere."""
    width, column, out = chance.randint(30, 90), 0, list[Char]()
    for paragraph in _paragraphs(text):
        column = 0
        out += [Char("\n"), Char("\n")] if out else []
        for each in paragraph:
            column += 1
            if each.char in " \n" and column > width:
                out.append(Char("\n", each.of))
                column = 0
            else:
                out.append(Char(" " if each.char == "\n" else each.char, each.of, each.slip))
    return out


def hyphenated(text: Text, chance: random.Random) -> Text:
    """Divide words at line ends."""
    out: Text = []
    for number, each in enumerate(text):
        out.append(each)
        inside = 1 < number < len(text) - 2 and all(text[at].char.isalpha() for at in range(number - 1, number + 3))
        if inside and chance.random() < 0.02:
            out += [Char("-"), Char("\n")] if chance.random() < 0.7 else [Char("\u00ad")]
    return out


def joined(text: Text, _: random.Random) -> Text:
    """Join words that were divided at line ends."""
    out: Text = []
    for each in text:
        if each.char == "\n" and len(out) > 1 and out[-1].char == "-" and out[-2].char.isalpha():
            out.pop()
        else:
            out.append(each)
    return out


def ligatured(text: Text, chance: random.Random) -> Text:
    """Write fi, fl and ff in one letter."""
    out: Text = []
    for each in text:
        pair = (out[-1].char if out else "") + each.char
        if pair in ("fi", "fl", "ff") and chance.random() < 0.8:
            out[-1] = Char({"fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}[pair], out[-1].of + each.of, out[-1].slip or each.slip)
        else:
            out.append(each)
    return out


def respaced(text: Text, chance: random.Random) -> Text:
    """Double some spaces, make others unbreakable, and turn quotation marks."""
    turned = {'"': "”", "'": "’", "“": '"', "”": '"', " ": "\u00a0"}
    out: Text = []
    for each in text:
        if each.char in turned and chance.random() < 0.5:
            out.append(Char(turned[each.char], each.of, each.slip))
        else:
            out += [each, Char(" ")] if each.char == " " and chance.random() < 0.1 else [each]
    return out


def headed(text: Text, chance: random.Random) -> Text:
    """Put page heads between lines or paragraphs."""
    out, head = list[Char](), chance.choice(HEADS)
    for number, each in enumerate(text):
        out.append(each)
        if each.char == "\n" and number and chance.random() < 0.2:
            out += [Char(char) for char in f"{head.format(number // 300)}\n"]
    return out


def slipped(text: Text, chance: random.Random) -> Text:
    """Read some letters otherwise."""
    alike = {
        "e": "c",
        "c": "e",
        "l": "1",
        "o": "0",
        "n": "u",
        "u": "n",
        "a": "o",
        "h": "b",
        "i": "l",
        "t": "f",
        "r": "n",
    }
    share = chance.choice([0.002, 0.01, 0.03])
    return [Char(alike[c.char], c.of, "letter") if c.char in alike and chance.random() < share else c for c in text]


def misfigured(text: Text, chance: random.Random) -> Text:
    """Read some figures otherwise."""
    alike = {"1": "7", "7": "1", "3": "8", "5": "6", "6": "5", "8": "3", "0": "6", "2": "7", "4": "9", "9": "4"}
    share = chance.choice([0.1, 0.4])
    return [Char(alike[c.char], c.of, "sharp") if c.char in alike and chance.random() < share else c for c in text]


def dropped(text: Text, chance: random.Random) -> Text:
    """Lose or gain a qualifier or a negation."""
    words = _string(text)
    found = list(re.finditer(r"\b(?:at least|no more than|about|not|Nobody) ", words))
    if found and chance.random() < 0.6:
        one = chance.choice(found)
        return text[: one.start()] + text[one.end() :]
    verbs = list(re.finditer(r"\bwere ", words))
    if not verbs:
        return text
    at = chance.choice(verbs).end()
    return text[:at] + [Char(char) for char in "not "] + text[at:]


def removed(text: Text, chance: random.Random) -> Text:
    """Lose a sentence."""
    paragraphs = [_sentences(each) for each in _paragraphs(text)]
    one = chance.choice(paragraphs)
    one.pop(chance.randrange(len(one)))
    return _joined([_spaced(each) for each in paragraphs if each])


def copied(text: Text, chance: random.Random) -> Text:
    """Have a sentence twice: beside itself, or elsewhere."""
    paragraphs = [_sentences(each) for each in _paragraphs(text)]
    one = chance.choice(paragraphs)
    at = chance.randrange(len(one))
    twin = _copy(one[at])
    if chance.random() < 0.5:
        one.insert(at + chance.randint(0, 1), twin)
    else:
        other = chance.choice(paragraphs)
        other.insert(chance.randint(0, len(other)), twin)
    return _joined([_spaced(each) for each in paragraphs])


def swapped_for_copy(text: Text, chance: random.Random) -> Text:
    """Lose a sentence that was copied elsewhere."""
    paragraphs = [_sentences(each) for each in _paragraphs(text)]
    one, other = chance.choice(paragraphs), chance.choice(paragraphs)
    at = chance.randrange(len(one))
    twin = _copy(one.pop(at))
    to = [place for place in range(len(other) + 1) if (other, place) != (one, at)]
    if at in (0, len(one)):  # beside the next paragraph, where it would stand where it stood
        to = to if other is one else to[1:-1]
    if not to:
        return text
    other.insert(chance.choice(to), twin)
    return _joined([_spaced(each) for each in paragraphs if each])


def copied_with_another_figure(text: Text, chance: random.Random) -> Text:
    """Have a sentence with a figure twice, the figure read otherwise in one of the two."""
    paragraphs = [_sentences(each) for each in _paragraphs(text)]
    places = [(one, at) for one in paragraphs for at in range(len(one)) if re.search(r"\d", _string(one[at]))]
    if not places:
        return text
    one, at = chance.choice(places)
    digit = next(number for number, each in enumerate(one[at]) if each.char.isdigit())
    twin = _copy(one[at])
    other = str((int(one[at][digit].char) + chance.randint(1, 9)) % 10)
    if chance.random() < 0.5:
        twin[digit] = Char(other)
    else:
        one[at] = [*one[at][:digit], Char(other, one[at][digit].of, "sharp"), *one[at][digit + 1 :]]
    one.insert(at + chance.randint(0, 1), twin)
    return _joined([_spaced(each) for each in paragraphs])


def paragraphs_swapped(text: Text, chance: random.Random) -> Text:
    """Put two paragraphs in each other's place."""
    paragraphs = _paragraphs(text)
    a, b = chance.randrange(len(paragraphs)), chance.randrange(len(paragraphs))
    paragraphs[a], paragraphs[b] = paragraphs[b], paragraphs[a]
    return _joined(paragraphs)


def paragraph_copied(text: Text, chance: random.Random) -> Text:
    """Have a paragraph twice."""
    paragraphs = _paragraphs(text)
    paragraphs.insert(chance.randint(0, len(paragraphs)), _copy(chance.choice(paragraphs)))
    return _joined(paragraphs)


def neighbours_swapped(text: Text, chance: random.Random) -> Text:
    """Put two sentences that follow on one another in each other's place."""
    paragraphs = [_sentences(each) for each in _paragraphs(text)]
    one = chance.choice(paragraphs)
    if len(one) > 1:
        at = chance.randrange(len(one) - 1)
        one[at], one[at + 1] = one[at + 1], one[at]
    return _joined([_spaced(each) for each in paragraphs])


def columns_reordered(text: Text, chance: random.Random) -> Text:
    """Read the second half of the paragraphs first."""
    paragraphs = _paragraphs(text)
    at = chance.randint(0, len(paragraphs))
    return _joined(paragraphs[at:] + paragraphs[:at])


def interleaved(text: Text, chance: random.Random) -> Text:
    """Read the lines of two paragraphs across, as from two columns."""
    paragraphs = _paragraphs(rewrapped(text, chance))
    if len(paragraphs) < 2:
        return text
    at = chance.randrange(len(paragraphs) - 1)
    columns = [_lines(each) for each in paragraphs[at : at + 2]]
    rows: Text = []
    for number in range(max(map(len, columns))):
        for column in columns:
            if number < len(column):
                rows += ([Char("\n")] if rows else []) + column[number]
    return _joined([*paragraphs[:at], rows, *paragraphs[at + 2 :]])


def _lines(paragraph: Text) -> list[Text]:
    lines: list[Text] = [[]]
    for each in paragraph:
        if each.char == "\n":
            lines.append([])
        else:
            lines[-1].append(each)
    return [line for line in lines if line]


EDITS = [
    *(rewrapped, hyphenated, joined, ligatured, respaced, headed, slipped, misfigured, dropped, removed, copied),
    *(swapped_for_copy, copied_with_another_figure, paragraphs_swapped, paragraph_copied, neighbours_swapped),
    *(columns_reordered, interleaved),
]
