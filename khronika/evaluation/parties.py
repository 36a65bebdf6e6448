"""Whether a step's or an act's people, penalty and provisions are those of the gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.evaluation.likeness import content, names, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khronika.evaluation.gold import Item
    from khronika.vocabulary.bodies import Article, Party, Penalty
    from khronika.vocabulary.canonical import Json


def subject_agrees(item: Item, parties: Sequence[Party]) -> bool:
    """Say whether one of a claim's people is meant; where the sentence names none, a claim may name none either."""
    if any(same(party, known) for party in parties for known in item.told("subjects")):
        return True
    return item.row.get("subject_stated") is False and not any(party.name for party in parties)


def same(party: Party, known: Json) -> bool:
    """Say whether a party is the one that the gold knows: by name, by number, or by what the group is called."""
    forms = known.get("forms") or [known.get("name") or known.get("population") or ""]
    if party.name and names(party.name, forms):
        return True
    if known.get("name") is not None:
        return bool(party.population) and names(party.population, forms)
    if party.number is not None and party.number == known.get("number"):
        return True
    return bool((content(party.population) | content(party.name)) & {word for form in forms for word in content(form)})


def side(parties: Iterable[Party], forms: Sequence[str]) -> bool | None:
    """Say whether one of a claim's people goes by one of these names; None where the gold names nobody."""
    if not forms:
        return None
    return any(same(party, {"name": None, "number": None, "forms": forms}) for party in parties)


def number_agrees(item: Item, parties: Sequence[Party]) -> bool | None:
    """Say whether a group has the number that the gold gives it; None where either gives none."""
    said = [
        party.number == known["number"]
        for party in parties
        for known in item.told("subjects")
        if party.number is not None and known.get("number") is not None and same(party, known)
    ]
    return any(said) if said else None


def term_agrees(item: Item, penalty: Penalty | None) -> bool | None:
    """Say whether the months of a penalty are right; None where the gold has none."""
    wanted = item.row.get("penalty")
    if not wanted or (wanted.get("months_low") is None and wanted.get("months_high") is None):
        return None
    if penalty is None:
        return False
    low = penalty.months_low == wanted["months_low"] or (wanted["months_low"] is None and penalty.months_low == 0)
    return low and penalty.months_high == wanted["months_high"]


def suspended_agrees(item: Item, penalty: Penalty | None) -> bool | None:
    """Say whether a penalty is suspended or not as the gold says; None where the gold has no penalty."""
    wanted = item.row.get("penalty")
    return bool(penalty and penalty.suspended) == bool(wanted.get("suspended")) if wanted else None


def articles_agree(item: Item, articles: Iterable[Article]) -> bool | None:
    """Say whether every provision of the gold is cited; None where the gold has none."""
    wanted = [_article(row.get("article"), row.get("part"), row.get("item")) for row in item.told("articles")]
    cited = {_article(each.article, each.part, each.item) for each in articles}
    return all(each in cited for each in wanted) if wanted else None


def _article(*parts: Json) -> str:
    return "".join(plain(str(part)) for part in parts if part)
