/** What the tests of higher rooms use of this one's. */
export {
  ADMIN,
  HEAD,
  LIBRARIAN,
  LIBRARIAN_2,
  LIBRARY_USERS,
  newBook,
  openLibrary,
  READER,
} from './support/library.ts'
export { PASSWORD, readPackage, type Workshop, type WorkshopOptions } from './support/workshop.ts'
