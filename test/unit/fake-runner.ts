import type { OutputName, Runner } from '../../src/runner.ts';

/** A runner that keeps what it is told. */
export class FakeRunner implements Runner {
  readonly masked: string[] = [];
  readonly lines: string[] = [];
  readonly notices: string[] = [];
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  readonly debugged: string[] = [];
  readonly groups: string[] = [];
  readonly outputs = new Map<OutputName, string>();
  summary = '';

  readonly mask = (secret: string): void => void this.masked.push(secret);
  readonly info = (line: string): void => void this.lines.push(line);
  readonly debug = (line: string): void => void this.debugged.push(line);
  readonly notice = (message: string): void => void this.notices.push(message);
  readonly warning = (message: string): void => void this.warnings.push(message);
  readonly error = (message: string): void => void this.errors.push(message);
  readonly startGroup = (title: string): void => void this.groups.push(title);
  readonly endGroup = (): void => {};
  readonly setOutput = (name: OutputName, value: string): void =>
    void this.outputs.set(name, value);
  readonly addSummary = async (markdown: string): Promise<void> => {
    this.summary += markdown;
  };
}
