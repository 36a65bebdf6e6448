"""Claims beside a gold, or beside what people judged: how much is right, how sure that is, and what was missed."""

from khronika.evaluation.coders import Apart, Coding, agreement, apart, coders, people, together
from khronika.evaluation.gold import Coded, Item, coded
from khronika.evaluation.judged import Judged, judged
from khronika.evaluation.measured import Evaluation, Read, evaluate
from khronika.evaluation.pairing import stand
from khronika.evaluation.silence import Silence, silence

__all__ = [
    "Apart",
    "Coded",
    "Coding",
    "Evaluation",
    "Item",
    "Judged",
    "Read",
    "Silence",
    "agreement",
    "apart",
    "coded",
    "coders",
    "evaluate",
    "judged",
    "people",
    "silence",
    "stand",
    "together",
]
