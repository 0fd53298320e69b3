/** Draws the summary as it is laid out, in the page's theme, and leaves it with the learner as a PNG. */
import type { ChapterSummary } from '../../course/summary.ts';
import { saveBlob } from '../../workbench/panel/save-file.ts';
import { layOut, WIDTH } from './summary-layout.ts';
import type { Face, Layout } from './summary-layout.ts';

const fonts: Record<Face, string> = {
  title: '700 38px "Inter Variable", sans-serif',
  heading: '650 22px "Inter Variable", sans-serif',
  text: '400 17px "Inter Variable", sans-serif',
  small: '400 14px "Inter Variable", sans-serif',
  figure: '400 17px "JetBrains Mono Variable", monospace',
  strong: '600 17px "JetBrains Mono Variable", monospace',
};

/** Pixels of a canvas's side that every browser draws. */
const LONGEST = 16_000;

/** Settled once the file is the browser's. Rejects where the browser cannot draw it. */
export async function saveSummary(chapters: readonly ChapterSummary[], now: Date): Promise<void> {
  await Promise.all(Object.values(fonts).map((font) => document.fonts.load(font)));
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('no canvas');
  const date = now.toLocaleDateString('en-GB', { dateStyle: 'long' });
  const count = chapters.flatMap(({ rows }) => rows).length;
  const questions = `${String(count)} ${count === 1 ? 'question' : 'questions'}`;
  const layout = layOut(
    chapters,
    `Under Load, a workshop about Node.js · ${questions} · ${date}`,
    (text, face) => {
      context.font = fonts[face];
      return context.measureText(text).width;
    },
  );
  draw(context, layout);
  const blob = await new Promise<Blob | null>((resolve) => {
    context.canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('no image');
  saveBlob(`under-load-summary-${now.toISOString().slice(0, 10)}.png`, blob);
}

function draw(context: CanvasRenderingContext2D, { width, height, marks }: Layout): void {
  const { canvas } = context;
  const scale = Math.min(2, LONGEST / height, LONGEST / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  context.fillStyle = colour('paper');
  context.fillRect(0, 0, width, height);
  for (const mark of marks) {
    if (mark.kind === 'line') {
      context.fillStyle = colour('line');
      context.fillRect(56, mark.y, WIDTH - 112, 1);
    } else {
      context.font = fonts[mark.face];
      context.fillStyle = colour(mark.ink);
      context.fillText(mark.text, mark.x, mark.y);
    }
  }
}
