/** The way into the course on the home page: where the learner left off. */
import { onProgress, readProgress } from '../../course/progress.ts';
import { leftOffSentence, whereLeftOff } from '../../course/resume.ts';

/** What Start.astro writes of each lesson. */
export interface StartLesson {
  id: string;
  lab: string;
  address: string;
  title: string;
  about: string;
  minutes: number;
}

const start = document.querySelector<HTMLAnchorElement>('[data-start]');
if (start) {
  const lessons = JSON.parse(start.dataset['start'] ?? '[]') as StartLesson[];
  const write = (part: string, text: string): void => {
    const place = start.querySelector(`[data-part="${part}"]`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  const show = (): void => {
    const left = whereLeftOff(readProgress(), lessons);
    const lesson = left.state === 'all-done' ? lessons[0] : left.lesson;
    if (!lesson) return;
    start.href = lesson.address;
    write('title', lesson.title);
    write('about', lesson.about);
    if (left.state === 'begun') write('state', leftOffSentence(left.result));
    else if (left.state === 'all-done') write('state', 'Every lesson there is, done. Run one again');
    else
      write('state', `${lesson === lessons[0] ? 'Start here' : 'Next'} · ${String(lesson.minutes)} minutes`);
  };
  onProgress(show);
  show();
}
