"""A language model as a second reader, asked on this machine where the grammar found no claim; off unless one is named.

The model says what a word means, of which number and of whom; everything else is the grammar's. See
docs/decisions/0016-a-model-chooses-it-never-writes.md.
"""

from khronika.extraction.models.address import Address, address
from khronika.extraction.models.connecting import connect
from khronika.extraction.models.consulting import Model

__all__ = ["Address", "Model", "address", "connect"]
