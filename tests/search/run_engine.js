/* Runs the shipped engine in node on an index in a folder: the algorithm under test is the real one.
   stdin: {"index": folder, "queries": [...], "all": bool} or {"fold": [...]}; stdout: JSON. */
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const [engine] = process.argv.slice(2);
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const world = vm.createContext({});
const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), world, file);
run(engine);
const api = world.gongkaiSearch;

async function main() {
  if (asked.fold) {
    return asked.fold.map((text) => ({ fold: api.fold(text), key: api.key(text) }));
  }
  if (asked.decode) return asked.decode.map(api.decode);
  let loaded = new Set();
  const load = async (name) => { loaded.add(name); run(path.join(asked.index, name + ".js")); };
  const index = await api.open(load);
  const answers = [];
  for (const query of asked.queries) {
    if (asked.fresh) loaded = new Set();
    const groups = await index.search(query);
    const found = [];
    for (const group of groups) {
      const hits = await group.show(asked.most || 1e9);
      found.push({ kind: group.kind, total: group.total, sure: group.sure, near: group.near || null, hits });
    }
    answers.push(asked.addresses ? [].concat(...found.map((g) => g.hits.map((h) => h.address)))
      : { groups: found, loaded: Array.from(loaded) });
  }
  return answers;
}
main().then((answers) => process.stdout.write(JSON.stringify(answers)));
