/** What a lab's recording says of the figures that a lesson asks for; read while the site is built. */
import { recordedFact } from './recorded-fact.ts';
import { loadLab } from './lab-source.ts';
import { recordedStore } from './recorded-store.ts';

export interface AskedFigure {
  figure: string;
  /** What it is called in the workbench. */
  label: string;
  unit: string;
  /** Undefined where there is no recording, or it does not show the figure. */
  recorded: string | undefined;
}

/** Rejects if the lab has no figure of that id. */
export async function askedFigures(labId: string, figures: readonly string[]): Promise<AskedFigure[]> {
  const lab = await loadLab(labId);
  const store = await recordedStore(lab, 'starter');
  const recorded = new Map(store?.figures().map(({ figure, value }) => [figure.id, value]));
  return figures.map((id) => {
    const figure = lab.figures.find((one) => one.id === id);
    if (!figure) throw new Error(`labs/${labId}/lab.ts has no figure "${id}".`);
    return { figure: id, label: figure.label, unit: figure.unit, recorded: recorded.get(id) };
  });
}

/** A question with its figures of the recording, where it names some (`<Recorded fact="answer" />`). */
export async function withFacts(labId: string, question: string): Promise<string> {
  const [before = '', ...parts] = question.split(/<Recorded fact="([\w-]+)" \/>/);
  let text = before;
  for (const [i, part] of parts.entries()) {
    // The names of facts and the text between them take turns.
    if (i % 2 === 1) text += part;
    else {
      const { value, unit } = await recordedFact(labId, 'starter', part);
      text += unit === '' ? value : `${value} ${unit}`;
    }
  }
  return text;
}
