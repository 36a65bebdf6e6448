"""How much a search may still do: counted steps, which are the same on every machine, and a clock behind them.

The clock counts the work of the processor, so that a busy machine takes longer and finds no less.
"""

from __future__ import annotations

import time

STEPS = 60_000  # a second; a usual laptop does a little more, so that mostly steps and not the clock end a search
GLANCE = 100  # steps between two looks at the clock


class Budget:
    """Steps and seconds of work that a search may spend."""

    def __init__(self, seconds: float) -> None:
        self.steps = int(seconds * STEPS)
        self._deadline = time.thread_time() + seconds
        self._late = self._ended_by_clock = False
        self._unseen = 0
        self._whole: Budget | None = None

    @property
    def seconds(self) -> float:
        """The seconds that are left."""
        return max(0.0, self._deadline - time.thread_time())

    @property
    def ended_by_clock(self) -> bool:
        """Whether the clock ended a search, or a part of it, before the steps did."""
        return self._ended_by_clock

    def spend(self, steps: int = 1) -> bool:
        """Take steps off, here and from the whole; False once there is nothing left."""
        self.steps -= steps
        self._unseen += steps
        if self._unseen >= GLANCE and self.steps > 0:
            self._unseen = 0
            self._late = self._late or self.seconds == 0
            if self._late:
                self.note_clock()
        left = self._whole is None or self._whole.spend(steps)
        return left and self.steps > 0 and not self._late

    def note_clock(self) -> None:
        """Note here and in the whole that the clock ended a search."""
        self._ended_by_clock = True
        if self._whole is not None:
            self._whole.note_clock()

    def part(self, share: float) -> Budget:
        """Give a share of what is left as a budget of its own."""
        part = Budget(self.seconds * share)
        part.steps, part._whole = int(self.steps * share), self
        return part
