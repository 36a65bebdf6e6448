"""Who is named only by a code or by initials: "Witness A", "S., a mechanic", "M.K., whose full name is known"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming import offices
from khronika.extraction.naming.names import is_capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z]\.?|(?:[А-ЯЁ]\.){1,3}")
CODE = re.compile(r"[A-Z]\.?|[A-Z]?-?\d{1,3}")
LETTERED = frozenset({"class", "item", "point", "part", "article", "group"})
NUMBER = frozenset({"№", "№."})
TELLING = re.compile(r"^[,(] (?:an? |aged? |\d{1,2}\b|who|whose|the [a-z]+ of)|^[(\[] ?(?:not|name)")
BEFORE = re.compile(r"\b(?:(?:named|identified|known|referred to|called)(?: \w+)? (?:only |just )?(?:as|by)|only as) $")
DISGUISED = re.compile(
    r"\bnames? (?:and [a-z ]+ )?(?:of [\w ,-]{2,60} )?(?:have|has|are|were|was) "
    r"(?:also |all )*(?:been )?(?:also |all )*(?:changed|replaced|altered|withheld|disguised|"
    r"omitted|invented|modified|concealed|fictitious|pseudonyms)\b|"
    r"\b(?:changed|altered|replaced|withheld) (?:the |their |all |some |most )*(?:of (?:the |their ))?names\b|"
    r"\b(?:uses?|used|using|given|under) pseudonyms\b|"
    r"\bpseudonyms (?:are|were|have been) used\b|\bnot their real names\b|"
    r"\b(?:имена|фамилии|персональные данные)\b[^.;]{0,60}\b(?:изменен|изменён|вымышлен|скрыт|"
    r"не (?:называ|указыва|разглаша|раскрыва|привод))|"
    r"\b(?:изменили|изменил|изменила|изменяем|изменены|скрыты|вымышленные)\b[^.;]{0,40}\bимена\b"
)


BEHIND = re.compile(
    r"^[(\[,] ?(?:(?:настоящ|подлинн|котор|чь|ее|её|его|полн)\w*,? )*(?:имя|имена|фамили\w|данные)\b[^)\].;]{0,70}"
    r"\b(?:измен|вымышл|скры|условн|не (?:называ|разглаша|раскрыва|указыва|привод)|"
    r"известн\w+ (?:редакц|организац|автор))|"
    r"^, (?:котор\w+ )?(?:по|у)прос\w+ "
    r"(?:не (?:называть|указывать|раскрывать|разглашать|упоминать)|изменить|об анонимности)"
    r"|^, (?:котор\w+ )?(?:пожела\w+|захоте\w+|реши\w+) остаться (?:неизвестн|неназванн|анонимн|инкогнито)"
    r"|^[(\[,] ?(?:на|при) услови\w+ (?:анонимности|неразглашения)"
)


def marked(sentence: Sentence, last: int, behind: str) -> bool:
    """Whether the words behind a Russian name, in small letters, say that it is not the real or the whole one."""
    named = sentence.language == "ru" and sentence.tokens[last].tag.startswith("NNP")
    return named and BEHIND.search(behind) is not None


def codes(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of tokens that stand for a person whose name is kept back."""
    tokens = sentence.tokens
    for token in tokens:
        behind = tokens[token.i + 1 : token.i + 2]
        if token.lower in words("persons", "coded") and behind and behind[0].text in NUMBER:
            if tokens[token.i + 2 :] and tokens[token.i + 2].text.isdecimal():
                yield token.i, token.i + 3
        elif is_capital(token) and token.lower in words("persons", "coded") and behind:
            if CODE.fullmatch(behind[0].text) and not _goes_on(sentence, token.i + 2):
                yield token.i, token.i + 2
        elif INITIALS.fullmatch(token.text) and token.text != "I" and _stands_alone(sentence, token):
            yield token.i, token.i + 1


def disguised(sentences: Iterable[Sentence]) -> bool:
    """Whether the document says that it has changed names throughout."""
    return any(DISGUISED.search(sentence.text.lower()) for sentence in sentences)


def quoted(sentence: Sentence, i: int, j: int) -> bool:
    """Whether quotation marks enclose a name, as they do a pseudonym."""
    marks = {'"', "“", "”", "„", "«", "»", "``", "''", "‘", "’"}
    before, after = sentence.tokens[max(0, i - 1) : i], sentence.tokens[j : j + 1]
    return any(t.text in marks for t in before) and any(t.text in marks for t in after)


def called(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a single name in quotation marks stands behind the word for a witness: 'the witness "Pavel"'."""
    before = sentence.tokens[i - 2].lower if i > 1 else ""
    return j - i == 1 and before in words("persons", "coded") and quoted(sentence, i, j)


def _goes_on(sentence: Sentence, j: int) -> bool:
    """Whether a name follows, so that the letter is its initial: "Witness A. Kolm"."""
    return any(is_capital(t) and t.tag in {"NNP", "NNPS"} for t in sentence.tokens[j : j + 1])


def _stands_alone(sentence: Sentence, token: Token) -> bool:
    tokens, i = sentence.tokens, token.i
    before, after = " ".join(t.lower for t in tokens[:i]) + " ", " ".join(t.lower for t in tokens[i + 1 : i + 6])
    named = i > 0 and is_capital(tokens[i - 1]) and tokens[i - 1].tag in {"NNP", "NNPS"}
    if named or _goes_on(sentence, i + 1) or (i > 0 and tokens[i - 1].text in {"(", "Article", "Section", "-"}):
        return False
    if sentence.language == "ru":  # its parser knows the initials of somebody from the letter of a paragraph
        return token.name != "" and (i == 0 or tokens[i - 1].lower not in LETTERED)
    told = TELLING.match(after) is not None and (i == 0 or tokens[i - 1].lower not in {"class", "item", "point", "and"})
    return told or BEFORE.search(before) is not None or offices.role_before(sentence, i) is not None
