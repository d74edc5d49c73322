import type { GlobalComponents } from 'vue';
import type {} from '../../../src/embeds/types/embed.vue';

type Attributes = InstanceType<GlobalComponents['joint-action']>['$props'];

export const data: Attributes = { src: 'https://example.jp/actions/data', theme: 'dark' };

// @ts-expect-error there is no such theme
export const pink: Attributes = { src: 'https://example.jp/actions/data', theme: 'pink' };

export const theme: string | null = document.createElement('joint-action').getAttribute('theme');
