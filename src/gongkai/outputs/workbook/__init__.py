"""A unit's workbook: what the plan asks of it, with cells to fill in, out and back. Pure.

sheets.py  the sheets as values: the same description writes and reads
write.py   sheets → .xlsx
read.py    a filled .xlsx → what was written into it
answers.py what was written into it → records of the overlays, and what stands against them
update.py  a workbook in use, brought up to date in place
"""

from gongkai.outputs.workbook.answers import Answers, answers
from gongkai.outputs.workbook.read import Unusable, read
from gongkai.outputs.workbook.sheets import Book, OnRecord, book
from gongkai.outputs.workbook.update import update
from gongkai.outputs.workbook.write import write

__all__ = ["Answers", "Book", "OnRecord", "Unusable", "answers", "book", "read", "update", "write"]
