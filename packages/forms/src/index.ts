export { type CandidateLayout, candidateLayouts } from './build/choose-layout.ts'
export type { FormRequest } from './build/form-request.ts'
export { buildForm } from './build-form.ts'
export type * from './form-definition.ts'
