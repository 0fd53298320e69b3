import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { LineChart } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';
import { createLinePlot } from './line-chart.ts';
import type { LinePlotHandle } from './line-chart.ts';
import { onThemeChange, readPalette } from './palette.ts';

/** A chart's lines: the recording thin and grey, the run strong and coloured over it. */
export function LinePlot({ chart, session, label }: { chart: LineChart; session: Session; label: string }) {
  const { lab, runner, recording } = session;
  const still = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const plot = useRef<LinePlotHandle>();
  // One that is scrolled away during a run is drawn when it comes back, and at the end, for it may be printed.
  const seen = useSignal(true);
  const shown = seen.value || !session.busy.value;
  const tick = runner.tick.value;
  const run = runner.store.value;
  const duration = session.axis.value;

  useEffect(() => {
    const element = canvas.current;
    if (!element || !still.current) return undefined;
    const created = createLinePlot({ still: still.current, run: element }, chart, readPalette(element));
    plot.current = created;
    const looking = new IntersectionObserver((entries) => {
      seen.value = entries.at(-1)?.isIntersecting ?? true;
    });
    looking.observe(element);
    const stopListening = onThemeChange(() => {
      created.recolour(readPalette(element));
    });
    return () => {
      looking.disconnect();
      stopListening();
      created.destroy();
    };
  }, [chart, lab, seen]);
  useEffect(() => {
    if (shown) plot.current?.update(run, recording, duration);
  }, [tick, run, recording, duration, shown]);

  return (
    <>
      <canvas ref={still} aria-hidden="true" />
      <canvas ref={canvas} role="img" aria-label={label} />
    </>
  );
}
