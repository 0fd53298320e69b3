import { useMemo } from 'preact/hooks';
import { visiblePieces } from '../../run/printed.ts';
import type { Piece } from '../../run/printed.ts';

/** Text that a program controls: unseen characters by name, its reading order kept from what stands around it. */
export function Visible({ text }: { text: string }) {
  return (
    <bdi>
      <Pieces pieces={useMemo(() => visiblePieces(text), [text])} />
    </bdi>
  );
}

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  // The same nodes as long as the text is the same: a redrawn page does not look at them again.
  return useMemo(
    () => (
      <>
        {pieces.map(({ text, classes }, i) => (
          <span key={i} class={classes || undefined}>
            {text}
          </span>
        ))}
      </>
    ),
    [pieces],
  );
}
