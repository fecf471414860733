import { gemini, miniMax, openAi } from './builtIn';
import type { Contender } from './contender';
import { kling } from './kling';
import { loop } from './loop';

/** In the order of every table and chart. */
export const CONTENDERS: readonly Contender[] = [kling, loop, gemini, miniMax, openAi];
