"""Who can answer a question, and who may be named in one that goes to somebody else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.comparison.calendar import in_words
from khronika.vocabulary.claims import Role
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.vocabulary.claims import Claim, Speaker
    from khronika.vocabulary.people import Entity

SPOKE = {Role.WITNESS, Role.VICTIM, Role.RELATIVE, Role.PROFESSIONAL}  # what they said may show who they are
AT_RISK = {*SPOKE, Role.UNNAMED}
IN_OFFICE = {Role.AUTHORITY, Role.COURT, Role.UN}
NOBODY = "an unnamed source in "
SHORTEST = 3  # letters of a protected name that is looked for: a shorter one stands in ordinary words


@dataclass(frozen=True)
class Addressees:
    """Who may be asked and who may be named: nobody protected, and no private person towards others."""

    lineage: Lineage
    private: frozenset[str]  # names of persons, in small letters
    hidden: re.Pattern[str] | None
    names: Mapping[str, str]  # the name used for a voice, by its key
    known: dict[tuple[str, Role], bool] = field(default_factory=dict, compare=False)  # who may be asked
    voices: Mapping[str, str] = field(default_factory=dict)  # by a speaker's name the one to be told; "" for nobody

    @classmethod
    def of(cls, claims: Sequence[Claim], entities: Iterable[Entity], lineage: Lineage) -> Addressees:
        """Take them from the claims and from who is who."""
        known = list(entities)
        private = {n.casefold() for e in known if e.kind is EntityKind.PERSON for n in (e.name, *e.names)}
        secret = {n for e in known if e.protected for n in (e.name, *e.names) if len(n) >= SHORTEST}
        words = "|".join(re.escape(name) for name in sorted(secret, key=lambda name: (-len(name), name)))
        hidden = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in claims:
            for speaker in claim.speakers:
                if speaker.name:
                    told[lineage.names.voice(speaker, claim).key][speaker.name] += 1
        names = {key: min(found, key=lambda name: (-found[name], name)) for key, found in told.items()}
        known_by = cls(lineage, frozenset(private), hidden, names)
        return replace(known_by, voices=known_by._told(claims))

    def _told(self, claims: Iterable[Claim]) -> dict[str, str]:
        """Give by speaker the name that others may be told; one who is at risk anywhere is told nowhere."""
        told: dict[str, str] = {}
        for claim in claims:
            for speaker in claim.speakers:
                if speaker.name:
                    open_name = self._open_name(speaker)
                    name = self.names[self.lineage.names.voice(speaker, claim).key] if open_name else ""
                    told[speaker.name] = name if told.get(speaker.name, name) else ""
        return told

    def may_say(self, text: str) -> bool:
        """Say whether no protected name stands in a text."""
        return self.hidden is None or not self.hidden.search(text)

    def of_claim(self, claim: Claim) -> Speaker | None:
        """Give who can answer for a claim: its origin, else the document's author; None where nobody can be asked."""
        return next((one for one in (claim.origin, claim.speakers[-1]) if self._askable(one)), None)

    def name(self, claim: Claim) -> str | None:
        """Give the name of who can answer for a claim, one name for one voice."""
        speaker = self.of_claim(claim)
        return self.names[self.lineage.names.voice(speaker, claim).key] if speaker else None

    def may_tell(self, claim: Claim, to: str) -> bool:
        """Say whether somebody may be told what a claim says: the word of somebody at risk goes to its author only."""
        author = claim.speakers[-1]
        if author.name and self.names[self.lineage.names.voice(author, claim).key] == to:
            return True
        speaking = [one for one in claim.speakers if one.role in SPOKE or not self.may_say(one.name or "")]
        return not speaking

    def as_other(self, claim: Claim, to: str) -> str:
        """Name the origin of a claim in a question to somebody else; nobody at risk and no private person."""
        name = self._open_name(claim.origin)
        if name is None and claim.origin.role not in AT_RISK:
            name = self._open_name(claim.speakers[-1])
        return name if name and name != to else "another source"

    def without_names(self, text: str, to: str) -> str:
        """Write a sentence of an account so that it may go to somebody: nobody at risk stands in its brackets."""

        def safe(found: re.Match[str]) -> str:
            name = found[1]
            if self.voices.get(name):
                return "(yours)" if self.voices[name] == to else found[0]
            return "(another source)" if name in self.voices or name.startswith(NOBODY) else found[0]

        return re.sub(r"\(([^()]*)\)", safe, text)

    def is_own(self, claim: Claim) -> bool:
        """Say whether who can answer for a claim wrote the document in which it stands."""
        return claim.speakers[-1] == self.of_claim(claim)

    def whence(self, claim: Claim) -> str:
        """Say where one who is asked finds what was said: in a document of theirs, or in whose that quotes them."""
        paper = self.lineage.papers.get(claim.document)
        date = in_words(paper.date if paper else None)
        if self.is_own(claim):
            return f"in your document of {date}" if date else "in your document"
        return ", ".join(part for part in (self._open_name(claim.speakers[-1]) or "in a report", date) if part)

    def _askable(self, speaker: Speaker) -> bool:
        name = speaker.name or ""
        if (name, speaker.role) not in self.known:
            named = name[:1].isupper() and speaker.role not in AT_RISK
            self.known[name, speaker.role] = named and self.may_say(name) and self.lineage.names.is_name(speaker)
        return self.known[name, speaker.role]

    def _open_name(self, speaker: Speaker) -> str | None:
        private = (speaker.name or "").casefold() in self.private and speaker.role not in IN_OFFICE
        return speaker.name if self._askable(speaker) and not private else None
