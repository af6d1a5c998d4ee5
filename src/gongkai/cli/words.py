"""What the command line says, in two languages. Pure but for the look at the locale."""

from __future__ import annotations

import os
from collections.abc import Mapping

from gongkai.sources.finding import Language

_WORDS: dict[str, tuple[str, str]] = {
    "gongkai": (
        "公开：把政府方案发布为可查、可核对的公开网站。",
        "A government plan as a public, checkable site.",
    ),
    "read": (
        "按规则读一份方案，不写任何文件。",
        "Read one plan by rules; nothing is written.",
    ),
    "import": (
        "把方案读入 plan_data/revisions/，成为一个版本。",
        "Read a plan into plan_data/revisions/ as one revision.",
    ),
    "new": (
        "新建一个项目文件夹：放进方案就能生成网站。",
        "Make a project's folder: import a plan into it and build.",
    ),
    "site-name": ("网站名称，默认用文件夹名。", "The site's name; the folder's by default."),
    "check": (
        "核对 plan_data：引文、原文、编号、单位。",
        "Check plan_data: quotes, text, identifiers, bodies.",
    ),
    "verify": (
        "核对公开的副本：PATH（文件夹或网址）与其中 manifest.json 所列是否逐字节相同。",
        "Compare a published copy, a folder or an http address, with its manifest.json byte for byte.",
    ),
    "verified": (
        "{path} 与清单相同：{count} 个文件",
        "{path} is what its manifest lists: {count} files",
    ),
    "build": (
        "生成网站（整体替换，失败不影响现有网站）。",
        "Build the site; it is swapped in whole or not at all.",
    ),
    "serve": (
        "本机预览，改动后自动重新生成。",
        "Serve the site on this machine and rebuild it on every change.",
    ),
    "export": (
        "把一个版本的数据文件写到 DIR。",
        "Write the data files of one revision to DIR.",
    ),
    "review": (
        "核对识别结果：列出待定各条；在终端里逐条决定。",
        "Review what rules proposed: list what awaits a decision, or decide one by one in a terminal.",
    ),
    "review-list": ("列出待定各条，最存疑的在前。", "List what awaits a decision, doubtful first."),
    "review-accept": ("认可各条（维护者已核对）。", "Accept: checked by the maintainers."),
    "review-reject": ("否定各条，写明理由。", "Reject, with a reason."),
    "review-edit": ("改正一条：键=值，写明理由。", "Correct one, as key=value, with a reason."),
    "review-node": ("只看这个条目，如 N054。", "Only this node, such as N054."),
    "review-kind": ("只看这一类，可重复。", "Only this kind; may be given again."),
    "review-status": ("只看这一状态，默认 proposed。", "Only this status; proposed by default."),
    "review-confidence": ("只看这一把握程度。", "Only this confidence."),
    "review-all": ("符合条件的全部各条。", "All that the filters take."),
    "review-by": ("谁决定的，如“方案办”。", "Who decides, such as 方案办."),
    "review-on": ("哪天决定的，默认今天。", "The day of the decision; today by default."),
    "review-note": ("说明或理由。", "A note, or the reason."),
    "review-confirm": ("这是主管单位自己的决定。", "This is the office's own decision."),
    "review-none": (
        "写明编号，或用 --all 加筛选条件",
        "name identifiers, or give --all with filters",
    ),
    "review-both": (
        "编号和筛选条件只用一种",
        "give identifiers or --all with filters, not both",
    ),
    "review-options": ("选项写在子命令后面", "write options behind the subcommand"),
    "review-pair": ("应写成 键=值：{value}", "write key=value: {value}"),
    "review-left": ("待定 {count} 条", "{count} await a decision"),
    "review-source": ("原文", "source"),
    "review-done": ("已写入 {count} 条：{files}", "{count} decided, written to {files}"),
    "review-same": ("没有变化", "nothing changed"),
    "review-ask": (
        "[a] 认可  [r] 否定  [e] 改正  [s] 跳过  [q] 结束",
        "[a]ccept  [r]eject  [e]dit  [s]kip  [q]uit",
    ),
    "review-ask-by": ("谁决定的", "who decides"),
    "review-ask-note": ("理由", "reason"),
    "review-ask-pair": ("键=值（空行结束）", "key=value (an empty line ends)"),
    "kind-target": ("目标", "target"),
    "kind-duty": ("职责", "duty"),
    "kind-date": ("日期", "date"),
    "kind-blank": ("原文空白", "blank"),
    "kind-erratum": ("疑误", "erratum"),
    "kind-attribution": ("分工", "attribution"),
    "kind-deadline": ("时限", "deadline"),
    "kind-node": ("条目", "node"),
    "status-proposed": ("系统识别", "proposed"),
    "status-checked": ("维护者已核对", "checked"),
    "status-confirmed": ("主管单位已确认", "confirmed"),
    "status-rejected": ("不成立", "rejected"),
    "sure-certain": ("把握较大", "certain"),
    "sure-likely": ("很可能", "likely"),
    "sure-possible": ("存疑", "possible"),
    "diff": (
        "列出两个版本（版本标识或方案文件）之间的变化。有变化时退出码为 1。",
        "List what changed between two revisions (identifiers or files). Exit code 1 where something did.",
    ),
    "diff-units": ("涉及单位", "Bodies concerned"),
    "diff-markdown": (
        "输出 Markdown，供合并请求的评论使用。",
        "Print Markdown, for a comment on a pull request.",
    ),
    "diff-notice": (
        "输出一份纯文字说明，供转发。",
        "Print a notice in plain text, to be sent on.",
    ),
    "diff-unit": ("只列与这个单位有关的变化。", "Only what concerns this unit."),
    "diff-none": ("没有变化", "nothing changed"),
    "water": ("水质监测结果。", "Results of water monitoring."),
    "evaluate": (
        "按国家标准评价监测结果。",
        "Judge results against the national standards.",
    ),
    "source": (
        "方案文件（.docx、.pdf、.html、.txt 或 .md）",
        "the plan's file (.docx, .pdf, .html, .txt or .md)",
    ),
    "water-import": (
        "导入监测结果表（每列一个指标，或每行一个数值；.xlsx 或 .csv），写入 plan_data/water/results/。",
        "Import a sheet of results (one column an indicator, or one value a row; .xlsx or .csv) into plan_data/water/results/.",
    ),
    "water-matched": ("列 {heading} → {indicator} {unit}", "column {heading} → {indicator} {unit}"),
    "water-ignored": ("未采用：{names}", "left out: {names}"),
    "water-added": ("{path}：新增 {count} 行", "{path}: {count} rows were added"),
    "water-counts": (
        "点位 {points} 个，数值 {values} 个；新增 {added}，已有 {same}",
        "{points} points, {values} values; {added} added, {same} on file already",
    ),
    "pdf": ("文档另存一份 PDF。", "The documents as PDF too."),
    "workbook": (
        "单位工作簿：导出给单位填写，收回读入。",
        "A unit's workbook: out to be filled in, and back.",
    ),
    "workbook-export": (
        "把一个单位（编号或名称）的工作簿写到 FILE；已有的就地更新，保留其中的填写和自加的内容。",
        "Write the workbook of a unit (id or name) to FILE; one in use is brought up to date in place.",
    ),
    "workbook-import": (
        "读入填好的工作簿，写入 plan_data；有一处不对就什么也不写。",
        "Read a filled workbook into plan_data; nothing is written unless all may be.",
    ),
    "workbook-counts": (
        "读入 {count} 条；没有读懂 {left} 行",
        "{count} records were read; {left} rows were not understood",
    ),
    "workbook-known": (
        "另有 {count} 行先前已经读入，不重复登记",
        "{count} rows more were read before and are on record",
    ),
    "json": ("输出 JSON，供程序使用。", "Print JSON, for programs."),
    "as-of": (
        "以这一天（YYYY-MM-DD）已经在案的版本和记录为准，默认今天。",
        "Use what was on record on this day, revisions included; today by default.",
    ),
    "illustration": (
        "包括演示用的示例数据。",
        "With the made-up records of the demonstration.",
    ),
    "folder": (
        "项目文件夹，默认当前文件夹；命令里别的路径仍从当前文件夹算起。",
        "The project's folder, the current one by default; other paths of a command still start from the current one.",
    ),
    "revision": ("版本标识，如 r1、2025-01。", "The revision's identifier, such as r1 or 2025-01."),
    "match": (
        "由人断定：前一版本的编号就是新方案的这一条；等号后留空表示已不再有。可写多次。",
        "A person's decision: the earlier identifier is this node of the new text; nothing after = means none. May be given again.",
    ),
    "publish": (
        "正式发布：从严检查，未批准的草稿不予生成。",
        "For publication: strict, and no draft is built.",
    ),
    "publish-release": (
        "正式生成网站，在 PLACE 存为新的一份并换上；网站服务器的根目录是 PLACE/current。",
        "Build for the public, keep the site as a release in PLACE and show it; the web server's root is PLACE/current.",
    ),
    "keep": (
        "保留几份（连同现在这份），默认 5。",
        "How many releases stay, the present one among them; 5 by default.",
    ),
    "rollback": (
        "换回上一份：PLACE/current 指回前一份已发布的网站。",
        "Show the release before the present one at PLACE again.",
    ),
    "rollback-to": ("换到哪一份，如 0003。", "Which release to show, such as 0003."),
    "released": (
        "{path} 现在是第 {now} 份（原来是 {was}）",
        "{path} now shows release {now} (before: {was})",
    ),
    "released-same": (
        "{path} 没有变化，仍是第 {now} 份",
        "{path} is unchanged and shows release {now}",
    ),
    "copy": (
        "另写一份到 DIR：不用服务器，双击 index.html 即可打开。",
        "Also write a copy to DIR that opens without a server, by a double click on index.html.",
    ),
    "points": ("监测点位文件（YAML）。", "The file of monitoring points (YAML)."),
    "port": ("端口。", "The port."),
    "version": ("显示版本号。", "Show the version."),
    "summary": (
        "{title}\n{lines} 行；{nodes} 个条目，其中措施 {measures} 条；牵头 {lead}、配合 {support}、责任 {responsible} 条；空白 {blanks} 处；目标 {targets}、职责 {duties}、日期 {dates}、疑误 {errata} 处",
        "{title}\n{lines} lines; {nodes} nodes, {measures} of them measures; lead on {lead}, support on {support}, responsible on {responsible}; {blanks} blanks; {targets} targets, {duties} duties, {dates} dates, {errata} errata",
    ),
    "report-lines": (
        "有字的 {lines} 行：条目 {in_nodes}、框架 {in_frame}、未归入 {loose}",
        "{lines} lines with words: {in_nodes} in nodes, {in_frame} in the frame, {loose} in neither",
    ),
    "report-tally": (
        "{what} {total}（很可能 {likely}、存疑 {possible}）",
        "{total} {what} ({likely} likely, {possible} possible)",
    ),
    "report-sure": ("{what} {total}", "{total} {what}"),
    "report-tallies": ("把握：{tallies}", "confidence: {tallies}"),
    "report-look": ("请先核对这 {count} 处：", "look at these {count} first:"),
    "report-more": ("另有 {count} 处", "{count} more"),
    "report-loose": ("不属于任何条目", "in no node"),
    "report-unresolved": ("未识别的单位 {count} 个：{names}", "{count} bodies not known: {names}"),
    "report-at": ("{name}（第 {lines} 行）", "{name} (line {lines})"),
    "report-clean": ("没有需要先核对的地方", "nothing asks for a look"),
    "what-attribution": ("单位", "bodies"),
    "what-deadline": ("完成时限", "deadlines"),
    "what-target": ("目标", "targets"),
    "what-duty": ("职责", "duties"),
    "what-date": ("日期", "dates"),
    "what-blank": ("空白", "blanks"),
    "what-erratum": ("疑误", "errata"),
    "counts": (
        "错误 {error}，警告 {warning}，提示 {note}",
        "errors {error}, warnings {warning}, notes {note}",
    ),
    "no-findings": ("没有发现问题", "nothing was found"),
    "imported": ("已写入 {path}", "{path} was written"),
    "compared": (
        "与 {old} 相比：{counts}（详见 gongkai diff {old} {new}）",
        "compared with {old}: {counts} (see gongkai diff {old} {new})",
    ),
    "started": (
        "已建立 {path}。下一步：cd {path} && gongkai import 方案文件 --revision r1 && gongkai build",
        "{path} was made. Next: cd {path} && gongkai import SOURCE --revision r1 && gongkai build",
    ),
    "unchanged": ("{path} 没有变化", "{path} is unchanged"),
    "exported": ("已写入 {path}：{count} 个文件", "{path}: {count} files were written"),
    "built": (
        "已生成 {folder}：版本 {revision}，{pages} 页，措施 {measures} 条，单位 {units} 个（另有统称 {groups} 个），原文空白 {blanks} 处",
        "{folder} was built: revision {revision}, {pages} pages, {measures} measures, {units} bodies (and {groups} groups of them), {blanks} blanks",
    ),
    "look": (
        "打开 {folder}/index.html，或运行 gongkai serve 后访问 http://127.0.0.1:8000/",
        "open {folder}/index.html, or run gongkai serve and visit http://127.0.0.1:8000/",
    ),
    "checked": ("检查：{counts}", "check: {counts}"),
    "bad-date": ("不是日期：{value}", "not a date: {value}"),
    "bad-date-hint": ("写成 YYYY-MM-DD，如 2025-06-30", "write YYYY-MM-DD, such as 2025-06-30"),
    "failed": ("程序内部出错：{reason}", "the program failed: {reason}"),
    "failed-hint": (
        "设 GONGKAI_DEBUG=1 再运行一次，把输出告诉维护者",
        "run again with GONGKAI_DEBUG=1 and show the maintainers what it prints",
    ),
    "system-hint": ("核对路径、权限和磁盘空间", "check the path, the permissions and the disk"),
}


def language(environment: Mapping[str, str] | None = None) -> Language:
    """The language of messages, by the locale as POSIX orders its variables."""
    environment = os.environ if environment is None else environment
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(key: str, **values: object) -> str:
    """The words of `key` in the locale's language."""
    zh, en = _WORDS[key]
    return (zh if language() == "zh" else en).format(**values)
