/** Who looks at what, and how. */
const KEPT = 20;
const CLICKS = 3000;

interface Visit {
  article: number;
  clicks: { x: number; y: number; at: number }[];
  score: number;
}
const visits = new Map<string, Visit>();

/** How far somebody's pointer was, which says how they looked. */
const scoreOf = ({ clicks }: Visit): number => clicks.reduce((sum, { x, y }) => sum + Math.hypot(x, y), 0);

/** Notes a visit, and says how many are known. */
export function noteVisit(visitor: string, article: number): number {
  const clicks = Array.from({ length: CLICKS }, (_, at) => ({ x: at % 80, y: at % 60, at }));
  const visit: Visit = { article, clicks, score: 0 };
  setInterval(() => {
    visit.score = scoreOf(visit);
  }, 25);
  visits.set(visitor, visit);
  if (visits.size > KEPT) {
    const [oldest] = visits.keys();
    if (oldest !== undefined) visits.delete(oldest);
  }
  return visits.size;
}
