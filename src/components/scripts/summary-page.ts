/** The summary: tables of what was predicted and measured, and the same as an image. */
import { onProgress, readProgress } from '../../course/progress.ts';
import { summarise } from '../../course/summary.ts';
import type { ChapterSummary, SummaryChapter, SummaryRow } from '../../course/summary.ts';
import { conditionsInWords, valueInWords } from '../../workbench/text/summary.ts';
import { find, write } from './marked.ts';

const page = document.querySelector<HTMLElement>('[data-summary]');
const chapters = JSON.parse(page?.dataset['summary'] ?? '[]') as SummaryChapter[];
const NOT_YET = '–';

function current(): ChapterSummary[] {
  return summarise(chapters, readProgress(), { value: valueInWords, conditions: conditionsInWords });
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function cell(label: string, value: string | undefined, note?: string): HTMLTableCellElement {
  const made = element('td', '', element('b', value ?? NOT_YET));
  made.dataset['label'] = label;
  if (note !== undefined) made.append(element('small', note));
  return made;
}

function row(shown: SummaryRow): HTMLTableRowElement {
  const link = Object.assign(element('a', shown.lesson), { href: shown.address });
  const head = element(
    'th',
    '',
    element('small', '', link, document.createTextNode(` · ${shown.label}`)),
    document.createTextNode(shown.question),
  );
  head.scope = 'row';
  const measured = cell('measured', shown.measured, shown.conditions);
  measured.className = 'is-measured';
  return element(
    'tr',
    '',
    head,
    cell('predicted', shown.predicted),
    measured,
    cell('recorded', shown.recorded),
  );
}

function table({ title, rows, open }: ChapterSummary): Node[] {
  const heading = element('h2', title);
  const left = `${open === 1 ? 'One question' : `${String(open)} questions`} of this chapter not answered yet.`;
  const note = Object.assign(element('p', left), { className: 'open' });
  if (rows.length === 0) return open === 0 ? [] : [heading, note];
  const columns = ['question', 'predicted', 'measured', 'recorded'].map((name) =>
    Object.assign(element('th', name), { scope: 'col' }),
  );
  const made = element(
    'table',
    '',
    Object.assign(element('caption', title), { className: 'visually-hidden' }),
    element('thead', '', element('tr', '', ...columns)),
    element('tbody', '', ...rows.map(row)),
  );
  return open === 0 ? [heading, made] : [heading, made, note];
}

function show(): void {
  const summary = current();
  const isEmpty = summary.every(({ rows }) => rows.length === 0);
  const [empty, actions] = [find('summary-empty'), find('summary-actions')];
  if (empty) empty.hidden = !isEmpty;
  if (actions) actions.hidden = isEmpty;
  find('summary-tables')?.replaceChildren(...(isEmpty ? [] : summary.flatMap(table)));
}

find('summary-save')?.addEventListener('click', () => {
  write('summary-status', 'Drawing…');
  void import('./summary-image.ts')
    .then(({ saveSummary }) => saveSummary(current(), new Date()))
    .then(
      () => {
        write('summary-status', 'Saved.');
      },
      () => {
        write('summary-status', 'It could not be drawn. Print this page instead.');
      },
    );
});
onProgress(show);
show();
