"""The reading report in words, for a terminal; findings are shown beside it, each with its hint."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.cli.words import language, say
from gongkai.reading.report import Report, Tally

_SHOWN = 12
_QUOTE = 40


def report_text(report: Report) -> str:
    """What was read, how surely, and where to look first: a few lines, however long the plan."""
    return "\n".join(_rows(report))


def _rows(report: Report) -> Iterator[str]:
    comma = "、" if language() == "zh" else ", "
    yield say(
        "report-lines",
        lines=report.lines,
        in_nodes=report.in_nodes,
        in_frame=report.in_frame,
        loose=len(report.loose),
    )
    if report.tallies:
        yield say("report-tallies", tallies=comma.join(map(_tally, report.tallies)))
    if report.unresolved:
        names = [
            say("report-at", name=name, lines=comma.join(map(str, lines[:3])))
            for name, lines in report.unresolved
        ]
        yield say(
            "report-unresolved", count=len(names), names=comma.join(names[:_SHOWN]) + _more(names)
        )
    places = sorted(_places(report))
    if places:
        yield say("report-look", count=len(places))
        yield from (f"{line:>5}  {words}" for line, words in places[:_SHOWN])
        if len(places) > _SHOWN:
            yield f"       {_more(places)}"
    if report.clean:
        yield say("report-clean")


def _places(report: Report) -> Iterator[tuple[int, str]]:
    for line in report.loose:
        yield line, say("report-loose")
    for place in report.doubtful:
        why = f" — {place.why}" if place.why and language() == "zh" else ""
        yield place.span.line, f"{say(f'what-{place.what}')}  {place.span.quote[:_QUOTE]}{why}"


def _tally(tally: Tally) -> str:
    unsure = tally.likely + tally.possible
    return say(
        "report-tally" if unsure else "report-sure",
        what=say(f"what-{tally.what}"),
        total=tally.total,
        likely=tally.likely,
        possible=tally.possible,
    )


def _more(shown: list[str] | list[tuple[int, str]]) -> str:
    over = len(shown) - _SHOWN
    return f"… {say('report-more', count=over)}" if over > 0 else ""
