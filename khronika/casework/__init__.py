"""Claims in; proceedings, testimony, correspondence and cited norms out, as folds that record nothing."""

from khronika.casework.correspondence import correspondence
from khronika.casework.norms import norms
from khronika.casework.proceedings import proceedings

__all__ = ["correspondence", "norms", "proceedings"]
