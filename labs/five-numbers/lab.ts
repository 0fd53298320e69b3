import { defineLab } from '../kit/manifest.ts';
import { drawnNamed, knownNamed } from './checks.ts';
import { areas, conclude, facts, figures, LAYERS, SLOPE_COLUMNS, slopeRows } from './figures.ts';
import { modeNames } from './modes.ts';

const GIB = 1024 ** 3;

export default defineLab({
  id: 'five-numbers',
  title: 'Five numbers',
  needs: ['processes', 'heap'],
  programs: [{ name: 'doctor', file: 'doctor.ts', ready: 'started', quiet: true, endsScenario: true }],
  files: [
    { path: 'diagnose.ts', editable: true, about: 'Names what leaks, from the slopes.' },
    { path: 'modes.ts', editable: false, about: 'What the demo does with memory, five ways.' },
    { path: 'demo.ts', editable: false, about: 'The demo and its options, to be run by hand too.' },
    { path: 'slopes.ts', editable: false, about: 'How fast a number rises, and how sure that is.' },
    { path: 'reading.ts', editable: false, about: 'The five numbers, read and written as a line.' },
    { path: 'doctor.ts', editable: false, about: 'Starts the demo eight times or nine, and measures it.' },
    { path: 'draw.ts', editable: false, about: 'Draws the options of the eighth by lot.' },
    { path: 'chart.ts', editable: false, about: 'The chart that the demo draws in a terminal.' },
  ],
  controls: [
    {
      kind: 'number',
      name: 'seed',
      label: 'Seed',
      about:
        'Which lot the eighth program draws; read when the run starts. 0 draws any, and says its seed afterwards.',
      value: 0,
      min: 0,
      max: 9999,
      step: 1,
      unit: '',
    },
    ...modeNames.map((mode) => ({
      kind: 'switch' as const,
      name: mode,
      label: `--${mode}`,
      about: 'An option of one more program; read when the run starts. With none of them it is not started.',
      value: false,
      group: 'One program more',
    })),
  ],
  scenario: {
    duration: 30_000, // at most: it takes half of that where nothing else is going on
    parts: [
      { at: 0, id: 'warm-up', label: 'warm-up', set: {} },
      { at: 4500, id: 'measured', label: '10 s that count', set: {} },
    ],
  },
  charts: [
    {
      kind: 'lines',
      id: 'drawn',
      title: 'The five numbers of the drawn program',
      unit: 'MB',
      atLeast: 100,
      series: [
        { label: 'rss', process: 'doctor', metric: 'drawn.rss', tone: 'neutral' },
        { label: 'heapTotal', process: 'doctor', metric: 'drawn.heapTotal', tone: 'link', dash: 'dashed' },
        { label: 'heapUsed', process: 'doctor', metric: 'drawn.heapUsed', tone: 'link' },
        { label: 'external', process: 'doctor', metric: 'drawn.external', tone: 'delay', dash: 'dashed' },
        { label: 'arrayBuffers', process: 'doctor', metric: 'drawn.arrayBuffers', tone: 'delay' },
      ],
    },
    {
      kind: 'lines',
      id: 'heap',
      title: 'heapUsed, option by option',
      unit: 'MB',
      atLeast: 50,
      series: [
        { label: '--leak-objects', process: 'doctor', metric: 'leak-objects.heapUsed', tone: 'bad' },
        {
          label: '--leak-classes',
          process: 'doctor',
          metric: 'leak-classes.heapUsed',
          tone: 'warning',
          dash: 'dashed',
        },
        { label: '--leak-buffers', process: 'doctor', metric: 'leak-buffers.heapUsed', tone: 'delay' },
        { label: '--allocate-locals', process: 'doctor', metric: 'allocate-locals.heapUsed', tone: 'good' },
        {
          label: '--allocate-classes',
          process: 'doctor',
          metric: 'allocate-classes.heapUsed',
          tone: 'good',
          dash: 'dotted',
        },
      ],
    },
  ],
  panels: [
    {
      kind: 'table',
      id: 'slopes',
      title: 'How fast the five numbers rise',
      columns: SLOPE_COLUMNS,
      read: slopeRows,
      conclude,
    },
    {
      kind: 'areas',
      id: 'areas',
      title: 'What rss is made of',
      unit: 'MB',
      x: 'seconds',
      whole: 'rss',
      layers: LAYERS,
      read: areas,
    },
  ],
  figures,
  facts,
  requests: [],
  limits: { memoryBytes: 3 * GIB },
  checks: [
    { id: 'known', title: 'The seven that are known are named rightly', judge: knownNamed },
    { id: 'drawn', title: 'The one that was drawn is named rightly', judge: drawnNamed },
  ],
});
