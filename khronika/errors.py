"""Every error raised on purpose, each with the sentence a user should read."""

from __future__ import annotations

import errno
from typing import ClassVar

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # what a system says where there is no more room


class KhronikaError(Exception):
    """What happened, to which file or claim, and what to do next; `code` is the exit code of the command line."""

    code: ClassVar[int] = 1


class UsageError(KhronikaError):
    """The call is wrong: an unknown claim, a missing folder, a contradiction between options."""

    code: ClassVar[int] = 2


class InvalidValue(KhronikaError):
    """A value that the vocabulary does not allow, such as a passage that is not verbatim."""

    code: ClassVar[int] = 3


class ChronicleError(KhronikaError):
    """The chronicle cannot be opened, is of a newer version, is busy, or its disk is full."""

    code: ClassVar[int] = 4


class LedgerRefusal(KhronikaError):
    """The ledger refuses a change of what was recorded."""

    code: ClassVar[int] = 5


class MissingExtra(KhronikaError):
    """An optional part is not installed; the sentence names the extra."""

    code: ClassVar[int] = 6
