"""The parts of a .docx: a zip of XML from an unknown hand, read within limits. Pure.

No entity is resolved, nothing is fetched, a document type declaration is refused. Strict and transitional
documents name the same elements in two namespaces; elements are known here by their local name.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from gongkai.sources.refusal import Unreadable

MOST_PARTS = 4_000
LARGEST_PART = 96 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 256 * 1024 * 1024
_DOCUMENT = "officeDocument"
_MAIN = (
    ("wordprocessingml.document.main+xml", ""),
    ("wordprocessingml.template.main+xml", ""),
    ("macroEnabled", "source-macro"),
    ("spreadsheetml", "Excel (.xlsx)"),
    ("presentationml", "PowerPoint (.pptx)"),
)
# Other zips, told by an entry of theirs.
_OTHERS = (("OFD.xml", "OFD (.ofd)"), ("content.xml", "OpenDocument (.odt, .ods)"))

Element = etree._Element


class Package(Struct, frozen=True):
    """A document's parts by their role: `document` is there, each other where the file has it."""

    document: Element
    parts: Mapping[str, Element]

    def part(self, role: str) -> Element | None:
        """The part of a role: styles, numbering, footnotes …"""
        return self.parts.get(role)


def open_package(data: bytes) -> Package:
    """The parts of the .docx `data`. Raises `Unreadable` for every other zip, and for a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _package(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable("source-damaged", format="zip") from error
    except (KeyError, ValueError, etree.XMLSyntaxError, RecursionError) as error:
        raise Unreadable("source-damaged", format=".docx") from error


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child named so, then its child, down `names`."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def switched(element: Element | None) -> bool:
    """Whether an on-off property is there and on."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def _package(archive: zipfile.ZipFile) -> Package:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("source-encrypted")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise Unreadable("source-too-large", limit=f"{LARGEST_WHOLE >> 20} MB")
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names:
        found = next((name for entry, name in _OTHERS if entry in names), "zip")
        raise Unreadable("source-format", format=found)
    main, roles = _related(archive, "", names)
    _of_word(archive, main.get(_DOCUMENT, ""), names)
    path = main[_DOCUMENT]
    _, roles = _related(archive, path, names)
    parts = {
        role: _parsed(archive, target)
        for role, target in roles.items()
        if target in names and target.endswith(".xml")
    }
    return Package(_parsed(archive, path), parts)


def _of_word(archive: zipfile.ZipFile, main: str, names: set[str]) -> None:
    """Refuse what is no plain Word document, by the type of its main part."""
    kind = _type(archive, main)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("source-macro")
    for sign, refused in _MAIN:
        if sign in kind:
            if refused.startswith("source-"):
                raise Unreadable(refused)
            if refused:
                raise Unreadable("source-format", format=refused)
            return
    # Some programs declare no type of their own for the main part.
    if kind not in ("", "application/xml", "text/xml") or not main.startswith("word/"):
        raise Unreadable("source-format", format="zip")


def _type(archive: zipfile.ZipFile, part: str) -> str:
    """The declared type of a part: its own, or that of its extension."""
    own, general = "", ""
    for one in _parsed(archive, "[Content_Types].xml"):
        if (value(one, "PartName") or "").lstrip("/") == part:
            own = value(one, "ContentType") or ""
        elif value(one, "Extension") == part.rpartition(".")[2]:
            general = value(one, "ContentType") or ""
    return own or general


def _related(
    archive: zipfile.ZipFile, path: str, names: set[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The parts to which `path` refers, by role; of several of one role (headers) each under its own name."""
    folder, name = posixpath.split(path)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}
    each: dict[str, str] = {}
    if relations not in names:
        return found, each
    for relation in _parsed(archive, relations):
        if value(relation, "TargetMode") == "External":
            continue
        role = (value(relation, "Type") or "").rpartition("/")[2]
        target = value(relation, "Target") or ""
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.setdefault(role, target)
        each[role if role not in each else f"{role}:{target}"] = target
    return found, each


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Unreadable("source-too-large", limit=f"{LARGEST_PART >> 20} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("source-damaged", format=".docx")
    return root
