/** What was predicted against what was measured, over the whole course. */
import type { Progress } from './progress/schema.ts';

/** What the site knows of a chapter: its questions, and what the recordings answer. */
export interface SummaryChapter {
  title: string;
  lessons: {
    id: string;
    title: string;
    address: string;
    lab: string;
    asked: { figure: string; question: string; label: string; unit: string; recorded: string | undefined }[];
  }[];
}

export interface SummaryRow {
  lesson: string;
  address: string;
  question: string;
  /** What the figure is called that answers it: `setTimeout first, from I/O`. */
  label: string;
  predicted: string | undefined;
  measured: string | undefined;
  /** Where and when it was measured: `Node 24.21, local, 22 Nov 2026`. */
  conditions: string | undefined;
  /** Not before something was measured: it would answer the question that the lesson asks. */
  recorded: string | undefined;
}

export interface ChapterSummary {
  title: string;
  rows: SummaryRow[];
  /** Questions of the chapter that have neither a prediction nor a measurement yet. */
  open: number;
}

/** How values and conditions are written; given by the page, for it knows the workbench's way. */
export interface Writing {
  value: (value: string, unit: string) => string;
  conditions: (result: { at: string; engine: string; node: string }) => string;
}

export function summarise(
  chapters: readonly SummaryChapter[],
  { predictions, results }: Progress,
  write: Writing,
): ChapterSummary[] {
  return chapters.map(({ title, lessons }) => {
    const all = lessons.flatMap((lesson) => {
      const result = own(results, lesson.lab);
      return lesson.asked.map(({ figure, question, label, unit, recorded }): SummaryRow => {
        const predicted = own(own(predictions, lesson.id) ?? {}, figure);
        const measured = result && own(result.figures, figure);
        const text = (value: string | undefined) =>
          value === undefined ? undefined : write.value(value, unit);
        return {
          lesson: lesson.title,
          address: lesson.address,
          question,
          label,
          predicted: text(predicted),
          measured: text(measured),
          conditions: result && measured !== undefined ? write.conditions(result) : undefined,
          recorded: result && text(recorded),
        };
      });
    });
    const rows = all.filter(({ predicted, measured }) => predicted !== undefined || measured !== undefined);
    return { title, rows, open: all.length - rows.length };
  });
}

/** What is kept may have come from a file: `toString` is a name like any other. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
