// Copies the front-end libraries from node_modules into web/static/vendor, so that the site
// serves every byte itself.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "..", "node_modules");
const target = join(here, "static", "vendor");

// In the order in which a page loads them: each needs the ones before it.
const files = [
  "layout-base/layout-base.js",
  "cose-base/cose-base.js",
  "cytoscape/dist/cytoscape.min.js",
  "cytoscape-fcose/cytoscape-fcose.js",
  "echarts/dist/echarts.common.min.js",
];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of files) {
  copyFileSync(join(source, file), join(target, basename(file)));
}
console.log(`${files.length} files copied to web/static/vendor`);
