/** What a lesson may load before Run. It is the same on every machine, so a test holds every lesson to it. */

/** Bytes by kind, each file compressed with gzip. */
export const MOST_BYTES = {
  document: 28_000,
  stylesheet: 18_000,
  script: 20_000,
  font: 50_000,
} as const;

/** Files of all kinds together. */
export const MOST_FILES = 20;
