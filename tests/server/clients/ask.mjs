// Asks an endpoint with one of the JavaScript clients; prints JSON. node ask.mjs CLIENT FORM ADDRESS QUERY
import process from "node:process";

const [client, form, address, query] = process.argv.slice(2);
// Comunica 4.5 hands on a literal whose language stands in place of its datatype.
const language = (one) => one.language || one.datatype?.language || "";
const term = (one) => (one === undefined ? null : [one.termType, one.value, language(one), one.datatype?.value || ""]);
const row = (bindings) => Object.fromEntries(Object.entries(bindings).map(([name, one]) => [name, term(one)]));
const triple = (quad) => [quad.subject, quad.predicate, quad.object].map(term);

async function all(stream) {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
}

const clients = {
  async "fetch-sparql-endpoint"() {
    const { SparqlEndpointFetcher } = await import("fetch-sparql-endpoint");
    const fetcher = new SparqlEndpointFetcher({ method: "GET" });
    if (form === "ask") return await fetcher.fetchAsk(address, query);
    if (form === "triples") return (await all(await fetcher.fetchTriples(address, query))).map(triple);
    return (await all(await fetcher.fetchBindings(address, query))).map(row);
  },
  async "sparql-http-client"() {
    const { default: StreamClient } = await import("sparql-http-client");
    const streams = new StreamClient({ endpointUrl: address, storeUrl: address.replace("sparql", "graphs") });
    if (form === "ask") return await streams.query.ask(query);
    if (form === "triples") return (await all(streams.query.construct(query))).map(triple);
    if (form === "graph") {
      const { default: rdf } = await import("@rdfjs/data-model");
      return (await all(streams.store.get(rdf.namedNode(query)))).map(triple);
    }
    return (await all(streams.query.select(query, { operation: "postDirect" }))).map(row);
  },
  async comunica() {
    const { QueryEngine } = await import("@comunica/query-sparql");
    const engine = new QueryEngine();
    const context = { sources: [{ type: "sparql", value: address }] };
    if (form === "ask") return await engine.queryBoolean(query, context);
    if (form === "triples") return (await all(await engine.queryQuads(query, context))).map(triple);
    const bindings = await all(await engine.queryBindings(query, context));
    return bindings.map((one) => row(Object.fromEntries([...one].map(([name, value]) => [name.value, value]))));
  },
};

try {
  process.stdout.write(JSON.stringify(await clients[client]()), () => process.exit(0));
} catch (error) {
  console.error(String(error.message ?? error).split("\n")[0]);
  process.exit(1);
}
