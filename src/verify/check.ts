import { inline, inlineItem } from '../text.ts';
import type { FileContent } from './hash-file.ts';

/** What an address should show: that it is there and fresh, a text, or the bytes of a file. */
export type Expectation =
  | { readonly kind: 'status' }
  | { readonly kind: 'contains'; readonly text: string }
  | ({
      readonly kind: 'equals';
      /** As the workflow names the file. */
      readonly path: string;
    } & FileContent);

/** One line of `wait-for` or `verify`. */
export interface Check {
  /** As the WHATWG parser writes it, without a fragment. */
  readonly url: string;
  readonly expectation: Expectation;
}

/** `https://www.example.com/version.txt contains "4f2a9c1"`, for one line. */
export function nameCheck({ url, expectation }: Check): string {
  switch (expectation.kind) {
    case 'status':
      return inlineItem(url);
    case 'contains':
      return `${inlineItem(url)} contains "${inline(expectation.text)}"`;
    case 'equals':
      return `${inlineItem(url)} equals ${inlineItem(expectation.path)}`;
  }
}
