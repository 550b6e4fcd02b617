import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './clock.ts';

const date = (seconds: number): string => new Date(seconds * 1000).toUTCString();

test('a clock believes an answer that differs by more than noise, and forgets it when clocks agree again', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const clock = new Clock();
  for (const [said, believed] of [
    [1000, 0],
    [1009, 0],
    [991, 0],
    [1060, 60],
    [1065, 60],
    [940, -60],
    [1001, 0],
  ] as const) {
    clock.observe(date(said));
    assert.equal(clock.offsetInSeconds, believed, `Date ${said - 1000} s ahead`);
  }
  clock.observe(undefined);
  clock.observe('no date');
  assert.equal(clock.offsetInSeconds, 0);
});

test('an answer that found fault with the time is believed to the second, towards minus', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: 1_000_500 });
  const clock = new Clock();
  assert.equal(clock.correct(date(1003)), 2);
  assert.equal(clock.now(), 1_002_500);
  assert.equal(clock.correct(date(1000)), -1);
  assert.equal(clock.correct(undefined), undefined);
  assert.equal(clock.offsetInSeconds, -1);
});
