import { createRecord, type RequestContext } from '../../src/index.ts'
import { openWorkshop, readPackage, type Workshop, type WorkshopOptions } from './workshop.ts'

export const ADMIN = 'ada@library.test'
export const HEAD = 'hu@library.test'
export const LIBRARIAN = 'li@library.test'
export const LIBRARIAN_2 = 'lin@library.test'
export const READER = 'ren@library.test'

/** One user of each role. */
export const LIBRARY_USERS: WorkshopOptions['users'] & object = [
  { values: { name: 'Ada', email: ADMIN }, roles: ['admin'] },
  { values: { name: '胡馆长', email: HEAD }, roles: ['lib_head'] },
  { values: { name: '李馆员', email: LIBRARIAN }, roles: ['lib_librarian'] },
  { values: { name: '林馆员', email: LIBRARIAN_2 }, roles: ['lib_librarian'] },
  { values: { name: '任读者', email: READER }, roles: ['lib_reader'] },
]

/** The fixture tenant: a library with one user of each role. */
export function openLibrary(options: WorkshopOptions = {}): Promise<Workshop> {
  return openWorkshop({
    packages: [readPackage('packages/metadata/test/fixtures/library')],
    users: LIBRARY_USERS,
    ...options,
  })
}

let counter = 0

/** A book with a title nobody else uses. */
export function newBook(workshop: Workshop, ctx: RequestContext, values: object = {}) {
  counter += 1
  return createRecord(workshop.deps, ctx, { object: 'lib_book', body: { title: `书 ${counter}`, ...values } })
}
