"""Check: is what a project holds true of its source? In: a project's folder. Out: findings. Reads, never writes.

Strict YAML and the source's hash are the store's to tell.

examine.py   a whole project: its revisions, overlays and water, what has not changed from the cache
revision.py  one revision against its source, its units and the decisions on it
days.py      days that are still to come, on records of what has happened
persons.py   telephones, identity numbers, mailboxes and homes, in all that is written
"""

from gongkai.checking.examine import Examined, check, examine, examining

__all__ = ["Examined", "check", "examine", "examining"]
