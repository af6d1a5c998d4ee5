/* gongkai: the search box. Opens by its link, by / or s; loads the engine and the index when it is
   first wanted, by script tags, so that it works from a folder too. Data goes into text nodes only.

   [data-gk-search]       the link in the header; data-assets is the address of assets/, data-base
                          that of the site's root. Without scripts it leads to the list of measures.
   dialog.gk-search       the panel; section.gk-search, on the page of results (?q=…), gets a copy
   Keys: / or s opens, arrows walk through the hits, Enter opens one (in the box: the first),
   Escape closes. */
(function () {
  "use strict";
  const FIRST = 6, MORE = 24, WAIT = 90;
  const opener = document.querySelector("[data-gk-search]");
  if (!opener) return;
  const assets = opener.dataset.assets, base = opener.dataset.base;

  function script(address) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = address;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error("missing"));
      document.head.appendChild(tag);
    });
  }

  let ready = null;
  function engine() {
    if (!ready) {
      const load = (name, version) =>
        script(assets + "search/" + name + ".js" + (version ? "?v=" + version : ""));
      ready = script(assets + "search-engine.js").then(() => window.gongkaiSearch.open(load));
      ready.catch(() => { ready = null; });
    }
    return ready;
  }

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function marked(element, pieces) {
    pieces.forEach(([text, on]) => {
      if (on) element.appendChild(make("mark", "", text));
      else element.appendChild(document.createTextNode(text));
    });
    return element;
  }

  /* From a folder there is no server that turns measures/N054/ into its index.html. */
  function link(address) {
    if (location.protocol !== "file:") return base + address;
    return base + address.replace(/(^|\/)(#|$)/, "$1index.html$2");
  }

  function item(hit) {
    const row = make("li", "gk-search__hit");
    const anchor = make("a", "gk-search__link");
    anchor.href = link(hit.address);
    const title = marked(make("span", "gk-search__title"), hit.number);
    if (hit.number.length) title.appendChild(document.createTextNode(" "));
    anchor.appendChild(marked(title, hit.title));
    if (hit.text.length) anchor.appendChild(marked(make("span", "gk-search__text"), hit.text));
    row.appendChild(anchor);
    return row;
  }

  /* One box with its list: in the panel, or on the page of results. */
  function box(root) {
    const input = root.querySelector("input");
    const list = root.querySelector("[data-gk-results]");
    const said = root.querySelector("[data-gk-status]");
    const page = root.querySelector("[data-gk-page]");
    let turn = 0, timer = 0;
    const hint = said.textContent;
    const links = () => Array.from(list.querySelectorAll("a, button"));

    async function section(group) {
      const part = make("section", "gk-search__group");
      const heading = make("h2", "gk-search__kind", group.label + " ");
      heading.appendChild(make("span", "gk-search__count", (group.sure ? "" : "约 ") + group.total));
      const rows = make("ul", "gk-search__list");
      part.append(heading, rows);
      (await group.show(FIRST)).forEach((hit) => rows.appendChild(item(hit)));
      if (group.total > FIRST && rows.children.length >= FIRST) {
        const more = make("button", "gk-search__more", "显示更多" + group.label);
        more.type = "button";
        more.onclick = async () => {
          const shown = rows.children.length;
          const hits = await group.show(shown + MORE);
          hits.slice(shown).forEach((hit) => rows.appendChild(item(hit)));
          if (hits.length < shown + MORE || hits.length >= group.total) more.remove();
          const next = rows.children[shown];
          if (next) next.querySelector("a").focus();
        };
        part.appendChild(more);
      }
      return rows.children.length ? part : null;
    }

    async function run() {
      const mine = ++turn, query = input.value.trim().slice(0, 200);
      if (page) page.href = link("search/") + "?q=" + encodeURIComponent(query);
      if (!query) {
        list.textContent = "";
        said.textContent = hint;
        return;
      }
      try {
        const groups = await (await engine()).search(query);
        const parts = (await Promise.all(groups.map(section)));
        if (mine !== turn) return;
        list.textContent = "";
        parts.filter(Boolean).forEach((part) => list.appendChild(part));
        const total = groups.reduce((sum, group, at) => sum + (parts[at] ? group.total : 0), 0);
        const sure = groups.every((group) => group.sure);
        const near = groups.length && groups[0].near;
        said.textContent = total && near ? "没有找到“" + query + "”，以下是" + (near === true ? "相近的" : "“" + near + "”") :
          total ? (sure ? "找到 " : "约 ") + total + " 条" : "没有找到“" + query + "”。可少输几个字，或改用编号、单位名称。";
        root.dataset.gkShown = query;
      } catch (error) {
        if (mine !== turn) return;
        list.textContent = "";
        said.textContent = error.message === "stale" ? "网站已更新，请刷新本页再搜索。"
          : "搜索所需的文件未能载入，请刷新重试，或查看措施目录。";
      }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(run, WAIT);
    }

    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionend", later);
    root.addEventListener("keydown", (event) => {
      if (event.isComposing || !/^Arrow(Up|Down)$/.test(event.key)) return;
      const all = [input].concat(links());
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = Math.max(0, all.indexOf(document.activeElement)) + step;
      event.preventDefault();
      (all[at] || (step > 0 ? all[all.length - 1] : input)).focus();
    });
    root.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      if (root.dataset.gkShown !== input.value.trim()) await run();
      const first = list.querySelector("a");
      if (root.tagName === "DIALOG" && first) first.click();
      if (root.tagName !== "DIALOG") {
        history.replaceState(null, "", "?q=" + encodeURIComponent(input.value.trim()));
      }
    });
    return { input, run };
  }

  const panel = document.querySelector("dialog.gk-search");
  const resultsPage = document.querySelector("section.gk-search");
  const inPanel = panel && box(panel);
  if (panel && resultsPage) {
    resultsPage.append(...panel.cloneNode(true).children);
    const button = resultsPage.querySelector("[data-gk-close]");
    button.type = "submit";
    button.textContent = "搜索";
    resultsPage.querySelector(".gk-search__foot").remove();
  }
  const onPage = resultsPage && box(resultsPage);

  function show(event) {
    if (event) event.preventDefault();
    engine().catch(() => {});
    if (onPage) { onPage.input.focus(); return; }
    if (!panel.open) {
      if (panel.showModal) panel.showModal(); else panel.setAttribute("open", "");
    }
    inPanel.input.focus();
    inPanel.input.select();
  }

  function hide() {
    if (panel.close) panel.close(); else panel.removeAttribute("open");
    opener.focus();
  }

  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (plain && (event.key === "/" || event.key === "s") && !typing(event.target)) {
      // The theme's own keys (it has / and s too) stay out of it.
      event.stopImmediatePropagation();
      show(event);
    }
  }, true);
  if (panel) {
    panel.querySelector("[data-gk-close]").addEventListener("click", hide);
    panel.addEventListener("click", (event) => { if (event.target === panel) hide(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); hide(); }
    });
  }
  if (onPage) {
    onPage.input.value = new URLSearchParams(location.search).get("q") || "";
    if (onPage.input.value) onPage.run();
  }
})();
