import type { Reply } from '../cloudflare/envelope.ts';
import type { Question } from './endpoint.ts';

/** What lists take besides their own parameters. */
export const pageParameters = ['per_page', 'page'] as const;

export type Page<Item> = {
  readonly items: readonly Item[];
  readonly headers: Reply['headers'];
};

/**
 * One page of a list, and the links to the others.
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function cutPage<Item>(
  all: readonly Item[],
  { query, pageUrl }: Pick<Question, 'query' | 'pageUrl'>,
): Page<Item> {
  const size = Math.min(readNumber(query.get('per_page'), 30), 100);
  const page = readNumber(query.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (target: number, rel: string) => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(target));
    return `<${pageUrl}?${parameters}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function readNumber(value: string | null, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}
