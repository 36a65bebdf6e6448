"""How much a search may still do: counted steps, which are the same on every machine, and a clock behind them."""

from __future__ import annotations

import time

STEPS = 150_000  # a second; a usual laptop does more, so that it is the steps and not the clock that end a search
GLANCE = 100  # steps between two looks at the clock


class Budget:
    """Steps and seconds that a search may spend; `by_clock` once it was the clock that ended it."""

    def __init__(self, seconds: float, steps: int | None = None, whole: Budget | None = None) -> None:
        self.steps = int(seconds * STEPS) if steps is None else steps
        self.by_clock = False
        self._deadline = time.monotonic() + seconds
        self._unseen = 0
        self._whole = whole

    @property
    def seconds(self) -> float:
        """The seconds that are left."""
        return max(0.0, self._deadline - time.monotonic())

    def spend(self, steps: int = 1) -> bool:
        """Take steps off, here and from the whole; False once there is nothing left."""
        self.steps -= steps
        self._unseen += steps
        if self._unseen >= GLANCE:
            self._unseen = 0
            self.by_clock = self.by_clock or time.monotonic() > self._deadline
        left = self._whole is None or self._whole.spend(steps)
        return left and self.steps > 0 and not self.by_clock

    def part(self, share: float) -> Budget:
        """Give a share of what is left as a budget of its own."""
        return Budget(self.seconds * share, int(self.steps * share), self)
