/** Name of the base amount of an amount, in the API and as a column. */
export function baseName(name: string): string {
  return `${name}__base`
}
