import { CodeLabel } from '../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../pointer.ts';
import { type Column, Table } from '../section.tsx';
import { Reference } from '../text.tsx';

const sideOf = (view: PageView, code: string): string =>
  view.messages.t('label.side', { country: view.messages.country(code) });

const column = (view: PageView, of: 'participant' | 'role' | 'organisation' | 'council'): Column => [
  view.messages.t(`label.${of}`),
  (at) => <Reference view={view} at={`${at}/${of}`} />,
];

const modeColumn = (view: PageView): Column => [
  view.messages.t('label.attendance'),
  (at) => <CodeLabel view={view} at={`${at}/mode`} of="mode" />,
];

const anyHas = (view: PageView, rows: readonly string[], part: string) => rows.some((at) => has(view, `${at}/${part}`));

/** Who took part in a meeting, a table for each side with the same columns, each person with the office held then. */
export const Attendances = ({ view }: { view: PageView }) => {
  const sides = entriesAt(view, '/attendances');
  const everyone = sides.flatMap((side) => entriesAt(view, side));
  const columns = [
    column(view, 'participant'),
    column(view, 'role'),
    column(view, 'organisation'),
    ...(anyHas(view, everyone, 'mode') ? [modeColumn(view)] : []),
  ];
  return (
    <>
      {sides.map((side) => (
        <Table
          caption={sideOf(view, side.slice(side.lastIndexOf('/') + 1))}
          rows={entriesAt(view, side)}
          columns={columns}
        />
      ))}
    </>
  );
};

/** The meetings at which a person, an office or a body was present, with who and in which office. */
export const Appearances = ({ view }: { view: PageView }) => {
  const rows = entriesAt(view, '/appearances');
  const { t } = view.messages;
  return (
    <Table
      under="appearances"
      rows={rows}
      columns={[
        column(view, 'council'),
        ...(['participant', 'role', 'organisation'] as const)
          .filter((part) => anyHas(view, rows, part))
          .map((part) => column(view, part)),
        [t('label.sideAlone'), (at) => sideOf(view, textAt(view, `${at}/side`) ?? '')],
        ...(anyHas(view, rows, 'mode') ? [modeColumn(view)] : []),
      ]}
    />
  );
};
