/* gongkai: on a page of changes, those of one unit alone. Without it the lists by unit say the same. ES2019. */
(function () {
  "use strict";
  const kinds = document.querySelector("[data-gk-changes]");
  const shares = Array.from(document.querySelectorAll("details[data-gk-unit]"));
  if (!kinds || !shares.length) return;

  const rows = Array.from(document.querySelectorAll("[data-gk-units]"));
  const label = document.createElement("label");
  const select = document.createElement("select");
  const count = document.createElement("output");
  label.className = "gk-filter";
  label.textContent = "只看单位：";
  select.add(new Option("全部", "*"));
  shares.forEach((share) => {
    select.add(new Option(share.querySelector("summary").textContent, share.dataset.gkUnit));
  });

  function show() {
    const unit = select.value;
    let shown = 0;
    rows.forEach((row) => {
      const units = row.dataset.gkUnits.split(" ").filter(Boolean);
      row.hidden = unit !== "*" && !(unit ? units.includes(unit) : units.length === 0);
      if (!row.hidden) shown += 1;
    });
    document.querySelectorAll("#gk-content section").forEach((section) => {
      section.hidden = !section.querySelector("[data-gk-units]:not([hidden])");
    });
    count.textContent = `${shown} 处`;
  }

  const wanted = new URLSearchParams(location.search).get("unit");
  if (wanted !== null && Array.from(select.options).some((one) => one.value === wanted)) select.value = wanted;
  select.addEventListener("change", () => {
    const query = select.value === "*" ? location.pathname : `?unit=${encodeURIComponent(select.value)}`;
    try { history.replaceState(null, "", query + location.hash); } catch (error) { /* from a folder */ }
    show();
  });
  label.append(select, count);
  kinds.insertAdjacentElement("afterend", label);
  show();
})();
