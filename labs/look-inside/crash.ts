/** A small program that ends by an error that nobody catches. */
const order: { lines?: string[] } = {};
setTimeout(() => console.log((order.lines as string[]).length), 50);
