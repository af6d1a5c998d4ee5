"""Plans that nobody would write, by name; `size` is how far each goes (1 in the tests, more in scripts/fuzz)."""

from __future__ import annotations

from collections.abc import Callable

HEAD = "关于河道管护的实施方案\n\n一、主要任务\n（一）清淤。"
_TABLE = "附件\n序号\t任务\t牵头单位\n"

# Name → what a size of 1 gives: some hundred thousand characters, a second of reading at most.
TEXTS: dict[str, Callable[[int], str]] = {
    "a long line": lambda size: HEAD + "清淤工作" * 20_000 * size,
    "a long line of statements": lambda size: HEAD + "完成整治；" * 10_000 * size,
    "a long line of duties": lambda size: HEAD + "每季度向社会公开一次水质。" * 3_000 * size,
    "a long line of targets": lambda size: HEAD + "2020年底前完成90%以上，" * 3_000 * size,
    "many lines": lambda size: HEAD + "\n正文内容" * 4_000 * size,
    "many empty lines": lambda size: HEAD + "\n" * 10_000 * size,
    "many measures": lambda size: HEAD + "\n（二）清淤。完成。\n牵头单位：水务局" * 1_000 * size,
    "brackets never closed": lambda size: HEAD + "（" * 100_000 * size,
    "brackets in brackets": lambda size: HEAD + "（" * 50_000 * size + "）" * 50_000 * size,
    "attributions in attributions": lambda size: HEAD + "（责任单位：A" * 2_000 * size + "）" * 2_000 * size,
    "quotations never closed": lambda size: HEAD + ("“" * 50_000 + "《" * 50_000) * size,
    "digits": lambda size: HEAD + "1" * 100_000 * size,
    "lines of digits": lambda size: HEAD + ("1" * 5_000 + "。\n") * 20 * size,
    "full-width digits": lambda size: HEAD + "１" * 50_000 * size,
    "Han digits": lambda size: HEAD + ("一" * 20_000 + "十百千万亿" * 4_000) * size,
    "numbers of levels": lambda size: HEAD + "1." * 50_000 * size,
    "dots of levels": lambda size: "方案\n" + "".join(f"{'1.' * at}1 标题\n" for at in range(1, 60 * size)),
    "markers without text": lambda size: "方案\n" + "一、\n" * 2_000 * size,
    "markers in a row": lambda size: "方案\n" + "（一）1.①第一章一是、" * 3_000 * size,
    "commas": lambda size: HEAD + "\n牵头单位：" + "、" * 100_000 * size,
    "bodies": lambda size: HEAD + "\n牵头单位：" + "水务局、" * 5_000 * size,
    "bodies joined by and": lambda size: HEAD + "\n牵头单位：" + "水务局和" * 10_000 * size,
    "one long body": lambda size: HEAD + "\n牵头单位：" + "水务" * 50_000 * size,
    "bodies in brackets": lambda size: HEAD + "（" + "水务局、" * 5_000 * size + "负责）",
    "towns in brackets": lambda size: HEAD + "修路（石桥镇、白沙乡）" * 2_000 * size,
    "names that share an ending": lambda size: HEAD + "\n责任单位：" + "住建、" * 10_000 * size + "城管等部门",
    "boxes": lambda size: "方案\n" + "├──┼──┤\n│任务│责任单位│\n" * 1_000 * size,
    "blanks": lambda size: HEAD + "XX，" * 1_500 * size,
    "one long blank": lambda size: HEAD + "X" * 50_000 * size + "_" * 50_000 * size,
    "years": lambda size: HEAD + ("年" * 20_000 + "2020年" * 2_000 + "2020—" * 5_000) * size,
    "percent signs": lambda size: HEAD + ("%" * 20_000 + "1%" * 5_000) * size,
    "words of comparison": lambda size: HEAD + ("第" * 20_000 + "不低于" * 2_000 + "达到" * 2_000) * size,
    "rows of a table": lambda size: "方案\n一、任务\n" + _TABLE + "1\t做\t局\n" * 1_000 * size,
    "cells of a row": lambda size: "方案\n一、任务\n" + _TABLE + "\t" * 50_000 * size,
    "spaces": lambda size: HEAD + (" " * 50_000 + "\u3000" * 50_000) * size,
    "combining marks": lambda size: HEAD + "\u0301" * 50_000 * size,
    "directions and nothing": lambda size: HEAD + "\u202e\u2066\u200b\u200d\ufeff\u2028\x85" * 5_000 * size,
    "telephone numbers": lambda size: HEAD + "13812345678，" * 3_000 * size,
    "hashes": lambda size: "# 方案\n" + "#" * 50_000 * size,
}  # fmt: skip

# Bytes that are no text of any kind, or hardly.
BYTES: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b" \r\n\t",
    "NULs": b"\0" * 5_000,
    "a NUL in a text": f"{HEAD}\0清淤".encode(),
    "half a character": HEAD.encode()[:-1],
    "only a mark of order": b"\xef\xbb\xbf",
    "UTF-16 cut short": b"\xff\xfe" + HEAD.encode("utf-16-le")[:-1],
    "UTF-16 with half a pair": b"\xff\xfe" + b"\x00\xd8" * 50,
    "UTF-32": HEAD.encode("utf-32"),
    "UTF-7": HEAD.encode("utf-7"),
    "escapes for a terminal": f"{HEAD}\n（二）\x1b]0;x\x07\x1b[2J清淤工作，按期完成，长效管护，落实责任，定期检查。".encode(),
    "surrogates": b"\xed\xa0\x80" * 50,
    "random": bytes((at * 197 + 31) % 256 for at in range(5_000)),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a zip with nothing": b"PK\x05\x06" + bytes(18),
    "a zip cut short": b"PK\x03\x04" + bytes(50),
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a PDF of nothing": b"%PDF-1.7\n%%EOF",
    "a PDF in a ring": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 99999999>>endobj\n"
    b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "HTML in HTML": b"<html><body>" + b"<div>" * 20_000 + "一、任务".encode(),
    "HTML with a bomb of entities": b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><html><body>&b;&#0;"
    b"&#x110000;</body></html>",
}  # fmt: skip
