"""What was asked of whom and how strongly, what was said in public, which norms were cited."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from khronika.casework import correspondence, norms
from khronika.vocabulary.bodies import Body, Demand, Force, Norm, Statement
from khronika.vocabulary.claims import Claim, Kind, Polarity, Review, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import Entity, EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.correspondence import Asked

AUTHOR = Speaker("Quay Watch", Role.AUTHOR, None, Stance.ASSERTED)


def claim(body: Body, when: When | None = None, review: Review = Review.PROPOSED, corrects: str | None = None) -> Claim:
    words = repr(body)
    at = zlib.crc32(words.encode()) % 10_000
    passage = Passage("r-letter", at, at + len(words), words, "", "")
    kind = Kind(type(body).__name__.lower())
    start = (kind, "letter.txt", "letter", passage, (AUTHOR,), Stance.ASSERTED, Polarity.AFFIRMED, when, None)
    return Claim(*start, body=body, method="test", review=review, corrects=corrects)


def asked(force: Force, addressee: str | None, action: str, when: When | None = None) -> Claim:
    return claim(Demand(force, addressee, action), when)


def actions(told: Asked) -> list[str]:
    return [claim.body.action for _, claims in told.demands for claim in claims if isinstance(claim.body, Demand)]


def addressees(claims: Iterable[Claim], *entities: Entity) -> list[str | None]:
    return [told.addressee for told in correspondence(claims, entities).asked]


def test_demands_stand_by_addressee_nobody_named_last_and_the_strongest_force_first() -> None:
    told = correspondence(
        [
            asked(Force.ASK, "the Harbour ministry", "say who gave the order", day(2031, 3, 1)),
            asked(Force.CALL, None, "free them"),
            asked(Force.URGE, "the Harbour ministry", "end the blockade"),
            asked(Force.ASK, "the Harbour ministry", "say when", day(2031, 2, 1)),
            asked(Force.URGE, "Bay Court", "open the hearing"),
        ]
    )
    assert [one.addressee for one in told.asked] == ["Bay Court", "the Harbour ministry", None]
    assert actions(told.asked[1]) == ["end the blockade", "say when", "say who gave the order"]


def test_two_spellings_of_one_body_are_one_addressee() -> None:
    ministry = Entity(
        "e-1",
        EntityKind.ORGANISATION,
        "Harbour ministry",
        ("Harbour ministry", "Ministry of Harbours"),
        protected=False,
        mentions=(),
    )
    claims = [asked(Force.URGE, "the Ministry of Harbours", "act"), asked(Force.ASK, "Harbour ministry", "answer")]
    assert addressees(claims, ministry) == ["Harbour ministry"]
    assert len(addressees(claims)) == 2


def test_statements_stand_by_date_and_those_without_one_at_the_end() -> None:
    said = [
        claim(Statement("The minister", None, "nothing happened")),
        claim(Statement("The minister", None, "six died"), day(2031, 3, 10)),
        claim(Statement("The spokesman", None, "all is calm"), day(2031, 3, 9)),
    ]
    assert list(correspondence(said).statements) == [said[2], said[1], said[0]]


def test_norms_stand_by_instrument_in_the_order_of_the_catalogue_and_unknown_ones_by_their_words() -> None:
    cited = norms(
        [
            claim(Norm(None, None, "the Harbour Act")),
            claim(Norm("cat", "12", "article 12")),
            claim(Norm("iccpr", "7", "article 7")),
            claim(Norm("iccpr", "14", "article 14")),
        ]
    )
    assert [one.instrument for one in cited] == ["iccpr", "cat", None]
    assert [len(one.claims) for one in cited] == [2, 1, 1]
    assert cited[-1].as_written == "the Harbour Act"


def test_what_was_rejected_or_corrected_counts_nowhere() -> None:
    wrong = claim(Demand(Force.ASK, "Bay Court", "answer"))
    right = claim(Demand(Force.URGE, "Bay Court", "answer"), corrects=wrong.id)
    rejected = claim(Demand(Force.CALL, "the mayor", "resign"), review=Review.REJECTED)
    (told,) = correspondence([wrong, right, rejected]).asked
    assert told.demands == ((Force.URGE, (right,)),)
    assert norms([claim(Norm("cat", "1", "article 1"), review=Review.REJECTED)]) == ()
