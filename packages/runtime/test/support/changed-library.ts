import type { Document, FieldDocument, LayoutDocument, LayoutSection, ObjectDocument, Package } from '@huozi/metadata'
import { readPackage } from './workshop.ts'

/**
 * The library with a bit of everything a publish can do: an object more, a field more, one less, one renamed,
 * an index more, a key more.
 */
export function changedLibrary(): Package {
  const library = readPackage('packages/metadata/test/fixtures/library')
  const documents = library.documents.map((document) => {
    if (document.kind === 'layout') return changedLayout(document as LayoutDocument)
    return document.name === 'lib_book' ? changedBook(document as ObjectDocument) : document
  })
  return { ...library, documents: [...documents, room] }
}

/** A layout must not show what is gone. */
function changedLayout(layout: LayoutDocument): LayoutDocument {
  const changed = ({ items, ...section }: LayoutSection): LayoutSection => ({
    ...section,
    items: items.filter((item) => item !== 'website' && (typeof item === 'string' || item.field !== 'notes')),
  })
  return { ...layout, tabs: layout.tabs.map((tab) => ({ ...tab, sections: tab.sections.map(changed) })) }
}

const room: Document = {
  kind: 'object',
  name: 'lib_room',
  label: 'Room',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: 'Name', required: true },
    { name: 'favourite', type: 'lookup', label: 'Favourite', object: 'lib_book' },
  ],
}

function changedBook(book: ObjectDocument): ObjectDocument {
  const fields = book.fields.flatMap((field): FieldDocument[] => {
    if (field.name === 'website') return []
    return field.name === 'notes' ? [{ ...field, name: 'remarks', formerly: 'notes' }] : [field]
  })
  return {
    ...book,
    fields: [...fields, { name: 'shelf', type: 'text', label: 'Shelf' }],
    indexes: [...(book.indexes ?? []), { name: 'by_pages', fields: ['pages'] }],
    unique: [...(book.unique ?? []), { name: 'shelf_title', fields: ['shelf', 'title'] }],
  } as ObjectDocument
}
