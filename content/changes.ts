/**
 * What has changed in the course, newest first: written by hand by whoever publishes. Those who read the site's feed
 * see it. `about` is an address within the site.
 */
export interface Change {
  /** `2026-11-22` */
  date: string;
  title: string;
  text: string;
  about: string;
}

export const changes: readonly Change[] = [
  {
    date: '2026-11-22',
    title: 'Chapter 4: Memory',
    text: 'Six lessons: five numbers, the collector, name the leak, who allocates, in production, and a sick service with faults of all chapters.',
    about: 'memory/five-numbers/',
  },
  {
    date: '2026-11-22',
    title: 'Presenting, sharing, and pages for instructors',
    text: 'Press p to present a lesson. A run can be saved as a file and opened by others, and progress, too. Instructors find plans of three lengths.',
    about: 'instructors/',
  },
  {
    date: '2026-11-22',
    title: 'Search and a glossary',
    text: 'Press / to search the text of all lessons. Words of the field are explained in a glossary, and linked where a lesson uses them first.',
    about: 'glossary/',
  },
  {
    date: '2026-11-22',
    title: 'Chapter 3: The operating system',
    text: 'Seven lessons: file descriptors, the accept queue, layers, the knee, open or closed, more processes, and a look inside.',
    about: 'os/file-descriptors/',
  },
  {
    date: '2026-11-22',
    title: 'Chapter 2: Circuit breakers',
    text: 'Seven lessons: three states, under load, false opens, remedies, the leak, watching it, and a breaker outside.',
    about: 'breakers/three-states/',
  },
  {
    date: '2026-11-22',
    title: 'Chapter 1: The event loop',
    text: 'Seven lessons: one thread, phases, blocking, timeouts, work off the loop, where the time went, and what Node tells by itself.',
    about: 'event-loop/one-thread/',
  },
];
