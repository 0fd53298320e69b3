/** A profile as a file of its own: for speedscope, which the site serves, or for the learner's disk. */
import type { RecordOf } from '../../../labs/kit/records.ts';
import type { RunView } from '../../../labs/kit/run-view.ts';
import { address } from '../../course/address.ts';
import { saveFile } from './save-file.ts';

type Artifact = RecordOf<'artifact'>;

/** The profiles that a program reported, of CPU time or of allocations, in order. */
export function profilesOf(view: RunView, process: string): Artifact[] {
  return view.artifacts(process).filter(({ name }) => /\.(cpu|heap)profile$/.test(name));
}

/** Opened in another tab, it is read when that tab is ready: as long as this page is there, it stays. */
function fileOf({ data = '', mediaType }: Artifact): string {
  return URL.createObjectURL(new Blob([data], { type: mediaType }));
}

/** Opens it in speedscope, in a tab that knows nothing of this one. */
function openFlameGraph(profile: Artifact): void {
  const { name } = profile;
  const wanted = new URLSearchParams({ profileURL: fileOf(profile), title: name });
  window.open(`${address('speedscope/')}#${wanted.toString()}`, '_blank', 'noopener');
}

export type ProfileUse = 'open' | 'keep';

/** Opens a profile as a flame graph, or keeps it as a file. */
export function handOver(profile: Artifact, use: ProfileUse): void {
  if (use === 'open') openFlameGraph(profile);
  else saveFile(profile.name, profile.mediaType, profile.data ?? '');
}
