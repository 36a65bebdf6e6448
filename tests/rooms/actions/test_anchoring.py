"""Judgements of who is who on protected people follow their place into a newer reading, or reach nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika import actions
from khronika.resolution.opinions import Fate
from khronika.vocabulary.anchors import Anchored, Loss
from khronika.vocabulary.documents import Revision
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from pathlib import Path

FIRST = (
    'Interview, 4 May 2015\n\n"Mara" (not her real name) was detained in Ombrin on 2 May 2015. Mara was beaten by '
    "officers.\n\nIvan Petrov was detained too."
)
SECOND = 'Interview, 6 May 2015\n\n"Lena" (not her real name) was detained in Korm on 2 May 2015. Lena left the town.'


def fates(chronicle: actions.Chronicle) -> list[Fate]:
    who = actions.who_is_who(chronicle, confidential=True)
    return [who.opinion(each).fate for each in who.linkings]


def read_anew(chronicle: actions.Chronicle, text: str, engine: str) -> actions.Moved:
    held = next(each for each in actions.documents_now(chronicle) if each.document.name == "a.txt")
    chronicle.ledger.record([Revision(held.document.sha256, text, (), engine, "confined")], by="Ines")
    assert list(actions.propose_claims(chronicle))
    return actions.move_anchors(chronicle)


def test_a_judgement_on_a_protected_person_follows_the_place_of_the_name(
    chronicle: actions.Chronicle, tmp_path: Path
) -> None:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(actions.intake(chronicle, [tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert list(actions.read_documents(chronicle))
    assert list(actions.propose_claims(chronicle))
    who = actions.who_is_who(chronicle, confidential=True)
    one, other = (address for address, form in who.forms.items() if form.protected)
    actions.join(chronicle, one, other, Sameness.SAME, why="one voice on both tapes")
    assert fates(chronicle) == [Fate.STANDS]
    assert read_anew(chronicle, f"Page 1\n\n{FIRST}", "newer/2") == actions.Moved({"exact": 1}, 0)
    assert fates(chronicle) == [Fate.STANDS]
    assert actions.move_anchors(chronicle) == actions.Moved({}, 0)
    assert read_anew(chronicle, FIRST.replace("Mara", "Mora"), "newest/3") == actions.Moved({}, 1)
    assert fates(chronicle) == [Fate.NOBODY], "an address that is nobody's here any more reaches nobody"
    (waits,) = actions.waiting(chronicle)
    assert (waits.words, waits.anchored.loss) == ("(protected)", Loss.CHANGED)
    assert waits.anchored.candidates
    assert waits.candidates == (), "what stands there may be the name"
    assert len(list(chronicle.ledger.values(Anchored))) == 2
