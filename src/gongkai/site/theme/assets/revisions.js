/* gongkai: on a page of changes, those of one unit alone. Without it the lists by unit say the same.
 * Where the changes have several pages, the first leads on to that which has the change asked for. ES2019. */
(function () {
  "use strict";
  const kinds = document.querySelector("[data-gk-changes]");
  const shares = Array.from(document.querySelectorAll("details[data-gk-unit]"));
  if (!shares.length) return;
  const wanted = new URLSearchParams(location.search).get("unit");
  if (!kinds) {
    const leadOn = () => {
      const known = !location.hash || document.getElementById(location.hash.slice(1));
      const links = known ? [] : Array.from(document.querySelectorAll("details[data-gk-unit] a"));
      const link = links.find((one) => one.hash === location.hash);
      if (link) location.replace(link.href);
    };
    shares.filter((share) => share.dataset.gkUnit === wanted).forEach((share) => { share.open = true; });
    leadOn();
    addEventListener("hashchange", leadOn);
    return;
  }

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
