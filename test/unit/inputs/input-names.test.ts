import { describe, expect, test } from 'vitest';
import { inputDefaults, readRawInputs } from '../../../src/inputs/input-names.ts';
import { outputNames } from '../../../src/runner.ts';
import { readActionInputs, readActionMetadata } from '../../action/action-metadata.ts';

describe('action.yml', () => {
  test('declares the inputs that are read, with the same defaults', () => {
    expect(Object.fromEntries(readActionInputs())).toEqual(inputDefaults);
  });

  test('declares the outputs that are set', () => {
    expect(Object.keys(readActionMetadata().outputs)).toEqual(outputNames);
  });
});

describe('readRawInputs', () => {
  test('an empty or blank value means the default', () => {
    const raw = readRawInputs({
      INPUT_METHOD: '',
      INPUT_TIMEOUT: ' \n',
      'INPUT_DRY-RUN': undefined,
    });
    expect(raw).toEqual(inputDefaults);
  });

  test('names keep their hyphens; values are trimmed', () => {
    const raw = readRawInputs({
      'INPUT_URLS-FILE': ' a.txt\n',
      INPUT_URLS_FILE: 'b',
      INPUT_X: 'c',
    });
    expect(raw).toEqual({ ...inputDefaults, 'urls-file': 'a.txt' });
  });
});
