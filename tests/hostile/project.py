"""A small project that has something in every file it may hold, and says `words` in every field of text."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai.store import import_source, load


def project(folder: Path, words: str = "清淤", more: int = 0) -> Path:
    """The project, made in `folder`; `words` on one line. With `more` duties of every month, and in force since long."""
    data = folder / "plan_data"
    data.mkdir(parents=True)
    said = json.dumps(words, ensure_ascii=False)
    _write(
        data / "units.yml",
        f'- id: "shuiwuju"\n  name: {said}\n  short: {said}\n  kind: department\n',
    )
    source = folder.parent / f"{folder.name}.txt"
    source.write_text(_plan(words, more), encoding="utf-8")
    report = import_source(folder, source, "r1")
    assert report.written, report.findings
    if more:
        revision = data / "revisions" / "r1" / "revision.yml"
        known = 'state: in_force\napproved_by: 县政府办\napproved_on: "2010-01-05"\nin_force:\n  from: "2010-01-05"\n  to: null\n  basis: 印发日期\n'
        _write(revision, revision.read_text("utf-8").replace("state: draft\n", known))
    found, _ = load(folder)
    assert found is not None
    plan = found.plan
    measure = next(node.id for node in plan.nodes if node.role == "measure")
    target, duty, blank = plan.targets[0], plan.duties[0], plan.blanks[0]
    _write(
        data / "fills.yml",
        f'fills:\n  - blank: "{blank.id}"\n    value: {said}\n    basis: {said}\n    date: "2020-01-02"\n'
        '    source: "https://example.gov.cn/a"\n',
    )
    _write(
        data / "progress" / "2020.yml",
        f'progress:\n  - of: "{measure}"\n    date: "2020-02-03"\n    state: ongoing\n    basis: {said}\n    text: {said}\n'
        f'  - of: "{target.id}"\n    date: "2020-02-03"\n    state: ongoing\n    basis: {said}\n    text: {said}\n',
    )
    _write(
        data / "disclosures" / "2020.yml",
        f'disclosures:\n  - duty: "{duty.id}"\n    period: "2020-Q1"\n    date: "2020-03-04"\n    title: {said}\n    basis: {said}\n',
    )
    _write(
        data / "work_plans" / "shuiwuju" / "2020.yml",
        f'unit: "shuiwuju"\nyear: "2020"\ntitle: {said}\nbasis: {said}\ndate: "2020-01-01"\nfiled_to: {said}\n'
        f'attachments:\n  - "files/a.pdf"\ntasks:\n  - measure: "{measure}"\n    text: {said}\n    state: ongoing\n',
    )
    _write(
        data / "rectification" / "2020.yml",
        f'rectification:\n  - id: "P1"\n    batch: {said}\n    problem: {said}\n    measure: "{measure}"\n    standard: {said}\n'
        f'    basis: {said}\n    date: "2020-01-01"\n    steps:\n      - date: "2020-02-01"\n        state: submitted\n        text: {said}\n',
    )
    _write(
        data / "water" / "points.yml",
        f'- id: "p1"\n  name: {said}\n  type: river\n  class: "Ⅲ"\n',
    )
    _write(
        data / "water" / "results" / "2020-Q1.csv",
        "point,date,indicator,qualifier,value,unit\np1,2020-01-15,氨氮,,0.5,mg/L\n",
    )
    _write(
        data / "water" / "publications.yml",
        f'- quarter: "2020-Q1"\n  link: 水源\n  published: "2020-04-05"\n  publisher: {said}\n  address: https://example.org/?q=x\n  note: {said}\n',
    )
    _write(
        data / "water" / "actions.yml",
        f'- point: p1\n  quarter: "2020-Q1"\n  indicator: 氨氮\n  cause: {said}\n  remedy: {said}\n  outcome: {said}\n',
    )
    _write(
        folder / "content" / "about.md",
        '# 关于\n\n{{ document() }}\n\n{{ measure("ID") }}\n'.replace("ID", measure),
    )
    _write(
        folder / "mkdocs.yml",
        f"site_name: {said}\nsite_description: {said}\nplugins:\n  - gongkai:\n      as_of: '2020-10-15'\n      publisher: {said}\n"
        f"      site_code: {said}\n      icp: {said}\n      police: {said}\n      index_number: {said}\n      category: {said}\n",
    )
    return folder


def _plan(words: str, more: int) -> str:
    monthly = "".join(
        f"（{sign}）公布{words}数据。每月向社会公布一次{words}数据。\n责任单位：{words}局\n"
        for sign in "三四五六七八九"[:more]
    )
    return (
        f"关于{words}的实施方案\n\n为做好{words}，制定本方案。\n\n一、{words}任务\n"
        f"（一）{words}整治。2020年底前，{words}完成率达到90%以上，投入XX万元。\n牵头单位：{words}、XXX\n配合单位：{words}局\n"
        f"（二）公开{words}结果。每季度向社会公开一次{words}情况。的的。\n责任单位：{words}局\n{monthly}\n附件\n序号\t任务\t牵头单位\n1\t{words}\t水务局\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
