import { expect, test } from 'vitest';
import { tellRedirect } from '../../../src/verify/tell-redirect.ts';

const from = 'https://www.example.com/app.js';

test.each([
  ['https://www.example.com/login?next=%2Fapp.js', 'https://www.example.com/login'],
  ['https://login.example.com/echo/secret?secret', 'https://login.example.com/'],
  ['http://www.example.com/app.js', 'http://www.example.com/'],
  ['https://www.example.com/a/pa%22ss%3Cwo%3Erd/b', 'https://www.example.com/a/***/b'],
  ['https://www.example.com/a/secret/b', 'https://www.example.com/a/***/b'],
  ['https://www.example.com/%zz/secret', 'https://www.example.com/…'],
])('%s', (target, told) => {
  expect(tellRedirect(target, from, ['pa"ss<wo>rd', 'secret'])).toBe(told);
});
