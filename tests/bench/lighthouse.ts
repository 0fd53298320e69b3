/** What Lighthouse says of the pages' speed, with a slow phone and a slow network worked out from what it measured. */
import { provideChromium } from '../../scripts/lib/chromium.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { withPrograms } from '../../scripts/lib/programs.mjs';
import { lacking, startHost } from '../export/nginx.ts';
import { PAGES, scoreOf, startAuditor } from '../lighthouse.ts';
import type { Auditor, Report } from '../lighthouse.ts';
import type { Figure } from './result.ts';

const TIMES = 5;

/** Beside the score, what it is made of. */
const PARTS = [
  { id: 'first-contentful-paint', name: 'first contentful paint', unit: 'ms' },
  { id: 'largest-contentful-paint', name: 'largest contentful paint', unit: 'ms' },
  { id: 'total-blocking-time', name: 'total blocking time', unit: 'ms' },
  { id: 'speed-index', name: 'speed index', unit: 'ms' },
  { id: 'cumulative-layout-shift', name: 'cumulative layout shift', unit: '' },
] as const;

/** The export as its own rules have nginx serve it, compressed. It has to be built. */
export async function* lighthouse(): AsyncGenerator<Figure> {
  if (lacking !== undefined) throw new Error(lacking);
  process.env['PATH'] = withPrograms(process.env['PATH']);
  const chromium = await provideChromium(process.execPath);
  if (!chromium.ok) throw new Error(chromium.problem);
  const host = await startHost(inRoot('dist'));
  try {
    const auditor = await startAuditor({
      executablePath: chromium.path,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const address = `http://under-load.localhost:${String(host.port)}`;
      for (const [name, path] of Object.entries(PAGES)) yield* figuresOf(name, auditor, address + path);
    } finally {
      await auditor.close();
    }
  } finally {
    await host.stop();
  }
}

async function* figuresOf(name: string, auditor: Auditor, url: string): AsyncGenerator<Figure> {
  const reports: Report[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    reports.push(await auditor.audit(url, { onlyCategories: ['performance'] }));
  }
  const scores = reports.map((report) => scoreOf(report, 'performance'));
  yield { name: `score of ${name}`, unit: '', values: scores, atLeast: 100 };
  for (const { id, name: part, unit } of PARTS) {
    const values = reports.map(({ audits }) => audits[id]?.numericValue ?? NaN);
    yield { name: `${part} of ${name}`, unit, values };
  }
}
