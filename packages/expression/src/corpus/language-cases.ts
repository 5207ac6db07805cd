import type { CorpusCase } from './corpus-case.ts'

const ACCOUNT = '01920000-0000-7000-8000-0000000000c1'

/** Sentences about the language as a whole: precedence, names, paths, blanks, the two spellings. */
export const LANGUAGE_CASES: readonly CorpusCase[] = [
  // Precedence and grouping
  { expression: '2 + 3 * 4', gives: '14' },
  { expression: '(2 + 3) * 4', gives: '20' },
  { expression: '-2 * -3 + 1', gives: '7' },
  { expression: '12 / 3 * 2', gives: '8' },
  { expression: 'active or flag and not active', record: { active: false, flag: true }, gives: true },
  { expression: 'not amount = 1 and active', record: { amount: '2', active: true }, gives: true },
  { expression: 'amount = 1 = 2', refused: 'EXPRESSION_SYNTAX' },
  { expression: 'active not and flag', refused: 'EXPRESSION_SYNTAX' },
  { expression: "name not contains 'a'", record: { name: 'b' }, gives: true },
  { expression: 'active = not flag', refused: 'EXPRESSION_SYNTAX' },
  { expression: 'active = (not flag)', record: { active: true, flag: false }, gives: true },

  // Written values
  { expression: "'it''s'", gives: "it's" },
  { expression: '"say ""hi"""', gives: 'say "hi"' },
  { expression: "''", gives: null },
  { expression: '007.50', gives: '7.5' },
  { expression: '12345678901234567890.123456789', gives: '12345678901234567890.123456789' },
  { expression: '1e5', refused: 'EXPRESSION_SYNTAX' },
  { expression: '.5', refused: 'EXPRESSION_SYNTAX' },
  { expression: "'a\0b'", refused: 'EXPRESSION_SYNTAX' },
  { expression: "'a", refused: 'EXPRESSION_SYNTAX' },
  { expression: '', refused: 'EXPRESSION_SYNTAX' },
  { expression: ['amount', '+', '1'], record: { amount: '1' }, gives: '2' },

  // Names
  { expression: 'amout', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: '__proto__', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: 'constructor', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: 'toString()', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: '$constructor', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: { constructor: [] }, refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: { var: '__proto__' }, refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: { text: 'amount' }, gives: 'amount' },
  { expression: { number: '0.10000000000000000001' }, gives: '0.10000000000000000001' },
  { expression: { number: '1e5' }, refused: 'EXPRESSION_SYNTAX' },
  { expression: { text: 1 }, refused: 'EXPRESSION_SYNTAX' },
  { expression: { var: '' }, refused: 'EXPRESSION_SYNTAX' },
  { expression: { var: 1 }, refused: 'EXPRESSION_SYNTAX' },
  { expression: {}, refused: 'EXPRESSION_SYNTAX' },
  { expression: { '+': [1, 2], '-': [1, 2] }, refused: 'EXPRESSION_SYNTAX' },
  { expression: { map: [{ var: 'tags' }, 1] }, refused: 'EXPRESSION_NAME_UNKNOWN' },

  // Paths, the user, variables
  { expression: 'account.credit', record: { account: ACCOUNT, 'account.credit': '5' }, gives: '5' },
  { expression: 'account.credit > 1', record: { account: null }, gives: false },
  { expression: 'account.parent.name', record: { 'account.parent.name': 'x' }, gives: 'x' },
  { expression: 'account.parent.parent.parent.parent.parent.name', refused: 'EXPRESSION_LIMIT' },
  { expression: 'amount.name', refused: 'EXPRESSION_TYPE' },
  { expression: 'me.name', gives: '李雷' },
  { expression: 'me.grade + 1', gives: '4' },
  { expression: 'me', gives: '01920000-0000-7000-8000-00000000000a' },
  { expression: 'owner = account', refused: 'EXPRESSION_TYPE' },
  { expression: "owner = 'x'", refused: 'EXPRESSION_LITERAL' },
  { expression: 'amount > $limit', record: { amount: '1001' }, gives: true },
  { expression: '$period.credit', gives: '12.5' },
  { expression: '$limt', refused: 'EXPRESSION_NAME_UNKNOWN' },
  { expression: 'old', refused: 'EXPRESSION_SCOPE' },
  { expression: 'old.amount', old: { amount: '3' }, gives: '3' },
  { expression: 'old.amount', gives: null },
  { expression: 'stage < old.stage', record: { stage: 'S1' }, old: { stage: 'S2' }, gives: true },

  // Blank is no third truth value
  { expression: 'not (amount = 1 or rate = 1)', record: { amount: null, rate: null }, gives: true },
  { expression: 'not (amount = 1 and rate = 1)', record: { amount: '1', rate: null }, gives: true },
  { expression: '(amount > 1) = false', record: { amount: null }, gives: true },
  { expression: 'active = flag', record: { active: null, flag: null }, gives: false },
  { expression: 'if(not (amount > 1), 1, 2)', record: { amount: null }, gives: '1' },
  { expression: 'not (if(amount > 1, active, flag) = true)', record: { amount: null, flag: null }, gives: true },
  { expression: 'active', record: { active: null }, gives: null },
]
