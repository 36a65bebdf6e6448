"""Edits of a text as another engine would make them, or somebody who wants anchors to go astray."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

HEADS = ["Ombrin Dockers' Union - Annual Report", "Page {}", "CONFIDENTIAL DRAFT {}", "www.ombrin-union.example"]


@dataclass(slots=True)
class Char:
    """A character, the characters of the first reading that it is, and whether it is read otherwise."""

    char: str
    of: tuple[int, ...] = ()
    slip: str = ""  # "letter" or "sharp"


Text = list[Char]


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
