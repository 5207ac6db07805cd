import { useCallback, useSyncExternalStore } from 'react'
import { type FieldState, type FormStatus, type FormStore, type Place, STATUS } from './store/form-state.ts'

/** A field's state; the component renders again only when it changes. */
export function useField(store: FormStore, name: string): FieldState {
  return useStorePath(store, name, () => store.field(name))
}

/** Whether a tab, section or item is shown. */
export function useVisible(store: FormStore, place: Place): boolean {
  return useStorePath(store, place, () => store.isVisible(place))
}

/** Whether there are changes, and what is wrong. */
export function useFormStatus(store: FormStore): FormStatus {
  return useStorePath(store, STATUS, () => store.status())
}

function useStorePath<T>(store: FormStore, path: string, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(path, listener), [store, path])
  return useSyncExternalStore(subscribe, read, read)
}
