import { countOf, inline } from '../text.ts';
import { DistinctList } from './distinct-list.ts';
import type { FaultPlace, ReportFault } from './input-faults.ts';
import type { InputName, RawInputs } from './input-names.ts';
import type { ItemRules } from './item-rules.ts';
import type { ItemList, UrlItem } from './items.ts';
import { type ListEntry, ListSplitter, TooLongError } from './list-splitter.ts';
import { outOfTime, type ReadTextFile, TextFileError } from './text-file.ts';

/** The items of one kind, each once, in the order of the workflow: the input first, then the file. */
export interface ReadList<T extends UrlItem> {
  readonly items: ItemList<T>;
  /** Items that stood there again and are sent once. */
  readonly duplicates: number;
  /** Items with a fault; what cannot be read at all counts as one. */
  readonly faulty: number;
  readonly warnings: readonly string[];
}

/** What reading a list touches outside. */
export interface ListSource {
  readonly readTextFile: ReadTextFile;
  /** Aborted when nothing more is to be read: the job is canceled, or `timeout` is over. */
  readonly signal: AbortSignal;
}

/** Reads a list: the input of this kind and its `-file` together. Every fault is reported. */
export async function readList<T extends UrlItem>(
  rules: ItemRules<T>,
  raw: RawInputs,
  { readTextFile, signal }: ListSource,
  report: ReportFault,
): Promise<ReadList<T>> {
  const { kind } = rules;
  const list = new ListBuilder(rules, signal, report);
  await list.add(kind, '', [raw[kind]]);
  const path = raw[`${kind}-file`];
  if (path !== '') await list.add(`${kind}-file`, path, readTextFile(path));
  const { duplicates, faulty, warnings } = list;
  return { items: list.items.toList(), duplicates, faulty, warnings };
}

const fileForm = 'the path of a text file with the list, relative to the workspace';

/** After so many items, signals and timers get their turn: checking a million takes seconds. */
const itemsPerTurn = 10_000;

class ListBuilder<T extends UrlItem> {
  readonly items: DistinctList<T>;
  readonly warnings: string[] = [];
  duplicates = 0;
  faulty = 0;
  readonly #rules: ItemRules<T>;
  readonly #signal: AbortSignal;
  readonly #report: ReportFault;
  #untilTurn = itemsPerTurn;

  constructor(rules: ItemRules<T>, signal: AbortSignal, report: ReportFault) {
    this.#rules = rules;
    this.items = new DistinctList(rules.keyOf);
    this.#signal = signal;
    this.#report = report;
  }

  /** Adds the items of a text that comes in pieces, from an input or from a file at a path. */
  async add(
    input: InputName,
    path: string,
    pieces: Iterable<string> | AsyncIterable<string>,
  ): Promise<void> {
    const splitter = new ListSplitter(this.#rules.commas);
    const file = path === '' ? {} : { file: path };
    try {
      for await (const piece of pieces) await this.#addAll(input, file, splitter.push(piece));
      await this.#addAll(input, file, splitter.end());
    } catch (error) {
      this.#reportUnreadable(input, path, error);
    }
    if (this.#rules.kind === 'tags') this.#warnOfTags(input, splitter);
  }

  async #addAll(input: InputName, file: FaultPlace, entries: Iterable<ListEntry>): Promise<void> {
    for (const entry of entries) {
      this.#untilTurn -= 1;
      if (this.#untilTurn === 0) {
        this.#untilTurn = itemsPerTurn;
        await new Promise((resolve) => setImmediate(resolve));
        if (this.#signal.aborted) throw new TextFileError(outOfTime);
      }
      this.#add(input, file, entry);
    }
  }

  #warnOfTags(input: InputName, { brokenItem, comments }: ListSplitter): void {
    if (brokenItem !== undefined) {
      this.warnings.push(
        `${input}: "${inline(brokenItem, 100)}" is read as several tags, because spaces separate items as commas do. A cache tag cannot have spaces: use another character in its place, here and in the Cache-Tag header`,
      );
    }
    if (comments > 0 && this.items.length === 0) {
      this.warnings.push(
        `${input}: nothing but comments (${countOf(comments, 'line')} that start with #). Tags that start with # belong in a JSON array: ["#1", "#2"]`,
      );
    }
  }

  #reportUnreadable(input: InputName, path: string, error: unknown): void {
    const item = path === '' ? {} : { item: path };
    if (error instanceof SyntaxError) {
      const problem = `starts with [ but is not valid JSON (${error.message})`;
      const accepted = 'a JSON array, or items separated by spaces or line breaks';
      this.#report({ input, ...item, problem, accepted });
    } else if (error instanceof TooLongError) {
      this.#report({ input, ...item, problem: error.message, accepted: 'one item on each line' });
    } else if (error instanceof TextFileError) {
      this.#report({ input, ...item, problem: error.message, accepted: fileForm });
    } else {
      throw error;
    }
    this.faulty += 1;
  }

  #add(input: InputName, file: FaultPlace, { value, unit, number }: ListEntry): void {
    const checked = this.#rules.check(value);
    if (!checked.ok) {
      this.faulty += 1;
      this.#report({
        input,
        place: { ...file, [unit]: number },
        item: typeof value === 'string' ? value : describeValue(value),
        problem: checked.problem,
        accepted: this.#rules.form,
      });
      return;
    }
    if (!this.items.add(checked.value)) this.duplicates += 1;
  }
}

/** JSON as it was given; arrays and objects that are nested too deeply only by their form. */
function describeValue(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}
