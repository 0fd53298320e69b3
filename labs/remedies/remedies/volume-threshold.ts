/** Opens only if there were so many calls in the window. */
export const options = { volumeThreshold: 50 };
