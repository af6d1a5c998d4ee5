"""A unit's workbook: what the plan asks of it, with cells to fill in, out and back. Pure.

sheets.py  the sheets as values: the same description writes and reads
write.py   sheets → .xlsx
texts.py   a workbook of texts alone, as the library would write it
read.py    a filled .xlsx → what was written into it
answers.py what was written into it → records of the overlays, and what stands against them
update.py  a workbook in use, brought up to date in place

The libraries of the last five take long to load, and whoever makes a book that is kept needs none of them.
"""
