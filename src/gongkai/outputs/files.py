"""A plan → the files of data/, one after another: they are never all held at once. Pure but for `source`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from gongkai import addresses
from gongkai.clock import Standing
from gongkai.clock.water import water_states
from gongkai.contract import diff_schema, dumps, schema, to_json
from gongkai.model import Plan, Revision, SourceRecord
from gongkai.outputs import documents
from gongkai.outputs.calendars import Calendars
from gongkai.outputs.csv_file import csv_file
from gongkai.outputs.database import database
from gongkai.outputs.documents import Document
from gongkai.outputs.documents.pdf import pdf as as_pdf
from gongkai.outputs.package import data_package, with_manifest
from gongkai.outputs.tables import for_people, tables
from gongkai.outputs.water_files import water_files
from gongkai.outputs.workbook import book, write
from gongkai.overlays import Overlays
from gongkai.store import Project
from gongkai.views import Index, Settings
from gongkai.views.progress import halves
from gongkai.views.unit import Units
from gongkai.views.water.bulletin import bulletins
from gongkai.water import Monitoring

# A plan of nothing: the tables are the same for every plan.
_NONE = Standing(Plan(Revision("", SourceRecord("", "", "", 0)), (), ()), Overlays())
FILES: tuple[tuple[str, str], ...] = (
    ("plan.json", "全部数据（gongkai-plan/1）"),
    ("plan.schema.json", "plan.json 的 JSON Schema"),
    ("diff.schema.json", "gongkai diff --json 的 JSON Schema"),
    ("source.txt", "方案原文，逐字节照存"),
    *((f"{table.name}.csv", table.title) for table in tables(_NONE)),
    ("datapackage.json", "各 CSV 的说明（Frictionless Data Package）"),
    ("plan.sqlite", "SQLite 数据库：全部表格，可按任意两字以上检索（见 readme 表）"),
    ("calendar.ics", "日历：目标与职责的期限，可在日历软件中订阅"),
    ("manifest.json", "全部文件的 SHA-256 与字节数，供镜像核对"),
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
    ("water-results.csv", "水质监测结果，照报送的数值"),
    ("water-verdicts.csv", "水质评价：每个点位每期一行"),
    ("water-items.csv", "水质评价：每项指标一行，附限值与出处"),
)


def source(project: Project) -> bytes:
    """The plan's source, byte for byte."""
    revision = project.plan.revision
    folder = project.folder / "plan_data" / "revisions" / str(revision.id)
    return (folder / revision.source.file).read_bytes()


def files(index: Index, water: Monitoring | None) -> tuple[tuple[str, str], ...]:
    """Name and description of the downloads that there are, but for those of each unit."""
    made = tuple(
        (f"{name}.docx", f"{one.title}（Word 文档）") for name, one in _documents(index, water)
    )
    return (*FILES, *FEEDS, *made, *(WATER_FILES if water else ()))


@dataclass(frozen=True, slots=True)
class Given:
    """What the files are made from: the plan as shown and looked up, the same without illustration, its source.

    `recorded` is all that is on record, whatever the day.
    """

    standing: Standing
    index: Index
    own: Standing
    recorded: Overlays
    source: bytes
    settings: Settings


def given(
    project: Project,
    water: Monitoring | None,
    settings: Settings,
    as_of: date,
    *,
    illustration: bool = False,
) -> Given:
    """All that is needed of a project on a day."""
    shown = project.standing(as_of, water, illustration=illustration)
    return Given(
        shown,
        Index(shown),
        project.standing(as_of),
        project.overlays,
        source(project),
        settings,
    )


def exports(
    given: Given, more: Iterable[tuple[str, bytes]] = (), *, pdf: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Path from the site's root and bytes of each download, the list of them all last.

    `more` are files of data/ from elsewhere, which belong into that list. `pdf`: the documents as PDF too;
    `documents.pdf.NoFont` where there is no font for them.
    """
    return with_manifest(chain(_exports(given, pdf=pdf), more))


def _exports(given: Given, *, pdf: bool) -> Iterator[tuple[str, bytes]]:
    standing = given.standing
    document = to_json(standing.plan, standing.overlays, standing.states, standing.water)
    yield "data/plan.json", dumps(document).encode()
    for name, made in (("plan", schema()), ("diff", diff_schema())):
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        yield f"data/{name}.schema.json", text.encode()
    yield "data/source.txt", given.source
    records = tuple(tables(standing))
    for table in records:
        yield f"data/{table.name}.csv", csv_file(*for_people(table))
    yield "data/datapackage.json", data_package(standing.plan, records)
    yield "data/plan.sqlite", database(records, _facts(standing.plan))
    if standing.water is not None:
        for name, data in water_files(standing.water):
            yield f"data/{name}", data
    yield from _of_units(given, pdf=pdf)


def _of_units(given: Given, *, pdf: bool) -> Iterator[tuple[str, bytes]]:
    own = Index(given.own)
    calendars = Calendars(own, given.settings)
    yield "data/calendar.ics", calendars.whole()
    index = given.index
    for name, document in _documents(index, given.standing.water):
        yield f"data/{name}.docx", documents.word(document)
        if pdf:
            yield f"data/{name}.pdf", as_pdf(document)
    units = Units(index)
    for unit in index.plan.units:
        if unit.kind == "group":
            continue
        if not unit.illustrative:
            yield addresses.unit_file(unit.id, "ics"), calendars.unit(unit)
        made = book(index, units, unit, given.recorded, given.settings)
        yield addresses.unit_file(unit.id, "xlsx"), write(made)
        listed = documents.responsibilities(index, units, unit, given.settings)
        yield addresses.unit_file(unit.id, "docx"), documents.word(listed)


def _documents(index: Index, water: Monitoring | None) -> Iterator[tuple[str, Document]]:
    """The documents about the whole plan, by name without ending."""
    yield "plan", documents.whole_plan(index)
    yield "targets", documents.target_list(index)
    yield "disclosure", documents.disclosure_list(index)
    for half in halves(index):
        yield f"progress-{half.lower()}", documents.progress_report(index, half)
    for address, one in bulletins(water, water_states(index.plan, water)) if water else ():
        yield address.strip("/").replace("/", "-"), documents.water_bulletin(index, one)


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
