/** The parts of a lesson, as its prose names them: `<Claim>`, `<Predict>`, … without an import. */
import Claim from './Claim.astro';
import Fix from './Fix.astro';
import Hint from './Hint.astro';
import Hints from './Hints.astro';
import Keep from './Keep.astro';
import Notes from './Notes.astro';
import Predict from './Predict.astro';
import Read from './Read.astro';
import Recorded from './Recorded.astro';
import Region from './Region.astro';
import Run from './Run.astro';
import Solution from './Solution.astro';
import Sources from './Sources.astro';

export const lessonParts = {
  Claim,
  Fix,
  Hint,
  Hints,
  Keep,
  Notes,
  Predict,
  Read,
  Recorded,
  Region,
  Run,
  Solution,
  Sources,
};
