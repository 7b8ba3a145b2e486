import type { ReportFault } from './input-faults.ts';
import type { InputName, RawInputs } from './input-names.ts';
import type { ItemRules } from './item-rules.ts';
import { type ListEntry, splitList } from './list-text.ts';
import type { ReadTextFile } from './text-file.ts';

/** The items of one kind, each once, in the order of the workflow: the input first, then the file. */
export interface ReadList<T> {
  readonly items: readonly T[];
  /** Items that stood there again and are sent once. */
  readonly duplicates: number;
  /** Items with a fault; what cannot be read at all counts as one. */
  readonly faulty: number;
}

/** Reads a list: the input of this kind and its `-file` together. Every fault is reported. */
export async function readList<T>(
  rules: ItemRules<T>,
  raw: RawInputs,
  readTextFile: ReadTextFile,
  report: ReportFault,
): Promise<ReadList<T>> {
  const { kind } = rules;
  const list = new ListBuilder(rules, report);
  list.addText(kind, '', raw[kind]);
  const fileInput: InputName = `${kind}-file`;
  const path = raw[fileInput];
  if (path !== '') {
    const file = await readTextFile(path);
    if (file.ok) list.addText(fileInput, `${path}, `, file.value);
    else {
      list.faulty += 1;
      report({ input: fileInput, item: path, problem: file.problem, accepted: fileForm });
    }
  }
  const { items, duplicates, faulty } = list;
  return { items, duplicates, faulty };
}

const fileForm = 'the path of a text file with the list, relative to the workspace';

class ListBuilder<T> {
  readonly items: T[] = [];
  duplicates = 0;
  faulty = 0;
  readonly #keys = new Set<string>();
  readonly #rules: ItemRules<T>;
  readonly #report: ReportFault;

  constructor(rules: ItemRules<T>, report: ReportFault) {
    this.#rules = rules;
    this.#report = report;
  }

  addText(input: InputName, placePrefix: string, text: string): void {
    try {
      for (const entry of splitList(text, this.#rules.commas)) this.#add(input, placePrefix, entry);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.faulty += 1;
      this.#report({
        input,
        problem: `${placePrefix}starts with [ but is not valid JSON (${error.message})`,
        accepted: 'a JSON array, or items parted by white space',
      });
    }
  }

  #add(input: InputName, placePrefix: string, { value, place }: ListEntry): void {
    const checked = this.#rules.check(value);
    if (!checked.ok) {
      this.faulty += 1;
      this.#report({
        input,
        place: placePrefix + place,
        item: typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)),
        problem: checked.problem,
        accepted: this.#rules.form,
      });
      return;
    }
    const key = this.#rules.keyOf(checked.value);
    if (this.#keys.has(key)) {
      this.duplicates += 1;
      return;
    }
    this.#keys.add(key);
    this.items.push(checked.value);
  }
}
