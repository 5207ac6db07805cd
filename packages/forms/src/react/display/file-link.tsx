import type { JsonObject } from '@huozi/core'

interface FileLinkProps {
  /** A file as answers carry it. */
  readonly value: JsonObject
  readonly url: ((id: string) => string) | undefined
  /** Shows a picture as such. */
  readonly isPreview: boolean
}

/** A file by its name and size, or a picture itself, leading to the file. */
export function FileLink({ value, url, isPreview }: FileLinkProps) {
  const [name, id] = [String(value.name ?? ''), String(value.id ?? '')]
  const content =
    isPreview && url ? <img className="hz-thumb" src={url(id)} alt={name} loading="lazy" /> : <span>{name}</span>
  return (
    <span className="hz-file-name">
      {url ? (
        <a href={url(id)} target="_blank" rel="noopener noreferrer">
          {content}
        </a>
      ) : (
        content
      )}
      {!isPreview && <span className="hz-file-size">{formatBytes(Number(value.size ?? 0))}</span>}
    </span>
  )
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** A size in the largest unit that it fills, to three digits. */
export function formatBytes(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`
}
