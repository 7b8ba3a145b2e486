import { DistinctList } from './distinct-list.ts';
import type { ReportFault } from './input-faults.ts';
import { urlItemKey } from './item-rules.ts';
import type { ItemList, UrlItem } from './items.ts';
import { linesOf } from './list-splitter.ts';
import {
  headersForm,
  headersKey,
  parseHeaderLine,
  type RequestHeaders,
} from './request-headers.ts';

/** Reads one set of request headers a line; blank lines and lines that start with `#` are skipped. */
export function readVariants(text: string, report: ReportFault): RequestHeaders[] {
  const variants = new Map<string, RequestHeaders>();
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const item = line.trim();
    if (item === '' || item.startsWith('#')) continue;
    const headers = parseHeaderLine(item);
    if (headers.ok) variants.set(headersKey(headers.value), headers.value);
    else {
      const { problem } = headers;
      report({ input: 'variants', place: { line: number }, item, problem, accepted: headersForm });
    }
  }
  return [...variants.values()];
}

/** Every URL without headers of its own as it is, and once more with each set of headers. */
export function addVariants(
  urls: ItemList<UrlItem>,
  variants: readonly RequestHeaders[],
): ItemList<UrlItem> {
  if (variants.length === 0) return urls;
  const expanded = new DistinctList(urlItemKey);
  for (const item of urls) {
    expanded.add(item);
    if (typeof item !== 'string') continue;
    for (const headers of variants) expanded.add({ url: item, headers });
  }
  return expanded.toList();
}
