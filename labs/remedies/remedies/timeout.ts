/** Ten times the patience. */
export const options = { timeout: 5000 };
