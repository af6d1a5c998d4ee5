"""Clock: what is due, done, late or cannot be told on an as-of day. Pure functions of plan, overlays and day.

periods.py  calendar periods: names, days, due days
state.py    the value that comes out
duties.py   the rules for duties
targets.py  the rules for targets, and for a measure's own deadline
water.py    what was published of water, as records of the duties that ask for it
standing.py all of a plan on one day
parts.py    what of it stands in each section
"""

from gongkai.clock.standing import Standing, stand
from gongkai.clock.state import State

__all__ = ["Standing", "State", "stand"]
