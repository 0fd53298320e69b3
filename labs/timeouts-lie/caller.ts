import { setTimeout as wait } from 'node:timers/promises';
import { liveControls } from '../kit/program.ts';
import { callsAgainstBlock } from './calls.ts';
import { timersAgainstBlock } from './timers.ts';

const controls = liveControls({ try: 'timers', blockMs: 0, phase: 'timer', backendTakes: 40 });

for (;;) {
  const { blockMs, phase, backendTakes } = controls;
  if (controls.try === 'timers') await timersAgainstBlock(blockMs);
  else await callsAgainstBlock(phase, blockMs, backendTakes);
  await wait(50);
}
