"""Outputs: the files that officials and other programs take away, from the same views as the pages. Pure but for given.py and PDF.

given.py        what the files are made from
files.py        all of them, by path, in parts that may be made in any order
table.py        a table as a value, described once for all forms
tables.py       the records of a plan as tables
water_tables.py what is on file of water as tables
package.py      the tables → datapackage.json
database.py     the tables → SQLite, with a search for any run of characters
csv_file.py     a table → CSV that spreadsheet programs here open rightly
harmless.py     text as other programs may be given it
events.py       due days → the events that tell them
ical.py         an event → its lines (iCalendar)
calendars.py    which event is in which calendar
keeping.py      files made before from equal values
documents/      lists, reports and the whole plan as .docx
workbook/       a unit's workbook, out and back
"""
