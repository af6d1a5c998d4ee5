"""Reading: a source → a plan, by rules alone, and how far it may be relied on. Pure.

read.py    outline, attribution, commitments, blanks and mentions composed
report.py  what was read, with which confidence, and where a person should look first
"""
