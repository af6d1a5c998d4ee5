"""What is on file of water → the part `water` of `plan.json`. Pure.

Verdicts are short there: of the indicators only those over their limit or left open. The whole is the
document `gongkai-water/1`, each verdict marked where its point is made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.water import to_json
from gongkai.water.indicators import registry
from gongkai.water.monitoring import LINKS, Action, Monitoring, Publication, link_of
from gongkai.water.points import Point
from gongkai.water.verdict import Rate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.contract.records import (
        WaterActionRecord,
        WaterItemRecord,
        WaterPointRecord,
        WaterPublicationRecord,
        WaterQuarterRecord,
        WaterRecord,
        WaterVerdictRecord,
    )
    from gongkai.water.disclosure import QuarterState


def water_record(water: Monitoring | None, states: Sequence[QuarterState]) -> WaterRecord:
    """The part `water`; `states` are those of its quarters (gongkai.clock.water)."""
    if water is None:
        return {}
    return {
        "points": [_point(point) for point in water.points],
        "quarters": _quarters(water, states),
        "publications": [_publication(one) for one in water.publications],
        "actions": [_action(one) for one in water.actions],
        "verdicts": [_verdict(one) for one in water_document(water)["verdicts"]],
    }


def water_document(water: Monitoring) -> dict[str, Any]:
    """The whole evaluation, `gongkai-water/1`."""
    document = to_json(water.evaluation)
    for verdict in document["verdicts"]:
        verdict["illustrative"] = verdict["point"] in water.illustrative
    return document


def _point(point: Point) -> WaterPointRecord:
    link = link_of(point)
    return {
        "id": point.id,
        "name": point.name,
        "type": point.type,
        "link": link,
        "target": point.water_class if link in (None, "source") else None,
        "disinfectants": list(point.disinfectants or ()),
        "small_supply": point.small_supply,
        "reach": point.reach,
        "volume": None if point.volume is None else format(point.volume, "f"),
        "water_body": point.water_body,
        "place": point.place,
        "township": point.township,
        "works": point.works,
        "population": point.population,
        "monitor": point.monitor,
        "publisher": point.publisher,
        "note": point.note,
        "illustrative": point.illustrative,
    }


def _quarters(water: Monitoring, states: Sequence[QuarterState]) -> list[WaterQuarterRecord]:
    """Each quarter and link of which there is a state or a result, in time and along the chain."""
    rates = {(rate.period, rate.group): rate for rate in water.evaluation.rates}
    known = {(state.quarter, state.link): state for state in states}
    found: list[WaterQuarterRecord] = []
    for quarter in sorted({quarter for quarter, _ in (*known, *water.on_file)}):
        for link in LINKS:
            state = known.get((quarter, link))
            rate = rates.get((quarter, link))
            if state is None and rate is None:
                continue
            rate = rate or Rate(link, quarter, 0, 0, 0)
            found.append(
                {
                    "quarter": quarter,
                    "link": link,
                    "state": state.state if state else None,
                    "due": state.due if state else None,
                    "published": state.published if state else None,
                    "met": rate.met,
                    "judged": rate.judged,
                    "cannot_tell": rate.cannot_tell,
                    "items_met": rate.items_met,
                    "items_judged": rate.items_judged,
                    "illustrative": bool(water.illustrative),
                }
            )
    return found


def _publication(one: Publication) -> WaterPublicationRecord:
    return {
        "quarter": one.quarter,
        "link": one.link,
        "published": one.published,
        "publisher": one.publisher,
        "address": one.address,
        "note": one.note,
        "illustrative": one.illustrative,
    }


def _action(one: Action) -> WaterActionRecord:
    return {
        "point": one.point,
        "quarter": one.quarter,
        "indicator": registry()[one.indicator].zh,
        "cause": one.cause,
        "remedy": one.remedy,
        "retested": one.retested,
        "outcome": one.outcome,
        "illustrative": one.illustrative,
    }


def _verdict(verdict: Mapping[str, Any]) -> WaterVerdictRecord:
    telling = [item for item in verdict["items"] if item["exceeds"] or item["uncertain"]]
    return {
        "point": verdict["point"],
        "period": verdict["period"],
        "date": verdict["date"],
        "standard": verdict["standard"],
        "edition": verdict["edition"],
        "target": verdict["target"],
        "verdict": verdict["verdict"],
        "class": verdict["class"],
        "word": verdict["word"],
        "tested": verdict["tested"],
        "required": verdict["required"],
        "main": verdict["main"],
        "tli": verdict["tli"],
        "trophic": verdict["trophic"],
        "items": [_item(item) for item in telling],
        "illustrative": verdict["illustrative"],
    }


def _item(item: Mapping[str, Any]) -> WaterItemRecord:
    return {
        "indicator": item["indicator"],
        "code": item["code"],
        "value": item["value"],
        "qualifier": item["qualifier"],
        "unit": item["unit"],
        "limit": item["limit"],
        "exceeds": item["exceeds"],
        "uncertain": item["uncertain"],
        "multiple": item["multiple"],
        "clause": item["clause"],
    }
