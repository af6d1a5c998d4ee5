"""A plan → the files of data/, one after another, in parts: they are never all held at once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from gongkai import addresses, manifest
from gongkai.clock import Standing
from gongkai.contract import diff_schema, published, schema, to_json, water_document
from gongkai.json_file import json_file
from gongkai.model import Plan, Revision, SourceRecord, Unit
from gongkai.outputs import documents
from gongkai.outputs.calendars import calendars
from gongkai.outputs.csv_file import csv_file
from gongkai.outputs.documents import Document
from gongkai.outputs.documents.pdf import pdf as as_pdf
from gongkai.outputs.given import Given
from gongkai.outputs.keeping import Files, Keep, anew
from gongkai.outputs.package import data_package
from gongkai.outputs.table import for_people
from gongkai.outputs.tables import tables
from gongkai.outputs.water_tables import water_tables
from gongkai.overlays import Overlays
from gongkai.store.schemas import kinds
from gongkai.views import Views, words
from gongkai.water import Monitoring
from gongkai.water import schema as water_schema

if TYPE_CHECKING:
    from gongkai.outputs.workbook.sheets import Book

# A plan of nothing: the tables are the same for every plan.
_NONE = Standing(Plan(Revision("", SourceRecord("", "", "", 0)), (), ()), Overlays())
FILES: tuple[tuple[str, str], ...] = (
    ("plan.json", "全部数据（gongkai-plan/1）"),
    ("plan.schema.json", "plan.json 的 JSON Schema"),
    ("diff.schema.json", "gongkai diff --json 的 JSON Schema"),
    ("source.txt", "方案原文，逐字节照存"),
    *((f"{table.name}.csv", table.title) for table in tables(_NONE)),
    ("datapackage.json", "各 CSV 的说明（Frictionless Data Package）"),
    ("plan.sqlite", "SQLite 数据库：全部表格，可按任意文字检索（见 readme 表）"),
    ("calendar.ics", "日历：目标与职责的期限，可在日历软件中订阅"),
    *((f"calendar-{name}.ics", f"日历：{title}") for name, title in words.CALENDAR.items()),
    ("manifest.json", "全部文件的 SHA-256 与字节数，供镜像核对"),
)
# For who edits the files of a project.
SCHEMAS: tuple[tuple[str, str], ...] = tuple(
    (f"schemas/{kind.name}.schema.json", f"plan_data/{kind.path} 的 JSON Schema")
    for kind in kinds()
)
# Made with the site alone, from the history that its pages show.
FEEDS = (
    ("feed.xml", "修订与变化的订阅源（Atom）"),
    ("disclosure.xml", "公开事项的订阅源（Atom）：已经公开的，逾期没有公开的"),
)
# Only where results of water monitoring are on file.
WATER_FILES: tuple[tuple[str, str], ...] = (
    ("water.json", "水质评价全部结果（gongkai-water/1）"),
    ("water.schema.json", "water.json 的 JSON Schema"),
    *((f"{table.name}.csv", table.title) for table in water_tables(Monitoring(()))),
)


def files(views: Views) -> tuple[tuple[str, str], ...]:
    """Name and description of the downloads that there are, but for those of each unit."""
    made = tuple((f"{one.name}.docx", f"{one.title}（Word 文档）") for one in _drafts(views))
    return (*FILES, *FEEDS, *made, *(WATER_FILES if views.standing.water else ()), *SCHEMAS)


Made = Iterator[tuple[str, bytes]]
Part = Callable[[], Made]
SHARES = 64  # into which the units are parted


def parts(given: Given, kept: Keep = anew, *, pdf: bool = False) -> tuple[Part, ...]:
    """The downloads in parts that may be made in any order: each gives path from the site's root and bytes of its files.

    `pdf`: the documents as PDF too; `documents.pdf.NoFont` where there is no font for them. `kept` gives workbooks,
    documents and what calendars are put together from, by all that they are made from.
    """
    standing = given.views.standing
    units = given.views.index.plan.units
    return (
        *(
            partial(_of_units, given, units[at::SHARES], kept, pdf=pdf)
            for at in range(SHARES)
            if at < len(units)
        ),
        partial(_of_tables, standing),
        partial(_whole, given),
        *(partial(_of_draft, draft, kept, pdf=pdf) for draft in _drafts(given.views)),
        partial(calendars, given.own, kept),
        partial(_schemas, water=standing.water is not None),
    )


def exports(given: Given, *, pdf: bool = False) -> Made:
    """Path and bytes of each download, the list of them all last; see `parts`."""
    found: dict[str, manifest.Entry] = {}
    for path, data in chain.from_iterable(part() for part in parts(given, pdf=pdf)):
        found[path] = manifest.entry(data)
        yield path, data
    yield listing(found)


def listing(files: Mapping[str, manifest.Entry]) -> tuple[str, bytes]:
    """Path and bytes of the list of the files of data/, by which a mirror can verify its copy of them."""
    below = {path.removeprefix(addresses.DATA): entry for path, entry in files.items()}
    return f"{addresses.DATA}{manifest.NAME}", manifest.write(below)


def _whole(given: Given) -> Made:
    standing = given.views.standing
    yield (
        "data/plan.json",
        published(to_json(standing.plan, standing.overlays, standing.states, standing.water)),
    )
    yield "data/source.txt", given.source
    if standing.water is not None:
        yield "data/water.json", json_file(water_document(standing.water))


def _schemas(*, water: bool) -> Made:
    yield "data/plan.schema.json", json_file(schema())
    yield "data/diff.schema.json", json_file(diff_schema())
    if water:
        yield "data/water.schema.json", json_file(water_schema())
    for kind in kinds():
        yield f"data/schemas/{kind.name}.schema.json", json_file(kind.schema)


def _of_tables(standing: Standing) -> Made:
    from gongkai.outputs.database import database

    records = tuple(tables(standing))
    for table in records:
        yield f"data/{table.name}.csv", csv_file(*for_people(table))
    yield "data/datapackage.json", json_file(data_package(standing.plan, records))
    yield "data/plan.sqlite", database(records, _facts(standing.plan))


def _of_draft(draft: _Draft, kept: Keep, *, pdf: bool) -> Made:
    document = draft.make()
    (word,) = kept(document, lambda: (documents.word(document),))
    return _set(draft.path, document, word, pdf=pdf)


# The libraries of workbooks take long to load, and whoever asks which files there are needs none of them.


def _of_units(given: Given, units: Sequence[Unit], kept: Keep, *, pdf: bool) -> Made:
    from gongkai.outputs.workbook.sheets import OnRecord, book

    views, recorded = given.views, OnRecord(given.recorded)
    for unit in units:
        made = book(views.index, views.units, unit, recorded, views.settings)
        duties = documents.responsibilities(views, unit)
        workbook, word = kept((made, duties), partial(_of_unit, made, duties))
        yield addresses.unit_file(unit.id, "xlsx"), workbook
        yield from _set(partial(addresses.unit_file, unit.id), duties, word, pdf=pdf)


def _of_unit(made: Book, duties: Document) -> Files:
    from gongkai.outputs.workbook.write import write

    return write(made), documents.word(duties)


def _set(path: Callable[[str], str], document: Document, word: bytes, *, pdf: bool) -> Made:
    """The files of a document; `path` is where one of an ending stands."""
    yield path("docx"), word
    if pdf:
        yield path("pdf"), as_pdf(document)


class _Draft(Struct, frozen=True):
    """A document yet to be made; `name` is that of its files without ending."""

    name: str
    title: str
    make: Callable[[], Document]

    def path(self, ending: str) -> str:
        """Its file of that ending."""
        return f"data/{self.name}.{ending}"


def _drafts(views: Views) -> Iterator[_Draft]:
    """The documents about the whole plan."""
    index = views.index
    yield _Draft("plan", index.plan.revision.title, lambda: documents.whole_plan(index))
    yield _Draft("targets", documents.TARGETS, lambda: documents.target_list(index))
    yield _Draft("disclosure", documents.DISCLOSURE, lambda: documents.disclosure_list(index))
    for made in views.reports:
        name = f"progress-{made.name.lower()}"
        yield _Draft(name, made.title, partial(documents.progress_report, index, made))
    for address, one in views.bulletins:
        name = address.strip("/").replace("/", "-")
        yield _Draft(name, one.title, partial(documents.water_bulletin, index, one))


def _facts(plan: Plan) -> Iterator[tuple[str, str | None]]:
    """What the database says of the plan as a whole."""
    revision = plan.revision
    yield from (
        ("format", "gongkai-sqlite/1"),
        ("title", revision.title),
        ("number", revision.number),
        ("issuer", revision.issuer),
        ("revision", revision.id),
        ("published", revision.published),
        ("as_of", plan.as_of),
        ("source_sha256", revision.source.sha256),
    )
