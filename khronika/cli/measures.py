"""How an evaluation is shown to people: as tables and a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.cli.showing import SHORT, many, note, say, show_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.actions import Agreed, Evaluated, Reviewed
    from khronika.evaluation import Silence
    from khronika.evaluation.bootstrap import Share
    from khronika.evaluation.measures import Measure

NO_WIDTH = "An interval of no width says that nothing went wrong here, not that nothing can."


def show(outcome: Evaluated | Reviewed | Agreed) -> None:
    """Print what was compared."""
    from khronika.actions import Agreed, Evaluated

    if isinstance(outcome, Evaluated):
        show_evaluated(outcome)
    elif isinstance(outcome, Agreed):
        show_agreed(outcome)
    else:
        show_reviewed(outcome)


def show_evaluated(outcome: Evaluated) -> None:
    """Print the measures against a gold, by kind and by field."""
    found = outcome.evaluation
    heads = ("kind", "gold", "claims", "found", "precision", "recall", "f1", "f1 strict")
    show_table(heads, (kind_row(kind.value, measure) for kind, measure in found.measures.items()))
    say("")
    show_table(("kind", "field", "right", "95 in 100"), field_rows(outcome))
    say("")
    for kind, measure in found.measures.items():
        for label, whys in (("wrong", measure.wrong), ("set aside", measure.aside)):
            if whys:
                say(f"{kind.value}, {label}: {'; '.join(f'{number:,} {why}' for why, number in whys.items())}")
    tell_silence(outcome.silence)
    say(f"Intervals: 95 in 100 of 2,000 seeded draws of {found.resampled.value}. {NO_WIDTH}")
    say(f"{many(len(found.documents), 'document')}, coded by {', '.join(outcome.methods)}; gold {outcome.gold[:SHORT]}")
    if outcome.absent:
        note(f"In the gold and not here: {', '.join(outcome.absent)}")
    if outcome.without:
        note(f"Here and not in the gold: {', '.join(outcome.without)}")
    if found.lost:
        note(f"{many(found.lost, 'row')} of the gold quote words that do not stand in the text; they count as missed.")


def show_reviewed(outcome: Reviewed) -> None:
    """Print what became of the proposals."""
    judged = outcome.judged
    rows = (
        (
            kind.value,
            *(f"{number:,}" for number in (one.accepted, one.corrected, one.rejected, one.waiting)),
            told(one.right),
            told(one.usable),
        )
        for kind, one in judged.kinds.items()
    )
    heads = ("kind", "accepted", "corrected", "rejected", "not judged", "right", "right or corrected")
    show_table(heads, rows)
    for kind, one in judged.kinds.items():
        if one.fields:
            say(f"{kind.value}, corrected: {', '.join(f'{name} {times}' for name, times in one.fields.items())}")
    tell_silence(outcome.silence)
    say(f"Intervals: 95 in 100 of 2,000 seeded draws of {judged.resampled.value}. {NO_WIDTH}")
    say("Recall is not to be had from judgements: what was missed, nobody listed. A gold tells it: --gold DIR.")


def show_agreed(outcome: Agreed) -> None:
    """Print how far people agree."""
    if outcome.apart:
        rows = (
            (kind.value, str(each.both), str(each.first_only), str(each.second_only), f"{each.f1:.3f}")
            for kind, each in outcome.apart.items()
        )
        show_table(("kind", "both", "only first", "only second", "f1"), rows)
        say("")
    rows = (
        (
            each.kind.value if each.kind else "all",
            each.field,
            each.level.value,
            "–" if each.alpha is None else f"{each.alpha:.3f}",
            f"{each.units:,}",
        )
        for each in outcome.codings
    )
    show_table(("kind", "field", "level", "alpha", "units"), rows)
    say(f"Krippendorff's alpha between {' and '.join(outcome.people)}; – where all values are one and the same.")


def kind_row(kind: str, measure: Measure) -> tuple[str, ...]:
    """Give a kind as a line of a table."""
    shares = (measure.precision, measure.recall, measure.f1, measure.strict_f1)
    return (kind, f"{measure.gold:,}", f"{measure.claims:,}", f"{measure.found:,}", *map(told, shares))


def field_rows(outcome: Evaluated) -> Iterable[tuple[str, ...]]:
    """Give the share of right values of each field as lines of a table."""
    for kind, measure in outcome.evaluation.measures.items():
        for name, share in measure.fields.items():
            right, _, interval = told(share).partition(" ")
            yield kind.value, name, right, interval


def told(share: Share | None) -> str:
    """Write a share with its interval; a dash where there is none."""
    if share is None or share.value is None:
        return "–"
    return f"{share.value:.3f}" + (f" {share.low:.3f}–{share.high:.3f}" if share.low is not None else "")


def tell_silence(silence: Silence) -> None:
    """Print how many numbers became figures, and for which reasons the others were left alone."""
    say("")
    rows = ((reason, f"{times:,}", f"{silence.share(reason):.1%}") for reason, times in silence.reasons.items())
    show_table(("left alone because", "numbers", "share"), rows)
    alone = many(silence.left, "number or passage", "numbers and passages")
    say(f"{many(silence.figures, 'figure')} proposed; {alone} left alone.")
    say("")
