import type { Answer } from './answer.ts';
import type { GitHub } from './github.ts';

/** Each costs two requests at most, of 1,000 an hour. */
const mostNames = 50;

/**
 * Makes the check whether a run's name is that of a tag: GitHub gives the name alone. One that is a
 * branch's as well does not count, for what runs for a branch may deploy nothing. Each name is asked
 * for once.
 */
export function createTagCheck(github: GitHub): (name: string) => Promise<Answer<boolean>> {
  const known = new Map<string, Promise<Answer<boolean>>>();
  return async (name) => {
    const asked = known.get(name);
    if (asked !== undefined) return asked;
    if (known.size === mostNames) {
      const why = `lists runs of more than ${mostNames} names, and does not say which are tags`;
      return { kind: 'unreachable', why };
    }
    const answer = isOnlyTag(name, github);
    known.set(name, answer);
    return answer;
  };
}

async function isOnlyTag(name: string, github: GitHub): Promise<Answer<boolean>> {
  if (name === '') return { kind: 'found', value: false };
  const tag = await has(`tags/${name}`, github);
  if (tag.kind !== 'found' || !tag.value) return tag;
  const branch = await has(`heads/${name}`, github);
  return branch.kind === 'found' ? { kind: 'found', value: !branch.value } : branch;
}

async function has(reference: string, github: GitHub): Promise<Answer<boolean>> {
  const answer = await github.hasReference(reference);
  return answer.kind === 'not-found' ? { kind: 'found', value: false } : answer;
}
