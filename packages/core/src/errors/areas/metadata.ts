import { defineError } from '../define-error.ts'

export const METADATA_INVALID = defineError<{ count: number }>('METADATA_INVALID', {
  status: 422,
  title: { en: 'The documents have errors', 'zh-CN': '元数据文档有错误' },
  message: {
    en: (p) => `${p.count} problem(s) found; nothing was published.`,
    'zh-CN': (p) => `发现 ${p.count} 个问题,未发布。`,
  },
  example: { count: 2 },
})

export const MODEL_INCONSISTENT = defineError<{ what: string; expected: string }>('MODEL_INCONSISTENT', {
  status: 500,
  title: { en: 'The published model is damaged', 'zh-CN': '已发布的模型损坏' },
  message: {
    en: (p) => `The published model has no ${p.expected} for ${p.what}.`,
    'zh-CN': (p) => `已发布的模型中 ${p.what} 缺少 ${p.expected}。`,
  },
  example: { what: 'field title', expected: 'an identity' },
})

export const MESSAGE_PLACEHOLDER = defineError<{ found: string; formats: readonly string[] }>('MESSAGE_PLACEHOLDER', {
  status: 422,
  title: { en: 'A placeholder cannot be read', 'zh-CN': '占位符无法解析' },
  message: {
    en: (p) =>
      `${p.found} is not a placeholder: write {expression} or {expression:format} (${p.formats.join(', ')}); {{ is a brace.`,
    'zh-CN': (p) => `${p.found} 不是占位符:请写 {表达式} 或 {表达式:格式}(${p.formats.join('、')});{{ 表示一个大括号。`,
  },
  example: { found: '{amount:mony}', formats: ['money', 'number'] },
})

export const FILE_MISPLACED = defineError<{ file: string; expected: string }>('FILE_MISPLACED', {
  status: 422,
  title: { en: 'A file is not where its document belongs', 'zh-CN': '文件位置与文档不符' },
  message: {
    en: (p) => `${p.file} should be ${p.expected}: a document stands in a folder of its kind, in a file of its name.`,
    'zh-CN': (p) => `${p.file} 应为 ${p.expected}:文档应放在以其 kind 命名的文件夹中,文件名为其 name。`,
  },
  example: { file: 'object/book.json', expected: 'object/lib_book.json' },
})

export const DOCUMENT_TOO_LARGE = defineError<{ limit: number }>('DOCUMENT_TOO_LARGE', {
  status: 422,
  title: { en: 'The document is too large', 'zh-CN': '文档过大' },
  message: { en: (p) => `A document has at most ${p.limit} bytes.`, 'zh-CN': (p) => `每个文档最多 ${p.limit} 字节。` },
  example: { limit: 1_048_576 },
})

export const DOCUMENT_TOO_DEEP = defineError<{ limit: number }>('DOCUMENT_TOO_DEEP', {
  status: 422,
  title: { en: 'The document is nested too deeply', 'zh-CN': '文档嵌套过深' },
  message: {
    en: (p) => `A document has at most ${p.limit} levels.`,
    'zh-CN': (p) => `文档最多嵌套 ${p.limit} 层。`,
  },
  example: { limit: 200 },
})

export const DOCUMENT_NOT_JSON = defineError<{ reason: string }>('DOCUMENT_NOT_JSON', {
  status: 422,
  title: { en: 'The file is not a JSON document', 'zh-CN': '文件不是 JSON 文档' },
  message: { en: (p) => `Not a JSON document: ${p.reason}.`, 'zh-CN': (p) => `不是 JSON 文档:${p.reason}。` },
  example: { reason: 'Unexpected end of JSON input' },
})

export const DOCUMENT_KEY_FORBIDDEN = defineError<{ key: string }>('DOCUMENT_KEY_FORBIDDEN', {
  status: 422,
  title: { en: 'A property name is not allowed', 'zh-CN': '属性名不允许' },
  message: { en: (p) => `"${p.key}" may not be used as a name.`, 'zh-CN': (p) => `不能使用"${p.key}"作为名称。` },
  example: { key: '__proto__' },
})

export const DOCUMENT_KIND_UNKNOWN = defineError<{ kind: string; nearest: string | null }>('DOCUMENT_KIND_UNKNOWN', {
  status: 422,
  title: { en: 'Unknown kind of document', 'zh-CN': '未知的文档类型' },
  message: {
    en: (p) => `There is no kind "${p.kind}"${p.nearest ? `; did you mean "${p.nearest}"?` : '.'}`,
    'zh-CN': (p) => `不存在类型"${p.kind}"${p.nearest ? `,是否指"${p.nearest}"?` : '。'}`,
  },
  example: { kind: 'objekt', nearest: 'object' },
})

export const DOCUMENT_DUPLICATE = defineError<{ kind: string; name: string; layer: string }>('DOCUMENT_DUPLICATE', {
  status: 422,
  title: { en: 'Two documents have the same name', 'zh-CN': '存在同名文档' },
  message: {
    en: (p) => `${p.kind} ${p.name} already exists in "${p.layer}"; to change it, say "extends".`,
    'zh-CN': (p) => `"${p.layer}"中已有 ${p.kind} ${p.name};要修改它请使用 "extends"。`,
  },
  example: { kind: 'object', name: 'lib_book', layer: 'library' },
})

export const PROPERTY_UNKNOWN = defineError<{ property: string; nearest: string | null }>('PROPERTY_UNKNOWN', {
  status: 422,
  title: { en: 'Unknown property', 'zh-CN': '未知属性' },
  message: {
    en: (p) => `There is no property "${p.property}" here${p.nearest ? `; did you mean "${p.nearest}"?` : '.'}`,
    'zh-CN': (p) => `此处没有属性"${p.property}"${p.nearest ? `,是否指"${p.nearest}"?` : '。'}`,
  },
  example: { property: 'requird', nearest: 'required' },
})

export const PROPERTY_MISSING = defineError<{ property: string }>('PROPERTY_MISSING', {
  status: 422,
  title: { en: 'A property is missing', 'zh-CN': '缺少属性' },
  message: { en: (p) => `"${p.property}" must be given.`, 'zh-CN': (p) => `必须提供"${p.property}"。` },
  example: { property: 'title' },
})

/** What a value of a document has to be; `allowed` is the detail, the same in both languages. */
const SHAPE_RULES = {
  type: { en: 'must be of type', 'zh-CN': '类型应为' },
  choice: { en: 'must be one of', 'zh-CN': '应为以下之一:' },
  pattern: { en: 'must match', 'zh-CN': '应匹配' },
  atLeast: { en: 'must be at least', 'zh-CN': '不得小于' },
  atMost: { en: 'must be at most', 'zh-CN': '不得大于' },
  longer: { en: 'must have at least this many characters or items:', 'zh-CN': '字符数或项数至少为' },
  shorter: { en: 'must have at most this many characters or items:', 'zh-CN': '字符数或项数至多为' },
  format: { en: 'must have the form', 'zh-CN': '格式应为' },
  alternatives: { en: 'must fit this number of alternatives:', 'zh-CN': '应恰好符合以下数量的可选形式:' },
  name: { en: 'is not allowed under the name', 'zh-CN': '不允许使用的名称:' },
  distinct: { en: 'must not repeat:', 'zh-CN': '不得重复:' },
} as const

export type ShapeRule = keyof typeof SHAPE_RULES

export const PROPERTY_SHAPE = defineError<{ rule: ShapeRule; allowed: string }>('PROPERTY_SHAPE', {
  status: 422,
  title: { en: 'A property has the wrong form', 'zh-CN': '属性值不正确' },
  message: {
    en: (p) => `The value ${SHAPE_RULES[p.rule].en} ${p.allowed}.`,
    'zh-CN': (p) => `该值${SHAPE_RULES[p.rule]['zh-CN']} ${p.allowed}。`,
  },
  example: { rule: 'type', allowed: 'string' },
})

export const NAME_RESERVED = defineError<{ name: string }>('NAME_RESERVED', {
  status: 422,
  title: { en: 'The name is reserved', 'zh-CN': '名称已被保留' },
  message: {
    en: (p) => `"${p.name}" is a system field, a word of the expression language, or contains "__".`,
    'zh-CN': (p) => `"${p.name}"是系统字段、表达式语言的保留字,或包含"__"。`,
  },
  example: { name: 'version' },
})

export const NAME_PREFIX = defineError<{ name: string; prefix: string }>('NAME_PREFIX', {
  status: 422,
  title: { en: 'The name lacks the prefix of its layer', 'zh-CN': '名称缺少所属层的前缀' },
  message: {
    en: (p) => `"${p.name}" must begin with "${p.prefix}_": what a layer adds carries its prefix.`,
    'zh-CN': (p) => `"${p.name}"必须以"${p.prefix}_"开头:每一层新增的内容都带有该层的前缀。`,
  },
  example: { name: 'channel', prefix: 'x' },
})

export const NAME_DUPLICATE = defineError<{ name: string }>('NAME_DUPLICATE', {
  status: 422,
  title: { en: 'A name is used twice', 'zh-CN': '名称重复' },
  message: {
    en: (p) => `"${p.name}" is already used in this list.`,
    'zh-CN': (p) => `该列表中已使用"${p.name}"。`,
  },
  example: { name: 'title' },
})

export const REFERENCE_UNKNOWN = defineError<{ kind: string; name: string; nearest: string | null }>(
  'REFERENCE_UNKNOWN',
  {
    status: 422,
    title: { en: 'Something named here does not exist', 'zh-CN': '引用的内容不存在' },
    message: {
      en: (p) => `There is no ${p.kind} "${p.name}"${p.nearest ? `; did you mean "${p.nearest}"?` : '.'}`,
      'zh-CN': (p) => `不存在 ${p.kind} "${p.name}"${p.nearest ? `,是否指"${p.nearest}"?` : '。'}`,
    },
    example: { kind: 'optionSet', name: 'lib_levels', nearest: 'lib_level' },
  },
)

export const METADATA_LIMIT = defineError<{ what: string; limit: number }>('METADATA_LIMIT', {
  status: 422,
  title: { en: 'There are too many of them', 'zh-CN': '数量超出限制' },
  message: {
    en: (p) => `At most ${p.limit} ${p.what} are allowed.`,
    'zh-CN': (p) => `最多允许 ${p.limit} 个 ${p.what}。`,
  },
  example: { what: 'fields', limit: 800 },
})

export const FORMULA_CIRCULAR = defineError<{ cycle: readonly string[] }>('FORMULA_CIRCULAR', {
  status: 422,
  title: { en: 'Formulas depend on each other in a circle', 'zh-CN': '公式循环引用' },
  message: {
    en: (p) => `These fields compute each other: ${p.cycle.join(' → ')}.`,
    'zh-CN': (p) => `这些字段相互计算:${p.cycle.join(' → ')}。`,
  },
  example: { cycle: ['lib_book.net', 'lib_book.gross', 'lib_book.net'] },
})

/** What the properties of a field must not be together. */
const FIELD_RULES = {
  minAboveMax: { en: '"min" is above "max"', 'zh-CN': '"min" 大于 "max"' },
  scaleAbovePrecision: { en: '"scale" is above "precision"', 'zh-CN': '"scale" 大于 "precision"' },
  oneCounter: {
    en: 'the pattern needs exactly one counter such as {0000}',
    'zh-CN': '编号规则必须恰好包含一个计数器,如 {0000}',
  },
  choicesMissing: { en: 'give an "optionSet" or own "values"', 'zh-CN': '请提供 "optionSet" 或自有 "values"' },
  choicesTwice: {
    en: 'give an "optionSet" or own "values", not both',
    'zh-CN': '"optionSet" 与自有 "values"/"attributes" 只能取其一',
  },
  formulaAlone: {
    en: 'a computed field has no default, is not required, unique, indexed or an external id',
    'zh-CN': '计算字段不能有默认值,也不能设为必填、唯一、索引或外部 id',
  },
  rollupValue: {
    en: '"value" says what is computed of each record; only "count" and "exists" do without',
    'zh-CN': '"value" 表示对每条记录计算的值;只有 "count" 和 "exists" 不需要',
  },
  derivedTwice: { en: 'give a "formula" or a "rollup", not both', 'zh-CN': '"formula" 与 "rollup" 只能取其一' },
  generatedAlone: {
    en: 'the server fills this type: no default, no formula, no roll-up, no "required"',
    'zh-CN': '该类型由系统填写:不能有默认值、公式、汇总或 "required"',
  },
  partAlone: {
    en: 'the record this one is a part of is always required and never computed',
    'zh-CN': '所属主记录始终必填,且不能由公式计算',
  },
  keyStored: {
    en: 'a key or index needs stored fields other than long text',
    'zh-CN': '唯一键或索引只能使用已存储且非长文本的字段',
  },
  externalIdText: {
    en: 'an external id is a text, e-mail, phone or number field kept as text',
    'zh-CN': '外部 id 必须是以文本保存的字段',
  },
  notUnique: { en: 'records can only be found by a unique field', 'zh-CN': '只能通过唯一字段查找记录' },
  writable: { en: 'this field cannot be written', 'zh-CN': '该字段不可写' },
  sortable: { en: 'lists cannot be sorted by this field', 'zh-CN': '列表不能按该字段排序' },
  dependsOnChoices: {
    en: 'choices can only depend on another stored choice field',
    'zh-CN': '选项只能依赖另一个已存储的选项字段',
  },
  dependsOnCircular: { en: 'choices depend on each other in a circle', 'zh-CN': '选项之间循环依赖' },
  notOfType: { en: 'a field of this type cannot have this property', 'zh-CN': '该类型的字段不能有此属性' },
  rateDate: {
    en: 'the rate is decided by a stored date field of the object',
    'zh-CN': '汇率日期必须是该对象已存储的日期字段',
  },
  objectMissing: {
    en: 'name the "object" it points to, or several "objects"',
    'zh-CN': '请指定所引用的 "object" 或多个 "objects"',
  },
  objectsAlone: {
    en: 'a reference to several "objects" has no "object", "inverse" or "where"',
    'zh-CN': '引用多个 "objects" 时不能有 "object"、"inverse" 或 "where"',
  },
  targetMissing: { en: 'there is no object to point to', 'zh-CN': '没有可指向的对象' },
} as const

export type FieldRule = keyof typeof FIELD_RULES

export const FIELD_CONFLICT = defineError<{ field: string; rule: FieldRule }>('FIELD_CONFLICT', {
  status: 422,
  title: { en: 'Properties of the field do not fit together', 'zh-CN': '字段属性相互冲突' },
  message: {
    en: (p) => `Field ${p.field}: ${FIELD_RULES[p.rule].en}.`,
    'zh-CN': (p) => `字段 ${p.field}:${FIELD_RULES[p.rule]['zh-CN']}。`,
  },
  example: { field: 'price', rule: 'minAboveMax' },
})

/** What an object must not be. */
const OBJECT_RULES = {
  titleReference: {
    en: 'the title field must be readable text, not a reference or a list',
    'zh-CN': '标题字段必须可读,不能是引用或列表',
  },
  detailOwned: {
    en: 'a part has no owner of its own: say "owned": false',
    'zh-CN': '明细对象没有自己的负责人:请设置 "owned": false',
  },
  detailTwice: { en: 'a record can be a part of one other record only', 'zh-CN': '一条记录只能属于一个主记录' },
  treeParent: {
    en: 'the parent of a tree is a lookup to the object itself',
    'zh-CN': '层级的上级字段必须是指向本对象的引用',
  },
  effectiveDate: { en: 'the first and the last day are stored dates', 'zh-CN': '有效期的起止必须是日期字段' },
  detailCircular: { en: 'objects are parts of each other in a circle', 'zh-CN': '主从关系成环' },
  externalIdTwice: { en: 'only one field can be the external id', 'zh-CN': '只能有一个外部 id 字段' },
  systemRole: {
    en: 'only the built-in package binds objects to the engine, each once',
    'zh-CN': '只有内置包可以绑定系统对象,且每种仅一个',
  },
  inverse: {
    en: 'two collections, or a collection and a field, have this name',
    'zh-CN': '子集合之间或与字段重名',
  },
} as const

export type ObjectRule = keyof typeof OBJECT_RULES

export const OBJECT_CONFLICT = defineError<{ object: string; rule: ObjectRule }>('OBJECT_CONFLICT', {
  status: 422,
  title: { en: 'Properties of the object do not fit together', 'zh-CN': '对象属性相互冲突' },
  message: {
    en: (p) => `Object ${p.object}: ${OBJECT_RULES[p.rule].en}.`,
    'zh-CN': (p) => `对象 ${p.object}:${OBJECT_RULES[p.rule]['zh-CN']}。`,
  },
  example: { object: 'lib_loan', rule: 'detailOwned' },
})

/** What is wrong with how packages stand to each other. */
const PACKAGE_RULES = {
  missing: { en: 'a package it requires is not installed', 'zh-CN': '缺少其依赖的包' },
  version: { en: 'the installed version does not satisfy it', 'zh-CN': '已安装的版本不满足要求' },
  circular: { en: 'packages require each other in a circle', 'zh-CN': '包循环依赖' },
  prefix: { en: 'another package or the tenant uses this prefix', 'zh-CN': '该前缀已被其他包或租户使用' },
  name: { en: 'this name is reserved or used twice', 'zh-CN': '该名称已保留或重复' },
} as const

export type PackageRule = keyof typeof PACKAGE_RULES

export const PACKAGE_CONFLICT = defineError<{ package: string; rule: PackageRule }>('PACKAGE_CONFLICT', {
  status: 422,
  title: { en: 'The packages do not fit together', 'zh-CN': '包之间不兼容' },
  message: {
    en: (p) => `Package ${p.package}: ${PACKAGE_RULES[p.rule].en}.`,
    'zh-CN': (p) => `包 ${p.package}:${PACKAGE_RULES[p.rule]['zh-CN']}。`,
  },
  example: { package: 'library', rule: 'missing' },
})

export const PATCH_TARGET = defineError<{ kind: string; name: string; layer: string }>('PATCH_TARGET', {
  status: 422,
  title: { en: 'There is nothing to patch', 'zh-CN': '没有可修改的文档' },
  message: {
    en: (p) => `There is no ${p.kind} ${p.name} of "${p.layer}" below this layer.`,
    'zh-CN': (p) => `下层"${p.layer}"中没有 ${p.kind} ${p.name}。`,
  },
  example: { kind: 'object', name: 'lib_book', layer: 'library' },
})

export const PATCH_CONFLICT = defineError<{ layers: readonly string[]; path: string }>('PATCH_CONFLICT', {
  status: 422,
  title: { en: 'Two packages change the same property', 'zh-CN': '两个包修改了同一属性' },
  message: {
    en: (p) => `${p.layers.join(' and ')} both change ${p.path}; one of them must require the other.`,
    'zh-CN': (p) => `${p.layers.join(' 与 ')} 都修改了 ${p.path};其中一个必须依赖另一个。`,
  },
  example: { layers: ['library', 'school'], path: 'object/lib_book/label/en' },
})

export const ANCHOR_UNKNOWN = defineError<{ anchor: string; path: string }>('ANCHOR_UNKNOWN', {
  status: 422,
  title: { en: 'The place is gone; it was put last', 'zh-CN': '定位项不存在,已放在最后' },
  message: {
    en: (p) => `There is no "${p.anchor}" beside which ${p.path} could stand; it was put last.`,
    'zh-CN': (p) => `没有"${p.anchor}"可供 ${p.path} 定位,已放在最后。`,
  },
  example: { anchor: 'isbn', path: 'object/lib_book/fields/x_shelf' },
})

/** What is wrong within a calendar. */
const CALENDAR_RULES = {
  zoneMissing: {
    en: 'it says no time zone, nor does a calendar it is based on',
    'zh-CN': '没有时区,其所基于的日历也没有',
  },
  zoneUnknown: {
    en: 'there is no such time zone; allowed are names such as Asia/Shanghai',
    'zh-CN': '时区不存在;应为 Asia/Shanghai 之类的名称',
  },
  spanOrder: {
    en: 'hours must begin before they end and follow each other',
    'zh-CN': '时段的开始须早于结束,且依次排列、互不相接',
  },
  dateUnknown: { en: 'there is no such day', 'zh-CN': '日期不存在' },
  dateOrRange: {
    en: 'an entry says either "date", or "from" and "to"',
    'zh-CN': '每一项应写 date,或同时写 from 与 to',
  },
  rangeOrder: { en: 'the days must be in order and no more than a year', 'zh-CN': '起止日期须依次且不超过一年' },
  basedOnCircular: { en: 'calendars are based on each other in a circle', 'zh-CN': '日历之间的基于关系成环' },
  standardTwice: { en: 'only one calendar can be the standard one', 'zh-CN': '只能有一个标准日历' },
  hoursMissing: {
    en: 'a make-up day has no hours to take over: no day of the week has any',
    'zh-CN': '补班日没有可沿用的时段:一周中没有工作时段',
  },
} as const

export type CalendarRule = keyof typeof CALENDAR_RULES

export const CALENDAR_CONFLICT = defineError<{ calendar: string; rule: CalendarRule }>('CALENDAR_CONFLICT', {
  status: 422,
  title: { en: 'The calendar does not fit together', 'zh-CN': '工作日历相互冲突' },
  message: {
    en: (p) => `Calendar ${p.calendar}: ${CALENDAR_RULES[p.rule].en}.`,
    'zh-CN': (p) => `工作日历 ${p.calendar}:${CALENDAR_RULES[p.rule]['zh-CN']}。`,
  },
  example: { calendar: 'cn_2026', rule: 'zoneMissing' },
})
