import { expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { formatCases, type Subject } from '../cases/formats.ts';
import { subject as atom } from './atom.ts';
import { subject as csv } from './csv.ts';
import { subject as html } from './html.ts';
import { subject as ics } from './ics.ts';
import { subject as json } from './json.ts';
import { subject as jsonld } from './jsonld.ts';
import { subject as md } from './markdown.ts';

/** Every format, in the order of the list. */
const subjects: readonly Subject[] = [json, html, jsonld, md, atom, csv, ics];

it('every format is held to what holds for all of them', () => {
  expect(subjects.map(({ format }) => format)).toEqual(formats);
});

subjects.forEach(formatCases);
