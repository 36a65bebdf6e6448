"""An open question: what would settle an account or fill a gap, and of whom to ask it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question worded for a letter; `claims` are what it rests on, `account` is null for a gap.

    `weight` orders questions: the smaller, the more hangs on it.
    """

    to: str
    text: str
    account: str | None
    claims: tuple[str, ...]
    weight: tuple[int, ...] = ()
    rests: tuple[str, ...] = ()  # everything else it is made of: where one of these may not be shown, it may not either
