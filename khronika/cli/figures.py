"""How an evaluation is handed to programs: the same figures as plain JSON types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khronika.actions import Agreed, Evaluated, Reviewed
    from khronika.evaluation import Silence
    from khronika.evaluation.bootstrap import Share
    from khronika.evaluation.measures import Measure
    from khronika.vocabulary.canonical import Json


def as_rows(outcome: Evaluated | Reviewed | Agreed) -> Json:
    """Give what was compared as plain JSON types."""
    from khronika.actions import Agreed, Evaluated

    if isinstance(outcome, Evaluated):
        return evaluated_rows(outcome)
    return agreed_rows(outcome) if isinstance(outcome, Agreed) else reviewed_rows(outcome)


def evaluated_rows(outcome: Evaluated) -> Json:
    """Give the measures against a gold as plain JSON types."""
    found = outcome.evaluation
    return {
        "gold": outcome.gold,
        "methods": list(outcome.methods),
        "documents": list(found.documents),
        "absent": list(outcome.absent),
        "without_gold": list(outcome.without),
        "rows_without_place": found.lost,
        "resampled": found.resampled.value,
        "kinds": {kind.value: measure_row(measure) for kind, measure in found.measures.items()},
        "abstentions": silence_row(outcome.silence),
    }


def reviewed_rows(outcome: Reviewed) -> Json:
    """Give what became of the proposals as plain JSON types."""
    return {
        "documents": outcome.judged.documents,
        "resampled": outcome.judged.resampled.value,
        "kinds": {
            kind.value: {
                "accepted": one.accepted,
                "corrected": one.corrected,
                "rejected": one.rejected,
                "not_judged": one.waiting,
                "right": share_row(one.right),
                "right_or_corrected": share_row(one.usable),
                "fields_corrected": dict(one.fields),
            }
            for kind, one in outcome.judged.kinds.items()
        },
        "abstentions": silence_row(outcome.silence),
    }


def agreed_rows(outcome: Agreed) -> Json:
    """Give how far people agree as plain JSON types."""
    return {
        "people": list(outcome.people),
        "apart": {
            kind.value: {"both": one.both, "only_first": one.first_only, "only_second": one.second_only, "f1": one.f1}
            for kind, one in outcome.apart.items()
        },
        "alpha": [
            {
                "kind": each.kind.value if each.kind else None,
                "field": each.field,
                "level": each.level.value,
                "alpha": each.alpha,
                "units": each.units,
            }
            for each in outcome.codings
        ],
    }


def measure_row(measure: Measure) -> Json:
    """Give the measures of one kind as plain JSON types."""
    return {
        "gold": measure.gold,
        "claims": measure.claims,
        "right": measure.right,
        "found": measure.found,
        "strict": measure.strict,
        "precision": share_row(measure.precision),
        "recall": share_row(measure.recall),
        "f1": share_row(measure.f1),
        "strict_f1": share_row(measure.strict_f1),
        "fields": {name: share_row(share) for name, share in measure.fields.items()},
        "wrong": dict(measure.wrong),
        "set_aside": dict(measure.aside),
    }


def share_row(share: Share | None) -> Mapping[str, float | None] | None:
    """Give a share with its interval; null where none is to be had."""
    return None if share is None else {"value": share.value, "low": share.low, "high": share.high}


def silence_row(silence: Silence) -> Json:
    """Give what was left alone, with the share of each reason."""
    reasons = [
        {"reason": reason, "number": times, "share": silence.share(reason)} for reason, times in silence.reasons.items()
    ]
    return {"figures": silence.figures, "left_alone": silence.left, "reasons": reasons}
