"""Who is counted: the noun phrase behind a number, whether it names people, and their group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.lists import kept, table, words

if TYPE_CHECKING:
    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.grammar.syntax import Sentence, Token

GROUPS = (
    "officers",
    "minors",
    "women",
    "workers",
    "activists",
    "defendants",
    "witnesses",
    "journalists",
    "foreigners",
    "civilians",
    "other",
    "all",
)
PEOPLE_ENDINGS = ("er", "or", "ist", "ee", "man", "men", "person", "ian", "ant", "ite")
BEFORE_NOUN = frozenset(
    {"nummod", "amod", "compound", "nmod", "det", "poss", "quantmod", "advmod", "punct", "predet", "case"}
)
IN_PHRASE = frozenset({"nummod", "amod", "det", "compound", "nmod", "quantmod", "appos", "advmod", "npadvmod"})
PRONOUNS = frozenset({"them", "these", "those", "whom"})
SPEAKING = frozenset({"us", "you", "which"})  # "27 of us": counted, but nothing that was told before
LEGAL = frozenset({"tried", "convicted", "sentenced", "imprisoned", "suspended_sentence", "acquitted"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The place of a number in its sentence: `position` stands for the people in the clause, `noun` names them."""

    position: int
    noun: int | None
    partitive: bool = False  # "ten of the witnesses", "75 of whom"
    pronoun: int | None = None  # "of whom", "of them": the word that points back


def counted(sentence: Sentence, numeral: Numeral) -> Counted:
    """Find the noun that a number counts, if it counts one."""
    token = sentence.tokens[numeral.at]
    behind = _of(sentence, token)
    if behind is not None:
        return _counted_of(numeral, token, behind)
    noun = _governing(sentence, numeral, token)
    if noun is not None:
        return Counted(noun.i, noun.i)
    following = sentence.tokens[numeral.last + 1 : numeral.last + 2]
    predicate = (
        bool(following) and token.dep in {"nsubj", "nsubjpass"} and token.head == following[0].i
    )  # "7 acquitted"
    if (
        following
        and not predicate
        and following[0].tag in {"VBN", "VBD", "JJ"}
        and group_of(following[0].lower) == "defendants"
    ):
        return Counted(token.i, following[0].i)  # "of the 34 accused"
    if following and following[0].tag == "NNS" and following[0].i != token.head:
        return Counted(following[0].i, following[0].i)
    return Counted(token.i, None, pronoun=_leading_of(sentence, token))


def _counted_of(numeral: Numeral, token: Token, behind: Token) -> Counted:
    """What "of" says is counted: a noun, people told of before, or the cause that befell a bare number of people."""
    if behind.lemma in words("nouns", "causes"):  # "four died: two of gunshot wounds"
        return Counted(token.i, None)
    if behind.lower in SPEAKING:
        return Counted(token.i, None, partitive=True)
    if _state_of_people(behind):
        return Counted(token.i, behind.i, partitive=True)
    if behind.lower in PRONOUNS or behind.pos == "NUM":  # "six of the nine"
        return Counted(token.i, None, partitive=True, pronoun=behind.i)
    return Counted(token.i, behind.i, partitive=not numeral.vague or numeral.qualifier == "majority")


def _governing(sentence: Sentence, numeral: Numeral, token: Token) -> Token | None:
    """The noun above the number, where the number stands in its phrase."""
    head = sentence.head(token)
    before_date = token.dep == "nummod" and head.i < numeral.first and head.entity == "DATE"  # "by Friday 2,150 were"
    if before_date or token.dep not in IN_PHRASE or head.pos not in {"NOUN", "PROPN"}:
        return None
    if token.dep == "nummod" and head.dep == "compound" and is_people(sentence, head.head):
        head = sentence.head(head)  # "37 cane cutters"
    return _mended(sentence, numeral, head)


def _of(sentence: Sentence, token: Token) -> Token | None:
    for prep in sentence.dependents(token, "prep"):
        if prep.lower == "of":
            behind = sentence.tokens[prep.i + 1 : prep.i + 3]
            state = behind[-1] if len(behind) > 1 and behind[0].lower == "the" else None
            found = next(iter(sentence.dependents(prep, "pobj")), None)
            return state if found is None and state is not None and _state_of_people(state) else found
    return None


def _state_of_people(token: Token) -> bool:
    """As in "55 of the convicted": a participle that stands for people."""
    return token.tag in {"VBN", "VBD", "JJ"} and group_of(token.lower) is not None


def _leading_of(sentence: Sentence, token: Token) -> int | None:
    """The pronoun of "of whom five were …", which the parser hangs on the verb."""
    before = sentence.tokens[max(0, token.i - 5) : token.i]
    return next(
        (
            t.i
            for t in before
            if (t.lower in {"whom", "them", "these"} and sentence.head(t).lower in {"of", "among"})
            or (t.lower == "whom" and t.dep == "poss")
        ),
        None,
    )


def _mended(sentence: Sentence, numeral: Numeral, head: Token) -> Token:
    """In "early June 13 defendants" the parser gives the number to the month."""
    following = sentence.tokens[numeral.last + 1 : numeral.last + 2]
    wrong = head.i < numeral.first and head.lower in table("dates", "months")
    return following[0] if wrong and following and following[0].tag == "NNS" else head


@kept
def group_of(lemma: str) -> str | None:
    """The group that a noun names, None where it names no people."""
    return next((group for group in GROUPS if lemma in words("nouns", group)), None)


def is_people(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun names people: by the word list, else by its ending in the plural."""
    token = sentence.tokens[noun]
    if token.lemma in words("nouns", "things"):
        return False
    return group_of(token.lemma) is not None or group_of(token.lower) is not None or _looks_human(token)


def _looks_human(token: Token) -> bool:
    return token.tag == "NNS" and token.lemma.endswith(PEOPLE_ENDINGS) and len(token.lemma) > 4


def is_thing(sentence: Sentence, noun: int) -> bool:
    """Say whether a noun surely names no people."""
    return sentence.tokens[noun].lemma in words("nouns", "things")


def group(sentence: Sentence, noun: int | None, quantity: str) -> str:
    """The group of the people counted: by the noun, then by what stands before it, then by the quantity."""
    found = "all"
    if noun is not None:
        token = sentence.tokens[noun]
        found = group_of(token.lemma) or group_of(token.lower) or ("other" if _looks_human(token) else "all")
        if found in {"all", "other", "civilians"}:
            found = _by_modifier(sentence, token) or _by_membership(sentence, token) or found
    return "defendants" if found == "all" and quantity in LEGAL else found


def _by_membership(sentence: Sentence, noun: Token) -> str | None:
    """In "21 members of staff", "four members of the security forces" the body says who they are."""
    if noun.lemma != "member":
        return None
    of = [o for p in sentence.dependents(noun, "prep") if p.lower == "of" for o in sentence.dependents(p, "pobj")]
    named = [group_of(t.lemma) or table("nouns", "bodies").get(t.lemma) for t in of]
    return next((str(name) for name in named if name not in {None, "all", "other"}), None)


def _by_modifier(sentence: Sentence, noun: Token) -> str | None:
    for token in reversed(sentence.dependents(noun, "amod", "compound", "nmod")):
        if (named := group_of(token.lemma)) and named not in {"all", "other"}:
            return named
    return None


def population(sentence: Sentence, noun: int) -> str:
    """The noun phrase as written, without number, article and what follows the noun, coordination kept."""
    token = sentence.tokens[noun]
    left = [
        t.i
        for t in sentence.dependents(token)
        if t.i < noun and t.dep in {"amod", "compound", "nmod"} and t.pos != "NUM"
    ]
    near = [i for i in left if all(sentence.tokens[j].dep in BEFORE_NOUN or j == noun for j in range(i, noun))]
    first = min([noun, *(min(sentence.subtree(sentence.tokens[i])) for i in near)])
    numbers = [i for i in range(first, noun) if _is_figure(sentence.tokens[i])]
    first = numbers[-1] + 1 if numbers else first
    return sentence.words(range(first, _last(sentence, noun) + 1))


def _is_figure(token: Token) -> bool:
    """A number, also where the parser takes it for an adjective: "fifteen", "20–30"."""
    return token.pos == "NUM" or token.text[0].isdigit() or token.lower in table("numbers", "cardinals")


def _last(sentence: Sentence, noun: int) -> int:
    """Where adjectives stand behind their noun ("agents municipaux") the last of them, else the noun."""
    last = noun
    following = sentence.tokens[noun + 1 :] if sentence.language != "en" else ()
    for token in following:
        if token.head != noun or token.dep != "amod" or token.pos != "ADJ":
            break
        last = token.i
    return last
