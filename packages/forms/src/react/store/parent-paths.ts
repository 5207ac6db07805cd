import type { FormDefinition } from '../../form-definition.ts'

/** What the form's expressions read through a reference field, without the field itself: `level`, `owner.name`. */
export function parentPaths({ paths }: FormDefinition, field: string): string[] {
  const prefix = `${field}.`
  return Object.keys(paths)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
}

/** What to select when a record is opened in the form: its fields and the parent values its expressions read. */
export function formSelect({ fields, paths }: FormDefinition): string {
  return [...Object.keys(fields), ...Object.keys(paths)].join(',')
}
