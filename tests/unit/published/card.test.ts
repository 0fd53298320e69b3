/** The pictures that stand for lessons where they are shared. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import falseOpens from '../../../labs/false-opens/lab.ts';
import { cardSvg } from '../../../scripts/lib/published/card.mjs';
import { linesOf, missingIn, widthOf } from '../../../scripts/lib/published/letters.mjs';
import { plan } from '../../../src/course/plan.ts';
import { readRecording, storeOf } from '../../../src/run/recording.ts';

const words = {
  chapter: 'Circuit breakers',
  title: 'False opens',
  claim: '“A busy loop opens the breaker.”',
};

function recorded() {
  const read = readRecording(readFileSync('labs/false-opens/recordings/starter.ndjson', 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return {
    lab: falseOpens,
    store: storeOf(falseOpens, read.records),
    conditions: 'Recorded 21 Nov 2026, Node 24.21',
  };
}

const png = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png().toBuffer();

/** Whether the middle of the lower half has anything but paper. */
async function isDrawnBelow(svg: string): Promise<boolean> {
  const below = { left: 80, top: 450, width: 1040, height: 70 };
  // `stats` is of what was read, whatever was asked for before it.
  const { channels } = await sharp(
    await sharp(await png(svg))
      .extract(below)
      .toBuffer(),
  ).stats();
  return channels.some(({ min, max }) => max - min > 60);
}

describe('a card', () => {
  test('is a picture of the size that is promised, and the same whenever it is made', async () => {
    const [one, other] = await Promise.all([
      png(cardSvg(words, recorded())),
      png(cardSvg(words, recorded())),
    ]);
    const { width, height } = await sharp(one).metadata();
    expect([width, height]).toEqual([1200, 630]);
    expect(one.equals(other)).toBe(true);
  });

  test('shows the recording, and says the claim larger where a lab has no chart over time', async () => {
    expect(await isDrawnBelow(cardSvg(words, recorded()))).toBe(true);
    expect(await isDrawnBelow(cardSvg(words, undefined))).toBe(false);
  });

  test('needs no font of the machine: all its words are outlines', () => {
    expect(cardSvg(words, recorded())).not.toContain('<text');
  });
});

describe('letters', () => {
  test.each(
    plan.flatMap(({ title, lessons }) => [
      title,
      ...lessons.flatMap((lesson) => [lesson.title, lesson.claim]),
    ]),
  )('there are outlines for all of "%s"', (text) => {
    expect(missingIn(text)).toEqual([]);
  });

  test('a claim is broken between words, so that each line fits, and loses none', () => {
    const claim =
      'When your Node process gets busy, the circuit breaker thinks that the service behind it is failing.';
    const lines = linesOf(claim, 34, 1040);
    expect(lines.length).toBe(2);
    for (const line of lines) expect(widthOf(line, 34)).toBeLessThanOrEqual(1040);
    expect(lines.join(' ')).toBe(claim);
  });
});
