/** As in prometheus.yml, in ms. A scrape that takes longer than the interval has failed. */
export const SCRAPE_EVERY_MS = 500;
export const EVALUATE_EVERY_MS = 500;
