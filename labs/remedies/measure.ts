import { happened, liveControls } from '../kit/program.ts';
import { remedies } from './remedies.ts';
import { shuffled } from './shuffled.ts';
import { run, type Trial } from './trial.ts';

const controls = liveControls({ table: true, seed: 0 });
const backends = ['healthy', 'slow'] as const;

// #region measure
// Yours first, so that it is judged soon.
for (const backend of backends) await run({ name: 'yours', file: './remedy.ts', backend });

// Then all others, in an order that a seed decides: with the same seed it is the same again.
if (controls.table) {
  const seed = controls.seed || Math.ceil(Math.random() * 9999);
  happened('order', { seed });
  const names = ['none', ...remedies.map(({ name }) => name)];
  const trials = names.flatMap((name): Trial[] =>
    backends.map((backend) => ({ name, file: `./remedies/${name}.ts`, backend })),
  );
  for (const trial of shuffled(trials, seed)) await run(trial);
}
// #endregion
process.exit(0);
