/** A lab with a network of its own, and the machine that it leaves as it was. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { setNetworkSetting } from '../../labs/kit/network.ts';
import { machine } from './machine.ts';
import { ofKind, startFixture } from './run-fixture.ts';

const works = spawnSync('unshare', ['-Urn', 'ip', 'link', 'set', 'lo', 'up']).status === 0;

test.skipIf(!works)(
  'a lab with a network of its own changes the kernel there, is answered there, and the machine stays as it was',
  async () => {
    const before = machine();
    const { supervisor, records } = startFixture('kit-network');
    const all = [];
    for await (const record of records) {
      all.push(record);
      if (record.kind === 'process' && record.state === 'ready')
        supervisor.stdin?.write(
          `${JSON.stringify({ type: 'request', id: 'one', process: 'server', method: 'GET', path: '/' })}\n`,
        );
      if (record.kind === 'response') supervisor.stdin?.end();
    }
    expect(ofKind(all, 'notice')).toEqual([]);
    const [response] = ofKind(all, 'response');
    expect(JSON.parse(response?.body ?? '')).toEqual({
      somaxconn: 16,
      forbidden: expect.stringContaining('"fs.file-max" may not be changed') as unknown,
      files: expect.stringContaining('EMFILE') as unknown,
    });
    expect(all.at(-1)).toMatchObject({ kind: 'done', reason: 'stopped' });
    expect(machine()).toEqual(before);
  },
);

test('outside of such a network nothing can be set, and the message says what to do', () => {
  expect(() => {
    setNetworkSetting('net.core.somaxconn', 16);
  }).toThrow(/for the whole machine.*npm run lab/s);
});

test.skipIf(process.platform !== 'linux')(
  'where no namespace can be made, the run says so and ends',
  async () => {
    const { records } = startFixture('kit-network', {}, { PATH: '/nowhere' });
    const all = [];
    for await (const record of records) all.push(record);
    expect(ofKind(all, 'notice')).toMatchObject([{ level: 'error', code: 'no-network' }]);
    expect(all.at(-1)).toMatchObject({ kind: 'done', reason: 'failed' });
  },
);
