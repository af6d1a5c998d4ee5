"""The document `gongkai-water/1`: an evaluation as JSON values. The only module that knows its keys.

`evaluate_files` is the one place of this room that reads files of the user.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.sources.system import NO_FILE
from gongkai.water.amount import plain, quotient, rounded
from gongkai.water.evaluate import Evaluation, evaluate
from gongkai.water.points import read_points
from gongkai.water.results import read_results
from gongkai.water.verdict import Item, Rate, Reach, Verdict

FORMAT = "gongkai-water/1"


def evaluate_files(
    results: Path, points: Path
) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """The document for a CSV of results and a YAML of points; None where a finding is an error."""
    findings: list[Finding] = []
    contents = [_read(path, findings) for path in (points, results)]
    if contents[0] is None or contents[1] is None:
        return None, tuple(findings)
    places, found = read_points(str(points), contents[0])
    findings.extend(found)
    if errors_of(findings):
        # Every row of a point that was refused would be a second finding for one fault.
        return None, tuple(findings)
    values, found = read_results(str(results), contents[1], places)
    findings.extend(found)
    if errors_of(findings):
        return None, tuple(findings)
    return to_json(evaluate(places, values)), tuple(findings)


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """The document; quantities are decimal strings."""
    return {
        "format": FORMAT,
        "verdicts": [_verdict(verdict) for verdict in evaluation.verdicts],
        "reaches": [_reach(reach) for reach in evaluation.reaches],
        "rates": [_rate(rate) for rate in evaluation.rates],
    }


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the document."""
    text = Path(__file__).with_name("water.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "point": verdict.point,
        "name": verdict.name,
        "type": verdict.type,
        "period": verdict.period,
        "date": verdict.dates[-1],
        "dates": list(verdict.dates),
        "standard": verdict.standard.name,
        "edition": verdict.standard.edition,
        "target": verdict.target,
        "verdict": verdict.verdict,
        "class": verdict.water_class,
        "word": verdict.word,
        "tested": verdict.tested,
        "required": verdict.tested + len(verdict.missing),
        "missing": [indicator.zh for indicator in verdict.missing],
        "coverage": [
            {"table": part.table, "tested": part.tested, "required": part.required}
            for part in verdict.coverage
        ],
        "main": [item.indicator.zh for item in verdict.main],
        "main_printed": [_with_multiple(item) for item in verdict.main],
        "decisive": [indicator.zh for indicator in verdict.decisive],
        "tli": None if verdict.tli is None else rounded(verdict.tli, 1),
        "trophic": verdict.trophic,
        "items": [_item(item) for item in verdict.items],
        "notes": list(verdict.notes),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "indicator": item.indicator.zh,
        "code": item.indicator.code,
        "value": item.amount.shown or None,
        "qualifier": item.amount.qualifier,
        "unit": item.indicator.unit,
        "samples": item.amount.samples,
        "limit": item.limit,
        "sense": item.sense,
        "class": item.water_class,
        "class_uncertain": item.class_uncertain,
        "counts": item.counts,
        "exceeds": item.exceeds,
        "uncertain": item.uncertain,
        "over_reference": item.over_reference,
        "multiple": None if item.multiple is None else plain(item.multiple),
        "multiple_over_iii": None if item.over_iii is None else plain(item.over_iii),
        "clause": item.clause,
        "evidence": item.evidence,
        "note": item.note,
    }


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        "id": reach.id,
        "period": reach.period,
        "points": [section.point for section in reach.sections],
        "method": reach.method,
        "class": reach.water_class,
        "word": reach.word,
        "main": [indicator.zh for indicator in reach.main],
        "good": reach.good,
        "worst": reach.worst,
        "tested": reach.tested,
        "required": reach.required,
        "tli": None if reach.tli is None else rounded(reach.tli, 1),
        "trophic": reach.trophic,
        "sections": [
            {
                "point": section.point,
                "class": section.water_class,
                "word": section.word,
                "main": [indicator.zh for indicator in section.main],
            }
            for section in reach.sections
        ],
        "notes": list(reach.notes),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    share = None
    if rate.volume_met is not None and rate.volume_judged:
        share = plain(quotient(rate.volume_met, rate.volume_judged))
    return {
        "group": rate.group,
        "period": rate.period,
        "met": rate.met,
        "judged": rate.judged,
        "cannot_tell": rate.cannot_tell,
        "items_met": rate.items_met,
        "items_judged": rate.items_judged,
        "by_volume": share,
        "volume_met": None if rate.volume_met is None else plain(rate.volume_met),
        "volume_judged": None if rate.volume_judged is None else plain(rate.volume_judged),
    }


def _with_multiple(item: Item) -> str:
    """高锰酸盐指数（1.2）: to two decimals, for display."""
    if item.over_iii is None:
        return item.indicator.zh
    return f"{item.indicator.zh}（{rounded(item.over_iii, 2)}）"


def _read(path: Path, findings: list[Finding]) -> bytes | None:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            findings.append(Finding("source-unreadable", str(path), args={"reason": NO_FILE}))
            return None
        return path.read_bytes()
    except FileNotFoundError:
        findings.append(Finding("source-missing", str(path)))
    except OSError as error:
        reason = {"reason": error.strerror or type(error).__name__}
        findings.append(Finding("source-unreadable", str(path), args=reason))
    return None
