/** Which rows of a long list are worth drawing: the ones that are seen, and a few around them. */
export interface RowWindow {
  first: number;
  /** After the last. */
  end: number;
  /** Height in px of the rows left out above and below. */
  above: number;
  below: number;
}

const AROUND = 20;

/** @param rowHeight,scrollTop,viewHeight in px */
export function rowWindow(
  count: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
): RowWindow {
  const top = Math.min(Math.max(0, scrollTop), Math.max(0, count * rowHeight - viewHeight));
  const first = Math.max(0, Math.floor(top / rowHeight) - AROUND);
  const end = Math.min(count, Math.ceil((top + viewHeight) / rowHeight) + AROUND);
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}

/** Whether a view stands at its end, give or take two rows, and so should follow what arrives. */
export function isAtEnd(
  scrollTop: number,
  viewHeight: number,
  fullHeight: number,
  rowHeight: number,
): boolean {
  return scrollTop + viewHeight >= fullHeight - rowHeight * 2;
}
