"""Plans and files changed at random, for as long as one likes: `python -m tests.hostile.fuzz 2000` (scripts/fuzz).

Each property prints how many examples it held for; the largest texts of texts.py are read once, with time and memory.
A second number is the seed, by default one of the day's own. `guided 600 plans` lets atheris, where it is installed, look for the bytes that reach code not reached before, for so
many seconds; hypothesis makes the example of them.
"""

from __future__ import annotations

import contextlib
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gongkai.checking import check
from gongkai.contract import dumps, to_json
from gongkai.outputs.workbook.read import Unusable
from gongkai.outputs.workbook.read import read as read_book
from gongkai.reading.read import read
from gongkai.reading.report import report
from gongkai.sources import Unreadable, read_source
from gongkai.water import read_points
from gongkai.water.sheet import read_sheet
from gongkai.water.wide import is_listed, read_listed, read_wide
from gongkai.yaml_tree import parse
from tests.conftest import KNOWN_PLAN
from tests.hostile.kills import prepared
from tests.hostile.test_projects import CONTENTS
from tests.hostile.test_ways_in import SHEETS
from tests.hostile.texts import TEXTS
from tests.sources.pdf_files import pdf
from tests.sources.test_webpage import page
from tests.sources.word_files import archive, document, listed, paragraph

_PLANS = [KNOWN_PLAN.read_bytes()]
_FILES = [
    *CONTENTS.values(),
    *(path.read_bytes() for path in sorted(KNOWN_PLAN.parent.rglob("*.yml"))),
]
_SIGNS = "（）()【】“”《》、，；。：:\t\n\r #-一二十1０９XX%年月日底前牵头配合责任单位附件第章条〃\u200b\u202e"


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of `seeds` cut, doubled and sprinkled with signs; now and then with bytes that are no text."""
    text = draw(st.sampled_from(seeds)).decode("utf-8", "replace")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 200)))
        put = draw(st.sampled_from(("", text[at:end] * 2)) | st.text(_SIGNS, max_size=12))
        text = text[:at] + put + text[end:]
    data = text.encode()
    if draw(st.integers(0, 15)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(min_size=1, max_size=12)) + data[at:]
    return data


@given(mutated(_PLANS), st.sampled_from(["a.txt", "a.md", "a.html"]))
def plans(data: bytes, name: str) -> None:
    """Any bytes are refused or read, and every quote stands where it says."""
    try:
        source = read_source(name, data)
    except Unreadable:
        return
    plan, findings = read(source)
    report(plan, findings)
    dumps(to_json(plan))
    for target in plan.targets:
        span = target.span
        assert source.lines[span.line - 1].raw.startswith(span.quote, span.col - 1)


@given(mutated(_FILES))
def files(data: bytes) -> None:
    """Any bytes are a tree or findings with a place."""
    tree, findings = parse("x.yml", data)
    assert tree is not None or findings or not data.strip() or b"#" in data or b"-" in data
    for finding in findings:
        assert finding.line >= 1
        finding.text("zh")


_WORDS = ("关于河道管护的实施方案", "一、主要任务", "（一）清淤。2020年底前完成率达到90%以上。", "牵头单位：水务局", "配合单位：住建局、乡镇")  # fmt: skip
_DOCUMENTS = {
    "a.docx": document("".join(map(paragraph, _WORDS)) + listed("清淤") + "<w:tbl><w:tr><w:tc>" + paragraph("任务") + "</w:tc></w:tr></w:tbl>", {"numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'}),
    "a.html": page("".join(f"<p>{words}</p>" for words in _WORDS) + "<table><tr><td rowspan=2>一<td>二<tr><td colspan=3>三</table>").encode(),
    "a.pdf": pdf([[(72.0, 700.0 - 20 * at, 12.0, words) for at, words in enumerate(_WORDS)]] * 2),
}  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, data: bytes) -> bytes:
    """A file with some bytes cut, doubled, set otherwise; of a zip one of its parts."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            held = {name: parts.read(name) for name in parts.namelist()}
        name = draw(st.sampled_from(sorted(held)))
        return archive({**held, name: draw(spoilt(held[name]))})
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 60)))
        pieces = st.sampled_from((b"", data[at:end] * 2, b"-1", b"99999999999", b"0", b"<", b'"', b"&x;", b"\0", b"[" * 2_000))  # fmt: skip
        data = data[:at] + draw(pieces | st.binary(max_size=8)) + data[end:]
    return data


@given(st.data())
def documents(draw: st.DataObject) -> None:
    """Any Word document, web page or PDF is refused or read."""
    name = draw.draw(st.sampled_from(sorted(_DOCUMENTS)))
    try:
        source = read_source(name, draw.draw(spoilt(_DOCUMENTS[name])))
    except Unreadable:
        return
    read(source)


@cache
def _project() -> Path:
    """A project with a filled workbook beside it, for this process."""
    return prepared(Path(tempfile.mkdtemp(prefix="gongkai-fuzz-")))


@given(st.data())
def records(draw: st.DataObject) -> None:
    """Whatever a file of a project says, `check` ends with findings that have a place."""
    paths = [*sorted((_project() / "plan_data").rglob("*.yml")), _project() / "mkdocs.yml"]
    path = draw.draw(st.sampled_from(paths))
    before = path.read_bytes()
    try:
        path.write_bytes(draw.draw(spoilt(before) | mutated([before])))
        for finding in check(_project()):
            finding.text("zh")
    finally:
        path.write_bytes(before)


@given(st.data())
def sheets(draw: st.DataObject) -> None:
    """Any sheet of results is findings or rows."""
    given_ = draw.draw(st.sampled_from(sorted(data[:3_000] for data in SHEETS.values())))
    rows, _ = read_sheet("a.csv", draw.draw(spoilt(given_) | mutated([given_])))
    points, _ = read_points("points.yml", (_project() / "plan_data/water/points.yml").read_bytes())
    (read_listed if is_listed(rows) else read_wide)("a.csv", rows, points)


@given(st.data())
def books(draw: st.DataObject) -> None:
    """Any workbook is refused or read."""
    with contextlib.suppress(Unusable):
        read_book(draw.draw(spoilt((_project().parent / "filled.xlsx").read_bytes())))


PROPERTIES = {run.__name__: run for run in (plans, files, documents, records, sheets, books)}


def main(examples: int, start: int) -> None:
    """Run all and print the figures."""
    print(f"seed {start}", flush=True)
    for run in PROPERTIES.values():
        began = time.monotonic()
        seed(start)(run)
        settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )(run)()
        print(
            f"{run.__name__:24} {examples} examples in {time.monotonic() - began:.0f} s", flush=True
        )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(Path(folder)):
        for name, make in TEXTS.items():
            data = make(10).encode()
            began = time.monotonic()
            read(read_source("a.txt", data))
            took = time.monotonic() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{name:24} {len(data) / 1e6:5.1f} MB in {took:5.1f} s, at most {peak} MB",
                flush=True,
            )


def _functions() -> Iterator[FunctionType]:
    """The functions and methods of the package that are loaded."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.startswith("gongkai."):
            held = list(vars(module).values())
            held += [one for each in held if isinstance(each, type) for one in vars(each).values()]
            for one in held:
                if isinstance(one, FunctionType) and one.__module__ == module_name:
                    yield one


def guided(seconds: int, name: str) -> None:
    """Let coverage guide the bytes from which the examples of one property are made; atheris prints how many."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    for function in _functions():
        atheris.instrument_func(function)
    run = PROPERTIES[name]
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-seed=1"], run.hypothesis.fuzz_one_input
    )
    atheris.Fuzz()


if __name__ == "__main__" and sys.argv[1:2] == ["guided"]:
    guided(int(sys.argv[2]), sys.argv[3])
elif __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 2000,
        int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**32),
    )
