"""Water: results judged against the national standards. Nothing here knows the plan or the site.

amount.py       what a result says of a quantity: a number, a bound, "not detected"; means
indicators.py   the registry of indicators: code, names, units with exact factors
limits.py       limit tables (standards/*.csv) and how an amount stands to a limit
points.py       points.yml: where water is sampled and what it must meet
results.py      results.csv: strict reading, each fault with file, line and column
sheet.py        .csv or .xlsx as rows of cells
wide.py         a wide sheet (one column an indicator) → rows of results.csv
verdict.py      the values of a judgement: Item, Verdict, Reach, Rate
grading.py      an item against a table of classes Ⅰ–Ⅴ
surface.py      rivers (GB 3838-2002): class, word, main pollutants
lake.py         lakes and reservoirs: trophic state
source.py       surface sources of drinking water: class Ⅲ and tables 2 and 3
groundwater.py  groundwater sources (GB/T 14848-2017)
disinfectant.py disinfectants of GB 5749, by kind of point
drinking.py     works, network and tap water (GB 5749, edition by the day of sampling)
reach.py        a whole river or lake from its points
rates.py        how many met, by number and by volume
evaluate.py     points and results → Evaluation
periods.py      quarters
monitoring.py   all on file: points, results, publications, what was done → Monitoring
disclosure.py   was each quarter and link put before the public, and in time
document.py     Evaluation → JSON (`gongkai-water/1`), its schema, and files → document
report.py       the document in plain Chinese

What a value means is decided by rules that are printed in the standards, and a few of our own where
they are silent; the latter say so where they are decided.
"""

from gongkai.water.document import evaluate_files, schema, to_json
from gongkai.water.evaluate import Evaluation, evaluate
from gongkai.water.monitoring import Action, Monitoring, Publication
from gongkai.water.points import Point, points_schema, read_points
from gongkai.water.report import plain_text
from gongkai.water.results import Result, read_results

__all__ = [
    "Action",
    "Evaluation",
    "Monitoring",
    "Point",
    "Publication",
    "Result",
    "evaluate",
    "evaluate_files",
    "plain_text",
    "points_schema",
    "read_points",
    "read_results",
    "schema",
    "to_json",
]
