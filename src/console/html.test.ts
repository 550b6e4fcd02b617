import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attribute, type Content, html } from './html.ts';

const written: readonly (readonly [string, Content, string])[] = [
  ['text is escaped', `<b class="x">&'`, '&#60;b class&#61;&#34;x&#34;&#62;&#38;&#39;'],
  ['markup goes in as it is', html`<b>${'<'}</b>`, '<b>&#60;</b>'],
  ['a list is written in order, text in it escaped', [html`<i>`, '<', 7], '<i>&#60;7'],
  ['undefined leaves nothing', undefined, ''],
  ['false leaves nothing', false, ''],
  ['zero is a number like any other', 0, '0'],
];
for (const [title, content, markup] of written) {
  test(`html: ${title}`, () => assert.equal(html`${content}`.toString(), markup));
}

test('html: an exclamation mark before a value does not switch escaping off', () => {
  assert.equal(html`!${'<'}`.toString(), '!&#60;');
});

test('html: no text can open a tag, close an attribute or start an entity', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const markup = html`${text}`.toString();
      assert.doesNotMatch(markup, /[<>"'=]|&(?!#\d+;)/);
    }),
  );
});

test('html: attributes that do not apply are not written', () => {
  assert.equal(
    html`<input${attribute('checked', true)}${attribute('disabled', false)}${attribute('value', undefined)}>`.toString(),
    '<input checked>',
  );
  assert.equal(html`<input${attribute('value', '"')}>`.toString(), '<input value="&#34;">');
});
