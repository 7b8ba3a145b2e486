import type { ApiError, ApiFailure, Explanation } from '../cloudflare/failures.ts';
import { inline } from '../text.ts';

/** A failure in words: what came, what it means, and what to do. Plain text for one line. */
export interface ExplainedFailure extends Explanation {
  /** What was seen: codes, messages, HTTP status. */
  readonly seen: string;
  /** Equal for failures of one sort: a code, a status. */
  readonly topic: string;
  /** `cf-ray`, which names the request in Cloudflare's logs. */
  readonly ray: string | undefined;
}

/** Puts a failure into words. */
export function explainFailure(failure: ApiFailure): ExplainedFailure {
  const { cause, advice } = failure.diagnosis;
  const ray =
    failure.kind === 'no-reply' || failure.ray === undefined ? undefined : inline(failure.ray);
  return { ...describeSeen(failure), ray, cause, advice };
}

function describeSeen(failure: ApiFailure): { readonly seen: string; readonly topic: string } {
  switch (failure.kind) {
    case 'no-reply':
      return { seen: `no answer (${inline(failure.code)})`, topic: failure.code };
    case 'redirect':
      return {
        seen: `a redirect to ${inline(failure.location)} (HTTP ${failure.status})`,
        topic: 'redirect',
      };
    case 'unreadable': {
      const { content, status } = failure;
      const what =
        content === 'empty' ? 'an empty answer' : `${content} instead of an answer of the API`;
      return { seen: `${what} (HTTP ${status})`, topic: `${content} ${status}` };
    }
    case 'refused':
      return {
        seen: describeErrors(failure.status, failure.errors),
        topic: `${failure.status} ${failure.errors.map(({ code }) => code).join(' ')}`,
      };
  }
}

/** What one error says: `1082 "You can only purge files for this zone"`. */
export function describeError({ code, message, chain, documentation }: ApiError): string {
  const deeper = chain.map((link) => `${link.code} "${inline(link.message)}"`);
  const below = deeper.length === 0 ? '' : ` (${deeper.slice(0, 3).join(', ')})`;
  const page = documentation === undefined ? '' : `, see ${inline(documentation)}`;
  return `${code} "${inline(message)}"${below}${page}`;
}

/** Code 1016 only says that others failed: https://developers.cloudflare.com/cache/how-to/purge-cache/ */
const trailerCode = 1016;

function describeErrors(status: number, errors: readonly ApiError[]): string {
  const telling = errors.filter(({ code }) => code !== trailerCode);
  const shown = (telling.length === 0 ? errors : telling).slice(0, 3).map(describeError);
  const more = telling.length > 3 ? ` and ${telling.length - 3} more` : '';
  return `${shown.length === 0 ? 'no reason given' : shown.join(', ')}${more} (HTTP ${status})`;
}
