import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { onlyInstalled, withoutThisMachine } from '../../scripts/lib/sbom.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Bill {
  bomFormat: string;
  metadata: { component: { name: string } };
  components: { name: string; version: string; licenses?: unknown[]; hashes?: { alg: string }[] }[];
}

test('npm run sbom: all that is installed, with versions, licences and hashes, and nothing of this machine', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/sbom.mjs', '-'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  expect([status, stderr]).toEqual([0, '']);
  const bill = JSON.parse(stdout) as Bill;
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(bill.metadata.component.name).toBe('under-load');

  const { packages } = JSON.parse(readFileSync(`${root}node_modules/.package-lock.json`, 'utf8')) as {
    packages: Record<string, { name?: string; version?: string; license?: string; link?: boolean }>;
  };
  const listed = new Map(
    bill.components.map((component) => [`${component.name}@${component.version}`, component]),
  );
  const installed = Object.entries(packages).filter(([, { link }]) => !link);
  expect(installed.length).toBeGreaterThan(400);
  for (const [path, { name, version, license }] of installed) {
    const id = `${name ?? path.split('node_modules/').at(-1)}@${version}`;
    expect(listed.get(id), id).toBeDefined();
    if (license) expect(listed.get(id)?.licenses, id).toHaveLength(1);
    if (path !== 'labs') expect(listed.get(id)?.hashes?.[0]?.alg, id).toBe('SHA-512');
  }

  expect(stdout).not.toContain(root.replace(/\/$/, '/'));
  expect(stdout).not.toContain(`${homedir()}/`);
  expect(stdout).not.toContain(`//${hostname()}`);
});

test('a bill names the project, not its folder, and no registry but the public one', () => {
  const own = { 'bom-ref': 'under-load@0.1.0', name: 'my-folder', version: '0.1.0' };
  const fetchedFrom = (registry: string) => ({
    'bom-ref': '@a/b@1.0.0',
    name: '@a/b',
    version: '1.0.0',
    externalReferences: [
      { type: 'distribution', url: `${registry}/@a/b/-/b-1.0.0.tgz` },
      { type: 'website', url: 'https://b.example' },
    ],
  });
  const bill = withoutThisMachine({
    metadata: { component: own },
    components: [fetchedFrom('https://mirror.internal'), fetchedFrom('https://registry.npmjs.org')],
  });
  expect(bill.metadata.component.name).toBe('under-load');
  expect(bill.components.map(({ externalReferences }) => externalReferences.map(({ url }) => url))).toEqual([
    ['https://b.example'],
    ['https://registry.npmjs.org/@a/b/-/b-1.0.0.tgz', 'https://b.example'],
  ]);
  expect(bill.components[0]?.name).toBe('@a/b');
});

test('a bill has what is installed, and not what the lock has for other systems', () => {
  const component = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, name, version: '1.0.0' });
  const bill = onlyInstalled(
    {
      metadata: { component: component('under-load') },
      components: [component('here'), component('elsewhere')],
      dependencies: [
        { ref: 'under-load@1.0.0', dependsOn: ['here@1.0.0', 'elsewhere@1.0.0'] },
        { ref: 'elsewhere@1.0.0', dependsOn: [] },
      ],
    },
    { 'node_modules/here': { version: '1.0.0' } },
  );
  expect(bill.components.map(({ name }) => name)).toEqual(['here']);
  expect(bill.dependencies).toEqual([{ ref: 'under-load@1.0.0', dependsOn: ['here@1.0.0'] }]);
});
