/** Workshops of three lengths, as data: `schedule.ts` adds them up. */

/** A stretch of a lesson: its minutes, and what the room does in them. */
export type Part = readonly [minutes: number, what: string];

export interface LessonSlot {
  kind: 'lesson';
  /** Takes the minutes that the lesson says it takes. */
  lesson: string;
}
export interface OtherSlot {
  kind: 'talk' | 'exercise' | 'break';
  minutes: number;
  title: string;
  what: string;
}
export type Slot = LessonSlot | OtherSlot;

export interface WorkshopPlan {
  id: string;
  title: string;
  /** Who it is for, and what they leave with. */
  about: string;
  /** From the first word to the last, breaks included. */
  minutes: number;
  slots: readonly Slot[];
}

const lesson = (id: string): LessonSlot => ({ kind: 'lesson', lesson: id });
const pause = (minutes: number, title = 'Break', what = ''): OtherSlot => ({
  kind: 'break',
  minutes,
  title,
  what,
});
const welcome = (minutes: number): OtherSlot => ({
  kind: 'talk',
  minutes,
  title: 'Begin',
  what: 'Everybody has the course open, and the badge of the first lesson says where its lab runs. How a lesson goes: predict, run, mend.',
});

/** What a room does with a lesson. The parts take as long as the lesson says. */
export const teaching: Readonly<Record<string, readonly Part[]>> = {
  'event-loop/one-thread': [
    [3, 'Predict in milliseconds. Write the answers on the board.'],
    [4, 'Run. In the picture, go to the bar of the report and read the queue aloud.'],
    [9, 'Exercise: slice the report in `service.ts` until both checks pass.'],
    [4, 'Compare. Which route of yours is one piece?'],
  ],
  'event-loop/blocking': [
    [3, 'Predict, by show of hands.'],
    [3, 'Run, stop at about 8 s, and ask who would have been paged.'],
    [10, 'Exercise: replace the meter in `meter.ts` by one that reads while the loop is blocked.'],
    [4, 'Compare. What does your own lag metric say during a block?'],
  ],
  'event-loop/timeouts-lie': [
    [3, 'Draw the ring of phases. Have people say, for each of the three, what comes next.'],
    [4, 'Run, and look at the scatter: which points is the claim right about?'],
    [9, 'Exercise: in `deadline.ts`, tell a late loop from a late answer.'],
    [4, 'Compare. Why does one more round of the loop tell the two apart?'],
  ],
  'event-loop/off-the-loop': [
    [3, 'Predict. Let those who chose “twice” say which two threads do the work.'],
    [5, 'Run, and read the tables from the top.'],
    [12, 'Exercise: size the pool in `pool.ts`, threads and queue.'],
    [5, 'Compare the sizes of different machines.'],
  ],
  'event-loop/where-time-went': [
    [3, 'Predict, before anyone has seen `service.ts`.'],
    [5, 'Run, and read the waterfall of each route.'],
    [12, 'Exercise: have the tracer know whose CPU time it is, in `breakdown.ts`.'],
    [5, 'Compare. Run it again and look at the waterfall.'],
  ],
  'breakers/three-states': [
    [5, 'Calculate, on paper, before anyone runs. Expect 30% and 43%.'],
    [4, 'Run. Let somebody say why the breaker does not close in part 2.'],
    [11, 'Exercise: choose the options in `proxy.ts` by what was measured.'],
    [5, 'Compare options, and say which number each one was read from.'],
  ],
  'breakers/false-opens': [
    [3, 'Predict, by show of hands. The prediction is the lesson; expect “either”.'],
    [4, 'Run. Which block opened it, and which did not?'],
    [9, 'Exercise: keep the breaker of `proxy.ts` closed, without making it blind.'],
    [4, 'Compare. Who took a longer timeout, and what does it cost?'],
  ],
  'breakers/remedies': [
    [3, 'Predict how many remedies do both, and start the run: the table takes two to three minutes.'],
    [6, 'Discuss the rows while they come.'],
    [11, 'Exercise: pick one by the table, in `remedy.ts`, with the whole table switched off.'],
    [5, 'Compare. Which one would you put into production, and which row says so?'],
  ],
  'os/the-knee': [
    [4, 'Draw the curve with the room. Whoever draws a hill: what would make it fall?'],
    [5, 'Run, and read the knee by both laws.'],
    [11, 'Exercise: set `concurrency` in `settings.ts`.'],
    [5, 'Compare: which is the least that passes, which is the most, and why?'],
  ],
  'memory/five-numbers': [
    [3, 'Predict.'],
    [4, 'Run, and have the room name the drawn program from its chart.'],
    [9, 'Exercise: name the leak in `diagnose.ts`, and be sure of it.'],
    [4, 'Compare. How sure is sure enough, with eight programs and two numbers each?'],
  ],
  'memory/name-the-leak': [
    [3, 'Predict. Ask again for the retained size before you show it.'],
    [6, 'Run. Sort by each column and say aloud which class each one blames.'],
    [11, 'Exercise: mend `rates.ts`.'],
    [5, 'Compare. Who cleared the cache, and what does the third check say to that?'],
  ],
  'memory/sick-service': [
    [5, 'Everybody opens the same shop, by its number. Nobody reads code yet.'],
    [20, 'Exercise in pairs: measure, write on the board what you see, write `diagnosis.yml`.'],
    [25, 'Exercise: mend the four faults, one at a time, and run after each.'],
    [10, 'Each pair reads one fault, and the figure that gave it away.'],
  ],
};

export const plans: readonly WorkshopPlan[] = [
  {
    id: 'ninety-minutes',
    title: '90 minutes',
    about:
      'For a meet-up or a team’s afternoon. One story in three lessons: a loop that is blocked, timers that don’t know it, a breaker that believes the timers.',
    minutes: 90,
    slots: [
      welcome(5),
      lesson('event-loop/one-thread'),
      lesson('event-loop/timeouts-lie'),
      pause(5),
      lesson('breakers/false-opens'),
      {
        kind: 'talk',
        minutes: 12,
        title: 'On the projector: Remedies',
        what: 'Start the run of the lesson “Remedies” and discuss each row as it comes.',
      },
      {
        kind: 'talk',
        minutes: 8,
        title: 'End',
        what: 'Each says one thing that they will measure in a service of their own this week.',
      },
    ],
  },
  {
    id: 'half-a-day',
    title: 'Half a day',
    about: 'Three and a half hours, for a team that runs Node services: the loop, the breaker, and one leak.',
    minutes: 210,
    slots: [
      welcome(10),
      lesson('event-loop/one-thread'),
      lesson('event-loop/blocking'),
      lesson('event-loop/timeouts-lie'),
      pause(15),
      lesson('breakers/three-states'),
      lesson('breakers/false-opens'),
      lesson('breakers/remedies'),
      pause(10),
      lesson('memory/name-the-leak'),
      {
        kind: 'exercise',
        minutes: 10,
        title: 'Your own service',
        what: 'In pairs: which of today’s figures does your service report, and which would have shown the last outage?',
      },
      { kind: 'talk', minutes: 10, title: 'End', what: 'Each pair says one figure that is missing.' },
    ],
  },
  {
    id: 'a-day',
    title: 'A day',
    about:
      'Seven and a half hours with an hour for lunch. A lesson of each chapter and more, and at the end a shop with four faults that nobody names.',
    minutes: 450,
    slots: [
      welcome(10),
      lesson('event-loop/one-thread'),
      lesson('event-loop/blocking'),
      lesson('event-loop/timeouts-lie'),
      pause(15),
      lesson('event-loop/off-the-loop'),
      lesson('event-loop/where-time-went'),
      lesson('breakers/three-states'),
      pause(60, 'Lunch'),
      lesson('breakers/false-opens'),
      lesson('breakers/remedies'),
      lesson('os/the-knee'),
      pause(15),
      lesson('memory/five-numbers'),
      lesson('memory/name-the-leak'),
      pause(10),
      lesson('memory/sick-service'),
      {
        kind: 'exercise',
        minutes: 15,
        title: 'Your own service',
        what: 'In pairs: which of today’s instruments does your service have, and which would have shown the last outage?',
      },
      {
        kind: 'talk',
        minutes: 15,
        title: 'End',
        what: 'Each pair says one figure that is missing, and who will add it.',
      },
    ],
  },
];
