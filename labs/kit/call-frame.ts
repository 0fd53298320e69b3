/** A function on a stack, as V8's profiles name it. */
import * as v from 'valibot';

export const callFrameSchema = v.object({
  functionName: v.string(),
  url: v.string(),
  /** Counted from 0; -1 where there is none. */
  lineNumber: v.pipe(v.number(), v.finite()),
});
export type CallFrame = v.InferOutput<typeof callFrameSchema>;

/** Whether a function is the lab's own: not Node's, a package's or the kit's. */
export function isOwn({ url }: CallFrame): boolean {
  return url !== '' && !/^node:|^kit\/|(^|\/)node_modules\//.test(url);
}

export const nameOf = ({ functionName }: CallFrame): string => functionName || '(anonymous)';

/** `helpers.ts:34`, `node:zlib:430`, `native` or `V8`. */
export function placeOf({ functionName, url, lineNumber }: CallFrame): string {
  if (url === '') return functionName.startsWith('(') ? 'V8' : 'native';
  return lineNumber >= 0 ? `${url}:${String(lineNumber + 1)}` : url;
}
