// @ts-check
/**
 * `npm run sbom`: writes the bill of materials of what is installed (CycloneDX, JSON) to
 * sbom.cdx.json, or to the file named; `-` is standard output.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { askNpm } from './lib/npm.mjs';
import { inRoot, say } from './lib/paths.mjs';
import { onlyInstalled, withoutThisMachine } from './lib/sbom.mjs';

const file = process.argv[2] ?? 'sbom.cdx.json';
// From the lock: it has the registry's versions. A package may call its own `v1.2.3`, and no advisory is found for that.
const { code, stdout, stderr } = askNpm('sbom', '--package-lock-only', '--sbom-format=cyclonedx');
if (code !== 0) {
  say(
    `${stderr}\nnpm sbom ended with code ${code}. Its own words are above; \`npm ci\` mends what is missing.`,
  );
  process.exit(2);
}
/** @type {unknown} */
const printed = JSON.parse(stdout);
/** @type {unknown} */
const installed = JSON.parse(readFileSync(inRoot('node_modules/.package-lock.json'), 'utf8'));
const { packages } = /** @type {{ packages: Record<string, { name?: string, version?: string }> }} */ (
  installed
);
const bom = onlyInstalled(
  withoutThisMachine(/** @type {import('./lib/sbom.mjs').Bom} */ (printed)),
  packages,
);
const text = `${JSON.stringify(bom, null, 2)}\n`;
if (file === '-') {
  process.stdout.write(text);
} else {
  writeFileSync(resolve(file), text);
  say(`${bom.components.length} packages: ${file}`);
}
