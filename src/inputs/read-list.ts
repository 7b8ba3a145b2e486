import { DistinctList } from './distinct-list.ts';
import type { ReportFault } from './input-faults.ts';
import type { InputName, RawInputs } from './input-names.ts';
import type { ItemRules } from './item-rules.ts';
import type { ItemList, UrlItem } from './items.ts';
import { type ListEntry, ListSplitter } from './list-splitter.ts';
import { type ReadTextFile, TextFileError } from './text-file.ts';

/** The items of one kind, each once, in the order of the workflow: the input first, then the file. */
export interface ReadList<T extends UrlItem> {
  readonly items: ItemList<T>;
  /** Items that stood there again and are sent once. */
  readonly duplicates: number;
  /** Items with a fault; what cannot be read at all counts as one. */
  readonly faulty: number;
}

/** Reads a list: the input of this kind and its `-file` together. Every fault is reported. */
export async function readList<T extends UrlItem>(
  rules: ItemRules<T>,
  raw: RawInputs,
  readTextFile: ReadTextFile,
  report: ReportFault,
): Promise<ReadList<T>> {
  const { kind } = rules;
  const list = new ListBuilder(rules, report);
  await list.add(kind, '', [raw[kind]]);
  const path = raw[`${kind}-file`];
  if (path !== '') await list.add(`${kind}-file`, path, readTextFile(path));
  const { duplicates, faulty } = list;
  return { items: list.items.toList(), duplicates, faulty };
}

const fileForm = 'the path of a text file with the list, relative to the workspace';

class ListBuilder<T extends UrlItem> {
  readonly items: DistinctList<T>;
  duplicates = 0;
  faulty = 0;
  readonly #rules: ItemRules<T>;
  readonly #report: ReportFault;

  constructor(rules: ItemRules<T>, report: ReportFault) {
    this.#rules = rules;
    this.items = new DistinctList(rules.keyOf);
    this.#report = report;
  }

  /** Adds the items of a text that comes in pieces, from an input or from a file at a path. */
  async add(
    input: InputName,
    path: string,
    pieces: Iterable<string> | AsyncIterable<string>,
  ): Promise<void> {
    const splitter = new ListSplitter(this.#rules.commas);
    const placePrefix = path === '' ? '' : `${path}, `;
    try {
      for await (const piece of pieces) {
        for (const entry of splitter.push(piece)) this.#add(input, placePrefix, entry);
      }
      for (const entry of splitter.end()) this.#add(input, placePrefix, entry);
    } catch (error) {
      this.#reportUnreadable(input, path, error);
    }
  }

  #reportUnreadable(input: InputName, path: string, error: unknown): void {
    const item = path === '' ? {} : { item: path };
    if (error instanceof SyntaxError) {
      const problem = `starts with [ but is not valid JSON (${error.message})`;
      const accepted = 'a JSON array, or items parted by white space';
      this.#report({ input, ...item, problem, accepted });
    } else if (error instanceof TextFileError) {
      this.#report({ input, ...item, problem: error.message, accepted: fileForm });
    } else {
      throw error;
    }
    this.faulty += 1;
  }

  #add(input: InputName, placePrefix: string, { value, unit, number }: ListEntry): void {
    const checked = this.#rules.check(value);
    if (!checked.ok) {
      this.faulty += 1;
      this.#report({
        input,
        place: `${placePrefix}${unit} ${number}`,
        item: typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)),
        problem: checked.problem,
        accepted: this.#rules.form,
      });
      return;
    }
    if (!this.items.add(checked.value)) this.duplicates += 1;
  }
}
