import { expect, it } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { formatCases, type Subject } from '../../support/cases/formats.ts';
import { subject as atom } from '../../support/formats/atom.ts';
import { subject as csv } from '../../support/formats/csv.ts';
import { subject as html } from '../../support/formats/html.ts';
import { subject as ics } from '../../support/formats/ics.ts';
import { subject as json } from '../../support/formats/json.ts';
import { subject as jsonld } from '../../support/formats/jsonld.ts';
import { subject as md } from '../../support/formats/markdown.ts';

/** Every format, in the order of the list. */
const subjects: readonly Subject[] = [json, html, jsonld, md, atom, csv, ics];

it('every format is held to what holds for all of them', () => {
  expect(subjects.map(({ format }) => format)).toEqual(formats);
});

subjects.forEach(formatCases);
