/** `<Solution>`'s button: the code in the workbench, with the solution beside it. */
for (const button of document.querySelectorAll('[data-solution]')) {
  button.addEventListener('click', () => {
    document.dispatchEvent(new CustomEvent('under-load:open', { detail: { tab: 'code', diff: true } }));
  });
}
