import { expect, test } from 'vitest';
import type { NumberControl } from '../../../labs/kit/manifest.ts';
import { createControls } from '../../../src/workbench/state/controls.ts';
import { anotherDraw, drawControl, drawnBy, editsName } from '../../../src/workbench/state/draw.ts';
import { labWith } from '../run/lab.ts';

const control: NumberControl = {
  kind: 'number',
  name: 'shop',
  label: 'Shop',
  about: '',
  value: 1,
  min: 1,
  max: 65,
  step: 1,
  unit: '',
  draws: true,
};
const lab = labWith({ controls: [control] });

test('an address names a draw, within its range; anything else names none', () => {
  expect(drawnBy(control, '?shop=17')).toBe(17);
  expect(drawnBy(control, '?shop=900')).toBe(65);
  expect(drawnBy(control, '?shop=-3')).toBe(1);
  expect(drawnBy(control, '?shop=four')).toBeUndefined();
  expect(drawnBy(control, '?shop=')).toBeUndefined();
  expect(drawnBy(control, '?other=3')).toBeUndefined();
});

test('another draw is never the one that there is, and may be any other', () => {
  const drawn = new Set(Array.from({ length: 640 }, (_, i) => anotherDraw(control, 17, i / 640)));
  expect(drawn.size).toBe(64);
  expect(drawn.has(17)).toBe(false);
  expect(Math.min(...drawn)).toBe(1);
  expect(Math.max(...drawn)).toBe(65);
});

test('each draw has its own edits, and a lab without one has them under its name', () => {
  expect(editsName(lab, 17)).not.toBe(editsName(lab, 18));
  expect(editsName(labWith({ controls: [] }), undefined)).toBe(labWith({}).id);
  expect(drawControl(labWith({ controls: [] }))).toBeUndefined();
});

test('giving the controls back to the scenario leaves the draw as it is', () => {
  const sent: unknown[] = [];
  const send = (message: unknown) => sent.push(message);
  const controls = createControls(
    lab,
    send,
    (task) => {
      task();
    },
    new Map([['shop', 17]]),
  );
  controls.releaseAll();
  expect(controls.held.value.get('shop')).toBe(17);
  expect(sent).toEqual([]);
});
