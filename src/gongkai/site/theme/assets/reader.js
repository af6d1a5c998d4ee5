/* gongkai: the reader's choices (size of type, contrast, a simple page with large type, light or dark),
   citations that copy, and all parts of a mark shown when an address leads to it. Everything is there
   without it; what is chosen is kept in this browser alone (host.js puts it back). ES2019.

   [data-gk-tools]   where the button that opens the choices goes, in the header
   [data-gk-copy]    a text that a button copies; its value says what that is (引用 where it has none)
   [data-gk-drawer]  the label that opens the navigation of a narrow page
   [data-gk-of]      a further part of the mark whose first part has that id
   .gk-line          a line of the plan; a click on its number leads to its address. For the keyboard the number of one
                     line at a time is a link, which the arrow keys move: one stop, not one a line */
(function () {
  "use strict";
  const root = document.documentElement;
  const CHOICES = [
    ["size", "字号", [["", "标准"], ["2", "大"], ["3", "特大"]]],
    ["contrast", "对比度", [["", "标准"], ["high", "高对比"]]],
    ["elder", "大字简版", [["", "关"], ["on", "开"]]],
    ["scheme", "配色", [["default", "浅色"], ["slate", "深色"]]],
  ];

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  function current(name) {
    if (name === "scheme") return document.body.dataset.mdColorScheme;
    return root.getAttribute("data-gk-" + name) || "";
  }

  function choose(name, value) {
    if (name === "scheme") {
      const wanted = document.querySelector(`[data-md-color-scheme="${value}"].md-option`);
      if (wanted) wanted.click();
      return;
    }
    const set = (key, to) => to ? root.setAttribute("data-gk-" + key, to) : root.removeAttribute("data-gk-" + key);
    set(name, value);
    // The simple page is read in large type; turned off, type goes back.
    if (name === "elder") set("size", value ? "3" : "");
    const kept = {};
    ["size", "contrast", "elder"].forEach((key) => { kept[key] = current(key); });
    __md_set("gk.reading", kept);
  }

  function panel() {
    const form = make("form", { method: "dialog" }, make("h2", { id: "gk-reader-title" }, "阅读设置"));
    CHOICES.forEach(([name, title, values]) => {
      const field = make("fieldset", {}, make("legend", {}, title));
      values.forEach(([value, label]) => {
        const input = make("input", { type: "radio", name: "gk-" + name, value });
        input.addEventListener("change", () => { choose(name, value); show(); });
        field.append(make("label", {}, input, label));
      });
      form.append(field);
    });
    form.append(make("p", {}, "大字简版：大号字，只留正文和必要的按钮。所选只记在这台设备上。"));
    form.append(make("button", { class: "gk-button" }, "完成"));
    return make("dialog", { class: "gk-reader", "aria-labelledby": "gk-reader-title" }, form);
  }

  function show() {
    CHOICES.forEach(([name]) => dialog.querySelectorAll(`[name="gk-${name}"]`)
      .forEach((input) => { input.checked = input.value === current(name); }));
  }

  const place = document.querySelector("[data-gk-tools]");
  const dialog = panel();
  if (place && dialog.showModal) {
    const button = make("button", { type: "button", class: "gk-tool", "aria-haspopup": "dialog" }, "大字");
    button.title = "阅读设置：字号、对比度、大字简版、配色";
    place.append(button);
    document.body.append(dialog);
    button.addEventListener("click", () => {
      show();
      dialog.showModal();
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  document.querySelectorAll("[data-gk-copy]").forEach((text) => {
    if (!navigator.clipboard) return;
    const button = make("button", { type: "button", class: "gk-copy" }, "复制" + (text.dataset.gkCopy || "引用"));
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(text.textContent).then(() => { button.textContent = "已复制"; });
    });
    text.insertAdjacentElement("afterend", button);
  });

  function here() {
    document.querySelectorAll(".gk-here").forEach((part) => part.classList.remove("gk-here"));
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    document.querySelectorAll("[data-gk-of]").forEach((part) => part.classList.toggle("gk-here", part.dataset.gkOf === id));
  }
  window.addEventListener("hashchange", here);
  here();

  // The number stands before the words and is the line's own, not theirs.
  document.addEventListener("click", (event) => {
    const line = event.target;
    if (!line.classList.contains("gk-line")) return;
    if (event.clientX < line.querySelector("p").getBoundingClientRect().left) location.hash = line.id;
  });

  const first = document.querySelector(".gk-line");
  if (first) {
    const link = make("a", { class: "gk-line__at" });
    const stand = (line) => {
      const number = line.id.slice(1);
      link.href = "#" + line.id;
      link.setAttribute("aria-label", `第${number}行的地址，上下方向键换行`);
      link.replaceChildren(number);
      if (link.parentElement !== line) line.prepend(link); // what is moved loses the keyboard
    };
    const come = () => {
      const line = /^#L\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
      stand(line || link.parentElement || first);
    };
    link.addEventListener("keydown", (event) => {
      const line = event.key === "ArrowDown" ? link.parentElement.nextElementSibling
        : event.key === "ArrowUp" ? link.parentElement.previousElementSibling : null;
      if (!line) return;
      event.preventDefault();
      stand(line);
      link.focus();
    });
    // Going to a line takes the keyboard from where it was.
    link.addEventListener("click", () => setTimeout(() => link.focus({ preventScroll: true })));
    window.addEventListener("hashchange", come);
    come();
  }

  // The drawer of a narrow page, by keyboard: a button takes the place of its label. Without scripts the label
  // is for the finger; the keyboard has the site map in the footer.
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector("[data-gk-drawer]");
  if (drawer && label) {
    const button = make("button", { type: "button", class: label.className, "aria-label": "导航", "aria-expanded": "false" });
    button.append(...label.childNodes);
    label.replaceWith(button);
    button.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", () => button.setAttribute("aria-expanded", String(drawer.checked)));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) { drawer.click(); button.focus(); }
    });
  }
})();
