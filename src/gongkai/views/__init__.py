"""Views: what each page shows, as frozen values. Pure: a plan in, a view out; no HTML, no file.

settings.py       what the publisher sets: its name, the site's address, where errors are reported
words.py          the Chinese word for each kind, state and sign; the same everywhere
marked.py         a text cut into marked pieces; marks may overlap
cut.py            a list too long for one page, cut by sections: which page holds which row
index.py          one plan looked up from every side, built once; the marks of a line
parts.py          what several pages show: a link to a node, a body, the facts read from a node
fronts.py         the pages of a list that is cut: what stands around rows, and what the first tells of all
measure.py        one measure, and one section with what stands in it
full_text.py      the plan as issued, with the reading in the margin
unit.py           one unit: what it leads, supports, answers for, and where it is named
qr.py             a QR code as a drawing
registers.py      the lists: measures, targets, blanks and misprints
list_pages.py     the same on several pages, where they are too long for one
disclosure.py     what must be published, by whom, how often, and whether it was
disclosure_pages.py  the same on several pages, where it is too long for one
calendar.py       what is due in which month
progress.py       half-yearly reports
work_plans.py     yearly work plans of units
rectification.py  problems handed over by inspections
reading.py        the reading report: how sure the rules were, what asks for a look
home.py           the plan's numbers
pictures.py       counts that are drawn: what is due when, who has measures in which section
changes.py        what changed between two revisions, by kind and by unit
telling.py        the same as text: for a terminal, a pull request, a notice
news.py           what was recorded since, as entries of a feed
revisions.py      the revisions, one as it was, what became of a measure
water/            the pages on water
document.py       the plan's particulars as a document: 索引号, 文号, 成文日期 …
views.py          all of them, of a plan on one day
"""

from gongkai.views.index import Index
from gongkai.views.settings import Settings
from gongkai.views.views import Views

__all__ = ["Index", "Settings", "Views"]
