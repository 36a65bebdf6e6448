"""An invented record, small enough to be read: five files about the clearance of a ferry pier that never existed."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path

from khronika.vocabulary import dates
from khronika.vocabulary.accounts import Account, Check, Origin, Verdict
from khronika.vocabulary.bodies import (
    Act,
    Article,
    Body,
    Count,
    Demand,
    Force,
    Norm,
    Party,
    Penalty,
    Person,
    Qualifier,
    Relation,
    Statement,
    Step,
)
from khronika.vocabulary.claims import Claim, Kind, Polarity, Review, Role, Speaker, Stance
from khronika.vocabulary.documents import Custody, Document, Mark, MarkKind, Passage, Revision, Sensitivity, Unread
from khronika.vocabulary.extractions import Abstention, Profile
from khronika.vocabulary.people import About, Event
from khronika.vocabulary.places import Where
from khronika.vocabulary.record import Receipt, Record, Source

FOLDER = Path(__file__).parent / "lantern-bay"
JUDGED = runpy.run_path(str(FOLDER.parent / "lantern_judgements.py"))
TOLLS = runpy.run_path(str(FOLDER.parent / "lantern_tolls.py"))
PEOPLE = runpy.run_path(str(FOLDER.parent / "lantern_people.py"))
MINISTRY = Speaker("Harbour ministry", Role.AUTHORITY, "according to", Stance.ACKNOWLEDGED)
MINISTRY_ITSELF = Speaker("Harbour ministry", Role.AUTHOR, None, Stance.ASSERTED)
TIDE_WATCH = Speaker("Tide Watch", Role.AUTHOR, None, Stance.REPORTED)
CLEARANCE = dates.day(2019, 3, 9, "9 March 2019")


def revision(name: str) -> Revision:
    text = (FOLDER / name).read_text(encoding="utf-8")
    turn = text.find("Page 2 of 2")
    pages = (Mark(MarkKind.PAGE, 0, turn, "1"), Mark(MarkKind.PAGE, turn, len(text), "2")) if turn > 0 else ()
    return Revision(hashlib.sha256(text.encode()).hexdigest(), text, pages, "plain@1", "forked, limits, no network")


REVISIONS = {name: revision(name) for name in ("report.txt", "statement.txt", "interview.txt", "safe-house.txt")}


def claim(  # noqa: PLR0913 - names every field that differs from claim to claim
    file: str,
    words: str,
    body: Body,
    *speakers: Speaker,
    when: dates.When | None = None,
    polarity: Polarity = Polarity.AFFIRMED,
    review: Review = Review.PROPOSED,
    corrects: str | None = None,
    parts: tuple[str, ...] = (),
) -> Claim:
    read = REVISIONS[file]
    start = read.text.index(words)
    pieces = tuple((at := read.text.index(part), at + len(part)) for part in parts)
    chain = speakers or (TIDE_WATCH,)
    return Claim(
        kind=Kind(type(body).__name__.lower()),
        file=file,
        document=read.document,
        passage=Passage.cut(read, start, start + len(words), pieces),
        speakers=chain,
        stance=chain[0].stance,
        polarity=polarity,
        when=when,
        where=Where("ferry pier"),
        body=body,
        method="person:Desk officer" if corrects else "grammar@1",
        review=review,
        corrects=corrects,
    )


def count(quantity: str, who: str | None, low: int | None, high: int | None, qualifier: Qualifier) -> Count:
    return Count(quantity, who, "all", low, high, qualifier, as_of=CLEARANCE)


UNION = Speaker("Ferry union", Role.PARTY, "counts", Stance.REPORTED)
DOCTOR = Speaker(None, Role.PROFESSIONAL, "speaks of", Stance.UNCONFIRMED)
ILSE = Speaker("Ilse", Role.WITNESS, None, Stance.REPORTED)
VALE = (Party("Orrin Vale"),)
BEATEN = "guards had beaten\nPage 2 of 2 · Tide Watch\nhim with cables"
AT_LEAST = claim(
    "report.txt",
    "at least 6 people were killed",
    count("killed", "people", 6, None, Qualifier.AT_LEAST),
    MINISTRY,
    TIDE_WATCH,
)
ELEVEN = claim("report.txt", "counts 11 dead", count("killed", None, 11, 11, Qualifier.EXACT), UNION, TIDE_WATCH)
TWENTY = claim("report.txt", "up to 20 dead", count("killed", None, None, 20, Qualifier.UP_TO), DOCTOR, TIDE_WATCH)
SIX = claim(
    "statement.txt", "Six people died on the pier", count("killed", "people", 6, 6, Qualifier.EXACT), MINISTRY_ITSELF
)
TWO = claim("statement.txt", "two were guards", Count("killed", "guards", "officers", 2, 2, Qualifier.EXACT, of=SIX.id))
FOUR = claim(
    "statement.txt", "four were strikers", Count("killed", "strikers", "workers", 4, 4, Qualifier.EXACT, of=SIX.id)
)
NINE = claim("safe-house.txt", "he counted 9 dead", count("killed", None, 9, 9, Qualifier.EXACT))
WRONG = claim(
    "report.txt",
    "about 700 were on the pier",
    count("protesting", None, 700, 700, Qualifier.EXACT),
    review=Review.CORRECTED,
)
CLAIMS = (
    *(AT_LEAST, ELEVEN, TWENTY, SIX, TWO, FOUR, NINE, WRONG),
    claim(
        "report.txt",
        "about 700 were on the pier",
        count("protesting", None, 700, 700, Qualifier.ABOUT),
        review=Review.ACCEPTED,
        corrects=WRONG.id,
    ),
    claim("report.txt", "Between 40 and 60 strikers", count("injured", "strikers", 40, 60, Qualifier.RANGE)),
    claim("report.txt", "hundreds were detained", count("detained", None, None, None, Qualifier.VAGUE)),
    claim("report.txt", "Orrin Vale, 34,", Person("Orrin Vale", "Orrin Vale", ("ferryman",), age=34)),
    claim(
        "report.txt",
        "Orrin Vale, 34, was charged under article 91, part 2",
        Step("charged", VALE, "mass disorder", (Article("penal code", "91", "2"),)),
    ),
    claim(
        "report.txt",
        "On 2 April the Bay Court sentenced Orrin Vale to seven and a half years in prison",
        Step("sentenced", VALE, body="Bay Court", penalty=Penalty("prison", 90, 90)),
        when=dates.day(2019, 4, 2),
    ),
    claim("report.txt", "Vale confessed on 11 March", Step("confessed", (Party("Vale"),)), when=dates.day(2019, 3, 11)),
    claim("report.txt", "he took back his confession", Step("recanted", VALE)),
    claim(
        "report.txt",
        "No charges were brought against five guards",
        Step("charged", (Party(None, "guards", 5),)),
        polarity=Polarity.NEGATED,
    ),
    claim("statement.txt", "Mr O. Vale has been arrested", Step("arrested", (Party("O. Vale"),)), MINISTRY_ITSELF),
    claim(
        "report.txt",
        BEATEN,
        Act("beating", (Party("Vale"),), (Party(None, "guards"),), "cables"),
        parts=("guards had beaten", "him with cables"),
    ),
    claim(
        "report.txt",
        "Tide Watch urges the government to open an independent investigation",
        Demand(Force.URGE, "the government", "open an independent investigation"),
    ),
    claim("report.txt", "The Covenant, article 7", Norm("iccpr", "article 7", "The Covenant, article 7")),
    claim(
        "statement.txt",
        "Six people died on the pier, the minister said",
        Statement("The minister", None, "six people died on the pier"),
        MINISTRY_ITSELF,
        when=dates.day(2019, 3, 10),
    ),
    claim(
        "interview.txt",
        "Ilse [not her real name] saw three men shot on the pier",
        Act("shooting", (Party(None, "men", 3),), ()),
        ILSE,
        when=CLEARANCE,
    ),
    claim("interview.txt", "Ilse [not her real name]", Person("Ilse", "Ilse", ("witness",), pseudonym=True), ILSE),
    claim(
        "report.txt",
        "Edda Vale, a sister of Orrin Vale",
        Person("Edda Vale", "Edda Vale", gender="female", relation=Relation("Orrin Vale", "sister")),
    ),
    claim("statement.txt", "O. Vale, 36", Person("O. Vale", "O. Vale", age=36), MINISTRY_ITSELF),
    claim("report.txt", "article 7", count("other", None, 7, 7, Qualifier.EXACT), review=Review.REJECTED),
)


ACCOUNTS = (
    Account(
        "a-conflict",
        "killed",
        "v-pier",
        Verdict.CONFLICT,
        (SIX.id, AT_LEAST.id, ELEVEN.id, TWENTY.id),
        "Exactly 6 and exactly 11 people cannot both have been killed on one day.",
        ((SIX.id, ELEVEN.id),),
        (Origin("Harbour ministry", (SIX.id, AT_LEAST.id)), Origin("Ferry union", (ELEVEN.id,))),
        (Check("2 + 4 = 6", (TWO.id, FOUR.id, SIX.id), holds=True, reason="Guards and strikers make up the six."),),
    ),
    Account(
        "a-echo",
        "killed",
        "v-pier",
        Verdict.RESTATES,
        (SIX.id, AT_LEAST.id),
        "Both go back to the harbour ministry; “at least” was added on the way.",
    ),
    Account(
        "a-hidden", "killed", "v-pier", Verdict.UNRESOLVED, (NINE.id, ELEVEN.id), "Brannoc Teel counted 9, not 11."
    ),
)


def source(name: str, sensitivity: Sensitivity, profile: Profile | None, *abstentions: Abstention) -> Source:
    read = REVISIONS[name]
    size = len(read.text.encode())
    receipt = Receipt(Custody(read.document, f"inbox/{name}", "Desk officer"), "2019-05-04T08:30:00+00:00")
    return Source(Document(read.document, name, size, sensitivity), (receipt,), read, profile, None, abstentions)


def age(file: str, words: str) -> Abstention:
    at = REVISIONS[file].text.index(words)
    return Abstention(REVISIONS[file].id, at, at + len(words), words, "an age")


def invented_record() -> Record:
    """Give the record; every call gives an equal one."""
    broken = hashlib.sha256(b"broken").hexdigest()
    unread = Unread("broken.pdf", "The file ends in the middle of a page; ask its sender for it again.", broken)
    of_itself = Profile("Tide Watch", "ngo", dates.day(2019, 5, 3), None, "en")
    return Record(
        name="Lantern Bay",
        sources=(
            source("report.txt", Sensitivity.INTERNAL, of_itself, age("report.txt", "34")),
            source("statement.txt", Sensitivity.PUBLIC, Profile("Harbour ministry", "authority", None)),
            source("interview.txt", Sensitivity.INTERNAL, None),
            source("safe-house.txt", Sensitivity.CONFIDENTIAL, None, age("safe-house.txt", "Brannoc Teel hides")),
            Source(
                Document(broken, "broken.pdf", 6, Sensitivity.INTERNAL),
                (Receipt(Custody(broken, "inbox/broken.pdf", "Desk officer"), "2019-05-04T09:00:00+00:00"),),
                None,
                None,
                unread,
            ),
        ),
        claims=CLAIMS,
        entities=PEOPLE["entities"](REVISIONS),
        events=(Event("v-pier", "Clearance of the ferry pier", "Lantern Bay", CLEARANCE),),
        abouts=tuple(
            About(one.id, "v-pier", "rule:day", "told of the same day") for one in CLAIMS if one.kind is Kind.COUNT
        ),
        accounts=(*ACCOUNTS, TOLLS["assumed"](SIX, TWO, TWENTY)),
        judged_by=("Desk officer", "Second coder"),
        judgements=JUDGED["judgements"](WRONG, CLAIMS, NINE),
        linkings=PEOPLE["linkings"](),
        ladders=TOLLS["ladders"](SIX, AT_LEAST, ELEVEN, TWENTY, NINE),
        questions=TOLLS["questions"](SIX, ELEVEN, NINE),
    )
