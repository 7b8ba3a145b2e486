import type { Answer } from './answer.ts';
import type { Page } from './github.ts';

/**
 * Looks through a list page by page until something is found.
 * @param mostPages What stands behind them is not looked for.
 * @param find Gives undefined where a page has nothing.
 */
export async function searchPages<T, R>(
  mostPages: number,
  list: (page: number) => Promise<Answer<Page<T>>>,
  find: (entries: readonly T[]) => Promise<Answer<R | undefined>>,
): Promise<Answer<R | undefined>> {
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await list(number);
    if (page.kind !== 'found') return page;
    const found = await find(page.value.entries);
    if (found.kind !== 'found' || found.value !== undefined) return found;
    if (page.value.isLast) break;
  }
  return { kind: 'found', value: undefined };
}
