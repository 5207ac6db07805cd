import type { ObjectDescription, WireRecord } from '@huozi/client'
import { Link } from '@tanstack/react-router'
import { CellValue } from './cell-value.tsx'
import { columnValue, recordTitle } from './list-columns.ts'
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
          <Link className="list-card" to="/o/$object/$id" params={{ object: object.name, id: record.id }}>
            <span className="list-card-title">{recordTitle(record, object.title)}</span>
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
          </Link>
        </li>
      ))}
    </ul>
  )
}
