// Answers queries with Comunica: node comunica.cjs queries.json file.nt ... ; NODE_PATH names the packages.
const { readFileSync } = require('node:fs');
const { QueryEngine } = require('@comunica/query-sparql-rdfjs');
const { Parser, Store } = require('n3');

async function rows(engine, store, query) {
  const result = await engine.query(query, { sources: [store] });
  const { variables } = await result.metadata();
  const names = variables.map((one) => (one.variable ?? one).value);
  const found = [];
  for await (const binding of await result.execute()) {
    found.push(names.map((name) => binding.get(name)?.value ?? ''));
  }
  return [names, found];
}

async function main([queries, ...files]) {
  const store = new Store();
  for (const file of files) {
    store.addQuads(new Parser().parse(readFileSync(file, 'utf8')));
  }
  const engine = new QueryEngine();
  const answers = [];
  for (const query of JSON.parse(readFileSync(queries, 'utf8'))) {
    answers.push(await rows(engine, store, query));
  }
  process.stdout.write(JSON.stringify(answers));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
