import type { OptionSetModel } from '../model/option-set-model.ts'
import type { FieldSurroundings } from './field-type.ts'

const NO_CHOICES: OptionSetModel = Object.freeze({ name: '', codes: [], attributes: {}, values: [] })

/** The choices of a field; none where the model around it is not known yet. */
export function choicesOf({ optionSet }: FieldSurroundings): OptionSetModel {
  return optionSet ?? NO_CHOICES
}

/** Codes that may be chosen: retired ones only stay where they are. */
export function activeCodes(surroundings: FieldSurroundings): readonly string[] {
  return choicesOf(surroundings)
    .values.filter(({ active }) => active)
    .map(({ code }) => code)
}
