import type { ReactNode } from 'react'

/** The few drawings of the frame, one stroke weight. Decorative: whoever uses one names its button. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  )
}

export const MenuIcon = () => (
  <Icon>
    <path d="M3 5h12M3 9h12M3 13h12" />
  </Icon>
)
export const BellIcon = () => (
  <Icon>
    <path d="M4.5 12.5V8.2a4.5 4.5 0 0 1 9 0v4.3l1.2 1.2H3.3z" />
    <path d="M7.5 15.7h3" />
  </Icon>
)
export const PlusIcon = () => (
  <Icon>
    <path d="M9 3.5v11M3.5 9h11" />
  </Icon>
)
export const BinIcon = () => (
  <Icon>
    <path d="M3.5 5h11M7 5V3.2h4V5M5 5l.7 9.8h6.6L13 5M7.7 7.6v4.6M10.3 7.6v4.6" />
  </Icon>
)
export const FilterIcon = () => (
  <Icon>
    <path d="M2.8 4h12.4L10.5 9.6v4.6l-3-1.6v-3z" />
  </Icon>
)
export const BackIcon = () => (
  <Icon>
    <path d="M10.8 4.2 6 9l4.8 4.8" />
  </Icon>
)
export const NextIcon = () => (
  <Icon>
    <path d="M7.2 4.2 12 9l-4.8 4.8" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 8 8M13 5l-8 8" />
  </Icon>
)
export const UpIcon = () => (
  <Icon>
    <path d="m5.5 10.5 3.5-3.5 3.5 3.5" />
  </Icon>
)
export const DownIcon = () => (
  <Icon>
    <path d="m5.5 7.5 3.5 3.5 3.5-3.5" />
  </Icon>
)
