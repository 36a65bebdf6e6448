"""An invented matter: a strike in Port Ombrin, and what a union's letter says of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Custody, Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Abstention, Extraction, Profile

LETTER = "In Port Ombrin at least 15 people were killed.\n\nTwo of 37 defendants, aged 19, were released."


@dataclass(frozen=True)
class Matter:
    """Makes documents, revisions and claims about the strike, all of one letter."""

    document: Document
    text: str = LETTER

    @property
    def custody(self) -> Custody:
        return Custody(self.document.sha256, "letters/union-letter.txt", "Ines Varga")

    def revision(self, engine: str = "text@1", text: str | None = None) -> Revision:
        return Revision(self.document.sha256, self.text if text is None else text, (), engine, "fork+rlimits")

    def claim(self, words: str, low: int, *, method: str = "grammar@1", revision: Revision | None = None) -> Claim:
        revision = revision or self.revision()
        start = revision.text.index(words)
        return Claim(
            kind=Kind.COUNT,
            file=self.document.name,
            document=self.document.sha256,
            passage=Passage.cut(revision, start, start + len(words)),
            speakers=(Speaker("Dockers' Union", Role.AUTHOR, None, Stance.ASSERTED),),
            stance=Stance.ASSERTED,
            polarity=Polarity.AFFIRMED,
            when=None,
            where=None,
            body=Count("killed", "people", "all", low, None, Qualifier.AT_LEAST),
            method=method,
        )

    def run(self, *claims: Claim, method: str = "grammar@1", revision: Revision | None = None) -> Extraction:
        revision = revision or self.revision()
        at = revision.text.index("19")
        age = Abstention(revision.id, at, at + 2, "19", "age")
        return Extraction(revision.id, method, Profile("Dockers' Union", "party", None), claims, (), (age,))


@pytest.fixture
def matter() -> Matter:
    return Matter(Document("a1" * 32, "union-letter.txt", 96, Sensitivity.INTERNAL))
