"""Addresses: where each thing of a plan lives on the site. Pure; relative to the site's root.

An address is "" (home), `measures/N054/`, `plan/#L84` … It is made of permanent ids alone, so a link
from elsewhere outlives a renumbering. An id that is no plain ASCII word is refused: an address is
also a path on disk, and ids come from files that people edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

HOME = ""
PLAN = "plan/"
SECTIONS = "sections/"
MEASURES = "measures/"
UNITS = "units/"
BLANKS = "blanks/"
TARGETS = "targets/"
DISCLOSURE = "disclosure/"
REVISIONS = "revisions/"
WORK_PLANS = "work-plans/"
RECTIFICATION = "rectification/"
CALENDAR = "calendar/"
REGISTERS = "registers/"
PROGRESS = "progress/"
READING = "reading/"
DATA = "data/"
ABOUT = "about/"
WATER = "water/"
WATER_METHOD = "water/method/"
WATER_GLOSSARY = "water/glossary/"
SITEMAP = "sitemap/"
ACCESSIBILITY = "accessibility/"
SEARCH = "search/"
# The parts of a site that belong to the plan; what else lies at its root is the publisher's.
ROOMS = frozenset({
    PLAN, SECTIONS, MEASURES, UNITS, BLANKS, TARGETS, DISCLOSURE, REVISIONS, WORK_PLANS, RECTIFICATION, CALENDAR, REGISTERS,
    PROGRESS, READING, DATA, ABOUT, WATER, SITEMAP, ACCESSIBILITY, SEARCH,
})  # fmt: skip

ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")  # how a link to another site begins
# The pages of what is cut, under their first one; docs/nginx.conf and assets/finder.js say the same, letter for letter.
_CUT = re.compile(
    r"(?:(plan|targets|disclosure|registers|blanks)/N[0-9]+|(measures)/sections/N[0-9]+|(calendar)/[0-9]{4}-[0-9]{2}"
    r"|(units/[A-Za-z0-9][A-Za-z0-9_-]*)/(?:duties|targets|deadlines|measures|inline|named|published|progress|problems)"
    r"|(revisions/[A-Za-z0-9][A-Za-z0-9_.-]*)(?:/N[0-9]+|(?=/[0-9]+/?$))|(rectification)(?=/[0-9]+/?$))(?:/[0-9]+)?/?"
)
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?")  # also names files


class UnsafeId(ValueError):
    """An identifier that cannot be part of an address."""


def section(node: str) -> str:
    """Page of a top-level node that is no measure, or that has others under it."""
    return f"{SECTIONS}{_checked(node)}/"


def measure(node: str) -> str:
    """Page of a measure."""
    return f"{MEASURES}{_checked(node)}/"


def unit(identifier: str) -> str:
    """Page of a unit."""
    return f"{UNITS}{_checked(identifier)}/"


def part(room: str, node: str, number: int = 1) -> str:
    """A page of a list that is cut into several: what of it is in a section, or the `number`th part of that."""
    below = f"{room}{SECTIONS}" if room == MEASURES else room  # beside the measures' own pages
    return _numbered(f"{below}{_checked(node)}/", number)


def calendar(month: str, number: int = 1) -> str:
    """A page of a calendar that is cut into several: what is due in a month (2026-12), or the `number`th part of it."""
    return _numbered(f"{CALENDAR}{_checked(month)}/", number)


def problems(number: int) -> str:
    """A page of a list of problems that is cut into several."""
    return _numbered(RECTIFICATION, number)


def unit_rows(identifier: str, what: str, number: int) -> str:
    """A page of what a unit has too much of for its own page (duties, targets …): the `number`th, that being the first."""
    return unit(identifier) if number == 1 else f"{unit(identifier)}{what}/{number}/"


def revision(name: str) -> str:
    """Page of a revision, whole as it was."""
    return f"{REVISIONS}{_revision(name)}/"


def comparison(old: str, new: str, number: int = 1) -> str:
    """Page of the changes from one revision to another, or the `number`th of several."""
    return _numbered(f"{REVISIONS}{_revision(old)}--{_revision(new)}/", number)


def unit_file(identifier: str, ending: str) -> str:
    """A download about a unit: `data/units/xian-shuiwuju.ics`."""
    return f"{DATA}units/{_checked(identifier)}.{ending}"


def work_plan(unit: str, year: str) -> str:
    """A unit's work plan for a year."""
    return f"{WORK_PLANS}{_checked(unit)}/{_checked(year)}/"


def progress(half: str) -> str:
    """The report on a half-year (2020-H1)."""
    return f"{PROGRESS}{_checked(half.lower())}/"


def water_point(identifier: str) -> str:
    """Page of a place where water is sampled."""
    return f"{WATER}{_checked(identifier)}/"


def water_quarter(quarter: str) -> str:
    """Page of the bulletin of a quarter: `water/2020-q3/` for 2020-Q3."""
    return f"{WATER}{_checked(quarter.lower())}/"


def feed(unit: str = "") -> str:
    """The feed of a unit, or of all."""
    return f"{DATA}units/{_checked(unit)}.xml" if unit else f"{DATA}feed.xml"


def file_of(address: str) -> str:
    """The file of the page at `address`, which is "" or ends with a slash; `index.html` is left out of an address."""
    return f"{address}index.html"


def first_page(address: str) -> str | None:
    """The first page of what is cut of which `address` is, or was, a page; `None` for all other addresses."""
    found = _CUT.fullmatch(address)
    return f"{next(filter(None, found.groups()))}/" if found else None


def before(address: str, former_ids: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The addresses of a unit's page or file under the ids that it bore before (`former_ids` by its own)."""
    for room in (UNITS, WORK_PLANS, f"{DATA}units/"):
        own, dot, ending = address.removeprefix(room).partition("." if room[0] == "d" else "/")
        if address.startswith(room):
            yield from (f"{room}{_checked(old)}{dot}{ending}" for old in former_ids.get(own, ()))


def disclosure_feed() -> str:
    """The feed of what was published, and what is overdue to be."""
    return f"{DATA}disclosure.xml"


def line(number: int, page: str = PLAN) -> str:
    """A line of the source in the full text; `page` is the one that it is on where the text has several."""
    return f"{page}#L{number}"


def quote(record: str, page: str = PLAN) -> str:
    """The words in the full text on which a record (target, duty, date …) rests; `page` as in `line`."""
    return f"{page}#{record}"


def relative(target: str, here: str) -> str:
    """The link that leads from the page `here` to `target`; within one page its fragment alone."""
    if target.startswith(f"{here}#"):
        return target[len(here) :]
    return "../" * here.count("/") + target or "./"


def _revision(name: str) -> str:
    """Names of revisions may hold full stops (2025.1), as folders may."""
    if ".." in name or not _ID.fullmatch(name.replace(".", "-")):
        raise UnsafeId(f"{name!r}")
    return name


def outside(address: str, here: str) -> str:
    """A web address as it stands; a file of the site as a link from the page `here`."""
    return address if address.startswith(("https://", "http://")) else relative(address, here)


@cache  # of a record's words each page asks for the address of its node and of its units
def is_safe(identifier: str) -> bool:
    """Whether an identifier can be part of an address."""
    return _ID.fullmatch(identifier) is not None


def _numbered(first: str, number: int) -> str:
    """The `number`th of pages that follow one another, the first of which is at `first`."""
    return first if number == 1 else f"{first}{number}/"


def _checked(identifier: str) -> str:
    if not is_safe(identifier):
        raise UnsafeId(f"{identifier!r}")
    return identifier
