/**
 * The whole course as it is planned, in order. What is written of it is found in `content/`:
 * see outline.ts, which joins the two.
 */
export interface PlannedChapter {
  /** Its folder under `content/`, and the first part of its lessons' addresses. */
  id: string;
  title: string;
  /** One sentence: what the chapter is about. */
  about: string;
  lessons: PlannedLesson[];
}
export interface PlannedLesson {
  /** File name under the chapter's folder, and the last part of its address. */
  id: string;
  title: string;
  /** The sentence that the lesson judges. */
  claim: string;
}

export const plan: PlannedChapter[] = [
  {
    id: 'event-loop',
    title: 'The event loop',
    about:
      'What runs on the one thread, in which order, and what a blocked loop looks like from inside and outside.',
    lessons: [
      {
        id: 'one-thread',
        title: 'One thread',
        claim: 'Node handles thousands of connections on one thread.',
      },
      { id: 'phases', title: 'Phases', claim: 'setTimeout 0 beats setImmediate.' },
      { id: 'blocking', title: 'Blocking', claim: 'A lag meter tells you when the loop is blocked.' },
      { id: 'timeouts-lie', title: 'Timeouts lie', claim: 'A 500 ms timeout takes 500 ms.' },
      { id: 'off-the-loop', title: 'Off the loop', claim: 'Move CPU work to workers.' },
      { id: 'where-time-went', title: 'Where the time went', claim: 'The remote call is the bottleneck.' },
      { id: 'ask-node', title: 'Ask Node', claim: 'There are flags that find the trouble.' },
    ],
  },
  {
    id: 'breakers',
    title: 'Circuit breakers',
    about: 'What a breaker protects, what it costs, and when it cuts off a service that never failed.',
    lessons: [
      { id: 'three-states', title: 'Three states', claim: 'A breaker protects you from a failing backend.' },
      { id: 'under-load', title: 'Under load', claim: 'The breaker costs nothing.' },
      {
        id: 'false-opens',
        title: 'False opens',
        claim: 'A busy loop opens the breaker on a healthy backend.',
      },
      { id: 'remedies', title: 'Remedies', claim: 'No amount of tuning can fix it.' },
      { id: 'the-leak', title: 'The leak', claim: 'A breaker per request is fine.' },
      { id: 'watch-it', title: 'Watch it', claim: 'Monitoring makes it obvious.' },
      { id: 'outside', title: 'Outside', claim: 'Infrastructure does it better.' },
    ],
  },
  {
    id: 'os',
    title: 'The operating system',
    about: 'The limits under Node: descriptors, queues, processes, and how to find the knee of the curve.',
    lessons: [
      { id: 'file-descriptors', title: 'File descriptors', claim: 'Raise ulimit -n.' },
      { id: 'accept-queue', title: 'The accept queue', claim: 'Set somaxconn to 1024.' },
      { id: 'layers', title: 'Layers', claim: 'Plain TCP is fastest.' },
      { id: 'the-knee', title: 'The knee', claim: 'Test, and use the settings at the peak.' },
      { id: 'open-or-closed', title: 'Open or closed', claim: 'Our load test says that p99 is 10 ms.' },
      { id: 'more-processes', title: 'More processes', claim: 'Split the API from the computing.' },
      { id: 'look-inside', title: 'Look inside', claim: 'You can’t debug production.' },
    ],
  },
  {
    id: 'memory',
    title: 'Memory',
    about: 'Five numbers, two snapshots, and the way from a rising line to the object that holds it up.',
    lessons: [
      { id: 'five-numbers', title: 'Five numbers', claim: 'Memory goes up, so it leaks.' },
      { id: 'collector', title: 'The collector', claim: 'Garbage collection makes it jump.' },
      { id: 'name-the-leak', title: 'Name the leak', claim: 'Take two snapshots and compare.' },
      { id: 'who-allocates', title: 'Who allocates', claim: 'Sampling finds it.' },
      { id: 'in-production', title: 'In production', claim: 'Just take a heap dump.' },
      {
        id: 'sick-service',
        title: 'The sick service',
        claim: 'The capstone: a service with four faults, and all instruments.',
      },
    ],
  },
];
