import type { RecordFile } from '../../cli/records.ts';

const modules = import.meta.glob<unknown>('../../content/*/*.json', { eager: true, import: 'default' });

/** The records of content/, as the loader reads them from files. */
export const recordFiles: RecordFile[] = Object.entries(modules)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([path, record]) => {
    const [, kind = '', slug = ''] = /content\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    return { file: path.replace('../../', ''), kind, slug, record };
  });
