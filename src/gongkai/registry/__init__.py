"""Registry: the bodies that plans name, under all their names. Pure but for the load of the shipped list.

bodies.yml    usual bodies of a province, city or county, short and former names; groups kept apart
folding.py    one form for the many ways to print a name
registry.py   Registry: a printed name → its unit; the mentions of units in a text
usual.py      the shipped list as units, with 省, 市, 县 … before their names
used.py       the units that a plan refers to, under its own names for them
short.py      names that a plan gives a body for its own use (以下简称)
names.py      a printed list of bodies → the place of each name
"""

from gongkai.registry.names import is_ditto, joined_parts, plausible, split_names
from gongkai.registry.registry import Registry
from gongkai.registry.short import abbreviations, with_abbreviations
from gongkai.registry.used import named_as_printed, under_ids_now, units_used
from gongkai.registry.usual import usual

__all__ = [
    "Registry",
    "abbreviations",
    "is_ditto",
    "joined_parts",
    "named_as_printed",
    "plausible",
    "split_names",
    "under_ids_now",
    "units_used",
    "usual",
    "with_abbreviations",
]
