import type { Json } from '@huozi/core'
import type { Me, MeChange, ObjectDescription, ObjectEntry, SignInAnswer, SignInRequest } from '../api-types.ts'
import { path, type Transport } from '../transport.ts'

/** Session and the parts of the model the caller may see. */
export interface ModelApi {
  signIn(request: SignInRequest): Promise<SignInAnswer>
  signOut(): Promise<void>
  me(): Promise<Me>
  /** Changes what the caller decides for himself. */
  changeMe(change: MeChange): Promise<Me>
  objects(): Promise<readonly ObjectEntry[]>
  object(name: string): Promise<ObjectDescription>
  /** The compiled form; its type is `FormDefinition` of the forms room, which lies above this one. */
  form<Form = Json>(object: string, options?: { id?: string | undefined }): Promise<Form>
}

export function modelApi({ json }: Transport): ModelApi {
  return {
    signIn: (request) => json('POST', '/auth/sign-in', { body: request }),
    signOut: () => json('POST', '/auth/sign-out'),
    me: () => json('GET', '/me'),
    changeMe: (change) => json('PATCH', '/me', { body: change }),
    objects: () => json('GET', '/objects'),
    object: (name) => json('GET', path('objects', name)),
    form: (object, { id } = {}) => json('GET', path('forms', object), { query: { id } }),
  }
}
