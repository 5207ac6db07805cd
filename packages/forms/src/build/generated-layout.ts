import type { LayoutDocument, ObjectModel } from '@huozi/metadata'

/** The form of an object nobody made a layout for: its fields in one section, the one that names a record first. */
export function generatedLayout(object: ObjectModel): Pick<LayoutDocument, 'tabs'> {
  const { title, document } = object
  const others = object.fields.filter((field) => field !== title && !field.system && field.document.active !== false)
  const owner = object.owned ? ['owner'] : []
  const currency = document.multiCurrency === undefined ? [] : ['currency']
  const items = [title.name, ...currency, ...others.map(({ name }) => name), ...owner]
  return {
    tabs: [
      {
        name: 'main',
        ...(document.label !== undefined && { label: document.label }),
        sections: [{ name: 'fields', items }],
      },
    ],
  }
}
