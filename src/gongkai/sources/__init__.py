"""Sources: the bytes of a plan as lines that can be cited. The only room that decodes.

finding.py   Finding: what is wrong, where
rules.py     the catalogue of all findings: how bad each is, its words in two languages
near.py      which name a slip was meant for
system.py    what the operating system says of a file, in Chinese
span.py      Span and Stretch: places on a line, columns counted in code points
refusal.py   Unreadable: why a file cannot be read
formats.py   which format a file is in
decode.py    bytes → text, encoding named, binary refused
markdown.py  which characters of a line are Markdown's and not the plan's
extract.py   what a reader of another format gives: lines with their places in the original
word/        .docx → lines
webpage.py   a saved page of a government site → lines
pdf.py       a PDF with a text layer → lines
source.py    Source: the lines, and the bytes again
"""

from gongkai.sources.finding import Finding
from gongkai.sources.refusal import Unreadable
from gongkai.sources.source import Line, Source, read_source
from gongkai.sources.span import Span, Stretch

__all__ = ["Finding", "Line", "Source", "Span", "Stretch", "Unreadable", "read_source"]
