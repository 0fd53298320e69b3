/** The few signs of the workbench; always beside words, so hidden from screen readers. */
const paths = {
  passed: 'M3 8.5l3.2 3.2L13 4.8',
  failed: 'M4 4l8 8M12 4l-8 8',
  measuring: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  waiting: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`wb-icon is-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
