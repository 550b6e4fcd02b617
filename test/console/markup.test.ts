import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPages } from './fixtures.ts';

const plain = fillPages((text) => text);
const breakout = `"'><i data-hostile onload=x>&amp;`;
const hostile = fillPages((text) => text + breakout);

for (const [name, page] of Object.entries(hostile)) {
  const markup = page.toString();

  test(`${name}: text from outside stays text`, () => {
    assert.doesNotMatch(markup, /<i data-hostile/);
    assert.ok(!markup.includes(breakout));
    assert.ok(!markup.includes('&#38;#'), 'nothing is escaped twice');
  });
}

for (const [name, page] of Object.entries(plain)) {
  const markup = page.toString();
  const forms = markup.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

  test(`${name}: nothing inline that the policy would refuse`, () => {
    assert.doesNotMatch(markup, /<style|<script(?![^>]* src=)| style=| on[a-z]+=/);
  });

  test(`${name}: every form is posted and carries csrf_token`, () => {
    for (const form of forms) assert.match(form, /^<form[^>]* method="post"[\s\S]*name="csrf_token" value="csrf"/);
  });

  test(`${name}: names its language, title, main content and one heading`, () => {
    assert.match(markup, /^<!doctype html>\n<html lang="en">/);
    assert.match(markup, /<title>[^<]+ · Grantry<\/title>/);
    assert.equal(markup.match(/<main id="content"/g)?.length, 1);
    assert.equal(markup.match(/<h1/g)?.length, 1);
  });

  test(`${name}: ids are unique, and whatever refers to one finds it`, () => {
    assert.equal(new Set(ids).size, ids.length);
    for (const [, , target] of markup.matchAll(/ (for|aria-describedby|aria-labelledby|popovertarget)="([^"]*)"/g)) {
      for (const id of (target ?? '').split(' ')) assert.ok(ids.includes(id), id);
    }
  });
}

test('consent: the elements that scripts look for are there', () => {
  for (const name of ['consent', 'consent-full', 'consent-none']) {
    for (const id of ['allow-form', 'cancel-link', 'scope-list', 'scope-disclaimer']) {
      assert.ok(plain[name]?.toString().includes(` id="${id}"`), `${name} ${id}`);
    }
  }
});

test('consent: the scope that includes every other is called full access', () => {
  assert.match(plain['consent-full']?.toString() ?? '', /Full access/);
  assert.doesNotMatch(plain.consent?.toString() ?? '', /Full access/);
});

test('consent: a program on this computer is said to be one', () => {
  assert.match(plain['consent-full']?.toString() ?? '', /A program on this computer/);
  assert.doesNotMatch(plain.consent?.toString() ?? '', /A program on this computer/);
});
