"""What holds of independent origins, whatever the documents say and whoever repeats them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison import compare, trace
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.record import Source

if TYPE_CHECKING:
    from khronika.vocabulary.accounts import Account

SENTENCES = [
    "on that morning soldiers opened fire near the old harbour gate and many people were killed",
    "the men were led away one after another and nobody was told where many people were killed",
    "our own doctors saw that many people were killed",
    "As Norvia Watch reported, on that day and in the harbour many people were killed",
    "As Amity League reported, before noon and near the gate many people were killed",
]
AUTHORS = ["Norvia Watch", "Amity League", "Karad Union", None]
ORIGINS = ["Ministry", "Prosecutor General", "a nurse", None]
DATES = [None, day(2031, 3, 5), day(2031, 5, 9)]
KILLED = "many people were killed"
LAST = day(2031, 12, 1)

Told = tuple[Source, Claim]


def told(file: str, author: str | None, number: int, text: str, *speakers: Speaker) -> Told:
    revision = Revision(file, text, (), "test", "none")
    source = Source(
        Document(file, file, len(text), Sensitivity.INTERNAL), (), revision, Profile(author, "", None), None
    )
    at = text.index(KILLED)
    passage = Passage.cut(revision, at, at + len(KILLED))
    chain = (*speakers, Speaker(author, Role.AUTHOR, None, Stance.REPORTED))
    body = Count("killed", None, "all", number, number, Qualifier.EXACT)
    said = (file, file, passage, chain, Stance.ASSERTED, Polarity.AFFIRMED)
    return source, Claim(Kind.COUNT, *said, when=None, where=None, body=body, method="test")


def dated(source: Source, date: object) -> Source:
    assert source.profile
    return replace(source, profile=replace(source.profile, date=date))  # type: ignore[arg-type]


@st.composite
def records(draw: st.DrawFn) -> list[Told]:
    made = []
    for at in range(draw(st.integers(2, 6))):
        text = f"Text {at}: {draw(st.sampled_from(SENTENCES))}."
        name = draw(st.sampled_from(["author", *ORIGINS]))
        role = Role.AUTHORITY if name else Role.UNNAMED
        speakers = () if name == "author" else (Speaker(name, role, "said", Stance.ASSERTED),)
        number = draw(st.sampled_from([15, 15, 15, 16]))
        source, claim = told(f"{at}.txt", draw(st.sampled_from(AUTHORS)), number, text, *speakers)
        made.append((dated(source, draw(st.sampled_from(DATES))), claim))
    return made


def compared(record: list[Told]) -> list[Account]:
    claims = [claim for _, claim in record]
    return compare(claims, lineage=trace([source for source, _ in record], claims))


def most(accounts: list[Account], held: set[str]) -> dict[frozenset[str], int]:
    """The number of independent origins by the claims compared that were held before; where unknown, the least."""
    return {frozenset(held.intersection(account.claims)): account.independent or 1 for account in accounts}


@settings(deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_changes_nothing(record: list[Told], chance) -> None:  # noqa: ANN001
    before = compared(record)
    chance.shuffle(record)
    assert compared(record) == before


@settings(deadline=None, max_examples=200)
@given(records(), st.data())
def test_an_echo_never_raises_the_number_of_independent_origins(record: list[Told], data: st.DataObject) -> None:
    """Somebody else prints the words of one document later, or reports its author, or its source."""
    before = compared(record)
    source, claim = data.draw(st.sampled_from([each for each in record if each[0].profile]))
    assert source.revision
    assert source.profile
    how = data.draw(st.sampled_from(["words", "source"] + ["author"] * bool(source.profile.author)))
    number = claim.body.low if isinstance(claim.body, Count) else 0
    assert number
    if how == "words":
        text, speakers = (
            source.revision.text.replace("Text", "Copy"),
            () if len(claim.speakers) == 1 else claim.speakers[:1],
        )
    else:
        text, speakers = f"So it is said: {KILLED}.", claim.speakers if how == "source" else (claim.speakers[-1],)
    again, echo = told("echo.txt", "Echo House", number, text, *speakers)
    after = compared([*record, (dated(again, LAST), echo)])
    known, now = most(before, {c.id for _, c in record}), most(after, {c.id for _, c in record})
    for claims, independent in known.items():
        assert now.get(claims, 1) <= independent
    everybody = max(known.values(), default=1)
    assert max(now.values(), default=1) <= max(everybody, 1)


@settings(deadline=None)
@given(records())
def test_independent_origins_are_no_more_than_the_claims_and_echoes_are_of_the_account(record: list[Told]) -> None:
    for account in compared(record):
        assert account.independent is None or 1 <= account.independent <= len(account.claims)
        for echo in account.echoes:
            assert {echo.claim, echo.of} <= set(account.claims)
            assert echo.claim != echo.of
        for drift in account.drifts:
            assert set(drift.claims) <= set(account.claims)
