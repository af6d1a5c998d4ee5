"""Reading: a source → a plan, by rules alone, and how far it may be relied on. Pure.

read.py    outline, attribution, commitments, blanks and mentions composed
report.py  what was read, with which confidence, and where a person should look first
"""

from gongkai.reading.read import read
from gongkai.reading.report import Place, Report, Tally, report

__all__ = ["Place", "Report", "Tally", "read", "report"]
