// @ts-check
/**
 * `npm run sbom`: writes the bill of materials of what is installed (CycloneDX, JSON) to
 * sbom.cdx.json, or to the file named; `-` is standard output.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { askNpm } from './lib/npm.mjs';
import { say } from './lib/paths.mjs';
import { withoutThisMachine, withPlainVersions } from './lib/sbom.mjs';

const file = process.argv[2] ?? 'sbom.cdx.json';
const { code, stdout, stderr } = askNpm('sbom', '--sbom-format=cyclonedx');
if (code !== 0) {
  say(
    `${stderr}\nnpm sbom ended with code ${code}. Its own words are above; \`npm ci\` mends what is missing.`,
  );
  process.exit(2);
}
/** @type {unknown} */
const printed = JSON.parse(stdout);
const bom = withPlainVersions(withoutThisMachine(/** @type {import('./lib/sbom.mjs').Bom} */ (printed)));
const text = `${JSON.stringify(bom, null, 2)}\n`;
if (file === '-') {
  process.stdout.write(text);
} else {
  writeFileSync(resolve(file), text);
  say(`${bom.components.length} packages: ${file}`);
}
