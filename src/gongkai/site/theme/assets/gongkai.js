/* gongkai: tables that sort, citations that copy. Everything is there without it. ES2019. */
(function () {
  "use strict";
  const collator = new Intl.Collator("zh", { numeric: true });

  function value(row, column) {
    const cell = row.cells[column];
    return cell.dataset.sort || cell.textContent.trim();
  }

  function sort(table, column, head) {
    const up = head.getAttribute("aria-sort") !== "ascending";
    const rows = Array.from(table.tBodies[0].rows);
    rows.sort((a, b) => collator.compare(value(a, column), value(b, column)) * (up ? 1 : -1));
    table.querySelectorAll("th").forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.forEach((row) => table.tBodies[0].appendChild(row));
  }

  document.querySelectorAll("table[data-gk-sort]").forEach((table) => {
    table.querySelectorAll("thead th").forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(table, column, head));
      head.textContent = "";
      head.appendChild(button);
    });
  });

  document.querySelectorAll("[data-gk-copy]").forEach((text) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-button gk-copy";
    button.textContent = "复制引用";
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(text.textContent).then(() => { button.textContent = "已复制"; });
    });
    text.insertAdjacentElement("afterend", button);
  });
})();
