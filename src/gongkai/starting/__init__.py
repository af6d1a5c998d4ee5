"""Starting: a project of an office's own, from nothing to a folder that takes a plan and becomes a site.

start.py  the files of `project/` → a new folder, whole or not at all
project/  those files; a name that begins with `dot-` begins with a dot in the folder that is made
"""

from gongkai.starting.start import start

__all__ = ["start"]
