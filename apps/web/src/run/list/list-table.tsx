import type { ObjectDescription, WireRecord } from '@huozi/client'
import { figureWidgets } from '@huozi/forms/react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { HistoryLink } from '../record/history-drawer.tsx'
import { RestoreButton } from '../record/restore-button.tsx'
import { DownIcon, UpIcon } from '../shell/icons.tsx'
import { CellValue } from './cell-value.tsx'
import { type ListColumn, recordTitle } from './list-columns.ts'
import { type ListSearch, nextSort } from './list-search.ts'
import type { List } from './use-list.ts'

interface ListTableProps {
  readonly object: ObjectDescription
  readonly list: List
  readonly records: readonly WireRecord[]
  readonly search: ListSearch
}

/** A plain table: fifty rows need no virtual scrolling, and a screen reader understands it. */
export function ListTable({ object, list, records, search }: ListTableProps) {
  const { t } = useTranslation()
  return (
    <div className="list-scroll">
      <table className="list-table">
        <caption className="visually-hidden">{list.view?.label ?? object.plural}</caption>
        <thead>
          <tr>
            {list.columns.map((column) => (
              <HeadCell key={column.path} column={column} sort={list.sort} search={search} />
            ))}
            {list.isBin && (
              <th scope="col" className="bin-action">
                <span className="visually-hidden">{t('bin.restore')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {records.map((record) =>
            list.isBin ? (
              <BinRow key={record.id} object={object} record={record} columns={list.columns} />
            ) : (
              <Row key={record.id} object={object} record={record} columns={list.columns} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

function HeadCell({ column, sort, search }: { column: ListColumn; sort: string | undefined; search: ListSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/o/$object' })
  const { path, label, width, field } = column
  const first = sort?.split(',')[0]
  const direction = first === path ? 'ascending' : first === `-${path}` ? 'descending' : undefined
  const order = (next: string | undefined) => {
    const { sort: _, ...rest } = search
    void navigate({ to: '.', search: next === undefined ? rest : { ...rest, sort: next } })
  }
  return (
    <th
      scope="col"
      aria-sort={direction}
      data-figure={isFigure(column)}
      style={width === null ? undefined : { minWidth: width }}
    >
      {field?.sortable ? (
        <button type="button" title={t('list.sortBy', { label })} onClick={() => order(nextSort(search.sort, path))}>
          {label}
          <span className="list-arrow">{direction === 'descending' ? <DownIcon /> : direction && <UpIcon />}</span>
        </button>
      ) : (
        label
      )}
    </th>
  )
}

interface RowProps {
  readonly object: ObjectDescription
  readonly record: WireRecord
  readonly columns: readonly ListColumn[]
}

/** The first cell names the record and is its link; a click anywhere else in the row follows it too. */
function Row({ object, record, columns }: RowProps) {
  const navigate = useNavigate()
  const params = { object: object.name, id: record.id }
  return (
    <tr
      onClick={({ target }) => {
        const isSelecting = window.getSelection()?.isCollapsed === false
        if (!isSelecting && target instanceof Element && !target.closest('a, button'))
          void navigate({ to: '/o/$object/$id', params })
      }}
    >
      {columns.map((column, index) => (
        <td key={column.path} data-figure={isFigure(column)}>
          {index === 0 ? (
            <Link className="list-title" to="/o/$object/$id" params={params}>
              {column.path === object.title ? (
                recordTitle(record, object.title)
              ) : (
                <CellValue column={column} record={record} isPlain />
              )}
            </Link>
          ) : (
            <CellValue column={column} record={record} />
          )}
        </td>
      ))}
    </tr>
  )
}

/** A deleted record has no page: its name opens its history, and the last cell brings it back. */
function BinRow({ object, record, columns }: RowProps) {
  const title = recordTitle(record, object.title)
  return (
    <tr className="bin-row">
      {columns.map((column, index) => (
        <td key={column.path} data-figure={isFigure(column)}>
          {index === 0 ? (
            <HistoryLink object={object} record={record} title={title} />
          ) : (
            <CellValue column={column} record={record} />
          )}
        </td>
      ))}
      <td className="bin-action">
        <RestoreButton object={object} record={record} title={title} />
      </td>
    </tr>
  )
}

function isFigure({ field }: ListColumn): true | undefined {
  return field && figureWidgets.has(field.widget) ? true : undefined
}
