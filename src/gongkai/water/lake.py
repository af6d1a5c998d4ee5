"""Lakes and reservoirs: trophic state by five indicators (湖泊富营养化评价方法). Pure.

TLI(Σ) = Σ W·TLI(j), W = r² / Σ r². Needs all five; with one missing, or a value of zero, there is no
index. It is shown to one decimal; the band is that of the exact number.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.water.amount import EXACT, Amount

# code → r², constant, factor of ln(value); chlorophyll in mg/m³, transparency in m, the rest mg/L.
_PARTS: Mapping[str, tuple[Decimal, Decimal, Decimal]] = {
    "CHLA": (Decimal(1), Decimal("2.5"), Decimal("1.086")),
    "TP": (Decimal("0.7056"), Decimal("9.436"), Decimal("1.624")),
    "TN": (Decimal("0.6724"), Decimal("5.453"), Decimal("1.694")),
    "SD": (Decimal("0.6889"), Decimal("5.118"), Decimal("-1.94")),
    "CODMN": (Decimal("0.6889"), Decimal("0.109"), Decimal("2.661")),
}
# Upper ends; 30 belongs to 中营养. That 60 and 70 belong to the lower band is recalled, not read.
_BANDS = ((50, "中营养"), (60, "轻度富营养"), (70, "中度富营养"))


def trophic_index(means: Mapping[str, Amount]) -> Decimal | None:
    """TLI(Σ) of the means; None unless all five are there and above zero."""
    if any(code not in means or means[code].usual <= 0 for code in _PARTS):
        return None
    weighted = weights = Decimal(0)
    for code, (weight, constant, slope) in _PARTS.items():
        logarithm = EXACT.ln(means[code].usual)
        part = 10 * EXACT.add(constant, EXACT.multiply(slope, logarithm))
        weighted = EXACT.add(weighted, EXACT.multiply(weight, part))
        weights += weight
    return EXACT.divide(weighted, weights)


def trophic_state(index: Decimal | None) -> str | None:
    """贫营养 … 重度富营养."""
    if index is None:
        return None
    if index < 30:
        return "贫营养"
    return next((word for end, word in _BANDS if index <= end), "重度富营养")
