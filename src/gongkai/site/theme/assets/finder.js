/* gongkai: tables that sort, filter, count and download; on a phone their rows become cards. The table
   itself is whole without this script. What is chosen stands in the page's address. ES2019.

   table[data-gk-sort]        its columns sort: by a cell's data-sort, else by its words
   table[data-gk-cards]       does not sort, its columns being of one kind; its rows are cards on a phone all the same
   table[data-gk-filter=NAME] gets a bar of fields above it; NAME (ASCII, one of its kind on a page) begins
                              its keys in the address: ?NAME.q=…&NAME.section=…&NAME.sort=-2
   th[data-gk-facet=KEY]      a field that chooses among the values of the column
   th[data-gk-as=WORDS]       what that field is called, where not as the column
   td[data-facet="a|b"]       the values of a cell; without it, its words but for what is small or quoted
   [data-gk-holds="N1-N9"]    in a list of the pages of what is cut: the nodes, and lines (L1-L9), or the rows by their own
                              names (Z01 Z02), that the page holds that its link leads to; an address with a row's name
                              (#N3-D1, #L3, #Z02) that is not on this page leads on there
   a[data-gk-first="N1-N9"]   leads to the page with that list, from one that holds these
   a[data-gk-home]            leads home from the page for wrong addresses; the address of a page of what is cut, which is
                              shorter now, leads on to its first page (docs/nginx.conf and addresses.py do the same)
   A table of fewer than three rows is not sorted; one of eight rows or more has the bar even without data-gk-filter;
   the name is then t1, t2 … */
(function () {
  "use strict";
  const FEW = 8;
  const collator = new Intl.Collator("zh", { numeric: true });
  const asked = new URLSearchParams(location.search);

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const value = (row, column) => row.cells[column].dataset.sort || words(row.cells[column]);
  const plain = (cell) => Array.from(cell.childNodes).filter((one) => !/^(SMALL|Q)$/.test(one.nodeName))
    .map((one) => one.textContent).join("").replace(/\s+/g, " ").trim();
  const values = (cell) => cell.dataset.facet === undefined ? [plain(cell)].filter(Boolean)
    : cell.dataset.facet.split("|").filter(Boolean);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, given]) => element.setAttribute(name, given));
    element.append(...children);
    return element;
  }

  /* Keep `given` in the address; a page in a folder may refuse that, and works all the same. */
  function keep(name, given) {
    const query = new URLSearchParams(location.search);
    if (given) query.set(name, given); else query.delete(name);
    const text = query.toString();
    try {
      history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
    } catch (refused) { /* file: */ }
  }

  function finder(table, at) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    const rows = Array.from(body.rows);
    const name = table.dataset.gkFilter || "t" + (at + 1);
    const titles = heads.map(words);
    const chosen = [];
    let order = null;

    function sort(column, down) {
      rows.sort((a, b) => collator.compare(value(a, column), value(b, column)) * (down ? -1 : 1));
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...rows);
      if (order) order.value = (down ? "-" : "") + (column + 1);
      keep(name + ".sort", (down ? "-" : "") + (column + 1));
    }

    if (rows.length > 2) heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, titles[column]);
      button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
      head.textContent = "";
      head.append(button);
    });
    cards(table, titles, rows);
    if (table.dataset.gkFilter === undefined && rows.length < FEW) return;

    const count = make("output", { role: "status" });
    const bar = make("div", { class: "gk-finder__bar" });
    const box = make("details", { class: "gk-finder" }, make("summary", {}, "筛选、下载：" + (table.caption ? words(table.caption) : "本表")), bar);
    // Open where there is room for it, or where the address has something to show.
    box.open = matchMedia("(min-width: 45.01em)").matches || Array.from(asked.keys()).some((key) => key.startsWith(name + "."));

    function apply() {
      let shown = 0;
      rows.forEach((row) => {
        row.hidden = !chosen.every(([given, holds]) => !given() || holds(row, given()));
        if (!row.hidden) shown += 1;
      });
      count.textContent = shown === rows.length ? `共 ${rows.length} 条` : `显示 ${shown} 条，共 ${rows.length} 条`;
    }

    function field(key, label, control, holds) {
      const full = name + "." + key;
      control.value = asked.get(full) || "";
      chosen.push([() => control.value.trim(), holds]);
      control.addEventListener("input", () => { keep(full, control.value.trim()); apply(); });
      bar.append(make("label", {}, label, control));
    }

    field("q", "在表中查找", make("input", { type: "search", autocomplete: "off" }),
      (row, given) => row.textContent.toLowerCase().includes(given.toLowerCase()));
    heads.forEach((head, column) => {
      if (!head.dataset.gkFacet) return;
      const all = new Map();
      rows.forEach((row) => values(row.cells[column]).forEach((one) => all.set(one, (all.get(one) || 0) + 1)));
      const select = make("select", {}, make("option", { value: "" }, "全部"));
      // In the order of the table where that means something (sections), else as words sort.
      all.forEach((times, one) => select.append(make("option", { value: one }, `${one}（${times}）`)));
      field(head.dataset.gkFacet, head.dataset.gkAs || titles[column], select, (row, given) => values(row.cells[column]).includes(given));
    });
    order = make("select", {}, make("option", { value: "" }, "原文次序"));
    titles.forEach((title, column) => order.append(make("option", { value: String(column + 1) }, title)));
    order.addEventListener("change", () => { if (order.value) sort(Math.abs(Number(order.value)) - 1, false); });
    bar.append(make("label", { class: "gk-finder__sort" }, "排序", order));
    const save = make("button", { type: "button", class: "gk-button" }, "下载所列（CSV）");
    save.addEventListener("click", () => download(titles, rows.filter((row) => !row.hidden), name));
    bar.append(make("div", { class: "gk-finder__end" }, count, save));
    const wrap = table.closest(".gk-scroll") || table;
    wrap.parentNode.insertBefore(box, wrap);

    const sorted = Number(asked.get(name + ".sort"));
    if (sorted && heads[Math.abs(sorted) - 1]) sort(Math.abs(sorted) - 1, sorted < 0);
    apply();
  }

  /* Names and roles for cells whose table is laid out as cards on a narrow page. */
  function cards(table, titles, rows) {
    table.setAttribute("role", "table");
    [table.tHead, table.tBodies[0]].forEach((group) => group.setAttribute("role", "rowgroup"));
    Array.from(table.tHead.rows[0].cells).forEach((head) => head.setAttribute("role", "columnheader"));
    [table.tHead.rows[0]].concat(rows).forEach((row) => row.setAttribute("role", "row"));
    rows.forEach((row) => Array.from(row.cells).forEach((cell, column) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      cell.setAttribute("data-label", titles[column]);
    }));
  }

  /* A cell that a spreadsheet would run begins with an apostrophe, as in the site's own CSV files. */
  function download(titles, rows, name) {
    const cell = (text) => '"' + (/^[=+\-@\t\r＝＋－＠]/.test(text) ? "'" + text : text).replace(/"/g, '""') + '"';
    const lines = [titles].concat(rows.map((row) => Array.from(row.cells).map(words)));
    const text = "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = make("a", { download: name + ".csv", href: URL.createObjectURL(new Blob([text], { type: "text/csv" })) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* From the address of a row, or a line, that is on another page of what is cut to that page. */
  function leadOn() {
    const wanted = location.hash.slice(1);
    if (!wanted || document.getElementById(wanted)) return;
    const row = /^(?:(N)(\d+)(?:-|$)|(L)(\d+)$)/.exec(wanted) || [];
    const kind = row[1] || row[3], number = Number(row[2] || row[4]);
    const holds = (run) => {
      if (run === wanted) return true;
      const [first, last] = run.split("-").map((name) => Number(name.slice(1)));
      return run[0] === kind && first <= number && number <= (last || first);
    };
    const cell = Array.from(document.querySelectorAll("[data-gk-holds]")).find((one) => one.dataset.gkHolds.split(" ").some(holds));
    const link = cell ? cell.querySelector("a") : document.querySelector("a[data-gk-first]");
    /* A row that would be here and is not is gone: the list would only lead back. */
    if (link && !(link.dataset.gkFirst || "").split(" ").some(holds)) location.replace(link.href + location.hash);
  }
  const home = document.querySelector("a[data-gk-home]");
  if (home) {
    const top = new URL(home.href).pathname;
    const gone = /^(?:(plan|targets|disclosure|registers|blanks)\/N[0-9]+|(measures)\/sections\/N[0-9]+|(calendar)\/[0-9]{4}-[0-9]{2}|(units\/[A-Za-z0-9][A-Za-z0-9_-]*)\/(?:duties|targets|deadlines|measures|inline|named|published|progress|problems)|(revisions\/[A-Za-z0-9][A-Za-z0-9_.-]*)(?:\/N[0-9]+|(?=\/[0-9]+\/?$))|(rectification)(?=\/[0-9]+\/?$))(?:\/[0-9]+)?\/?$/
      .exec(location.pathname.startsWith(top) ? location.pathname.slice(top.length) : "");
    if (gone) location.replace(top + gone.slice(1).find(Boolean) + "/" + location.hash);
  }
  leadOn();
  addEventListener("hashchange", leadOn);

  document.querySelectorAll("table[data-gk-cards]").forEach((table) =>
    cards(table, Array.from(table.tHead.rows[0].cells, words), Array.from(table.tBodies[0].rows)));
  document.querySelectorAll("table[data-gk-sort]").forEach((table, at) => {
    if (table.tHead && table.tBodies[0]) finder(table, at);
    if (table.parentNode.classList.contains("gk-scroll")) table.parentNode.classList.add("gk-ready");
  });
})();
