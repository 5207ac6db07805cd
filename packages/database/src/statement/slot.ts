/** A parameter of a compiled statement that gets its value when the statement is run. */
export class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
