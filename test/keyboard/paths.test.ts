/** Every element and every kind of question has a path by keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ELEMENT_NAMES, ELEMENTS, QUESTION_KINDS, QUESTIONS } from '../../src/registry.ts';
import { PATHS } from './paths.ts';

const bodies = PATHS.map(({ body }) => body);

for (const name of ELEMENT_NAMES.filter((one) => one !== 'program'))
  test(`a path leads through lojal-${name}`, () => {
    assert.ok(bodies.some((body) => body.startsWith(`<lojal-${name}`)));
  });

for (const kind of QUESTION_KINDS.filter((one) => !(one in ELEMENTS)))
  test(`a path leads through the kind ${kind}`, () => {
    assert.ok(bodies.some((body) => body.startsWith(`<lojal-${QUESTIONS[kind].element} kind="${kind}"`)));
  });
