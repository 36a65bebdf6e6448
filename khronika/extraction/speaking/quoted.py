"""Direct speech over several sentences: which words stand between quotation marks, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.speaking.cues import Scope

OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), '"'
SCARE = 6  # tokens; a shorter quotation inside a sentence only shades its words


@dataclass
class DirectSpeech:
    """Follows the quotation marks of a document; a speaker is kept to the end of the block, or for the next one."""

    open: bool = False
    block: int = -1
    speaker: Scope | None = None
    introduced: bool = False  # by a colon at the end of the sentence before

    def enter(self, sentence: Sentence, found: list[Scope]) -> list[Scope]:
        """Give the scopes of a sentence, with that of the speech that goes on in it where no other covers its words."""
        if sentence.block.start != self.block:
            self.open = False
            self.speaker = self.speaker if self.introduced else None
            self.block = sentence.block.start
        inside = self._inside(sentence)
        if not inside:
            return found
        own = [scope for scope in found if not scope.weak and len(scope.tokens & inside) > len(inside) / 2]
        if own:
            self.speaker, self.introduced = own[-1], False
            return found
        if self.speaker is None:
            return found
        self.introduced = False
        return [*found, replace(self.speaker, tokens=inside)]

    def introduce(self, scope: Scope) -> None:
        """Say who speaks in the quotation that follows."""
        self.speaker, self.introduced = scope, True

    def _inside(self, sentence: Sentence) -> frozenset[int]:
        runs: list[list[int]] = [[]]
        began = self.open
        for token in sentence.tokens:
            if token.text in OPENING or (token.text == EITHER and not self.open):
                self.open = True
                runs.append([])
            elif token.text in CLOSING or token.text == EITHER:
                self.open = False
            elif self.open:
                runs[-1].append(token.i)
        whole = began or self.open or sum(map(len, runs)) >= len(sentence.tokens) - 4
        return frozenset(i for run in runs if whole or len(run) > SCARE for i in run)
