/* Asks what the theme and MiniSearch find; benchmarks/search.py runs it in node.
   stdin: {"worker": file, "index": file, "minisearch": file, "documents": [text], "queries": [...]};
   stdout: {"theme" | "minisearch": {"found": [[places of documents]], "index": bytes of its index}}. */
const fs = require("fs");
const vm = require("vm");
const zlib = require("zlib");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const packed = (text) => zlib.gzipSync(text, { level: 6 }).length;

/* The theme's own worker, in a world that looks like one. */
async function theme() {
  let listen, answer;
  const world = vm.createContext({
    console: { warn() {} }, URL, addEventListener: (_, given) => { listen = given; }, postMessage: (said) => answer(said),
    importScripts() {}, location: { href: "https://site.example/" },
  });
  world.self = world.parent = world;
  vm.runInContext(fs.readFileSync(asked.worker, "utf8"), world);
  const send = (data) => new Promise((done) => { answer = done; listen({ data }); });
  const text = fs.readFileSync(asked.index, "utf8");
  await send({ type: 0, data: { ...JSON.parse(text), options: { suggest: false } } });
  const found = [];
  for (const query of asked.queries) {
    const said = await send({ type: 2, data: query });
    found.push(said.data.items.map((group) => Number(group[0].location.split("/")[0].slice(1))));
  }
  return { found, index: packed(text) };
}

function minisearch() {
  const world = vm.createContext({});
  vm.runInContext(fs.readFileSync(asked.minisearch, "utf8"), world);
  const MiniSearch = world.MiniSearch;
  const tokenize = (text) => {
    const pairs = [];
    for (const words of text.split(/[\s\p{P}]+/u)) {
      for (let at = 0; at + 1 < words.length; at++) pairs.push(words.slice(at, at + 2));
    }
    return pairs;
  };
  const index = new MiniSearch({ fields: ["text"], tokenize });
  index.addAll(asked.documents.map((text, id) => ({ id, text })));
  const search = (query) => index.search(query, { combineWith: "AND", tokenize });
  return {
    found: asked.queries.map((query) => search(query).map((one) => one.id)),
    index: packed(JSON.stringify(index)) + packed(asked.documents.join("\n")),
  };
}

(async () => {
  const out = {};
  if (asked.worker) out.theme = await theme();
  if (asked.minisearch) out.minisearch = minisearch();
  process.stdout.write(JSON.stringify(out));
})();
