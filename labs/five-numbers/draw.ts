/** Draws what a program does with memory, by lot. */
import type { Mode } from './modes.ts';

const LOTS: readonly (readonly Mode[])[] = [
  ['leak-objects'],
  ['leak-buffers'],
  ['allocate-locals'],
  ['leak-classes'],
  ['allocate-classes'],
  ['leak-objects', 'leak-buffers'],
  ['leak-buffers', 'allocate-locals'],
  ['leak-classes', 'allocate-classes'],
];

/** The same for the same seed, a whole number from 1. */
export const drawn = (seed: number): readonly Mode[] => LOTS[seed % LOTS.length] ?? [];

export const MOST_SEED = 9999;
export const anySeed = (): number => 1 + Math.floor(Math.random() * MOST_SEED);
