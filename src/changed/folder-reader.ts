import type { Answer } from './answer.ts';
import { compareEntries, type EntryChanges, type FolderChange } from './compare-entries.ts';
import type { GitHub } from './github.ts';
import type { Tree, TreeEntry } from './tree.ts';

/** Compares folders, by what GitHub says of them. Each is read once. */
export class FolderReader {
  readonly #github: GitHub;
  readonly #trees = new Map<string, Promise<Answer<Tree>>>();

  constructor(github: GitHub) {
    this.#github = github;
  }

  /** What stands in a folder, not below it. */
  readonly read = async (hash: string): Promise<Answer<readonly TreeEntry[]>> => {
    const tree = await this.#readOnce(hash, false);
    if (tree.kind !== 'found') return tree;
    return tree.value.isCut
      ? { kind: 'unreachable', why: 'does not list all files of a folder that has very many' }
      : { kind: 'found', value: tree.value.entries };
  };

  /** Compares two folders by what stands in them; of one that is new or gone, all that is below it. */
  async compare(folder: FolderChange): Promise<Answer<EntryChanges>> {
    if (folder.base === undefined || folder.head === undefined) {
      const whole = await this.compareWhole(folder);
      if (whole.kind !== 'found') return whole;
      if (whole.value !== undefined) return { kind: 'found', value: whole.value };
    }
    return this.#compareBy(folder, this.read);
  }

  /** Compares all that is below two folders at once; undefined where that is too much for GitHub. */
  async compareWhole(folder: FolderChange): Promise<Answer<EntryChanges | undefined>> {
    let isCut = false;
    const changes = await this.#compareBy(folder, async (hash) => {
      const tree = await this.#readOnce(hash, true);
      if (tree.kind !== 'found') return tree;
      isCut ||= tree.value.isCut;
      return { kind: 'found', value: tree.value.entries.filter(({ kind }) => kind !== 'folder') };
    });
    return changes.kind === 'found' && isCut ? { kind: 'found', value: undefined } : changes;
  }

  async #compareBy(
    { path, base, head }: FolderChange,
    read: (hash: string) => Promise<Answer<readonly TreeEntry[]>>,
  ): Promise<Answer<EntryChanges>> {
    const [before, now] = await Promise.all([readSide(base, read), readSide(head, read)]);
    if (before.kind !== 'found') return before;
    if (now.kind !== 'found') return now;
    return { kind: 'found', value: compareEntries(path, before.value, now.value) };
  }

  #readOnce(hash: string, deep: boolean): Promise<Answer<Tree>> {
    const key = `${hash} ${deep}`;
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const tree = this.#github.readTree(hash, deep);
    this.#trees.set(key, tree);
    return tree;
  }
}

async function readSide(
  hash: string | undefined,
  read: (hash: string) => Promise<Answer<readonly TreeEntry[]>>,
): Promise<Answer<readonly TreeEntry[]>> {
  return hash === undefined ? { kind: 'found', value: [] } : read(hash);
}
