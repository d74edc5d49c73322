import { expect, it } from 'vitest';
import { createProgress } from '../../../cli/progress.ts';

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
};
const clock = (...times: number[]) => {
  const left = [...times];
  return () => left.shift() ?? times.at(-1) ?? 0;
};

it('a terminal: one bar that renews itself, and a line of its own for what comes between', () => {
  const on = screen(true);
  const progress = createProgress(on, 200, clock(0, 1000, 2000));
  progress.progress(100);
  progress.note('The service is busy.');
  progress.progress(200);
  progress.end();
  progress.end();
  expect(on.written).toEqual([
    `\r\u001B[K${'█'.repeat(15)}${'░'.repeat(15)} 100 of 200 records, 100 a second`,
    '\n',
    'The service is busy.\n',
    `\r\u001B[K${'█'.repeat(30)} 200 of 200 records, 100 a second`,
    '\n',
  ]);
});

it('no terminal → a plain line for each thousand', () => {
  const on = screen(false);
  const progress = createProgress(on, 2500, clock(0, 1000));
  for (const done of [500, 999, 1100, 1900, 2500]) progress.progress(done);
  progress.end();
  expect(on.written).toEqual(['1100 of 2500 records, 1100 a second\n', '2500 of 2500 records, 2500 a second\n']);
  expect(progress.done()).toBe(2500);
});

it('more than the expected count → the bar is full and keeps its length', () => {
  const on = screen(true);
  createProgress(on, 1, clock(0, 1000)).progress(5);
  expect(on.written[0]).toContain(`${'█'.repeat(30)} 5 of 1`);
});
