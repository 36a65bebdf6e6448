"""Claims in; proceedings, testimony, correspondence and cited norms out, as folds that record nothing."""
