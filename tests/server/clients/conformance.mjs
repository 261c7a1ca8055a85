// The conformance suite of the Model Context Protocol, on Node.js from 20 on: `node conformance.mjs server --url …`.
import fs from "node:fs";
import { register } from "node:module";

// fs.globSync came with Node.js 22. The suite imports it by name for a command that we do not call, and that alone
// stops it on Node.js 20.
if (!fs.globSync) {
  const names = Object.keys(fs).filter((name) => name !== "default");
  const shim = `import fs from "node:fs"; export default fs; export const { ${names.join(", ")} } = fs; export const globSync = undefined;`;
  const hooks = `export const resolve = (specifier, context, next) =>
    specifier === "fs" && context.parentURL?.includes("/conformance/")
      ? { url: ${JSON.stringify("data:text/javascript," + encodeURIComponent(shim))}, shortCircuit: true }
      : next(specifier, context);`;
  register("data:text/javascript," + encodeURIComponent(hooks));
}
await import("./node_modules/@modelcontextprotocol/conformance/dist/index.js");
