import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useClient } from '../../session/client.ts'
import { ErrorState, LoadingState } from '../states/states.tsx'
import { fetchBasis } from './open-form.ts'
import { RecordForm } from './record-form.tsx'

/** A new record. */
export function CreatePage() {
  const { object } = useParams({ from: '/in/o/$object/new' })
  return <FormPage key={object} object={object} id={undefined} />
}

/** An existing record. */
export function EditPage() {
  const { object, id } = useParams({ from: '/in/o/$object/$id/edit' })
  return <FormPage key={`${object} ${id}`} object={object} id={id} />
}

/** Loads what the form is made from, always fresh: what one edits must not come from a cache. */
function FormPage({ object, id }: { object: string; id: string | undefined }) {
  const client = useClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['open-form', object, id ?? null],
    queryFn: () => fetchBasis(client, object, id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) {
    return (
      <section className="panel">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </section>
    )
  }
  return data ? <RecordForm object={object} basis={data} /> : <LoadingState />
}
