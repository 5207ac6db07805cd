/** What filters may do with the values of a field, by the nature of the values. */
export const TEXT_OPERATORS: readonly string[] = ['=', '!=', 'in', 'contains', 'starts_with', 'is_blank']
export const ORDER_OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'between', 'is_blank']
export const MEMBER_OPERATORS: readonly string[] = ['=', '!=', 'in', 'is_blank']
/** The filter builder writes them with `in`: the language needs no word more. */
export const LIST_OPERATORS: readonly string[] = ['has_any', 'has_all', 'has_none', 'is_blank']
export const BOOLEAN_OPERATORS: readonly string[] = ['=', '!=', 'is_blank']
