import './seal.css'

/** The mark of the house: one cinnabar type. */
export function Seal({ size }: { size: number }) {
  return (
    <span className="seal" aria-hidden="true" style={{ width: size, height: size, fontSize: size * 0.62 }}>
      活
    </span>
  )
}

/** A movable type with the first character of a label: the icon of whatever a tenant has built. */
export function TypeBlock({ label }: { label: string }) {
  return (
    <span className="type-block" aria-hidden="true">
      {Array.from(label)[0]?.toUpperCase()}
    </span>
  )
}
