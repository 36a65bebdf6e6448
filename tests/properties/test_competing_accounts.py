"""What holds for whatever figures the documents bring."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison import compare
from khronika.comparison.intervals import interval
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import About
from khronika.vocabulary.places import Where

numbers = st.integers(1, 20)
shapes = st.one_of(
    numbers.map(lambda n: (n, n, Qualifier.EXACT)),
    numbers.map(lambda n: (n, None, Qualifier.AT_LEAST)),
    numbers.map(lambda n: (None, n, Qualifier.UP_TO)),
    numbers.map(lambda n: (n, n, Qualifier.ABOUT)),
    st.just((None, None, Qualifier.VAGUE)),
)
dates = st.sampled_from([None, None, day(2019, 3, 4), day(2019, 3, 5)])
places = st.sampled_from([None, None, Where("Karad"), Where("Belin")])


@st.composite
def told(draw: st.DrawFn) -> list[Claim]:
    made: list[Claim] = []
    for at in range(draw(st.integers(0, 9))):
        low, high, qualifier = draw(shapes)
        quantity = draw(st.sampled_from(["killed", "died", "tried", "imprisoned", "released", "acquitted"]))
        group, of = draw(st.sampled_from(["all", "officers"])), None
        if made and draw(st.integers(0, 3)) == 0:
            of = draw(st.sampled_from(made)).id
        body = Count(quantity, None, group, low, high, qualifier, draw(dates), of)
        name, document = draw(st.sampled_from([None, "Ministry", "Watch", "author"])), draw(st.sampled_from("abc"))
        author = Speaker(f"author {document}", Role.AUTHOR, None, Stance.REPORTED)
        first = () if name == "author" else (Speaker(name, Role.AUTHORITY, "said", Stance.ASSERTED),)
        passage = Passage(f"r{document}", at * 10, at * 10 + 5, "words", "", "")
        said = (*first, author), Stance.ASSERTED, Polarity.AFFIRMED, draw(dates), draw(places)
        made.append(Claim(Kind.COUNT, f"{document}.txt", document, passage, *said, body, "test"))
    return made


@settings(deadline=None)
@given(told(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(claims: list[Claim], chance) -> None:  # noqa: ANN001
    abouts = [About(claim.id, "e", "test", "because") for claim in claims[::2]]
    before = compare(claims, abouts)
    chance.shuffle(claims)
    chance.shuffle(abouts)
    assert compare(claims, abouts) == before


@settings(deadline=None, max_examples=300)
@given(told())
def test_a_minimal_set_cannot_be_true_together_and_needs_all_its_members(claims: list[Claim]) -> None:
    """No whole number lies in all intervals of a set; the claims are of one quantity and group, by two origins."""
    by_id = {claim.id: claim for claim in claims}
    for account in compare(claims):
        assert bool(account.minimal_sets) is (account.verdict is Verdict.CONFLICT)
        for one in account.minimal_sets:
            bodies = [by_id[claim].body for claim in one]
            counts = [body for body in bodies if isinstance(body, Count)]
            tops = [interval(count).high for count in counts]
            highest = min((top for top in tops if top is not None), default=None)
            assert highest is not None
            assert max(interval(count).low for count in counts) > highest
            assert len({count.group.replace("all", "defendants") for count in counts}) == 1
            assert len({count.quantity for count in counts}) == 1
            assert len({by_id[claim].origin.name or by_id[claim].document for claim in one}) == len(one) == 2
            assert all(interval(count).meets(interval(count)) for count in counts), "each alone can be true"


@settings(deadline=None)
@given(told())
def test_accounts_have_ids_of_their_own_and_each_claim_one_origin(claims: list[Claim]) -> None:
    accounts = compare(claims)
    assert len({account.id for account in accounts}) == len(accounts)
    for account in accounts:
        voiced = [claim for origin in account.origins for claim in origin.claims]
        assert sorted(voiced) == sorted(account.claims)
        assert len(account.claims) > 1


@settings(deadline=None)
@given(told())
def test_a_sum_that_holds_adds_up(claims: list[Claim]) -> None:
    by_id = {claim.id: claim.body for claim in claims}
    for account in compare(claims):
        for check in account.checks:
            whole, *parts = (by_id[claim] for claim in check.claims)
            if check.holds and " = " in check.expression:
                assert whole.low == sum(part.low for part in parts)
