/** What `npm run doctor` says of machines that lack something. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Capability } from '../../labs/kit/manifest.ts';
import { diagnose, reportLines, type Diagnosis } from '../../scripts/lib/doctor/diagnosis.ts';
import { findFacts, probes, type Probes } from '../../scripts/lib/doctor/facts.ts';
import { publishedLessons } from '../../scripts/lib/doctor/lessons.ts';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { capabilityNames } from '../../src/server/capabilities.ts';
import { lessons as files } from '../lessons.ts';

const FIRST_PORT = 4321;
const empty = mkdtempSync(join(tmpdir(), 'under-load-doctor-'));
afterAll(() => {
  rmSync(empty, { recursive: true });
});

const doctor = (args: string[], path = process.env['PATH']) =>
  spawnSync(process.execPath, [inRoot('scripts/doctor.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });

/** Whoever has the port: this test, or another program. */
function takePort(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(server);
    });
    server.listen(FIRST_PORT, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

const fine: Probes = {
  capabilities: () => {
    const can = Object.fromEntries(capabilityNames.map((name) => [name, true])) as Record<
      Capability,
      boolean
    >;
    return Promise.resolve({ node: 'v24.21.0', platform: 'linux', cores: 2, can, why: {} });
  },
  isFree: () => Promise.resolve(true),
  freeDisk: () => Promise.resolve(20 * 1024 ** 3),
  freeMemory: () => 8 * 1024 ** 3,
  program: (name) => `/usr/bin/${name}`,
  browser: () => '/usr/bin/chromium',
  runLab: (lab) => Promise.resolve({ lab, title: lab, passed: 4, checks: 4, problem: undefined }),
};

async function diagnosed(other: Partial<Probes> = {}): Promise<Diagnosis> {
  const facts = await findFacts({ ...fine, ...other }, true, () => undefined);
  return diagnose(facts, await publishedLessons());
}
const find = ({ findings }: Diagnosis, id: string) => findings.find((finding) => finding.id === id);
const recorded = ({ lessons }: Diagnosis): string[] =>
  lessons.filter(({ runs }) => runs === 'recorded').map(({ id }) => id);

describe('npm run doctor', () => {
  test('says which programs are lacking, what to do, and which lessons are recorded for that', async () => {
    const taken = await takePort();
    const { status, stdout } = doctor(['--no-labs', '--json'], empty);
    taken.close();
    const said = JSON.parse(stdout) as Diagnosis;
    expect(find(said, 'haproxy')).toMatchObject({
      state: 'lack',
      next: expect.stringContaining('npm run provide -- haproxy') as string,
    });
    expect(find(said, 'open-files')?.state).toBe('lack');
    expect(recorded(said)).toEqual(expect.arrayContaining(['breakers/outside', 'os/file-descriptors']));
    expect(said.lessons.find(({ id }) => id === 'breakers/outside')?.lacks).toContain('haproxy');
    expect(recorded(said), 'it needs nothing of that').not.toContain('event-loop/phases');
    expect(find(said, 'port')).toMatchObject({
      state: 'note',
      says: expect.stringMatching(/^Port 4321 is taken\. npm start will take 43\d\d\.$/) as string,
    });
    expect([said.ok, status]).toEqual([false, 1]);
  });

  test('refuses an option that it does not know', () => {
    const { status, stderr, stdout } = doctor(['--jsn']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("Unknown option '--jsn'");
    expect(stderr).toContain('--no-labs');
  });

  test('really runs a lab, and counts its checks', async () => {
    const run = await probes.runLab('blocking');
    expect(run).toMatchObject({ title: 'Blocking', checks: 4, problem: undefined });
  });
});

describe('the diagnosis', () => {
  test('of a machine that has all is that every published lesson runs live', async () => {
    const said = await diagnosed();
    expect([said.ok, recorded(said)]).toEqual([true, []]);
    const published = files.filter(({ draft }) => !draft).map(({ address }) => address.slice(1, -1));
    expect(said.lessons.map(({ id }) => id).toSorted()).toEqual(published.toSorted());
    expect(reportLines(said).at(-1)).toBe('Nothing is lacking.');
  });

  test('of too little disk is that no run fits, and what to do', async () => {
    const said = await diagnosed({ freeDisk: () => Promise.resolve(300 * 1024 ** 2) });
    expect(find(said, 'disk')).toEqual({
      id: 'disk',
      state: 'lack',
      says: '0.3 GiB of disk are free. Runs may need 1.0 GiB.',
      next: 'Make room on the disk that the project is on.',
    });
    expect([said.ok, recorded(said).length]).toEqual([false, said.lessons.length]);
    expect(reportLines(said).join('\n')).toContain('      → Make room on the disk');
  });

  test('of a lab whose solution fails is that the machine cannot be measured on just now', async () => {
    const said = await diagnosed({
      runLab: (lab) => Promise.resolve({ lab, title: lab, passed: 3, checks: 4, problem: undefined }),
    });
    expect(find(said, 'lab blocking')).toMatchObject({
      state: 'lack',
      says: expect.stringContaining('3 of 4 checks passed') as string,
      next: expect.stringContaining('too busy') as string,
    });
    expect(said.ok).toBe(false);
  });

  test('of ports that are all taken is that npm start cannot listen', async () => {
    const said = await diagnosed({ isFree: () => Promise.resolve(false) });
    expect(find(said, 'port')).toMatchObject({
      state: 'lack',
      next: expect.stringContaining('npm start -- --port N') as string,
    });
  });

  test('gives a next step for everything that can be lacking', async () => {
    const why = Object.fromEntries(capabilityNames.map((name) => [name, `There is no ${name}.`]));
    const said = await diagnosed({
      capabilities: async () => ({ ...(await fine.capabilities()), why }),
      isFree: () => Promise.resolve(false),
      freeDisk: () => Promise.resolve(0),
      runLab: (lab) => Promise.resolve({ lab, title: lab, passed: 0, checks: 0, problem: 'It broke.' }),
    });
    const lacks = said.findings.filter(({ state }) => state === 'lack');
    expect(lacks.map(({ id }) => id)).toEqual(expect.arrayContaining([...capabilityNames, 'disk', 'port']));
    expect(lacks.filter(({ next }) => next === undefined)).toEqual([]);
  });

  test('notes what no lesson needs, and lacks nothing for it', async () => {
    const said = await diagnosed({
      program: () => undefined,
      browser: () => undefined,
      freeMemory: () => 1e8,
    });
    expect(['prometheus', 'browser', 'memory'].map((id) => find(said, id)?.state)).toEqual([
      'note',
      'note',
      'note',
    ]);
    expect(said.ok).toBe(true);
  });
});
