import { defineLab } from '../kit/manifest.ts';
import { cheap, sameAnswers } from './checks.ts';
import { COLUMNS, facts, figures, rows } from './figures.ts';

export default defineLab({
  id: 'layers',
  title: 'Layers',
  needs: ['processes', 'cpu'],
  programs: [{ name: 'compare', file: 'compare.ts', ready: 'started', endsScenario: true }],
  files: [
    { path: 'yours.ts', editable: true, about: 'Your service, and its hot route.' },
    { path: 'middleware.ts', editable: false, about: 'What it does for each request.' },
    { path: 'express.ts', editable: false, about: 'Express, and nothing else.' },
    { path: 'http.ts', editable: false, about: 'node:http.' },
    { path: 'tcp.ts', editable: false, about: 'Plain TCP.' },
    { path: 'serve.ts', editable: false, about: 'Tells what CPU a server has used.' },
    { path: 'compare.ts', editable: false, about: 'Asks them by turns.' },
  ],
  controls: [],
  scenario: { duration: 30_000, parts: [{ at: 0, id: 'turns', label: 'by turns', set: {} }] },
  charts: [],
  panels: [
    { kind: 'table', id: 'costs', title: 'The server’s own CPU for a request', columns: COLUMNS, read: rows },
  ],
  figures,
  facts,
  requests: [],
  checks: [
    { id: 'cheap', title: 'The hot route costs little more than node:http', judge: cheap },
    { id: 'same', title: 'It answers as before', judge: sameAnswers },
  ],
});
