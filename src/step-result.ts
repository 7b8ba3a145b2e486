import type { Changes } from './changed/changed.ts';
import type { PurgeRequest } from './cloudflare/request.ts';
import type { LookUpFailure } from './cloudflare/zones.ts';
import type { InputFaults } from './inputs/input-faults.ts';
import type { Settings } from './inputs/settings.ts';
import type { StopReason } from './pacing/stop.ts';
import type { RequestOutcome } from './purge/outcome.ts';
import type { Verification } from './verify/verify.ts';
import type { WaitResult } from './verify/wait.ts';

/** How the step ended. Everything that is told to people and later steps is made from this. */
export type StepResult =
  | {
      readonly kind: 'bad-inputs';
      readonly found: InputFaults;
      /** Items in the inputs, faulty ones included. */
      readonly asked: number;
    }
  | { readonly kind: 'look-up-failed'; readonly failure: LookUpFailure; readonly asked: number }
  /** The job was cancelled before anything was sent to Cloudflare. */
  | { readonly kind: 'cancelled'; readonly asked: number }
  /** A computed list was empty. */
  | { readonly kind: 'nothing-to-purge'; readonly settings: Settings }
  | {
      readonly kind: 'dry-run';
      readonly settings: Settings;
      readonly plan: readonly PurgeRequest[];
    }
  /** A check of `wait-for` did not pass in time, so nothing was purged. */
  | {
      readonly kind: 'not-deployed';
      readonly settings: Settings;
      readonly plan: readonly PurgeRequest[];
      readonly waits: readonly WaitResult[];
      /** Warnings that were given before. */
      readonly warningsGiven: number;
    }
  | {
      readonly kind: 'sent';
      readonly settings: Settings;
      readonly plan: readonly PurgeRequest[];
      readonly waits: readonly WaitResult[];
      readonly warningsGiven: number;
      readonly outcomes: readonly RequestOutcome[];
      /** undefined where nothing was verified. */
      readonly verification: Verification | undefined;
      readonly stopped: StopReason | undefined;
      readonly ms: number;
    }
  /** An error that nobody expected. */
  | { readonly kind: 'bug'; readonly error: unknown };

/** The result of the step, and what else people should know. */
export interface StepEnding {
  readonly result: StepResult;
  readonly warnings: readonly string[];
  /** What the repository says has changed; only in `mode: changed`, and where that was found. */
  readonly changes?: Changes;
}
