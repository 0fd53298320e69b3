import { createContext } from 'preact';
import type { ComponentType } from 'preact';
import type { LineChart } from '../../../labs/kit/manifest.ts';
import type { Session } from '../state/session.ts';

/** What is there only in the live workbench; the static page does without, and so downloads none of it. */
export interface LiveSlots {
  LinePlot: ComponentType<{ chart: LineChart; session: Session; label: string }>;
  OwnHeaps: ComponentType;
}

export const Live = createContext<LiveSlots | undefined>(undefined);
