/* gongkai: what Material's script expects of its page. Values are kept per site, since several sites may
   share one origin; a browser that refuses storage gets the usual look. */
var __md_scope = new URL(document.currentScript.dataset.base.replace(/\/?$/, "/"), location.href);
function __md_hash(text) {
  var sum = 0;
  for (var at = 0; at < text.length; at++) sum = ((sum << 5) - sum + text.charCodeAt(at)) | 0;
  return sum;
}
function __md_get(name, store, scope) {
  try {
    return JSON.parse((store || localStorage).getItem((scope || __md_scope).pathname + "." + name));
  } catch (refused) { return null; }
}
function __md_set(name, value, store, scope) {
  try {
    (store || localStorage).setItem((scope || __md_scope).pathname + "." + name, JSON.stringify(value));
  } catch (refused) { /* kept for this page only */ }
}
/* How the reader wants to read (reader.js), on <html> before anything is painted; and that scripts run, so that
   what they will lay out takes its place at once (finder.js). */
(function () {
  document.documentElement.classList.add("gk-js");
  var kept = __md_get("gk.reading") || {};
  ["size", "contrast", "elder"].forEach(function (name) {
    if (kept[name]) document.documentElement.setAttribute("data-gk-" + name, kept[name]);
  });
})();
