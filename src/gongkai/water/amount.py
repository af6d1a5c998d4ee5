"""Amounts: what a result says of a quantity, in exact decimals. Pure.

A result below its detection limit is no number: the quantity lies somewhere from 0 up to that limit.
So an amount knows its bounds (`low`, `high`) beside the number that means and classes use (`usual`,
half of the detection limit for `<` and ND). Words ("无", "有异味") are 0 and 1: found or not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import reduce
from typing import Literal

from msgspec import Struct

Qualifier = Literal["", "<", ">", "ND", "text"]

# Inputs have at most 30 digits (results.py); sums, products and halves of them are exact in this.
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
# A quotient that does not end (10.3 over 6) is kept to this many digits.
QUOTIENT_DIGITS = 10

ZERO = Decimal(0)
HALF = Decimal("0.5")
INFINITE = Decimal("Infinity")


class Amount(Struct, frozen=True):
    """A quantity in its canonical unit, between `low` and `high`; `shown` is how it is written.

    An open bound is not reached: `<0.05` is below 0.05, `>5` above 5.
    """

    low: Decimal
    usual: Decimal
    high: Decimal
    qualifier: Qualifier = ""
    shown: str = ""
    samples: int = 1
    coarsest: Decimal = ZERO  # the largest detection limit among the samples

    @property
    def low_open(self) -> bool:
        """Whether the quantity lies above `low`."""
        return self.qualifier == ">"

    @property
    def high_open(self) -> bool:
        """Whether the quantity lies below `high`."""
        return self.qualifier in ("<", "ND")

    @property
    def found(self) -> bool:
        """Whether anything was detected at all."""
        return self.low > 0 or self.low_open

    def vague_at(self, limit: Decimal) -> bool:
        """Whether `usual` may not stand for the quantity at this limit: the detection limit lies
        above it, or the result is only known to be more than something."""
        return self.coarsest > limit or self.low_open


def exactly(value: Decimal, shown: str | None = None) -> Amount:
    """A measured number, written as reported where that is known."""
    return Amount(value, value, value, "", plain(value) if shown is None else shown)


def below(limit: Decimal, qualifier: Literal["<", "ND"] = "<") -> Amount:
    """Not detected with this detection limit."""
    return Amount(ZERO, EXACT.multiply(limit, HALF), limit, qualifier, plain(limit), 1, limit)


def above(value: Decimal) -> Amount:
    """More than `value`: past the end of what was counted."""
    return Amount(value, value, INFINITE, ">", plain(value))


def undetected() -> Amount:
    """Not detected, no detection limit given: enough where nothing may be detected."""
    return Amount(ZERO, ZERO, ZERO, "ND")


def in_words(text: str, *, found: bool) -> Amount:
    """A description: nothing noticed (0) or something (1)."""
    value = Decimal(int(found))
    return Amount(value, value, value, "text", text)


def mean(amounts: Sequence[Amount]) -> Amount:
    """The mean of one or more amounts; of descriptions the worst.

    The mean of values not detected is itself not detected; one value `>` makes the mean a `>`.
    """
    if len(amounts) == 1:
        return amounts[0]
    if any(amount.qualifier == "text" for amount in amounts):
        return max(amounts, key=lambda amount: amount.usual)
    low, usual, high = (
        _mean([getattr(amount, side) for amount in amounts]) for side in ("low", "usual", "high")
    )
    samples = sum(amount.samples for amount in amounts)
    coarsest = max(amount.coarsest for amount in amounts)
    written = plain(quotient(total([amount.usual for amount in amounts]), Decimal(len(amounts))))
    if any(amount.low_open for amount in amounts):
        return Amount(low, usual, INFINITE, ">", written, samples, coarsest)
    if all(amount.high_open for amount in amounts):
        tops = total([amount.high for amount in amounts])
        shown = plain(quotient(tops, Decimal(len(amounts)))) if tops else ""
        return Amount(low, usual, high, "<", shown, samples, coarsest)
    return Amount(low, usual, high, "", written, samples, coarsest)


def quotient(value: Decimal, by: Decimal) -> Decimal:
    """`value` / `by`: exact where the decimals end, else to ten significant digits."""
    exact = EXACT.copy()
    exact.clear_flags()
    result = exact.divide(value, by)
    if not exact.flags[Inexact]:
        return result
    return Context(prec=QUOTIENT_DIGITS, rounding=ROUND_HALF_EVEN).divide(value, by)


def plain(value: Decimal) -> str:
    """Digits without an exponent and without zeros that say nothing: `0.5`, `250`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"


def rounded(value: Decimal, places: int) -> str:
    """To `places` decimals, half to even (GB/T 8170), for display."""
    return format(value.quantize(Decimal(1).scaleb(-places), context=EXACT), "f")


def total(values: Iterable[Decimal]) -> Decimal:
    """The sum, exact."""
    return reduce(EXACT.add, values, ZERO)


def _mean(values: Sequence[Decimal]) -> Decimal:
    whole = total(values)
    return whole if whole.is_infinite() else EXACT.divide(whole, Decimal(len(values)))
