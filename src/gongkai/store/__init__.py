"""Store: a plan's revisions and units as YAML that an official can read and edit. I/O in folder.py and importing.py.

tree.py       YAML text → nodes with line and column; strict
emit.py       plain values → YAML text, always in one form
shapes.py     how single values stand in YAML, and how a table of fields reads and writes a record
records.py    the tables: node, body, target, duty, date, blank, erratum, unit, revision
sections.py   a plan ↔ the files of its revision, one a section
folder.py     a project's folder → `Project`, and what is wrong with it
cache.py      what was made from unchanged files before; compact.py: a plan in it
importing.py  a source → a new revision, committed by one rename
"""

from gongkai.store.cache import Cache
from gongkai.store.folder import Project, load, load_registry, read_file
from gongkai.store.importing import ImportReport, import_source

__all__ = [
    "Cache",
    "ImportReport",
    "Project",
    "import_source",
    "load",
    "load_registry",
    "read_file",
]
