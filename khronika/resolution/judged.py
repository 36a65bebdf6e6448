"""What people judged, told in name forms: their word stands above every rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from khronika.resolution.addresses import addresses
from khronika.resolution.log import Log, latest, verdict_of
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.resolution.clusters import Form, Ruling
    from khronika.resolution.log import Pair, Voice
    from khronika.vocabulary.people import Link

SAYS = {Sameness.SAME: "judged the same", Sameness.APART: "judged apart", Sameness.UNSURE: "judged unsure"}
WITHHELD = "a person said so, and the reason rests on a document that is not shown here"


@dataclass(frozen=True)
class Judged:
    """Pairs of forms that people joined (with who and why), and pairs that must stand in no cluster."""

    same: tuple[tuple[Form, Form, str, str], ...] = ()
    apart: dict[frozenset[Form], Ruling] = field(default_factory=dict)


def rulings(judged: Sequence[Link], forms: Sequence[Form]) -> Judged:
    """Tell judgements, in the order in which they were made, in forms."""
    if not judged:
        return Judged()
    of = {address: form for form, address in addresses(forms).items()}
    log = log_of(((str(number), link) for number, link in enumerate(judged)), of)
    apart = {(a, b): _ruling(voices) for (a, b), voices in log.parted()}
    apart |= {pair: _contradiction(log, pair) for pair in log.set_aside() if not log.closed(pair)}
    same = ((of[a], of[b], voice.by, voice.reason) for a, b, voice in log.joined())
    return Judged(tuple(same), {frozenset({of[a], of[b]}): ruling for (a, b), ruling in apart.items()})


def log_of(judged: Iterable[tuple[str, Link]], of: dict[str, Form]) -> Log:
    """Fold judgements (each with its key), in the order in which they were made, over the forms at these addresses.

    What would join or part a protected person and a public name is not followed, whoever said it. A reason is told only
    where everybody is here of whom it was given: it may speak of a document that is withheld.
    """
    spelled = by_spelling(of)
    log = Log()
    for key, link in judged:
        known = all(end in of or end in spelled for side in link.sides for end in side)
        left, right = (_reached(side, of, spelled) for side in link.sides)
        pairs = [(a, b) for a, b in product(left, right) if may_be_judged(of[a], of[b])]
        log.apply(key, pairs, link.verdict, link.by, link.reason if known else WITHHELD)
    return log


def may_be_judged(a: Form, b: Form) -> bool:
    """Say whether two forms may stand in one judgement: of one kind, and both protected or both public."""
    return a != b and a.kind is b.kind and a.protected == b.protected


def _reached(side: Iterable[str], of: dict[str, Form], spelled: dict[str, list[str]]) -> list[str]:
    """Give the addresses that a side of a judgement names; a bare spelling stands for public forms only."""
    return [address for end in side for address in ([end] if end in of else spelled.get(end, ()))]


def by_spelling(of: dict[str, Form]) -> dict[str, list[str]]:
    """Give the addresses of the public forms of each spelling."""
    found: dict[str, list[str]] = defaultdict(list)
    for address, form in of.items():
        if not form.protected:
            found[form.spelled].append(address)
    return found


def _ruling(voices: Sequence[Voice]) -> Ruling:
    """Tell in one ruling what several people say of a pair; where they differ, each with the own reason."""
    by = ", ".join(sorted({voice.by for voice in voices}))
    verdict = verdict_of(tuple(voices))
    if len({voice.verdict for voice in voices}) == 1:
        return verdict, by, "; ".join(dict.fromkeys(voice.reason for voice in voices))
    return verdict, by, " and ".join(_said(voice) for voice in voices)


def _said(voice: Voice) -> str:
    return f"{SAYS[voice.verdict]} by {voice.by.removeprefix('person:')} ({voice.reason})"


def _contradiction(log: Log, pair: Pair) -> Ruling:
    """Tell why a pair that was judged the same is not joined: what else was judged, and by whom."""
    said = latest(log.voices(pair))
    by = ", ".join(sorted({voice.by for voice in said}))
    against = ", ".join(_said(voice) for voice in log.against(pair))
    return Sameness.UNSURE, by, f"{', '.join(_said(voice) for voice in said)}, which contradicts: {against}"
