import { expect, test } from 'vitest';
import { chromiumPlaces, waysToInstall } from '../../scripts/lib/chromium.mjs';

test('a path that was named is the only one tried', () => {
  expect(
    chromiumPlaces({ named: '/opt/my/chrome', playwrights: '/cache/chrome', platform: 'linux' }),
  ).toEqual(['/opt/my/chrome']);
});

test("Playwright's own comes before the system's", () => {
  const places = chromiumPlaces({ named: undefined, playwrights: '/cache/chrome', platform: 'linux' });
  expect(places.slice(0, 2)).toEqual(['/cache/chrome', '/usr/bin/chromium']);
  expect(places).toContain('/usr/bin/google-chrome');
});

test('macOS keeps browsers elsewhere', () => {
  const places = chromiumPlaces({ named: undefined, playwrights: undefined, platform: 'darwin' });
  expect(places[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
});

test('root on Debian may use apt after the download has failed', () => {
  const ways = waysToInstall({ platform: 'linux', isRoot: true, hasApt: true });
  expect(ways.map(({ name }) => name)).toEqual(["Playwright's download", 'apt-get install chromium']);
});

test.each([
  { platform: 'linux', isRoot: false, hasApt: true },
  { platform: 'linux', isRoot: true, hasApt: false },
  { platform: 'darwin', isRoot: true, hasApt: true },
])('nothing of the system is changed on %j', (machine) => {
  const commands = waysToInstall(machine).flatMap((way) => way.commands);
  expect(commands).toEqual([['playwright', 'install', 'chromium']]);
});
