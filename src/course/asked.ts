/** The questions that a lesson asks before it runs anything, read from its text. */
export interface Asked {
  /** Id of the figure that answers it, in the lab's manifest. */
  figure: string;
  question: string;
}

const PREDICT = /<Predict\b([\s\S]*?)(\/>|>([\s\S]*?)<\/Predict>)/g;

/**
 * The `<Predict>`s of a lesson's MDX, in order. A question in several paragraphs is one text; a `<Recorded />`
 * in it is left for the page to fill in.
 */
export function askedIn(mdx: string): Asked[] {
  return [...mdx.matchAll(PREDICT)].map(([, attributes = '', , inner = '']) => ({
    figure: attribute(attributes, 'figure') ?? '',
    question: attribute(attributes, 'question') ?? plain(inner),
  }));
}

function attribute(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
