"""Documents for printing and sending on. Pure; a document is a value that two writers can set.

document.py  a document as a value: headings, paragraphs, tables
lists.py     a plan → its documents: responsibilities of a unit, targets, disclosure, progress, the whole with reading
word.py      a document → .docx in the layout of official documents
pdf.py       a document → PDF, where a font with Chinese characters is installed
"""

from gongkai.outputs.documents.document import Document
from gongkai.outputs.documents.lists import (
    DISCLOSURE,
    TARGETS,
    disclosure_list,
    progress_report,
    responsibilities,
    target_list,
    water_bulletin,
    whole_plan,
)
from gongkai.outputs.documents.word import word

__all__ = [
    "DISCLOSURE",
    "TARGETS",
    "Document",
    "disclosure_list",
    "progress_report",
    "responsibilities",
    "target_list",
    "water_bulletin",
    "whole_plan",
    "word",
]
