import { work } from '../../kit/program.ts';

export default work;
