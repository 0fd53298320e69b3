// @ts-check
/** The picture that stands for a page where somebody shares its address: what it claims, and what was measured. */
import { chartSvg } from '../../../src/run/svg.ts';
import { linesOf, textSvg } from './letters.mjs';

/**
 * @typedef {{ chapter: string, title: string, claim: string }} Words a lesson's claim is a quotation
 * @typedef {{ store: import('../../../src/run/store.ts').RunStore, lab: import('../../../labs/kit/manifest.ts').Lab, conditions: string }} Recorded
 *   `conditions`: when it was recorded, and on which Node
 */

export const WIDTH = 1200;
export const HEIGHT = 630;
const MARGIN = 80;
const INNER = WIDTH - 2 * MARGIN;
/** As in src/styles/tokens.css, which a picture cannot read. */
const COLOURS = {
  paper: '#fbfaf7',
  ink: '#1b1f24',
  muted: '#5a636d',
  line: '#e4e1da',
  good: '#1a7f4b',
  'good-ground': '#e3f1e8',
  warning: '#a15c00',
  'warning-ground': '#f8ecd6',
  bad: '#c2312f',
  'bad-ground': '#fae5e3',
  delay: '#6d3fc4',
  link: '#0b5cad',
  'link-ground': '#e4eef8',
  neutral: '#5a636d',
};
const STYLE = [
  '.line { fill: none; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round }',
  `.grid { stroke: ${COLOURS.line}; stroke-width: 1.5 }`,
  '.dash-dashed { stroke-dasharray: 12 8 }',
  '.dash-dotted { stroke-dasharray: 2 8 }',
  ...['good', 'warning', 'bad', 'delay', 'link', 'neutral'].flatMap((tone) => {
    const colours = /** @type {Record<string, string>} */ (COLOURS);
    return [
      `.line.tone-${tone} { stroke: ${colours[tone] ?? ''} }`,
      `.span.tone-${tone} rect { fill: ${colours[`${tone}-ground`] ?? COLOURS.line} }`,
    ];
  }),
].join('\n');

/** Its own words are left out: their letters would be the machine's. @param {string} svg @param {{ x: number, y: number, width: number, height: number }} box */
function placed(svg, { x, y, width, height }) {
  return svg
    .replace('<svg ', `<svg x="${x}" y="${y}" width="${width}" height="${height}" `)
    .replace(/<text.*?<\/text>/gs, '');
}

/** The first band, if there is one, over the first lines. @param {Recorded} recorded @param {number} top */
function charts({ lab, store, conditions }, top) {
  const band = lab.charts.find(({ kind }) => kind === 'band');
  const lines = lab.charts.find(({ kind }) => kind === 'lines');
  if (!lines) return '';
  const options = { duration: lab.scenario.duration };
  const below = band ? top + 48 : top;
  const label = { size: 22, colour: COLOURS.muted };
  return [
    band ? placed(chartSvg(band, store, options), { x: MARGIN, y: top, width: INNER, height: 32 }) : '',
    placed(chartSvg(lines, store, options), { x: MARGIN, y: below, width: INNER, height: 520 - below }),
    textSvg(lines.title, { x: MARGIN, y: 562, ...label }),
    textSvg(conditions, { x: WIDTH - MARGIN, y: 562, end: true, ...label }),
  ].join('');
}

/**
 * @param {Words} words
 * @param {Recorded | undefined} recorded without one, or where its lab has no chart over time, the claim is larger
 * @returns {string} an SVG without a letter that is not an outline
 */
export function cardSvg({ chapter, title, claim }, recorded) {
  const drawn = recorded?.lab.charts.some(({ kind }) => kind === 'lines') ? recorded : undefined;
  const size = drawn ? 34 : 60;
  const said = linesOf(claim, size, INNER);
  const first = drawn ? 236 : 320;
  const step = size * 1.35;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<style>${STYLE}</style><rect width="100%" height="100%" fill="${COLOURS.paper}"/>`,
    textSvg('Under Load', { x: MARGIN, y: 90, size: 26, colour: COLOURS.ink, bold: true }),
    textSvg(chapter, { x: WIDTH - MARGIN, y: 90, size: 26, colour: COLOURS.muted, end: true }),
    textSvg(title, { x: MARGIN, y: 176, size: 68, colour: COLOURS.ink, bold: true }),
    ...said.map((line, index) =>
      textSvg(line, { x: MARGIN, y: first + index * step, size, colour: COLOURS.muted }),
    ),
    drawn ? charts(drawn, first + said.length * step) : '',
    '</svg>',
  ].join('');
}
