"""The people of the invented record: joined, apart, in doubt, only named, hidden; and what was judged of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.vocabulary.judgements import Linking
from khronika.vocabulary.people import Entity, EntityKind, Link, Mention, Sameness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khronika.vocabulary.documents import Revision

DESK, CODER = "person:Desk officer", "person:Second coder"
SAME_SURNAME = Link("Orrin Vale", "O. Vale", Sameness.SAME, "rule:initial", "The initial and the surname agree.")
UNSURE = Link(
    "Vale", "O. Vale", Sameness.UNSURE, "rule:surname", "“Vale” and “O. Vale” may be one: the surname agrees."
)
HIDDEN = Link(
    "e-vale", "e-teel", Sameness.UNSURE, "rule:place", "“Vale” and “Brannoc Teel” (safe-house.txt) may be one."
)
KIN = Link("e-edda", "e-vale", Sameness.APART, "rule:kin", "“Edda Vale” and “Orrin Vale” are two: she is his sister.")
TWO_VOICES = Link(
    "e-edda",
    "e-initial",
    Sameness.UNSURE,
    f"{DESK}, {CODER}",
    "“Edda Vale” and “E. Vale” may be one: one says the same (She alone was heard.), one says not (No day is given.).",
)


def mention(of: Revision, file: str, words: str, nth: int = 0, *, pseudonym: bool = False) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = of.text.index(words, at + 1)
    return Mention(EntityKind.PERSON, of.id, of.document, file, at, at + len(words), words, words, pseudonym=pseudonym)


def person(
    key: str,
    mentions: tuple[Mention, ...],
    links: tuple[Link, ...] = (),
    *,
    protected: bool = False,
    before: tuple[str, ...] = (),
) -> Entity:
    names = tuple(sorted({mention.name for mention in mentions}))
    addresses = (key, *before)
    return Entity(key, EntityKind.PERSON, mentions[0].name, names, protected, mentions, links, addresses)


def entities(revisions: Mapping[str, Revision]) -> tuple[Entity, ...]:
    """Give everybody whom the files name."""
    report, statement, interview, house = (
        (revisions[file], file) for file in ("report.txt", "statement.txt", "interview.txt", "safe-house.txt")
    )
    return (
        person(
            "e-vale",
            (
                mention(*report, "Orrin Vale"),
                mention(*report, "Orrin Vale", 1),
                mention(*report, "Vale", 2),
                mention(*statement, "O. Vale"),
                mention(*statement, "O. Vale", 1),
                mention(*report, "Orrin Vale", 2),
            ),
            (SAME_SURNAME, UNSURE, HIDDEN, KIN),
            before=("e-ovale",),
        ),
        person("e-edda", (mention(*report, "Edda Vale"),), (KIN, TWO_VOICES)),
        person("e-initial", (mention(*statement, "E. Vale"),), (TWO_VOICES,)),
        person("e-orsel", (mention(*report, "Tam Orsel"),)),
        person(
            "e-ilse",
            (
                mention(*interview, "Ilse", pseudonym=True),
                mention(*report, "Marta Quell"),
                mention(*interview, "Marta Quell"),
            ),
            protected=True,
            before=("e-marta",),
        ),
        person("e-teel", (mention(*house, "Brannoc Teel"),)),
    )


def linkings() -> tuple[Linking, ...]:
    """Give what two people judged: they differ once, name somebody protected once, and judge somebody hidden."""

    def ruled(a: str, b: str, verdict: Sameness, by: str, why: str, hour: int) -> Linking:
        return Linking(f"leaf {hour}", hour, f"2019-05-06T{hour:02}:15:00Z", Link(a, b, verdict, by, why))

    return (
        ruled("e-edda", "e-initial", Sameness.SAME, DESK, "She alone was heard.", 9),
        ruled("e-edda", "e-initial", Sameness.APART, CODER, "No day is given.", 10),
        ruled("e-ovale", "Orrin Vale", Sameness.SAME, DESK, "One article, one court.", 11),
        ruled("e-vale", "e-orsel", Sameness.APART, CODER, "Ilse knows both of them.", 12),
        ruled("e-vale", "e-teel", Sameness.APART, DESK, "The man at the mill is older.", 13),
        ruled("Ilse", "Edda Vale", Sameness.APART, DESK, "Two women.", 14),
    )
