"""Search: what can be found, and the index that finds it without a server. Pure.

entry.py     one page that can be found: its address, kind, title, numbers, names, lines
entries.py   a plan and the addresses of its pages → entries
words.py     folding: 全角, case and quotation marks, position for position; keys of numbers and names
initials.py  pinyin initials of names, by the table in initials.txt
postings.py  which entries hold a run of one or two characters; lists of numbers as short strings
pack.py      entries → the files of the index: one for a county's plan, shards for a large one

The other half is `site/theme/assets/search-engine.js`, which folds and reads exactly as these
rooms do: a change here is a change there, and the tests run both against each other.
"""

from gongkai.search.entries import entries
from gongkai.search.entry import KINDS, Entry, Kind, told_apart
from gongkai.search.pack import files

__all__ = ["KINDS", "Entry", "Kind", "entries", "files", "told_apart"]
