"""What holds of independent origins, whatever the documents say and whoever repeats them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison import compare, trace
from khronika.comparison.independence import with_independence
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


def without(account: Account, record: list[Told]) -> Account | None:
    """The same comparison of those claims alone that a record holds, by what ties the documents of that record."""
    claims = [claim for _, claim in record]
    held = [claim for claim in claims if claim.id in account.claims]
    ids = tuple(claim.id for claim in held)
    origins = tuple(replace(each, claims=tuple(set(each.claims) & set(ids))) for each in account.origins)
    alone = replace(account, claims=ids, origins=origins)
    return with_independence(alone, held, trace([source for source, _ in record], claims)) if held else None


@settings(deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_changes_nothing(record: list[Told], chance) -> None:  # noqa: ANN001
    before = compared(record)
    chance.shuffle(record)
    assert compared(record) == before


@settings(deadline=None, max_examples=200)
@given(records(), st.data())
def test_an_echo_never_raises_the_number_of_independent_origins(record: list[Told], data: st.DataObject) -> None:
    """Somebody else prints the words of one document later, or reports its author, or its source.

    An echo may bring claims into one comparison that stood in two; it then has the origins of both, and no more.
    """
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
    known = {frozenset(account.claims): account.independent or 1 for account in before}
    for account in after:
        if alone := without(account, record):
            assert (account.independent or 1) <= (alone.independent or 1)
            assert (account.independent or 1) <= known.get(frozenset(alone.claims), len(account.claims))


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


def test_who_repeats_a_repeater_repeats_what_that_rests_on() -> None:
    """The same words came first in a document of another account; the echo has them from either, so it adds nobody."""
    first, norvia = day(2031, 3, 5), "Norvia Watch"
    ministry = Speaker("Ministry", Role.AUTHORITY, "said", Stance.ASSERTED)
    parts = [("0", norvia, 15, LAST, 1), ("1", "Amity League", 16, first, 1), ("2", norvia, 15, first, 3)]
    record = []
    for file, author, number, date, text in parts:
        source, claim = told(file, author, number, f"{SENTENCES[text]}.", *([ministry] if file == "2" else []))
        record.append((dated(source, date), claim))
    echo, copied = told("echo", "Echo House", 15, f"{SENTENCES[1]}.")
    fifteen = [[claim for _, claim in record if claim.body.low == 15]]  # type: ignore[union-attr]
    fifteen.append([*fifteen[0], copied])
    before, after = compared(record), compared([*record, (dated(echo, LAST), copied)])
    found = [
        next(each.independent for each in accounts if set(each.claims) == {claim.id for claim in claims})
        for accounts, claims in zip((before, after), fifteen, strict=True)
    ]
    assert found == [1, 1]
