/** Nobody waits for this promise. */
void Promise.reject(new Error('the order was not saved'));

setTimeout(() => {
  console.log('still running');
}, 100);
