"""The breaks: one a line, in the order of the rooms. `old` stands once in its file; `seen_by` are tests that should fail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """In `file` (below src/gongkai), `new` in the place of `old`."""

    what: str
    file: str
    old: str
    new: str
    seen_by: str


TABLE: tuple[Break, ...] = (
    # — sources, numerals, dates, blanks, personal —
    Break("a column counts from 0", "sources/span.py", "return Span(self.line, cols[0], self.raw", "return Span(self.line, cols[0] - 1, self.raw", "tests/sources tests/attribution"),
    Break("a month ends on its 30th", "dates/find.py", "{min(day, calendar.monthrange(year, month)[1]):02}", "{min(day, 30):02}", "tests/dates"),
    Break("a quarter is due a month late", "dates/find.py", "due = ((3, 31), (6, 30), (9, 30), (12, 31))", "due = ((4, 30), (7, 31), (10, 31), (1, 31))", "tests/dates"),
    Break("a plan's period ends with its fourth year", "dates/find.py", 'f"{year}-01-01", f"{year + 4}-12-31"', 'f"{year}-01-01", f"{year + 3}-12-31"', "tests/dates"),
    Break("a misprinted year is certain", "dates/find.py", '"likely" if misprint else "certain"', '"certain"', "tests/dates"),
    Break("days of work count as days", "dates/find.py", 'workdays = "工作" in match[0]', "workdays = False", "tests/dates"),
    Break("every year reaches over the sentence", "dates/find.py", 'if other.end < dates[index].start - 40 or "。" in text[other.end : dates[index].start]:', "if other.end < dates[index].start - 40:", "tests/dates"),
    Break("a numeral of a year is a blank", "blanks.py", "if _NUMERAL_YEAR.search(text, max(0, match.start() - 2), match.end() + 1):", "if False:", "tests/test_blanks.py"),
    Break("a name with a blank in it is a blank", "blanks.py", "_SIGNS.fullmatch(name))", "_SIGNS.search(name))", "tests/test_blanks.py tests/attribution"),
    Break("a wrong check character passes", "personal.py", "return len(number) == 15 or _check(number) == number[17].upper()", "return True", "tests/test_personal.py"),
    Break("a sum of money is a telephone", "personal.py", 'if kind != "landline" and _AMOUNT.match(plain, match.end()):', "if False:", "tests/test_personal.py"),
    Break("a home is not looked for", "personal.py", "    found += _homes(plain)\n", "", "tests/test_personal.py"),
    # — outline —
    Break("the last line of a node is lost", "outline/tree.py", "self.latest.last = at + 1\n        else:", "self.latest.last = at\n        else:", "tests/outline"),
    Break("an item goes on a level below", "outline/tree.py", "if new.number == self.stack[depth].number + 1:\n                return depth", "if new.number == self.stack[depth].number + 1:\n                return depth + 1", "tests/outline"),
    Break("a gap in the numbering is not told", "outline/tree.py", "elif draft.number != before.number + 1:", "elif draft.number < before.number:", "tests/outline"),
    Break("a number that fits nowhere opens a node", "outline/tree.py", "or any(abs(found.number - draft.number) <= _NEAR for draft in near)", "or True", "tests/outline tests/test_cases.py"),
    Break("a row of a table keeps the cells of none", "outline/tree.py", "cells=row.cells,", "cells=(),", "tests/outline tests/attribution tests/test_cases.py"),
    # — attribution —
    Break("the last body of a role is dropped", "attribution/attribute.py", "return tuple(_body(one, registry) for one in found if one[1].says == says)", "return tuple(_body(one, registry) for one in found if one[1].says == says)[:1]", "tests/attribution"),
    Break("support stands as lead", "attribution/attribute.py", 'lead=_bodies(answers, "lead", registry),', 'lead=_bodies(answers, "support", registry),', "tests/attribution"),
    Break("responsible bodies are left out", "attribution/attribute.py", 'responsible=_bodies(answers, "responsible", registry),', "responsible=(),", "tests/attribution"),
    Break("a body's column is one off", "attribution/attribute.py", "span = stretch.span(part.start, part.end)\n    blank", "span = stretch.span(part.start + 1, part.end)\n    blank", "tests/attribution"),
    Break("a blank becomes a unit", "attribution/attribute.py", "unit = None if blank else registry.resolve(printed)", "unit = registry.resolve(printed) or registry.resolve('县水务局')", "tests/attribution"),
    Break("what is in a bracket answers for the node", "attribution/attribute.py", 'for each in _parts(inside) if each[1].says != "deadline"\n        ),', 'for each in () if each[1].says != "deadline"\n        ),', "tests/attribution"),
    Break("another name of a body answers", "attribution/attribute.py", "return not _OTHER_NAME.search(text, max(0, bracket.start - 2), bracket.start)", "return True", "tests/attribution tests/test_cases.py"),
    Break("a node with bodies is no measure", "attribution/attribute.py", "if node.attributions:\n        return", "if node.lead:\n        return", "tests/attribution"),
    Break("what stands under principles is narrative", "attribution/attribute.py", 'return "principle"', 'return "narrative"', "tests/attribution tests/test_cases.py tests/test_known_plan.py"),
    # — commitments —
    Break("a date carried over governs nothing", "commitments/deadlines.py", 'return Governing(self._carried, "carried") if self._carried else None', "return None", "tests/commitments"),
    Break("a date within the sentence counts as carried", "commitments/deadlines.py", 'return Governing(before, "same_sentence")', 'return Governing(before, "carried")', "tests/commitments"),
    Break("of dates listed together one counts", "commitments/deadlines.py", "while index and len(group) < 6", "while index and len(group) < 1", "tests/commitments"),
    Break("about is at least", "commitments/targets.py", 'return "≈"  # 左右 allows below', 'return ">="  # 左右 allows below', "tests/commitments"),
    Break("a range keeps its first end", "commitments/targets.py", "for each in (number, second) if each]", "for each in (number, None) if each]", "tests/commitments"),
    Break("a blank target has a value", "commitments/targets.py", "value = None if blank else _value(number, second)", "value = '0' if blank else _value(number, second)", "tests/commitments"),
    Break("a condition is a target", "commitments/targets.py", "if verb is None or not unit or unit in UNCOUNTED_UNITS or _CONDITION.match(after):", "if verb is None or not unit or unit in UNCOUNTED_UNITS:", "tests/commitments"),
    Break("a ban without a season is seasonal", "commitments/duties.py", 'if "seasonal_ban" in kinds and not seasonal:', 'if "seasonal_ban" in kinds and seasonal:', "tests/commitments"),
    Break("a publication is periodic as well", "commitments/duties.py", 'if kinds & {"disclosure", "filing", "report"}:', 'if kinds & {"filing"}:', "tests/commitments"),
    # — identity —
    Break("an identifier is used again", "identity.py", "        highest += 1\n", "        highest += 0 if taken else 1\n", "tests/store/test_importing.py tests/revise"),
    Break("the highest identifier is given again", "identity.py", "highest = max((int(found[1])", "highest = -1 + max((int(found[1])", "tests/store tests/revise"),
    Break("records stay with the node before", "identity.py", "replace(record, id=f\"{ids[record.node]}-", "replace(record, id=f\"{next(iter(ids.values()))}-", "tests/store tests/revise tests/checking"),
    # — revise —
    Break("two identifiers are swapped", "revise/match.py", "self.to[old], self.of[new] = new, old", "self.to[old], self.of[new] = new, old ^ 1", "tests/revise"),
    Break("twins are not told apart", "revise/match.py", "return bool(near[0] and not split) or bool(near[1] and not merged)", "return False", "tests/revise"),
    Break("a decision of a person is passed over", "revise/match.py", "    matcher.decide(decided or {})\n", "", "tests/revise tests/store"),
    Break("place says nothing", "revise/match.py", "return bonus + 0.01 * (1 - far)", "return 0.0", "tests/revise"),
    Break("a moved node is renumbered", "revise/diff.py", "if new.id in shifted:", "if not shifted:", "tests/revise"),
    Break("of those gone nothing is told", "revise/diff.py", "yield (last, 1), _dropped(node, after.get(takers.get(identifier, \"\")))", "continue", "tests/revise"),
    Break("a rejected target changes", "revise/diff.py", 'if record.review.status != "rejected":\n            found', "if True:\n            found", "tests/revise"),
    Break("a change concerns nobody", "revise/diff.py", "placed.append((place, replace(change, units=tuple(sorted(units)))))", "placed.append((place, change))", "tests/revise"),
    Break("a split-off part is kin by its place alone", "revise/kinship.py", "if counts[best] >= TAKEN * len(own):", "if True:", "tests/revise"),
    Break("of what was lost all is found", "revise/kinship.py", " - shingles(bare(other.words))", "", "tests/revise"),
    Break("a withdrawn revision is current", "revise/succession.py", "if not withdrawn(one)} or revisions", "} or revisions", "tests/revise"),
    Break("in force from the day after", "revise/succession.py", "as_of < revision.in_force.start:", "as_of <= revision.in_force.start:", "tests/revise"),
    Break("ended on the last day", "revise/succession.py", '(revision.in_force.end or as_of) < as_of else', '(revision.in_force.end or "9999") <= as_of else', "tests/revise"),
    # — water —
    Break("a value at the limit exceeds it", "water/limits.py", 'else amount.usual > limit\n', 'else amount.usual >= limit\n', "tests/water"),
    Break("less than counts as at most", "water/limits.py", "over = amount.usual >= limit if self.sense", "over = amount.usual > limit if self.sense", "tests/water"),
    Break("oxygen at the limit is too low", "water/limits.py", "if limit is None or amount.low >= limit:\n            return \"kept\"", "if limit is None or amount.low > limit:\n            return \"kept\"", "tests/water"),
    Break("the old edition holds a day longer", "water/drinking.py", 'return "2006" if day < FIRST_DAY_2022', 'return "2006" if day <= FIRST_DAY_2022', "tests/water"),
    Break("a small supply is judged as a large one", "water/drinking.py", 'if point.small_supply and edition == "2022" and code in _NOTE_B:', "if False:", "tests/water"),
    Break("what was not detected counts in full", "water/amount.py", "return Amount(ZERO, EXACT.multiply(limit, HALF), limit, qualifier", "return Amount(ZERO, limit, limit, qualifier", "tests/water"),
    Break("the best item gives the class", "water/grading.py", "return CLASSES[max(classes)] if classes else None", "return CLASSES[min(classes)] if classes else None", "tests/water"),
    Break("an unconfirmed limit judges", "water/grading.py", "counts = counts and limit.confirmed", "counts = counts", "tests/water"),
    Break("the multiple is of the value", "water/grading.py", "quotient(EXACT.subtract(amount.usual, bound.high), bound.high)", "quotient(EXACT.subtract(amount.usual, bound.high), amount.usual)", "tests/water"),
    Break("phosphorus of rivers judges lakes", "water/limits.py", 'left_out = "TP_river" if lake else "TP_lake"', 'left_out = "TP_lake" if lake else "TP_river"', "tests/water"),
    Break("a state of 30 is poor in nutrients", "water/lake.py", "if index < 30:", "if index <= 30:", "tests/water"),
    Break("what cannot be told counts as judged", "water/rates.py", 'if verdict.verdict != "cannot_tell"]', "]", "tests/water"),
    Break("published on the last day is late", "water/disclosure.py", 'if found.published <= due else "late"', 'if found.published < due else "late"', "tests/water"),
    Break("the last of two publications counts", "water/disclosure.py", "key=lambda one: one.published, reverse=True)", "key=lambda one: one.published)", "tests/water"),
    Break("what is published later is known", "water/disclosure.py", "        if one.published <= as_of:\n", "        if True:\n", "tests/water"),
    Break("five sections are judged by their mean", "water/reach.py", "FEWEST_FOR_SHARES = 5", "FEWEST_FOR_SHARES = 6", "tests/water"),
    Break("three of four good sections are not good", "water/reach.py", "if share >= Fraction(75, 100):", "if share > Fraction(75, 100):", "tests/water"),
    Break("nitrogen gives the class", "water/surface.py", 'REFERENCE = frozenset({"WT", "TN", "FC"})', 'REFERENCE = frozenset({"WT", "FC"})', "tests/water"),
    Break("heavy metals stand by their multiple", "water/surface.py", "return (item.indicator.code not in FIRST, -class_,", "return (False, -class_,", "tests/water"),
    Break("a second disinfectant must keep its residual too", "water/disinfectant.py", "        elif enough:\n", "        elif False:\n", "tests/water"),
    # — clock —
    Break("overdue on the due day", "clock/duties.py", "    if as_of > demand.due:\n", "    if as_of >= demand.due:\n", "tests/clock"),
    Break("done on the due day is late", "clock/duties.py", '"done_late" if late > 0 else', '"done_late" if late >= 0 else', "tests/clock"),
    Break("of several records the last counts", "clock/duties.py", "_done(demand, min(records", "_done(demand, max(records", "tests/clock"),
    Break("one does it for the group", "clock/duties.py", "if records and grouped:", "if False:", "tests/clock"),
    Break("a period outside the time in force is due", "clock/duties.py", "if last is None or (period.due if period.printed else period.end) <= last:", "if True:", "tests/clock"),
    Break("a record counts for every period", "clock/duties.py", "own = [one for one in records if one.period == period.name]", "own = list(records)", "tests/clock"),
    Break("a target is due a day early", "clock/targets.py", "    if as_of <= due:\n", "    if as_of < due:\n", "tests/clock"),
    Break("a limit is missed at its value", "clock/targets.py", 'return "met" if value <= high else "missed"\n    return', 'return "met" if value < high else "missed"\n    return', "tests/clock"),
    Break("less than demanded is enough", "clock/targets.py", 'return "met" if value >= low else "missed"', 'return "met"', "tests/clock"),
    Break("a quarter of which a link is missing is done", "clock/water.py", "if links <= of.keys()", "if of", "tests/clock"),
    Break("an office's own record does not go before", "clock/standing.py", "if (record.duty, record.period) not in recorded", "if True", "tests/clock"),
    Break("a quarter is published with its first link", "clock/water.py", "date=max(of.values()),", "date=min(of.values()),", "tests/clock"),
    Break("a rejected duty has a state", "clock/standing.py", 'if duty.review.status != "rejected" and (duty.kind in FOLLOWED', "if (duty.kind in FOLLOWED", "tests/clock"),
    Break("a printed day before the plan is due", "clock/periods.py", "counts = on >= start if on else first >= start", "counts = True if on else first >= start", "tests/clock"),
    # — store —
    Break("a decided record gives way", "store/carry.py", "        if one.decided:\n            value = self._moved", "        if False:\n            value = self._moved", "tests/store"),
    Break("a number of a record is used again", "store/carry.py", "numbers = _Numbers((*taken, *ids))", "numbers = _Numbers(())", "tests/store"),
    Break("several files change one by one", "store/files.py", 'if project is not None and len(files) > 1 else None', "if False else None", "tests/store/test_files.py"),
    Break("a list leads out of the project", "store/files.py", "if not path.parent.resolve().is_relative_to((project / \"plan_data\").resolve()):", "if False:", "tests/store/test_files.py"),
    Break("a second key is passed over", "store/tree.py", "            elif key.value in entries:\n", "            elif False:\n", "tests/store tests/checking"),
    Break("a comment behind a changed value is lost", "store/splice.py", 'return rest if rest.lstrip().startswith("#") else ""', 'return ""', "tests/store"),
    Break("a mark of the order of bytes is lost", "store/splice.py", "return _BOM + spliced if data.startswith(_BOM) else spliced", "return spliced", "tests/store"),
    Break("a changed record is written over all", "store/recording.py", "new = [now if one == entry.was else plain for", "new = [now for", "tests/store tests/outputs/test_workbook.py"),
    Break("what stands in a file of comments alone goes", "store/recording.py", 'data.rstrip() + f"\\n{below}\\n".encode()', 'f"{below}\\n".encode()', "tests/store"),
    Break("what is kept of a revision forgets units.yml", "store/cache.py", 'for path in (base / "units.yml", *inside):', "for path in inside:", "tests/store/test_cache.py tests/checking/test_remembered.py"),
    Break("what a section says is kept whatever its bytes say", "store/cache.py", 'return "section", digest', 'return "section", ""', "tests/store/test_cache.py tests/checking/test_remembered.py"),
    Break("a file that changes its name is the same", "store/cache.py", 'os.fsencode(path.relative_to(base)) + f"', 'f"', "tests/store/test_cache.py tests/checking/test_remembered.py"),
    Break("what is kept of a revision forgets the bytes of its files", "store/cache.py", "\\0{digest}\\0\".encode())", "\\0\".encode())", "tests/store/test_cache.py tests/checking/test_remembered.py"),
    Break("another program gives the same", "store/cache.py", "json.dumps([program(), *key]", "json.dumps([*key]", "tests/store/test_cache.py"),
    Break("what was asked for is swept away", "store/cache.py", 'if path.name not in self._used and path.suffix', 'if path.suffix', "tests/store/test_cache.py"),
    # — checking —
    Break("a quote may stand elsewhere", "checking.py", "if not printed.startswith(span.quote, span.col - 1) or not span.quote:", "if span.quote not in printed or not span.quote:", "tests/checking"),
    Break("a line may stand twice", "checking.py", "if counts[line] != 1:", "if counts[line] < 1:", "tests/checking"),
    Break("a foreign identifier is taken", "checking.py", 'if not record.id.startswith(f"{owner}-"):', "if False:", "tests/checking"),
    Break("an unregistered unit is taken", "checking.py", "elif body.unit and body.unit not in known:", "elif False:", "tests/checking"),
    Break("comments are not searched for persons", "checking.py", "if found.digits not in own | repeats:", 'if found.digits not in own | repeats and found.kind != "mobile":', "tests/checking"),
    Break("the current revision is kept as an earlier one", "checking.py", 'lambda: loaded, cache, "current")', 'lambda: loaded, cache, "earlier")', "tests/checking tests/store/test_cache.py"),
    # — views —
    Break("lead and responsible change places", "views/registers.py", "tuple(named(index, body) for body in node.lead),", "tuple(named(index, body) for body in node.responsible),", "tests/views tests/outputs/test_workbook.py tests/outputs/test_package.py"),
    Break("a unit's support is not on its page", "views/unit.py", 'for role in ("lead", "support", "responsible"):\n            bodies', 'for role in ("lead", "responsible"):\n            bodies', "tests/views tests/outputs/test_workbook.py tests/outputs/test_package.py"),
    Break("blanks lose the words before them", "views/registers.py", "line[max(0, start - 14) : start],", "line[max(0, start - 15) : start - 1],", "tests/views tests/outputs/test_workbook.py tests/outputs/test_package.py"),
    # — outputs —
    Break("a formula stays a formula", "outputs/csv_file.py", "return f\"'{text}\" if _FORMULA.match(text) else text", "return text", "tests/outputs"),
    Break("value and unit change columns", "outputs/tables.py", "one.value_printed, one.value, one.blank,\n             one.unit,", "one.value_printed, one.unit, one.blank,\n             one.value,", "tests/outputs"),
    Break("support is not in the table", "outputs/tables.py", 'for role in ("lead", "support", "responsible", "inline")', 'for role in ("lead", "responsible", "inline")', "tests/outputs"),
    Break("an event is a day late", "outputs/calendars.py", '_day("DTSTART", on.day)', '_day("DTSTART", on.day + timedelta(days=1))', "tests/outputs"),
    Break("an event's name goes by its place", "outputs/calendars.py", 'name = "-".join(part for part in (fact.id, on.part) if part)', 'name = "-".join(part for part in (str(id(fact)), on.part) if part)', "tests/outputs"),
    Break("a unit's workbook is kept by its document", "outputs/files.py", "kept((made, duties),", "kept(duties,", "tests/outputs"),
    Break("an unedited cell counts", "outputs/workbook/read.py", "keys = tuple(key for key, text in texts.items() if text != held[key])", "keys = tuple(texts)", "tests/outputs"),
    Break("something newer is written over", "outputs/workbook/answers.py", "newer = seen(held) != row.seen", "newer = False", "tests/outputs"),
    # — site —
    Break("a damaged release is shown", "site/releases.py", "    if errors := errors_of(verify(str(place / RELEASES / name))[1]):\n", "    if errors := ():\n", "tests/site/test_releases.py"),
    Break("what was rolled back from stays", "site/releases.py", "left = [name for name in known if was and", "left = [name for name in known if False and", "tests/site/test_releases.py"),
    Break("the first release comes back, not the one before", "site/releases.py", "before[-1] if before", "before[0] if before", "tests/site/test_releases.py"),
    Break("a damaged release counts as the same site", "site/releases.py", "return same and not errors_of(verify(str(release))[1])", "return same", "tests/site/test_releases.py"),
    Break("a damaged site is published", "site/releases.py", "        if errors := errors_of(verify(str(fresh))[1]):\n", "        if errors := ():\n", "tests/site/test_releases.py"),
    Break("the record of a build forgets the day", "site/last.py", "return [program(), day.isoformat(), str", "return [program(), str", "tests/site/test_last.py"),
    Break("the record of a build forgets what was asked", "site/last.py", "str(asked.publish), str(asked.strict)]", "str(asked.publish)]", "tests/site/test_last.py"),
    Break("the record of a build forgets the bytes", "site/last.py", '            and record["bytes"] == _bytes_below(record["inputs"])\n', "", "tests/site/test_last.py"),
    Break("the record of a build forgets the site", "site/last.py", '            and record["files"] == _files_below(site)\n', "", "tests/site/test_last.py"),
    Break("the history keeps what a revision gave whatever its files say", "site/history.py", "*files, *ids", "*names, *ids", "tests/site/test_last.py"),
    Break("a folder with work in it is replaced", "site/swap.py", "if target.is_relative_to(project / name) or (target / name).exists():", "if target.is_relative_to(project / name):", "tests/site/test_swap.py"),
    Break("signs that nobody sees hide what runs", "site/active.py", 'plain = _UNSEEN.sub("", value)', "plain = value", "tests/site/test_active.py"),
    Break("what runs on a click is let through", "site/active.py", 'if name.startswith("on") or name == "srcdoc":', 'if name == "srcdoc":', "tests/site/test_active.py"),
    Break("a page is written outside the site", "site/writer.py", 'or ".." in pure.parts', "", "tests/site/test_active.py"),
    Break("a macro makes as long a text as it likes", "templates.py", 'or (operator == "*" and not numbers)', "", "tests/test_render.py"),
    Break("a macro sees what is not public", "templates.py", 'and attribute[0] != "_":', "and attribute:", "tests/test_render.py"),
    Break("a filter is as wide as one likes", "templates.py", 'WIDE = ("center", "format", "indent")', 'WIDE = ("format", "indent")', "tests/test_render.py"),
    Break("a cache's key forgets the macros of the project", "render.py", "for folder in self._folders:\n            for path", "for folder in self._folders[-1:]:\n            for path", "tests/test_render.py"),
)  # fmt: skip
