"""Measure how anchors survive 10,000 invented second readings, and how the work grows with the length of a text.

`python bench/anchors.py [READINGS]`: each reading has one to four edits of the kinds in tests/attacks/edits.py. An
anchor that is said to be moved has to stand where the truth, kept for every character, says; all else is listed. Times
are those of the processor. The figures go to bench/results.json.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from kept import keep

sys.path.insert(0, str(Path(__file__).parents[1]))
from khronika.reading import anchor
from khronika.vocabulary.anchors import Anchoring
from khronika.vocabulary.documents import Passage, Revision
from tests.attacks.rereadings import again, first_reading, judge, passages_of

LENGTHS = (125_000, 250_000, 500_000, 1_000_000)
PASSAGES = 2_000  # in a text of a million characters
SETTING = {"rewrapped", "hyphenated", "joined", "ligatured", "respaced", "headed"}  # they change no word


def survive(readings: int) -> dict[str, object]:
    """Read so many texts again, and count what became of their passages by what befell them."""
    tally, moved, setting = Counter[tuple[str, str]](), Counter[str](), Counter[bool]()
    alone, begun = Counter[bool](), time.process_time()
    for seed in range(readings):
        reread = again(seed)
        old, new = (Revision("ab" * 32, text, (), "bench", "basic") for text in (reread.first, reread.text))
        found = anchor(old, new, [Passage.cut(old, *span) for span in reread.passages])
        for number, ((truth, *_), each) in enumerate(zip(reread.truth(), found, strict=True)):
            place = (each.place.start, each.place.end) if each.place else None
            cut = bool(each.place and each.place.pieces)
            became = judge(reread, number, place, fuzzy=each.how is Anchoring.FUZZY, cut=cut)
            tally[truth, became] += 1
            moved[each.how.value] += 1
            if truth == "whole" and set(reread.edits) <= SETTING:
                setting[became == "right"] += 1
            if truth == "whole" and len(reread.edits) == 1:
                alone[became == "right"] += 1
    whole = sum(number for (truth, _), number in tally.items() if truth == "whole")
    total = sum(moved.values())
    return {
        "readings": readings,
        "passages": total,
        "moved_wrongly": sum(number for (_, became), number in tally.items() if became == "wrong"),
        "same_text": sum(number for (_, became), number in tally.items() if became == "same text"),
        "unaltered_moved": round(tally["whole", "right"] / whole, 4),
        "unaltered_moved_after_one_edit": round(alone[True] / max(1, alone.total()), 4),
        "unaltered_moved_where_only_the_setting_changed": round(setting[True] / max(1, setting.total()), 4),
        "misread_letters_moved": round(
            tally["letter", "right"] / max(1, sum(n for (truth, _), n in tally.items() if truth == "letter")), 4
        ),
        "share": {how: round(number / total, 4) for how, number in sorted(moved.items())},
        "cpu_s": round(time.process_time() - begun, 1),
    }


def grow() -> dict[str, float]:
    """Give the seconds of processor for texts of growing length with as many passages in proportion."""
    chance = random.Random(7)  # noqa: S311 - the same text at every run
    text = ""
    while len(text) < LENGTHS[-1]:
        words = "".join(chance.choice("abdegiklmnoprstu") for _ in range(9))
        text += f"{words.title()} {first_reading(chance)}\n\n"
    found = {}
    for length in LENGTHS:
        part = text[:length]
        reread = "Annual report\n\n" + part.replace(" the ", "\nthe ")
        old, new = (Revision("ab" * 32, each, (), "bench", "basic") for each in (part, reread))
        spans = passages_of(part, chance)
        spans = sorted(chance.sample(spans, min(len(spans), PASSAGES * length // LENGTHS[-1])))
        begun = time.process_time()
        places = anchor(old, new, [Passage.cut(old, *span) for span in spans])
        found[f"{length:,}"] = round(time.process_time() - begun, 2)
        print(length, len(spans), sum(each.place is not None for each in places), found[f"{length:,}"])
    return found


def main() -> None:
    """Measure, print and write down."""
    readings = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = {**survive(readings), "seconds_by_length": grow()}
    print(json.dumps(found, indent=1))
    keep("anchors", found)


if __name__ == "__main__":
    main()
