import * as z from 'zod';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';

// What both requests and answers have.

export const language = lazy(() => z.enum(languageTags as [Language, ...Language[]]));
export const kind = lazy(() => z.enum(kinds as [Kind, ...Kind[]]));
export const number = lazy(() => z.int().min(1));
export const instant = lazy(() => z.iso.datetime({ precision: 0 }));
export const values = lazy(() => z.record(z.string(), z.unknown()));
export const count = lazy(() => z.int().min(0));
