import { type ReactNode, useId } from 'react'
import type { FormSection } from '../../form-definition.ts'

/** A titled part of a form. `content-visibility` (in the style sheet) keeps what is far below out of layout and paint. */
export function Section({ section, children }: { section: FormSection; children: ReactNode }) {
  const id = useId()
  const grid = (
    <div className="hz-grid" data-columns={Math.min(section.columns, 4)}>
      {children}
    </div>
  )
  if (section.label === null) return <div className="hz-section">{grid}</div>
  if (section.collapsed) {
    return (
      <details className="hz-section">
        <summary className="hz-section-title">{section.label}</summary>
        {grid}
      </details>
    )
  }
  return (
    <section className="hz-section" aria-labelledby={id}>
      <h2 className="hz-section-title" id={id}>
        {section.label}
      </h2>
      {grid}
    </section>
  )
}
