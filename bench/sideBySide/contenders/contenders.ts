import { gemini, miniMax, openAi } from './builtIn';
import type { Contender } from './contender';
import { klingO1 } from './klingO1';
import { loop } from './loop';

/** In the order of every table and chart. */
export const CONTENDERS: readonly Contender[] = [klingO1, loop, gemini, miniMax, openAi];
