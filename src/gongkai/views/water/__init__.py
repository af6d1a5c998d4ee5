"""What the pages on water show, as frozen values. Pure; no HTML.

wording.py    values, limits, bands and verdicts in the words of a bulletin
chart.py      geometry of the two static charts
overview.py   the front page: is the water within the standard, who says so, what is missing
point.py      one place of sampling
bulletin.py   one quarter, as the customary table
glossary.py   indicators in plain words with their limits
method.py     the rules that are followed, and which of them are our own
"""
