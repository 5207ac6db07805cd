import type { ObjectDescription, WireRecord } from '@huozi/client'
import { Link } from '@tanstack/react-router'
import { HistoryLink } from '../record/history-drawer.tsx'
import { RestoreButton } from '../record/restore-button.tsx'
import { CellValue } from './cell-value.tsx'
import { columnValue, type ListColumn, recordTitle } from './list-columns.ts'
import type { List } from './use-list.ts'

const LINES = 4

interface ListCardsProps {
  readonly object: ObjectDescription
  readonly list: List
  readonly records: readonly WireRecord[]
}

/** The list on a phone: a card per record with its title and the first values that are not blank. */
export function ListCards({ object, list, records }: ListCardsProps) {
  const columns = list.columns.filter(({ path }) => path !== object.title)
  return (
    <ul className="list-cards">
      {records.map((record) => (
        <li key={record.id}>
          {list.isBin ? (
            <div className="list-card">
              <HistoryLink object={object} record={record} title={recordTitle(record, object.title)} />
              <CardValues record={record} columns={columns} />
              <span>
                <RestoreButton object={object} record={record} title={recordTitle(record, object.title)} />
              </span>
            </div>
          ) : (
            <Link className="list-card" to="/o/$object/$id" params={{ object: object.name, id: record.id }}>
              <span className="list-card-title">{recordTitle(record, object.title)}</span>
              <CardValues record={record} columns={columns} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function CardValues({ record, columns }: { record: WireRecord; columns: readonly ListColumn[] }) {
  return (
    <dl>
      {columns
        .filter(({ path }) => columnValue(record, path) !== null)
        .slice(0, LINES)
        .map((column) => (
          <div key={column.path}>
            <dt>{column.label}</dt>
            <dd>
              <CellValue column={column} record={record} isPlain />
            </dd>
          </div>
        ))}
    </dl>
  )
}
