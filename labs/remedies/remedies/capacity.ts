/** opossum's own limit: at most eight calls at once. */
export const options = { capacity: 8 };
