"""What holds for whatever figures the documents bring."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.comparison import compare
from khronika.comparison.intervals import Interval, interval
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
def test_a_pair_that_cannot_be_true_is_of_one_scope_and_of_two_origins(claims: list[Claim]) -> None:
    """No whole number lies in both intervals, unless one is told as a part of the other."""
    by_id = {claim.id: claim for claim in claims}
    for account in compare(claims):
        if account.verdict is not Verdict.CONFLICT:
            continue
        assert account.minimal_sets
        assert not account.assumptions
        for one in account.minimal_sets:
            counts = [body for claim in one if isinstance(body := by_id[claim].body, Count)]
            if account.derivation or {count.of for count in counts} & set(one):
                continue  # what only sums and parts show: held against all small worlds below
            highest = min(top for count in counts if (top := interval(count).high) is not None)
            assert max(interval(count).low for count in counts) > highest
            assert len({count.group.replace("all", "defendants") for count in counts}) == 1
            assert len({count.quantity for count in counts}) == 1
            assert len({by_id[claim].origin.name or by_id[claim].document for claim in one}) == len(one) == 2


small = st.integers(1, 3)
small_shapes = st.one_of(
    small.map(lambda n: (n, n, Qualifier.EXACT)),
    small.map(lambda n: (n, None, Qualifier.AT_LEAST)),
    small.map(lambda n: (None, n, Qualifier.UP_TO)),
)


@st.composite
def told_in_parts(draw: st.DrawFn) -> list[Claim]:
    """One total, parts that name it, and other totals of the same: all of one document each."""
    made: list[Claim] = []
    for at in range(draw(st.integers(1, 6))):
        low, high, qualifier = draw(small_shapes)
        part = bool(made) and draw(st.booleans())
        quantity = draw(st.sampled_from(["discharged", "died"])) if part else "hospitalised"
        document = "a" if part or at == 0 else draw(st.sampled_from("ab"))
        body = Count(quantity, None, "all", low, high, qualifier, None, made[0].id if part else None)
        name = f"Clinic {document}"
        speakers = (
            Speaker(name, Role.AUTHORITY, "said", Stance.ASSERTED),
            Speaker("author", Role.AUTHOR, None, Stance.REPORTED),
        )
        passage = Passage(f"r{document}", at * 1000, at * 1000 + 5, "words", "", "")
        said = speakers, Stance.ASSERTED, Polarity.AFFIRMED, None, None
        made.append(Claim(Kind.COUNT, f"{document}.txt", document, passage, *said, body, "test"))
    return made


def possible(claims: list[Claim]) -> bool:
    """Try every number from nought to six as the total: each part is at most that, exclusive parts together."""
    counts = [claim.body for claim in claims if isinstance(claim.body, Count)]
    wholes = [interval(count) for count in counts if count.of is None]
    parts = [interval(count) for count in counts if count.of]
    told = {claim.id for claim in claims}
    bound = all(count.of in told for count in counts if count.of)
    exclusive = len(parts) == 2 and {count.quantity for count in counts if count.of} == {"discharged", "died"}

    def lies(n: int, one: Interval) -> bool:
        return one.low <= n and (one.high is None or n <= one.high)

    for total in range(7):
        if all(lies(total, one) for one in wholes):
            if not bound:
                return True
            lowest = [min((n for n in range(7) if lies(n, one)), default=7) for one in parts]
            most = sum(lowest) if exclusive else max(lowest, default=0)
            if most <= total:
                return True
    return False


@settings(deadline=None, max_examples=300)
@given(told_in_parts())
def test_what_parts_and_wholes_contradict_has_no_small_world_and_each_less_has_one(claims: list[Claim]) -> None:
    """The plain reading, tried world by world, knows of no way in which a minimal set without assumptions is true."""
    by_id = {claim.id: claim for claim in claims}
    for account in compare(claims):
        if account.verdict is Verdict.CONFLICT and account.derivation:
            for one in account.minimal_sets:
                chosen = [by_id[claim] for claim in one]
                assert not possible(chosen)
                for left_out in chosen:
                    assert possible([claim for claim in chosen if claim is not left_out])


@settings(deadline=None)
@given(told())
def test_without_its_assumption_an_account_is_not_asked(claims: list[Claim]) -> None:
    for account in compare(claims):
        for assumption in account.assumptions:
            assert assumption.question.endswith("?")
            assert set(assumption.claims) <= set(account.claims)
            left = compare(claims, without=frozenset({assumption.id}))
            assert not any(assumption.id in {one.id for one in other.assumptions} for other in left)
            conflicts = {one.id for one in compare(claims) if one.verdict is Verdict.CONFLICT}
            assert conflicts == {one.id for one in left if one.verdict is Verdict.CONFLICT}


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
