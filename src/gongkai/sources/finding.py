"""Findings: what is wrong, where, what to do. Values; the words are looked up when they are shown.

A rule is one line of `RULES`: its severity, what it says and what to do about it, in Chinese and in
English; `{name}` stands for an argument of the finding. A rule's name is permanent: it is printed by
`check`, published in reports and may be relied on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.sources.span import Place

Severity = Literal["error", "warning", "note"]
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of this kind says (`zh`, `en`) and advises (`hint_zh`, `hint_en`)."""

    severity: Severity
    zh: str
    hint_zh: str
    en: str
    hint_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `file` is as the user named it; `line` and `col` are 1-based, 0 = whole file.

    `place` is where the line stands in an original that is no text (its page, its paragraph).
    """

    rule: str
    file: str
    line: int = 0
    col: int = 0
    args: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return RULES[self.rule].severity

    def message(self, language: Language) -> str:
        """What is wrong."""
        rule = RULES[self.rule]
        message = (rule.zh if language == "zh" else rule.en).format(**self.args)
        if self.place is None:
            return message
        place = self.place.text(language)
        return f"{message}（{place}）" if language == "zh" else f"{message} ({place})"

    def hint(self, language: Language) -> str:
        """What to do."""
        rule = RULES[self.rule]
        return (rule.hint_zh if language == "zh" else rule.hint_en).format(**self.args)

    def text(self, language: Language) -> str:
        """`file:line:col: what is wrong — what to do  [rule]`."""
        place = ":".join([self.file, *(str(at) for at in (self.line, self.col) if at)])
        return f"{place}: {self.message(language)} — {self.hint(language)}  [{self.rule}]"


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those after which nothing is written or published."""
    return tuple(finding for finding in findings if finding.severity == "error")


RULES: dict[str, Rule] = {
    # — sources —
    "source-missing": Rule(
        "error",
        "找不到文件",
        "核对路径与文件名",
        "there is no such file",
        "check the path and the name",
    ),
    "source-unreadable": Rule(
        "error",
        "文件打不开：{reason}",
        "核对是否为文件、是否有读取权限",
        "the file cannot be opened: {reason}",
        "check that it is a file and may be read",
    ),
    "source-empty": Rule(
        "error",
        "文件没有内容",
        "换用有正文的文件",
        "the file holds no text",
        "give a file that has the plan's text",
    ),
    "source-format": Rule(
        "error",
        "这是 {format} 文件，不能直接读",
        "在原软件中另存为 .docx（或 UTF-8 的 .txt）后再读",
        "this is a file of the format {format}, which is not read",
        "save it as .docx (or as .txt in UTF-8) in the program that made it, then read that",
    ),
    "source-encrypted": Rule(
        "error",
        "文件设有密码",
        "在原软件中取消密码，另存后再读",
        "the file is protected by a password",
        "take the password off in the program that made it, then read that",
    ),
    "source-macro": Rule(
        "error",
        "文件带有宏",
        "另存为不带宏的 .docx 后再读",
        "the file holds macros",
        "save it as .docx without macros, then read that",
    ),
    "source-damaged": Rule(
        "error",
        "文件损坏或不完整（{format}）",
        "在原软件中打开、另存后再读",
        "the file is damaged or cut off ({format})",
        "open it in the program that made it, save it again, then read that",
    ),
    "source-too-large": Rule(
        "error",
        "文件展开后超过限度（{limit}），不予读取",
        "核对文件来源；确为方案的，拆分后再读",
        "the file unpacks to more than the limit ({limit}) and is not read",
        "see where it comes from; if it is a plan, split it",
    ),
    "source-scan": Rule(
        "error",
        "PDF 没有文字层（多为扫描件）",
        "先做文字识别并校对，或用原稿另存为 .docx 后再读",
        "the PDF has no text layer (a scan, most likely)",
        "run text recognition and proofread it, or read the original saved as .docx",
    ),
    "source-binary": Rule(
        "error",
        "内容不是可识别的文本（UTF-8、UTF-16、GB18030 均不符）",
        "另存为 UTF-8 文本后再读",
        "the content is no text in UTF-8, UTF-16 or GB18030",
        "save it as UTF-8 text, then read that",
    ),
    # — originals: what is not in the text —
    "dropped-footnote": Rule(
        "note",
        "脚注或尾注未收入正文：{text}",
        "需要时在原稿中并入正文",
        "a footnote or endnote is not part of the text: {text}",
        "move it into the text of the original if it is needed",
    ),
    "dropped-textbox": Rule(
        "warning",
        "文本框未收入正文：{text}",
        "如属正文，在原稿中移出文本框后再读",
        "a text box is not part of the text: {text}",
        "if it belongs to the text, take it out of its box in the original",
    ),
    "dropped-picture": Rule(
        "note",
        "图片等 {count} 处未收入正文",
        "图中如有文字，在原稿中写成正文",
        "{count} pictures are not part of the text",
        "write out in the original what text they show",
    ),
    "dropped-outside": Rule(
        "note",
        "网页上正文以外的文字 {count} 字未收入：{text}",
        "核对其中是否有正文",
        "{count} characters of the page outside the article are not part of the text: {text}",
        "see whether any of it belongs to the text",
    ),
    "dropped-edge": Rule(
        "note",
        "第 {pages} 页的页眉、页脚或页码未收入正文：{text}",
        "如属正文，改用原稿的 .docx 来读",
        "a header, footer or number of page {pages} is not part of the text: {text}",
        "if it belongs to the text, read the original saved as .docx",
    ),
    "dropped-page": Rule(
        "warning",
        "第 {pages} 页只有图片，没有文字可读",
        "做文字识别并校对后再读，或改用原稿的 .docx",
        "page {pages} holds pictures only and no text",
        "run text recognition and proofread it, or read the original saved as .docx",
    ),
    "pdf-table": Rule(
        "warning",
        "此处像是表格，单元格按位置拼合，可能有误",
        "逐行核对，或改用原稿的 .docx 来读",
        "this looks like a table; its cells were put together by their places and may be wrong",
        "check it row by row, or read the original saved as .docx",
    ),
    "dropped-embedded": Rule(
        "warning",
        "嵌入的其他文件未收入正文",
        "在原稿中打开嵌入的文件，把内容并入正文",
        "an embedded file is not part of the text",
        "open it in the original and move its content into the text",
    ),
    "dropped-contents": Rule(
        "note",
        "目录 {count} 行未收入正文",
        "无需处理",
        "a table of contents of {count} lines is not part of the text",
        "nothing to do",
    ),
    "dropped-header": Rule(
        "note",
        "页眉或页脚未收入正文：{text}",
        "如属正文，在原稿中移到正文后再读",
        "a page header or footer is not part of the text: {text}",
        "if it belongs to the text, move it there in the original",
    ),
    "dropped-hidden": Rule(
        "note",
        "隐藏文字未收入正文：{text}",
        "如属正文，在原稿中取消隐藏后再读",
        "hidden text is not part of the text: {text}",
        "if it belongs to the text, show it in the original",
    ),
    "dropped-bullet": Rule(
        "note",
        "项目符号 {count} 处未收入正文",
        "无需处理",
        "{count} bullets are not part of the text",
        "nothing to do",
    ),
    "dropped-comment": Rule(
        "note",
        "批注 {count} 条未收入正文，首条：{text}",
        "定稿前处理完批注",
        "{count} comments are not part of the text, the first: {text}",
        "settle the comments before the plan is issued",
    ),
    "read-revisions": Rule(
        "warning",
        "文稿带有修订（插入 {inserted} 处、删除 {deleted} 处），按全部接受来读",
        "在原稿中接受或拒绝修订后再读",
        "the document holds tracked changes ({inserted} insertions, {deleted} deletions); read as accepted",
        "accept or reject the changes in the original",
    ),
    "replaced-symbol": Rule(
        "warning",
        "符号（{text}）没有对应的字符，以〓代替",
        "核对原稿，改用普通字符后再读",
        "the symbol ({text}) has no character of its own and stands as 〓",
        "look at the original and write it as a character",
    ),
    "number-format": Rule(
        "warning",
        "不认识的编号格式 {format}，按阿拉伯数字读",
        "核对原稿的编号",
        "unknown number format {format}, read as digits",
        "look at the numbers of the original",
    ),
    # — outline —
    "outline-no-title": Rule(
        "note",
        "没有找到标题",
        "核对文件开头几行",
        "no title was found",
        "look at the first lines of the file",
    ),
    "outline-no-nodes": Rule(
        "warning",
        "没有找到任何编号标题，全文按引言处理",
        "核对编号写法，如“一、”“（一）”“1.”",
        "no numbered heading was found; the whole text is the preamble",
        "check the numbering, such as “一、”, “（一）”, “1.”",
    ),
    "numbering-gap": Rule(
        "note",
        "编号“{label}”与前一个“{before}”不连续",
        "核对是否漏项；原文如此则不必改，路径按次序编排",
        "number “{label}” does not follow “{before}”",
        "see whether something is missing; if it is printed so, leave it: paths go by order",
    ),
    "numbering-restart": Rule(
        "note",
        "编号“{label}”在同一级重新开始",
        "核对是否缺少上级标题",
        "number “{label}” starts again on the same level",
        "see whether a heading above it is missing",
    ),
    "marker-doubtful": Rule(
        "note",
        "行首“{label}”像编号，但与前后不接，按正文处理",
        "如确为编号，请核对前后编号",
        "“{label}” at the start of the line looks like a number but follows none; read as text",
        "if it is a number, check those around it",
    ),
    "marker-unknown": Rule(
        "note",
        "行首“{label}”像编号，但不在已知写法之内，按正文处理",
        "如确为编号，请改用常见写法后再读，或告诉维护者增加这种写法",
        "“{label}” at the start of the line looks like a number of no known form; read as text",
        "if it is a number, write it in a usual form, or ask the maintainers to add this one",
    ),
    # — attribution —
    "attribution-empty": Rule(
        "note",
        "“{label}”后面没有内容",
        "原文如此则保留",
        "nothing stands after “{label}”",
        "leave it if it is printed so",
    ),
    "unit-unresolved": Rule(
        "note",
        "“{printed}”未能对应到已登记的单位",
        "在 plan_data/units.yml 登记，或写为别名",
        "“{printed}” is none of the registered bodies",
        "add it to plan_data/units.yml, as a body or as an alias",
    ),
    # — commitments —
    "erratum": Rule(
        "note",
        "疑为误植：“{quote}”似应为“{suspected}”",
        "登记为疑误，勿改原文",
        "a misprint is suspected: “{quote}” for “{suspected}”",
        "record it as an erratum; leave the text as printed",
    ),
    "date-impossible": Rule(
        "warning",
        "“{quote}”不是存在的日期，未作推算",
        "核对原文；原文如此则保留，另登记疑误",
        "“{quote}” is no day of the calendar; nothing was resolved from it",
        "check the source; if it is printed so, leave it and record an erratum",
    ),
    # — water —
    "water-points-yaml": Rule(
        "error",
        "点位清单不是合规的 YAML：{reason}",
        "核对缩进、冒号与引号",
        "the list of points is no well-formed YAML: {reason}",
        "check indentation, colons and quotes",
    ),
    "water-points-shape": Rule(
        "error",
        "点位清单应为列表，每个点位一组“字段: 值”",
        "按“- id: …”逐个列出点位，不要嵌套",
        "the list of points must be a list of mappings, one a point",
        "write each point as “- id: …”, without nesting",
    ),
    "water-point-twice": Rule(
        "error",
        "点位编号“{point}”重复，首次出现在第 {first} 行",
        "改用不同的编号",
        "point id “{point}” stands twice, first on line {first}",
        "give each point an id of its own",
    ),
    "water-field-twice": Rule(
        "error",
        "字段“{field}”重复",
        "只保留一个",
        "field “{field}” stands twice",
        "keep one of them",
    ),
    "water-field-unknown": Rule(
        "warning",
        "不认识的字段“{field}”，未使用",
        "核对拼写；参与评价的字段有：{known}",
        "unknown field “{field}”, not used",
        "check the spelling; fields that judge are: {known}",
    ),
    "water-field-missing": Rule(
        "error",
        "缺少字段“{field}”",
        "补写该字段",
        "field “{field}” is missing",
        "add it",
    ),
    "water-field-value": Rule(
        "error",
        "字段“{field}”的值“{value}”不可用",
        "可用：{known}",
        "field “{field}” has the value “{value}”, which cannot be used",
        "use: {known}",
    ),
    "water-csv": Rule(
        "error",
        "CSV 格式有误：{reason}",
        "核对引号是否成对",
        "the CSV is malformed: {reason}",
        "check that quotes are paired",
    ),
    "water-columns": Rule(
        "error",
        "缺少列：{missing}",
        "首行写列名：{columns}",
        "columns are missing: {missing}",
        "name them in the first line: {columns}",
    ),
    "water-column-twice": Rule(
        "error",
        "列名“{column}”重复",
        "只保留一列",
        "column “{column}” stands twice",
        "keep one of them",
    ),
    "water-column-unknown": Rule(
        "warning",
        "不认识的列“{column}”，未使用",
        "核对列名",
        "unknown column “{column}”, not used",
        "check its name",
    ),
    "water-row-width": Rule(
        "error",
        "这一行有 {found} 个字段，应有 {expected} 个",
        "小数点用“.”；含逗号的内容加引号",
        "the row has {found} fields instead of {expected}",
        "write the decimal point as “.”; quote what holds a comma",
    ),
    "water-point-unknown": Rule(
        "error",
        "点位清单里没有“{point}”",
        "核对编号，或先在点位清单登记",
        "“{point}” is not in the list of points",
        "check the id, or add the point to the list",
    ),
    "water-date": Rule(
        "error",
        "“{value}”不是日期",
        "写作 2024-03-05",
        "“{value}” is no date",
        "write it as 2024-03-05",
    ),
    "water-date-quarter": Rule(
        "error",
        "采样日期 {value} 不在 {quarter}",
        "核对日期，或把这一行移到所属季度的文件",
        "sampled on {value}, outside {quarter}",
        "check the date, or move the row to the file of its quarter",
    ),
    "water-formula": Rule(
        "error",
        "“{value}”以公式符号开头",
        "改写为普通文字；电子表格会把它当作公式运行",
        "“{value}” begins like a formula",
        "write it as plain text; a spreadsheet would run it",
    ),
    "water-date-edition": Rule(
        "error",
        "采样日期 {value} 早于 {first}，没有可用的 GB 5749 版本",
        "核对日期；更早的样品不在评价范围",
        "sampled on {value}, before {first}: no edition of GB 5749 at hand applies",
        "check the date; earlier samples are not judged",
    ),
    "water-indicator-unknown": Rule(
        "error",
        "不认识的指标“{indicator}”",
        "用指标名录中的代码、名称或别名",
        "unknown indicator “{indicator}”",
        "use a code, name or alias of the registry of indicators",
    ),
    "water-unit-unknown": Rule(
        "error",
        "“{indicator}”不能用单位“{unit}”",
        "可用：{known}",
        "“{indicator}” cannot be given in “{unit}”",
        "use one of: {known}",
    ),
    "water-qualifier": Rule(
        "error",
        "不认识的限定符“{value}”",
        "留空，或写 <、>、ND、text",
        "unknown qualifier “{value}”",
        "leave it empty or write <, >, ND or text",
    ),
    "water-negative": Rule(
        "error",
        "数值“{value}”为负",
        "未监测写 -1；低于检出限在限定符列写 <，数值列写检出限",
        "the value “{value}” is negative",
        "write -1 for not monitored; below the detection limit: < as qualifier, the limit as value",
    ),
    "water-number": Rule(
        "error",
        "“{value}”不是数",
        "写作 0.05：小数点用“.”，不加千分位；低于检出限在限定符列写 <",
        "“{value}” is no number",
        "write it as 0.05, with a point and no grouping; below the detection limit write < as qualifier",
    ),
    "water-impossible": Rule(
        "error",
        "“{indicator}”的数值“{value}”不可能出现（应在 {low} 至 {high}）",
        "核对小数点和单位",
        "“{indicator}” cannot be “{value}” (from {low} to {high})",
        "check the decimal point and the unit",
    ),
    "water-nd-limit": Rule(
        "error",
        "“{indicator}”未检出，但没有写检出限",
        "在数值列写检出限",
        "“{indicator}” was not detected but its detection limit is not given",
        "write the detection limit as value",
    ),
    "water-words": Rule(
        "error",
        "“{indicator}”的描述“{value}”无法识别",
        "写“无”，或以“有”开头说明",
        "the description “{value}” of “{indicator}” is not understood",
        "write “无”, or begin with “有”",
    ),
    "water-words-number": Rule(
        "error",
        "“{indicator}”应为数值，不能写“{value}”",
        "写数值；未检出在限定符列写 ND",
        "“{indicator}” needs a number instead of “{value}”",
        "write a number; not detected: ND as qualifier",
    ),
    "water-conflict": Rule(
        "error",
        "“{indicator}”与第 {first} 行同点位、同日期，数值不同",
        "核对后只保留正确的一行",
        "“{indicator}” differs from line {first}, which has the same point and date",
        "keep the one that is right",
    ),
    "water-repeated": Rule(
        "note",
        "与第 {first} 行相同，只计一次",
        "可以删去",
        "the same as line {first}, counted once",
        "it may be deleted",
    ),
    "water-results-name": Rule(
        "error",
        "监测结果的文件名应为“年-Q季.csv”",
        "改为如 2020-Q3.csv",
        "a file of results is named after its quarter",
        "name it such as 2020-Q3.csv",
    ),
    "water-point-id": Rule(
        "error",
        "点位编号“{point}”不能用作网址",
        "用英文字母、数字和连字符，如 tap-01；不用 method、glossary 和季度",
        "point id “{point}” cannot be part of an address",
        "use letters, digits and hyphens, such as tap-01; not method, glossary or a quarter",
    ),
    "water-quarter": Rule(
        "error",
        "“{value}”不是季度",
        '写作 "2020-Q3"',
        "“{value}” is no quarter",
        'write it as "2020-Q3"',
    ),
    "water-publication-early": Rule(
        "error",
        "公布日期 {day} 早于 {quarter}",
        "核对日期和季度",
        "published on {day}, before {quarter} began",
        "check the day and the quarter",
    ),
    "water-illustrative": Rule(
        "error",
        "这条记录写明是示例，却放在正式数据里",
        "移到 plan_data/illustration/water/",
        "the record says that it is made up, and stands among the real ones",
        "move it to plan_data/illustration/water/",
    ),
    "water-not-illustrative": Rule(
        "error",
        "示例文件夹里的记录没有写 illustrative: true",
        "补写；真实数据放在 plan_data/water/",
        "a record in the folder of illustrations lacks illustrative: true",
        "add it; real records belong in plan_data/water/",
    ),
    "water-wide-heading": Rule(
        "error",
        "没有找到表头",
        "表头一行应有“点位”和“采样日期”两列，其余每列一个指标，如“氨氮(mg/L)”",
        "no heading was found",
        "one row must head a column “点位” and one “采样日期”; every other column is an indicator, such as “氨氮(mg/L)”",
    ),
    "water-wide-column": Rule(
        "error",
        "不认识的列“{column}”",
        "指标写名称和单位，如“氨氮(mg/L)”；与水质无关的列请删去",
        "column “{column}” is not known",
        "head an indicator by name and unit, such as “氨氮(mg/L)”; delete a column that says nothing of quality",
    ),
    "water-wide-unit": Rule(
        "error",
        "“{indicator}”一列没有写单位",
        "在表头写单位，可用：{known}",
        "the column of “{indicator}” has no unit",
        "write it in the heading; use one of: {known}",
    ),
    "water-import-conflict": Rule(
        "error",
        "与 {file} 第 {first} 行（{value}）同点位、同日期、同指标，数值不同",
        "核对后改正其中一处，再导入",
        "differs from {file}, line {first} ({value}), which has the same point, date and indicator",
        "correct one of the two, then import again",
    ),
    "water-more": Rule(
        "note",
        "另有 {count} 处未逐条列出",
        "改正以上各处后重新运行",
        "{count} more are not listed",
        "correct those above and run again",
    ),
    # — store —
    "yaml-encoding": Rule(
        "error",
        "文件不是 UTF-8 编码",
        "另存为 UTF-8 后再试",
        "the file is not UTF-8",
        "save it as UTF-8",
    ),
    "yaml-syntax": Rule(
        "error",
        "YAML 写法有误",
        "核对这一行及上一行的缩进、冒号和引号",
        "this is no YAML",
        "check the indentation, colons and quotes of this line and the one above",
    ),
    "yaml-documents": Rule(
        "error",
        "一个文件只能有一个文档",
        "删去“---”以后的内容或另存一个文件",
        "a file holds one document",
        "remove what follows “---” or put it in a file of its own",
    ),
    "yaml-duplicate": Rule(
        "error",
        "键“{key}”重复，第 {first} 行已有",
        "删去其中一个",
        "key “{key}” stands twice, first on line {first}",
        "remove one of the two",
    ),
    "yaml-anchor": Rule(
        "error",
        "不使用锚点、别名和合并键",
        "把内容照写一遍",
        "anchors, aliases and merge keys are not used",
        "write the content out",
    ),
    "yaml-tag": Rule(
        "error",
        "不使用标签 {tag}",
        "删去标签，文字加引号",
        "tags such as {tag} are not used",
        "remove the tag and quote the text",
    ),
    "yaml-deep": Rule(
        "error",
        "层次过深",
        "核对缩进",
        "this is nested too deep",
        "check the indentation",
    ),
    "yaml-key": Rule(
        "error",
        "键必须是文字",
        "把键写成文字",
        "a key must be text",
        "write the key as text",
    ),
    "yaml-type": Rule(
        "error",
        "这里应为{wanted}",
        "按同类条目的写法改正",
        "{wanted} is expected here",
        "write it as the other records do",
    ),
    "yaml-unquoted": Rule(
        "error",
        "“{value}”没有加引号，会被读成别的值",
        "加双引号",
        "“{value}” without quotes reads as another value",
        "put it in double quotes",
    ),
    "yaml-missing": Rule(
        "error",
        "缺少“{key}”",
        "补上这一项",
        "“{key}” is missing",
        "add it",
    ),
    "yaml-unknown-key": Rule(
        "error",
        "没有“{key}”这一项",
        "是否想写：{known}",
        "there is no key “{key}”",
        "did you mean: {known}",
    ),
    "yaml-choice": Rule(
        "error",
        "“{value}”不在可用的词之内",
        "可用：{known}",
        "“{value}” is none of the words known here",
        "use one of: {known}",
    ),
    "yaml-id": Rule(
        "error",
        "“{value}”不能作编号",
        "只用英文字母、数字、点和短横",
        "“{value}” is no identifier",
        "use Latin letters, digits, dots and hyphens",
    ),
    "yaml-unit-id": Rule(
        "error",
        "“{value}”不能作单位编号",
        "用小写英文字母、数字和短横，不超过六十个，如 xian-shuiwuju",
        "“{value}” cannot be the id of a body",
        "use at most sixty lower-case Latin letters, digits and hyphens, such as xian-shuiwuju",
    ),
    "yaml-day": Rule(
        "error",
        "“{value}”不是日期",
        "写成加引号的 YYYY-MM-DD",
        "“{value}” is no day",
        "write YYYY-MM-DD in quotes",
    ),
    "yaml-at": Rule(
        "error",
        "“{value}”不是位置",
        '写成加引号的“行:列”，如 "39:189"',
        "“{value}” is no place",
        'write line:column in quotes, such as "39:189"',
    ),
    "project-missing": Rule(
        "error",
        "这里没有 plan_data 文件夹",
        "进入项目文件夹，或用 -C 指定",
        "there is no plan_data folder here",
        "go to the project's folder or name it with -C",
    ),
    "folder-taken": Rule(
        "error",
        "这里已有 {name}，不能新建项目",
        "换一个不存在的或空的文件夹",
        "{name} stands here already; no project is made",
        "name a folder that is empty or does not exist",
    ),
    "revision-missing": Rule(
        "error",
        "还没有任何版本",
        "先运行 gongkai import 方案文件 --revision r1",
        "there is no revision yet",
        "run gongkai import SOURCE --revision r1 first",
    ),
    "revision-unknown": Rule(
        "error",
        "没有版本“{id}”",
        "核对 plan_data/revisions 下的文件夹名",
        "there is no revision “{id}”",
        "look at the folders in plan_data/revisions",
    ),
    "revision-id": Rule(
        "error",
        "不能作版本标识",
        "用英文字母、数字、点、短横，如 r2、2025-01",
        "this cannot name a revision",
        "use Latin letters, digits, dots and hyphens, such as r2 or 2025-01",
    ),
    "revision-exists": Rule(
        "error",
        "版本“{id}”已有另一份原文",
        "换一个版本标识",
        "revision “{id}” holds another source already",
        "give the new text a revision of its own",
    ),
    "revision-name": Rule(
        "error",
        "版本标识“{id}”与文件夹名“{folder}”不一致",
        "改成一致",
        "revision “{id}” stands in folder “{folder}”",
        "make the two agree",
    ),
    "revision-case": Rule(
        "error",
        "版本“{id}”与“{other}”只有大小写不同",
        "换一个版本标识",
        "revision “{id}” differs from “{other}” in capital letters only",
        "give it another name",
    ),
    "match-unsure": Rule(
        "warning",
        "{path} “{title}”与版本 {before} 的 {id} “{earlier}”相近，不能断定是同一条，暂编为 {given}",
        "如是同一条，删去 plan_data/revisions/{revision} 后加 --match {id}={path} 重新导入；如不是，加 --match {id}= 则不再提示",
        "{path} “{title}” is like {id} “{earlier}” of {before}, but may be another; for now it is {given}",
        "if they are one, delete plan_data/revisions/{revision} and import again with --match {id}={path}; if not, --match {id}= says so",
    ),
    "match-exists": Rule(
        "error",
        "版本 {id} 已经读入，--match 只在读入新版本时有用",
        "先删去 plan_data/revisions/{id}，再加 --match 导入；人已作的核对会随之失去，请先确认",
        "revision {id} was imported before; --match is for the import of a new one",
        "delete plan_data/revisions/{id} and import again with --match; what persons checked in it would be lost, so look first",
    ),
    "match-unknown": Rule(
        "error",
        "--match {decision} 不能照办：前一版本没有这个编号，或新方案没有这个路径，或一条用了两次",
        "写成 --match 编号=路径，如 N054=5.3.2；路径见 gongkai read --json",
        "--match {decision} cannot be done: the earlier revision has no such identifier, the new one no such path, or one is used twice",
        "write --match ID=PATH, such as N054=5.3.2; gongkai read --json shows the paths",
    ),
    "revision-follows": Rule(
        "error",
        "follows: “{id}” 不是另一个已有的版本，或前后循环",
        "写前一版本的标识；首个版本不写这一项",
        "follows: “{id}” is no other revision that is there, or leads round in a circle",
        "name the revision before; the first has no such line",
    ),
    "revision-draft": Rule(
        "error",
        "版本“{id}”是草稿，没有批准记录",
        "在 revision.yml 填写 approved_by、approved_on 和 state",
        "revision “{id}” is a draft without approval",
        "fill in approved_by, approved_on and state in revision.yml",
    ),
    "entry-link": Rule(
        "error",
        "是指向项目之外或指向文件夹的链接，不读入、不公开",
        "把文件本身放到这里，或删去这个链接",
        "is a link that leads out of the project, or to a folder; it is neither read nor published",
        "put the file itself here, or remove the link",
    ),
    "entry-pipe": Rule(
        "error",
        "不是普通文件（管道、设备等），不读入",
        "删去它，或换成普通文件",
        "is no plain file (a pipe, a device …); it is not read",
        "remove it, or put a plain file here",
    ),
    "file-changed": Rule(
        "error",
        "文件在读入之后被改动，没有写入",
        "保存好其他窗口里的修改，再运行一次",
        "the file was changed after it had been read; nothing was written",
        "save what is open elsewhere, then run this again",
    ),
    "review-unknown": Rule(
        "error",
        "没有这个编号",
        "运行 gongkai review 查看编号",
        "there is no such identifier",
        "see them with gongkai review",
    ),
    "review-confirmed": Rule(
        "error",
        "已由 {by} 决定，只有主管单位能改",
        "主管单位的决定请加 --confirm",
        "decided by {by}; only the office may change it",
        "for a decision of the office add --confirm",
    ),
    "review-key": Rule(
        "error",
        "“{key}”不能改",
        "可改：{known}",
        "“{key}” cannot be edited",
        "there are: {known}",
    ),
    "carry-lost": Rule(
        "warning",
        "{id} 已有决定，但“{quote}”已不在原处，决定没有带过来",
        "在新的条目上重新核对",
        "{id} was decided on, but “{quote}” is gone; the decision was not taken over",
        "decide again on what now stands there",
    ),
    "carry-conflict": Rule(
        "note",
        "{id} 保留原决定；系统现在的识别与之不同：{what}",
        "如应改正，用 gongkai review edit",
        "{id} stands as decided; the rules now read otherwise: {what}",
        "correct it with gongkai review edit where it should change",
    ),
    "carry-renewed": Rule(
        "note",
        "{id} 的识别结果已更新：{what}",
        "核对；人工改动要用 gongkai review 登记，才会保留",
        "{id} is read anew: {what}",
        "look at it; a change by hand stays only where gongkai review recorded it",
    ),
    "carry-dropped": Rule(
        "note",
        "不再识别 {id}：“{what}”",
        "如应保留，写回去并用 gongkai review 认可",
        "{id} is no longer read: “{what}”",
        "to keep it, write it back and accept it with gongkai review",
    ),
    "source-changed": Rule(
        "error",
        "原文与登记的校验值不符",
        "恢复原文件；新文本请另行 import 为新版本",
        "the source is not the one that was read",
        "restore the file; import a new text as a new revision",
    ),
    "text-changed": Rule(
        "error",
        "{node} 的正文在原文第 {line} 行处找不到",
        "从原文照抄",
        "the text of {node} is not in the source at line {line}",
        "copy it from the source",
    ),
    "node-lines": Rule(
        "error",
        "{node} 的行号超出原文",
        "核对 lines",
        "the lines of {node} are not in the source",
        "check its lines",
    ),
    "anchor-missing": Rule(
        "error",
        "{record} 的引文不在原文第 {line} 行第 {col} 列",
        "从原文照抄，或改 at",
        "the quote of {record} is not at line {line}, column {col} of the source",
        "copy it from the source, or mend its place",
    ),
    "review-unsigned": Rule(
        "error",
        "{id} 标为 {status}，但没有写明谁、哪天决定",
        "用 gongkai review 决定，或补上 _by 与 _on",
        "{id} is {status}, but not by whom and when",
        "decide with gongkai review, or add _by and _on",
    ),
    "id-twice": Rule(
        "error",
        "编号 {id} 用了两次",
        "编号不可重复，给新的一条另编",
        "identifier {id} is used twice",
        "give one of them another",
    ),
    "id-foreign": Rule(
        "error",
        "编号 {id} 不属于 {node}",
        "编号以所属条目的编号开头",
        "identifier {id} does not belong to {node}",
        "begin it with the node's own",
    ),
    "unit-unknown": Rule(
        "error",
        "{record} 的单位“{id}”没有登记",
        "在 plan_data/units.yml 登记",
        "unit “{id}” of {record} is not registered",
        "register it in plan_data/units.yml",
    ),
    "blank-named": Rule(
        "error",
        "{record} 原文是空白，不能写单位“{id}”",
        "删去 unit；空白代表谁，另行登记",
        "{record} is left blank in print and cannot be unit “{id}”",
        "remove unit; what a blank stands for is recorded apart",
    ),
    "unit-twice": Rule(
        "error",
        "单位“{id}”登记了两次",
        "合并为一条",
        "unit “{id}” is registered twice",
        "make one of the two",
    ),
    "line-lost": Rule(
        "error",
        "原文第 {line} 行不在任何条目或框架内",
        "核对相邻条目的 lines",
        "line {line} of the source is in no node and not in the frame",
        "check the lines of the nodes around it",
    ),
    "line-twice": Rule(
        "error",
        "原文第 {line} 行被计了两次",
        "核对相邻条目的 lines",
        "line {line} of the source is accounted for twice",
        "check the lines of the nodes around it",
    ),
    # — overlays —
    "overlay-key": Rule(
        "error",
        "文件最外层应当只有“{key}:”一个键",
        "把各条记录写成列表，放在“{key}:”之下",
        "the file must have the one key “{key}:”",
        "put the records as a list under “{key}:”",
    ),
    "overlay-unknown": Rule(
        "error",
        "方案中没有编号为“{id}”的{what}",
        "在网站或 plan.json 中查到正确的编号再填",
        "the plan has no record “{id}” of the kind asked for here ({what})",
        "look the identifier up on the site or in plan.json",
    ),
    "overlay-retired": Rule(
        "warning",
        "现行版本已没有编号“{id}”，这条记录留待处理",
        "记录照旧保留，网站“修订”页列出；内容已并入其他条目的，改填新编号",
        "the current revision no longer has “{id}”: this record is to be looked at",
        "it is kept and listed on the page of revisions; where another node has taken over, give that node's id",
    ),
    "overlay-unit": Rule(
        "error",
        "没有编号为“{id}”的单位",
        "填 units.yml 中的单位编号，或先在那里登记",
        "there is no unit “{id}”",
        "give the id of a unit in units.yml, or register it there first",
    ),
    "overlay-measure": Rule(
        "error",
        "计量单位“{unit}”与目标的“{wanted}”不同",
        "换算成“{wanted}”后再填",
        "the unit of measurement “{unit}” is not the target's “{wanted}”",
        "convert the value to “{wanted}”",
    ),
    "overlay-value": Rule(
        "error",
        "措施没有数值，只能填状态",
        "删去 value，改填 state",
        "a measure has no value, only a state",
        "leave value out and give state",
    ),
    "overlay-nothing": Rule(
        "error",
        "这条进展既没有 value 也没有 state",
        "至少填其中一项",
        "this entry has neither value nor state",
        "give at least one of them",
    ),
    "overlay-number": Rule(
        "error",
        "“{value}” 不是数",
        '写成加引号的十进制数，如 "85.5"，不用逗号、百分号',
        "“{value}” is no number",
        'write a quoted decimal number such as "85.5", without commas or signs',
    ),
    "overlay-address": Rule(
        "error",
        "“{value}” 不是可用的网址或文件名",
        "写 https:// 开头的网址，或站内文件的相对路径",
        "“{value}” is no address",
        "give a web address, or the relative path of a file of the site",
    ),
    "overlay-period": Rule(
        "error",
        "“{value}” 不是这项职责的周期",
        "写作 {form}",
        "“{value}” is no period of this duty",
        "write it like {form}",
    ),
    "overlay-period-missing": Rule(
        "error",
        "这项职责按周期履行，记录没有写明是哪一期",
        "加上 period，写作 {frequency}",
        "this duty recurs, and the record does not say which period it is for",
        "add period, written like {frequency}",
    ),
    "overlay-early": Rule(
        "error",
        "公开日期早于周期 {period} 的第一天 {start}",
        "核对周期与日期",
        "the day lies before the first day {start} of the period {period}",
        "check the period and the day",
    ),
    "overlay-order": Rule(
        "error",
        "日期的先后不对",
        "后一步的日期不能早于前一步",
        "the days are not in order",
        "a later step cannot have an earlier day",
    ),
    "overlay-place": Rule(
        "error",
        "文件应当放在 work_plans/{unit}/{year}.yml",
        "移动文件，或改正 unit、year",
        "the file belongs at work_plans/{unit}/{year}.yml",
        "move the file, or correct unit and year",
    ),
    "overlay-twice": Rule(
        "error",
        "同一条记录出现两次：{record}",
        "留下其中一条",
        "the same record stands twice: {record}",
        "keep one of them",
    ),
    # — persons —
    "personal-mobile": Rule(
        "error",
        "这里有手机号码",
        "删去；网站只公开机构的联系方式",
        "a mobile telephone number stands here",
        "remove it; only an office's own contact is published",
    ),
    "personal-mail": Rule(
        "error",
        "有私人邮箱地址，不应公开",
        "删去；若是单位公布的邮箱，写在 mkdocs.yml 里一次即可",
        "holds the address of a private mailbox, which must not be published",
        "remove it; name a mailbox that an office has made public once in mkdocs.yml",
    ),
    "personal-landline": Rule(
        "error",
        "这里有固定电话号码",
        "删去；机构对外公布的电话，先写入 mkdocs.yml 的 extra",
        "a telephone number stands here",
        "remove it, or, where it is the office's own, name it in mkdocs.yml under extra",
    ),
    "personal-identity": Rule(
        "error",
        "这里有公民身份号码",
        "删去",
        "a citizen's identity number stands here",
        "remove it",
    ),
    "personal-source": Rule(
        "warning",
        "原文此处有电话或身份号码",
        "公开前请确认可以公布；原文不改，需要时请发文机关另发公开版本",
        "a telephone or identity number is printed here",
        "make sure that it may be published; the text stays, or its issuer gives out another",
    ),
    # — documents —
    "pdf-font": Rule(
        "warning",
        "没有生成 PDF：本机没有中文字体",
        "安装 fonts-noto-cjk（Debian）或思源宋体，再运行一次",
        "no PDF was made: no font with Chinese characters is installed",
        "install fonts-noto-cjk (Debian) or Source Han Serif and run it again",
    ),
    # — workbooks —
    "workbook-foreign": Rule(
        "error",
        "这个文件不是由 gongkai workbook export 生成的工作簿",
        "用原来的工作簿填写；另存时保留全部工作表",
        "this file is no workbook made by gongkai workbook export",
        "fill in the workbook that was made; keep all its sheets when saving",
    ),
    "workbook-taken": Rule(
        "error",
        "这里已有别的文件，或另一个单位的工作簿",
        "换一个文件名，或先移走它",
        "another file, or the workbook of another unit, stands here",
        "choose another name, or move it away",
    ),
    "workbook-unit": Rule(
        "error",
        "方案中没有这个工作簿的单位“{id}”",
        "为方案中的单位重新导出工作簿",
        "the plan has no unit “{id}”, of which this workbook is",
        "export a workbook of a unit of the plan",
    ),
    "workbook-revision": Rule(
        "warning",
        "工作簿由较早的版本 {old} 生成，现行版本是 {new}",
        "编号没有变，填写的内容照常读入；下次请用新导出的工作簿",
        "the workbook is of revision {old}, the current one is {new}",
        "identifiers are permanent, so it is read all the same; export a new one for the next time",
    ),
    "workbook-row": Rule(
        "warning",
        "没有读懂这一行：{text}",
        "填在原有的行里；编号列不要改动，也不要重复",
        "this row was not understood: {text}",
        "write into the rows that there are; do not change or repeat their identifiers",
    ),
    "workbook-missing": Rule(
        "error",
        "这一行还缺“{title}”",
        "补上，或清空这一行填写的单元格",
        "this row lacks “{title}”",
        "fill it in, or empty the row's other cells",
    ),
    "workbook-conflict": Rule(
        "error",
        "导出工作簿以后，“{id}”的记录有了变化：{now}",
        "重新导出，看过新的记录再填；不要这一行就清空填写的单元格",
        "what is on record of “{id}” has changed since the workbook was made: {now}",
        "export again and look at it first, or empty the row's cells",
    ),
    "workbook-year": Rule(
        "error",
        "已有任务的年度不能改动",
        "在“新增”行里另写一条",
        "the year of a task on record cannot be changed",
        "write it anew into one of the empty rows",
    ),
    # — site —
    "page-call-syntax": Rule(
        "error",
        "“{{{{{call}}}}}”不是可识别的调用",
        '写作 {{{{ 名称("编号") }}}}，参数只能是文字或数字；要原样显示，请放在代码标记里',
        "“{{{{{call}}}}}” is no call",
        'write {{{{ name("id") }}}} with plain words or numbers; to show it as it stands, mark it as code',
    ),
    "page-call-unknown": Rule(
        "error",
        "没有名为“{name}”的宏",
        "可用的有：{names}",
        "there is no macro “{name}”",
        "there are: {names}",
    ),
    "page-call-arguments": Rule(
        "error",
        "“{name}”的参数不对",
        "写作 {usage}",
        "the arguments of “{name}” do not fit",
        "write {usage}",
    ),
    "page-call-value": Rule(
        "error",
        "“{name}”找不到“{value}”",
        "核对编号",
        "“{name}” finds no “{value}”",
        "check the identifier",
    ),
    "page-call-place": Rule(
        "error",
        "标题、链接地址里不能调用宏",
        "把调用单独写成一段，或放在句子里",
        "a macro cannot be called in a heading or in the target of a link",
        "give the call a paragraph of its own, or put it within a sentence",
    ),
    "macro-broken": Rule(
        "error",
        "宏文件有误：{reason}",
        "核对项目 macros/ 里的同名文件，或删去它改用自带的",
        "the macro file is broken: {reason}",
        "check the file of that name in macros/, or remove it to use the one that ships",
    ),
    "site-link": Rule(
        "warning",
        "链接“{href}”没有对应的页面",
        "核对地址",
        "link “{href}” leads to no page",
        "check the address",
    ),
    "site-fragment": Rule(
        "warning",
        "链接“{href}”在目标页面上没有对应的位置",
        "核对 # 后面的部分",
        "link “{href}” leads to no place on its page",
        "check what follows the #",
    ),
    "site-codes": Rule(
        "note",
        "没有设置{names}：页面上不显示",
        "取得后写入 mkdocs.yml 的 gongkai 选项；没有就不写，不要编造",
        "not set, so not shown: {names}",
        "write it among the options of gongkai in mkdocs.yml once it is given; never make one up",
    ),
    "site-host": Rule(
        "warning",
        "网站生成程序提示：{message}",
        "按提示核对 mkdocs.yml 或页面",
        "MkDocs: {message}",
        "check mkdocs.yml or the page",
    ),
    "site-configuration": Rule(
        "error",
        "配置项 {key} 有误：{reason}",
        "核对 mkdocs.yml",
        "{key}: {reason}",
        "check mkdocs.yml",
    ),
    "site-folder": Rule(
        "error",
        "这个文件夹里有 {name}，不像是网站，不能覆盖",
        "在 mkdocs.yml 的 site_dir 另设一个文件夹",
        "this folder holds {name} and is no site; it is not replaced",
        "name another folder as site_dir in mkdocs.yml",
    ),
    "verify-manifest": Rule(
        "error",
        "没有可用的 manifest.json，无从核对",
        "给出网站的根文件夹或首页网址；清单由 gongkai build 写入",
        "there is no manifest.json that can be used to compare with",
        "give the site's root, as a folder or an address; gongkai build writes the manifest",
    ),
    "verify-missing": Rule(
        "error",
        "清单中有，副本中没有",
        "重新上传整个网站",
        "is listed but not there",
        "upload the whole site again",
    ),
    "verify-changed": Rule(
        "error",
        "与清单不同",
        "重新上传整个网站；若非本单位改动，应查明原因",
        "is not what the manifest lists",
        "upload the whole site again; find out who changed it",
    ),
    "verify-extra": Rule(
        "error",
        "清单中没有这个文件",
        "上传前清空旧文件；若非本单位所放，应查明来源",
        "is not in the manifest",
        "empty the folder before uploading; find out who put it there",
    ),
    "release-place": Rule(
        "error",
        "这个文件夹里有 {name}，不是放发布网站的地方",
        "另给一个空文件夹",
        "this folder holds {name} and is no place of releases",
        "give an empty folder",
    ),
    "release-none": Rule(
        "error",
        "这里没有用 gongkai publish 发布过的网站",
        "核对路径",
        "no site was published here by gongkai publish",
        "check the path",
    ),
    "release-first": Rule(
        "error",
        "第 {now} 份之前没有可以换回的网站",
        "改正后重新发布；要换到别的一份，用 --to（现有：{names}）",
        "there is no release before {now}",
        "mend it and publish again, or name one by --to (there are: {names})",
    ),
    "release-unknown": Rule(
        "error",
        "没有第“{name}”份",
        "现有：{names}",
        "there is no release “{name}”",
        "there are: {names}",
    ),
    "site-busy": Rule(
        "error",
        "另一次生成正在进行",
        "等它结束后再运行",
        "another build is at work",
        "run this again when it is done",
    ),
    "build-failed": Rule(
        "error",
        "网站没有生成：{reason}",
        "按提示改正后重新运行，现有网站未变",
        "the site was not built: {reason}",
        "mend it and run again; the site there is unchanged",
    ),
}
