"""Store: a plan's revisions, units and what people record, as YAML that an official can read and edit.

How a value stands in a file (pure):

emit.py            plain values → YAML text, always in one form
splice.py          a changed value into the file that held the old one, every other line untouched
shapes.py          how single values stand in YAML, and how a table of fields reads and writes a record
as_written.py      files that stand as emit writes them, read by patterns made of these tables; all others are YAML's
records.py         the tables: node, body, target, duty, date, blank, erratum, unit, revision
overlay_records.py the tables of what people record beside the plan
overlay_rules.py   what must hold of such a record beside its shape
sections.py        a plan ↔ the files of its revision, one a section
places.py          where each record of a plan stands in its files
original.py        what is kept of an original that is no text
schemas.py         JSON Schemas of all files, made from the tables by which they are read
review.py          what rules proposed, by address, and the decisions of persons
carry.py           decisions on an earlier reading → a fresh one

What reads files:

files.py           bytes, or why not; several files that change together, or none
entries.py         links and pipes in a project, by which it is refused; files that nothing reads
folder.py          a project's folder → `Project`, and what is wrong with it
units.py           units.yml ↔ units
overlays.py        fills, progress, disclosures, work plans, rectification → `Overlays`
water.py           plan_data/water/ → `Monitoring`
reading.py         many section files read by two processes
cache.py           what was made from unchanged files before
signing.py         what of it this user's own builds have kept

What writes them:

importing.py       a source → a new revision, committed by one rename
renewing.py        a revision's own source read again by better rules
saving.py          a changed plan → the files that held it
recording.py       records that people hand in → the overlay files
water_import.py    a wide sheet of results → plan_data/water/results/
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gongkai.store.cache import Cache
from gongkai.store.folder import Project, load, load_registry, read_file

if TYPE_CHECKING:
    from gongkai.store.importing import ImportReport, import_source
    from gongkai.store.recording import Entry, record, refusals
    from gongkai.store.water import load_water
    from gongkai.store.water_import import WaterImport, import_water

# Loaded when it is asked for: with what writes come the rules by which plans are read, with water the standards.
_LATER = {
    "importing": ("ImportReport", "import_source"),
    "recording": ("Entry", "record", "refusals"),
    "water": ("load_water",),
    "water_import": ("WaterImport", "import_water"),
}

__all__ = [
    "Cache",
    "Entry",
    "ImportReport",
    "Project",
    "WaterImport",
    "import_source",
    "import_water",
    "load",
    "load_registry",
    "load_water",
    "read_file",
    "record",
    "refusals",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
