/** A small program that says how late its loop was, in ms, every 20 ms. */
let before = performance.now();
setInterval(() => {
  const now = performance.now();
  console.log(Math.max(0, now - before - 20).toFixed(1));
  before = now;
}, 20);
