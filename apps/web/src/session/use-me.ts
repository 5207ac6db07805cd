import type { Me } from '@huozi/client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useClient } from './client.ts'
import { meQuery } from './queries.ts'

/** Who is signed in. Loaded before any screen is shown. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery(useClient())).data
}
