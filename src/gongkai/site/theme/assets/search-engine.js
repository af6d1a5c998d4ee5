/* gongkai: the engine of the search. No DOM, no network: `open(load)` is told how to load a script.

   The index is classic scripts that call gongkaiSearch.put(name, version, data); what they hold is
   said in gongkai/search/pack.py. Folding, keys and postings mirror gongkai/search/words.py and
   postings.py. ES2019 without lookbehind; runs from a folder opened by double click.

   A query is folded and cut at white space; an entry is found if its heads and lines hold every
   part (anywhere, each part within one line). Best first: entries that are called exactly so, then
   those whose title, number or names hold all parts, then those whose text does. */
(function (root) {
  "use strict";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const QUOTES = { "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'" };
  const EXACT = 0, NAMED = 1, TEXT = 2;
  const MOST_GRAMS = 10; // of one part: enough to leave few false candidates
  const LONGEST = 40; // of a question's characters are looked at

  const files = new Map();
  let current = null;

  /* Called by the index's own scripts. The index decides which version is the current one. */
  function put(name, version, data) {
    if (name === "index") current = version;
    files.set(name, { version, data });
  }

  function fold(text) {
    return text.replace(/[\uFF01-\uFF5E\u3000\u00A0\u2018\u2019\u201C\u201DA-Z]/g, (sign) => {
      if (QUOTES[sign]) return QUOTES[sign];
      let code = sign.charCodeAt(0);
      if (code === 0x3000 || code === 0xa0) return " ";
      if (code >= 0xff01) code -= 0xfee0;
      return String.fromCharCode(code >= 65 && code <= 90 ? code + 32 : code);
    });
  }

  function key(text) {
    return fold(text).replace(/[\u3001\s]/g, "")
      .replace(/\.(?![0-9])/g, "").replace(/(^|[^0-9])\.+/g, "$1");
  }

  function decode(text) {
    const numbers = [];
    let before = -1, gap = 0, scale = 1;
    for (let i = 0; i < text.length; i++) {
      const digit = ALPHABET.indexOf(text[i]);
      gap += (digit % 32) * scale;
      if (digit >= 32) { scale *= 32; continue; }
      before += gap + 1;
      numbers.push(before);
      gap = 0;
      scale = 1;
    }
    return numbers;
  }

  /* The place of the last of the rising `bounds` that is not above `wanted`; -1 if none. */
  function shard(bounds, wanted) {
    let low = 0, high = bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  /* Runs of two characters that cover `part`, or the one character that it is. */
  function grams(part) {
    const signs = Array.from(part);
    if (signs.length === 1) return [part];
    const all = new Set();
    const last = signs.length - 2;
    const step = Math.max(1, last / (MOST_GRAMS - 1));
    for (let at = 0; at < last; at += step) all.add(signs.slice(at | 0, (at | 0) + 2).join(""));
    return Array.from(all.add(signs.slice(last).join("")));
  }

  function common(lists) {
    lists.sort((a, b) => a.length - b.length);
    return lists.reduce((left, right) => {
      const held = new Set(right);
      return left.filter((number) => held.has(number));
    });
  }

  /* `text` as [piece, whether it is one of `parts`] …, for marking. Folding keeps places. */
  function marks(text, parts) {
    const folded = fold(text);
    const on = new Array(text.length).fill(false);
    parts.forEach((part) => {
      for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + part.length)) {
        on.fill(true, at, at + part.length);
      }
    });
    const pieces = [];
    for (let from = 0, to = 0; from < text.length; from = to) {
      while (to < text.length && on[to] === on[from]) to++;
      pieces.push([text.slice(from, to), on[from]]);
    }
    return pieces;
  }

  /* The sentence of `line` that holds `part`, cut to some `reach` characters on either side. */
  function sentence(line, part, reach) {
    const at = fold(line).indexOf(part);
    let from = at, to = at + part.length;
    while (from > 0 && at - from < reach && !/[。；！？]/.test(line[from - 1])) from--;
    while (to < line.length && to - at < 2 * reach && !/[。；！？]/.test(line[to - 1])) to++;
    if (/[\uDC00-\uDFFF]/.test(line[from])) from++;
    if (/[\uD800-\uDBFF]/.test(line[to - 1])) to--;
    const cut = from > 0 && !/[。；！？]/.test(line[from - 1]);
    const open = to < line.length && !/[。；！？]/.test(line[to - 1]);
    return (cut ? "…" : "") + line.slice(from, to).trim() + (open ? "…" : "");
  }

  const holds = (folded, part) => folded.some((text) => text.includes(part));

  /* The index, ready for queries. `load(name, version)` loads the script of one part. */
  async function open(load) {
    async function need(name) {
      if (!files.has(name)) await load(name, current);
      const file = files.get(name);
      if (!file) throw new Error("missing");
      if (name !== "index" && file.version !== current) throw new Error("stale");
      return file.data;
    }

    const index = await need("index");
    const starts = decode(index.d);
    const count = index.kinds.reduce((sum, kind) => sum + kind[2], 0);

    async function value(prefix, word) {
      const at = shard(index[prefix], word);
      if (at < 0) return "";
      const held = await need(prefix + at);
      return Object.prototype.hasOwnProperty.call(held, word) ? held[word] : "";
    }

    /* An entry with its words folded, once. */
    const entries = new Map();
    async function entry(number) {
      if (!entries.has(number)) {
        const at = shard(starts, number);
        const record = (await need("d" + at))[number - starts[at]];
        const heads = [record[1], record[2]].concat(record[3]);
        entries.set(number, { address: record[0], title: record[1], number: record[2], heads, lines: record[4],
          foldedHeads: heads.map(fold), foldedLines: record[4].map(fold) });
      }
      return entries.get(number);
    }

    /* Entries that may hold all parts: all of them, and those that may be named by them. */
    async function candidates(parts) {
      if (!index.g) return { all: Array.from({ length: count }, (_, number) => number), named: [] };
      const wanted = Array.from(new Set([].concat(...parts.map(grams))));
      const values = await Promise.all(wanted.map((gram) => value("g", gram)));
      const pick = (side) => common(values.map((text) => decode(text.split("|")[side] || "")));
      return { all: pick(0), named: pick(1) };
    }

    /* How well an entry answers: EXACT, NAMED, TEXT or -1 where it does not hold all parts. */
    function tier(found, parts, exact) {
      if (exact) return EXACT;
      if (parts.every((part) => holds(found.foldedHeads, part))) return NAMED;
      return parts.every((part) => holds(found.foldedHeads, part) || holds(found.foldedLines, part)) ? TEXT : -1;
    }

    function hit(found, parts) {
      const shown = { address: found.address, number: marks(found.number, parts),
        title: marks(found.title, parts), text: [] };
      const inTitle = parts.every((part) => holds(found.foldedHeads.slice(0, 2), part));
      const whole = parts.concat().sort((a, b) => b.length - a.length)[0];
      const holding = (own) => found.lines[found.foldedLines.findIndex(own)];
      const line = holding((text) => parts.every((part) => text.includes(part))) || holding((text) => text.includes(whole));
      const other = found.heads.slice(2)[found.foldedHeads.slice(2).findIndex((text) => text.includes(whole))];
      if (other && !inTitle) shown.text = marks(other, parts);
      else if (line) shown.text = marks(sentence(line, whole, 36), parts);
      return shown;
    }

    /* Groups by kind, best first and what is gone last: {kind, label, total, sure, near, show(most)}. `total` may be too high
       where it is not `sure`; show() gives hits, having looked at their text. Where nothing holds the
       words, what comes nearest is found instead: what holds them but for one character (`near` is true), else what holds
       the pieces of a question that are found at all (谁负责黑臭水体: `near` is "黑臭水体"). */
    async function search(query) {
      const parts = Array.from(new Set(fold(query).split(/\s+/).filter(Boolean)));
      if (!parts.length) return [];
      const found = await holding(query, parts);
      if (await shows(found)) return found;
      if (parts.length === 1) {
        const near = await slipped(Array.from(parts[0]));
        if (near) return near;
      }
      const held = await pieces(parts);
      const alone = held.map((piece) => [piece]).sort((a, b) => b[0].length - a[0].length);
      for (const tried of [held].concat(alone)) {
        const some = tried.length ? await holding("", tried) : [];
        if (await shows(some)) return some.map((one) => ({ ...one, near: tried.join(" ") }));
      }
      return found;
    }

    /* What holds the one word but for one character. */
    async function slipped(signs) {
      if (signs.length < 4 || signs.length > 12) return null;
      for (let at = signs.length - 1; at >= 0; at--) {
        const around = [signs.slice(0, at), signs.slice(at + 1)].map((side) => side.join("")).filter(Boolean);
        if (around.every((side) => Array.from(side).length < 2)) continue;
        const near = await holding("", around);
        if (await shows(near)) return near.map((one) => ({ ...one, near: true }));
      }
      return null;
    }

    /* The parts, cut where two neighbours stand together nowhere. */
    async function pieces(parts) {
      const cut = [];
      for (const part of parts) {
        const signs = Array.from(part).slice(0, LONGEST);
        let from = 0;
        for (let to = 1; to <= signs.length; to++) {
          if (to < signs.length && (await holding("", [signs[to - 1] + signs[to]])).length) continue;
          if (to - from > 1) cut.push(signs.slice(from, to).join(""));
          from = to;
        }
      }
      return cut;
    }

    /* Whether any of the groups has a hit, once the text has been looked at. */
    async function shows(groups) {
      if (!index.g) return groups.length > 0;
      for (const one of groups) if ((await one.show(1)).length) return true;
      return false;
    }

    async function holding(query, parts) {
      const [exactText, found] = await Promise.all([value("k", key(query)), candidates(parts)]);
      const exact = new Set(decode(exactText));
      const named = new Set(found.named);
      const all = found.all.concat(Array.from(exact).filter((number) => !found.all.includes(number)));
      const graded = [];
      for (const number of all.sort((a, b) => a - b)) {
        let grade = exact.has(number) ? EXACT : named.has(number) ? NAMED : TEXT;
        if (!index.g) grade = tier(await entry(number), parts, exact.has(number));
        if (grade >= 0) graded.push([grade, number]);
      }
      graded.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      const sure = !index.g || parts.every((part) => Array.from(part).length < 3);
      return group(graded, parts, sure, exact);
    }

    function group(graded, parts, sure, exact) {
      const groups = [];
      let first = 0;
      index.kinds.forEach(([kind, label, size]) => {
        const from = first, to = first + size;
        first = to;
        const own = graded.filter((pair) => pair[1] >= from && pair[1] < to);
        if (!own.length) return;
        groups.push({ kind, label, best: own[0][0], total: own.length, sure,
          show: (most) => show(own, parts, exact, most) });
      });
      const gone = (one) => Number(one.kind === "gone");
      return groups.sort((a, b) => gone(a) - gone(b) || a.best - b.best);
    }

    async function show(graded, parts, exact, most) {
      const hits = [];
      // A few at a time, all parts of them at once: a slow line waits once, not once for each.
      for (let at = 0; at < graded.length && hits.length < most; at += most) {
        const some = graded.slice(at, at + most).map((pair) => pair[1]);
        const loaded = await Promise.all(some.map(entry));
        loaded.forEach((found, place) => {
          const sound = tier(found, parts, exact.has(some[place])) >= 0;
          if (sound && hits.length < most) hits.push(hit(found, parts));
        });
      }
      return hits;
    }

    return { search, count };
  }

  root.gongkaiSearch = { put, open, fold, key, decode, marks };
})(typeof globalThis === "undefined" ? self : globalThis);
