/** The parts of the Code tab that need the editor, together in one download. */
export { CodeEditor } from './CodeEditor.tsx';
export { Comparison } from './Comparison.tsx';
