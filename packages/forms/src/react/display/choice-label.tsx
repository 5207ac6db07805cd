import type { CSSProperties } from 'react'

/** A choice by its label and colour. The colour is only a dot: text stays readable whatever the designer chose. */
export function ChoiceLabel({ label, color }: { label: string; color: string | null }) {
  const isCode = color?.startsWith('#') ?? false
  return (
    <span
      className="hz-choice"
      data-color={isCode ? 'own' : (color ?? undefined)}
      style={isCode ? ({ '--hz-dot': color } as CSSProperties) : undefined}
    >
      {label}
    </span>
  )
}
