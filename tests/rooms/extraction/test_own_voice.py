"""On whose word something is: in a footnote or a box nobody's who spoke around it, and by our count the author's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction import extract
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from khronika.vocabulary.extractions import Extraction

ABOVE = "The management of Belmora said that only 31 workers had been dismissed."
NOTE = "Letter of the Ministry of Justice, on file. It adds that 20 witnesses were questioned in 2014."
BELOW = "It also said that nine workers were injured near the gate."


def reading() -> Extraction:
    text = f"{ABOVE}\n\n{NOTE}\n\n{BELOW}"
    marks = [Mark(MarkKind.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    marks.append(Mark(MarkKind.BOX, text.index(NOTE), text.index(NOTE) + len(NOTE)))
    revision = Revision("0" * 64, text, tuple(sorted(marks, key=lambda mark: mark.start)), "test", "none")
    return extract(revision, Document("0" * 64, "report.txt", len(text), Sensitivity.INTERNAL))


def test_a_footnote_is_not_on_the_word_of_who_spoke_last_above_it_and_the_text_below_is() -> None:
    first = {claim.body.low: claim.speakers[0].name for claim in reading().claims if isinstance(claim.body, Count)}
    assert first[31] == first[9] == "management of Belmora"
    assert first[20] == "Ministry of Justice"


def test_a_footnote_is_read_once() -> None:
    found = reading()
    assert sum(isinstance(claim.body, Count) and claim.body.low == 20 for claim in found.claims) == 1
    assert [each.exact for each in found.abstentions].count("2014") == 1


def test_by_our_count_is_the_author_and_by_somebody_s_count_is_not() -> None:
    text = "By our count, at least eight people were killed. By the count of the hospital, nine people died."
    revision = Revision("0" * 64, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "test", "none")
    claims = extract(revision, Document("0" * 64, "bulletin.txt", len(text), Sensitivity.INTERNAL)).claims
    first = {claim.body.low: claim.speakers[0].name for claim in claims if isinstance(claim.body, Count)}
    assert first == {8: None, 9: "hospital"}
    assert {len(claim.speakers) for claim in claims if isinstance(claim.body, Count) and claim.body.low == 8} == {1}
