import { useEffect, useRef } from 'preact/hooks';
import type { LineChart } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';
import { createLinePlot } from './line-chart.ts';
import type { LinePlotHandle } from './line-chart.ts';
import { onThemeChange, readPalette } from './palette.ts';

/** A chart's lines: the recording thin and grey, the run strong and coloured over it. */
export function LinePlot({ chart, session, label }: { chart: LineChart; session: Session; label: string }) {
  const { lab, runner, recording } = session;
  const canvas = useRef<HTMLCanvasElement>(null);
  const plot = useRef<LinePlotHandle>();
  const tick = runner.tick.value;
  const run = runner.store.value;
  const duration = session.axis.value;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const created = createLinePlot(element, chart, readPalette(element));
    plot.current = created;
    const stopListening = onThemeChange(() => {
      created.recolour(readPalette(element));
    });
    return () => {
      stopListening();
      created.destroy();
    };
  }, [chart, lab]);
  useEffect(() => {
    plot.current?.update(run, recording, duration);
  }, [tick, run, recording, duration]);

  return <canvas ref={canvas} role="img" aria-label={label} />;
}
