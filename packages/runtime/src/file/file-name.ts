const MAX_LENGTH = 200

/** The last part of what the sender calls a file, without characters that break headers, screens or file systems. */
export function cleanFileName(given: string | undefined): string {
  const last = (given ?? '').toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .replace(/^[.\s]+|\s+$/g, '')
  return Array.from(plain).slice(0, MAX_LENGTH).join('') || 'file'
}
