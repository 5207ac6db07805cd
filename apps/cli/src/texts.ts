import { DEFAULT_LOCALE, type Locale, matchLocale } from '@huozi/core'
import type { Terminal } from './terminal.ts'

/** Language of the terminal, as POSIX says it: `zh_CN.UTF-8`. */
export function terminalLocale({ env }: Pick<Terminal, 'env'>): Locale {
  const tag = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return matchLocale([tag.replace(/[.@].*$/, '').replace('_', '-')]) ?? DEFAULT_LOCALE
}

/** Everything the commands say by themselves; what the server says comes in the same language. */
export interface Texts {
  readonly program: string
  readonly login: string
  readonly pull: string
  readonly check: string
  readonly plan: string
  readonly publish: string
  readonly folder: string
  readonly server: string
  readonly tenantOption: string
  readonly emailOption: string
  readonly passwordOption: string
  readonly effectiveOption: string
  readonly messageOption: string
  readonly yesOption: string
  readonly askServer: string
  readonly askTenant: string
  readonly askEmail: string
  readonly askPassword: string
  readonly signedIn: (who: string, tenant: string, file: string) => string
  readonly notSignedIn: string
  readonly notInteractive: (what: string) => string
  readonly unreachable: string
  readonly noFolder: (folder: string) => string
  readonly packageFolder: string
  readonly pulled: (written: number, removed: number, version: number) => string
  readonly unsafeName: (path: string) => string
  readonly fine: (documents: number) => string
  readonly problems: (count: number) => string
  readonly nothingToDo: (version: number) => string
  readonly changes: (count: number, version: number) => string
  readonly steps: (count: number) => string
  readonly noSteps: string
  readonly lock: { readonly [L in 'none' | 'brief' | 'rewrite']: string }
  readonly lostValues: (count: number) => string
  readonly brokenRecords: (count: number) => string
  readonly warnings: (count: number) => string
  readonly blankRecords: (count: number) => string
  readonly checksum: (checksum: string) => string
  readonly askPublish: string
  readonly notPublished: string
  readonly published: (version: number) => string
}

const english: Texts = {
  program: 'Checks, plans and publishes the metadata of a tenant',
  login: 'sign in and keep the session in a file only you can read',
  pull: 'write the published documents into a folder, one file each',
  check: 'say what is wrong with the documents of a folder',
  plan: 'say what publishing a folder would do, without doing it',
  publish: 'publish the documents of a folder',
  folder: 'folder of a tenant layer, or of a package when it has a manifest.json',
  server: 'address of the server, such as http://127.0.0.1:3000',
  tenantOption: 'name of the tenant',
  emailOption: 'e-mail to sign in with',
  passwordOption: 'read the password from the standard input',
  effectiveOption: 'the merged documents of all layers instead of the tenant’s own',
  messageOption: 'what the version is for',
  yesOption: 'publish without asking',
  askServer: 'Server: ',
  askTenant: 'Tenant: ',
  askEmail: 'E-mail: ',
  askPassword: 'Password: ',
  signedIn: (who, tenant, file) => `Signed in to ${tenant} as ${who}. The session is kept in ${file}.`,
  notSignedIn: 'Not signed in: run "huozi login", or set HUOZI_URL and HUOZI_TOKEN.',
  notInteractive: (what) => `Nobody is there to answer: give ${what}.`,
  unreachable: 'The server cannot be reached.',
  noFolder: (folder) => `There is no folder ${folder}.`,
  packageFolder: 'This folder is a package (it has a manifest.json); pull into a folder of the tenant layer.',
  pulled: (written, removed, version) =>
    `Version ${version}: ${plural(written, 'file')} written, ${plural(removed, 'file')} removed.`,
  unsafeName: (path) => `The server sent a document that belongs to no file: ${path}.`,
  fine: (documents) => `${plural(documents, 'document')}, no problems.`,
  problems: (count) => `${plural(count, 'problem')} found.`,
  nothingToDo: (version) => `Nothing to publish: the folder says what version ${version} says.`,
  changes: (count, version) => `${plural(count, 'change')} to version ${version}:`,
  steps: (count) => `${plural(count, 'step')} on the tables:`,
  noSteps: 'The tables stay as they are.',
  lock: { none: 'holds up nobody', brief: 'holds up writers for a moment', rewrite: 'holds up writers for long' },
  lostValues: (count) => `${plural(count, 'value')} lost from sight`,
  brokenRecords: (count) => `${plural(count, 'record')} against it`,
  warnings: (count) => `${plural(count, 'warning')}:`,
  blankRecords: (count) => `blank in ${plural(count, 'record')}`,
  checksum: (checksum) => `Plan ${checksum.slice(0, 12)}`,
  askPublish: 'Publish exactly this? [y/N] ',
  notPublished: 'Nothing was published.',
  published: (version) => `Published as version ${version}.`,
}

const chinese: Texts = {
  program: '检查、计划并发布租户的元数据',
  login: '登录,并将会话保存在仅本人可读的文件中',
  pull: '将已发布的文档写入文件夹,每个文档一个文件',
  check: '检查文件夹中的文档',
  plan: '说明发布该文件夹会做什么,但不执行',
  publish: '发布文件夹中的文档',
  folder: '租户层文件夹;含 manifest.json 时为包',
  server: '服务器地址,如 http://127.0.0.1:3000',
  tenantOption: '租户名称',
  emailOption: '登录邮箱',
  passwordOption: '从标准输入读取密码',
  effectiveOption: '写出各层合并后的文档,而不是租户自己的文档',
  messageOption: '版本说明',
  yesOption: '不询问,直接发布',
  askServer: '服务器:',
  askTenant: '租户:',
  askEmail: '邮箱:',
  askPassword: '密码:',
  signedIn: (who, tenant, file) => `已以 ${who} 登录 ${tenant},会话保存在 ${file}。`,
  notSignedIn: '尚未登录:请运行 "huozi login",或设置 HUOZI_URL 与 HUOZI_TOKEN。',
  notInteractive: (what) => `当前无法交互:请提供 ${what}。`,
  unreachable: '无法连接服务器。',
  noFolder: (folder) => `文件夹 ${folder} 不存在。`,
  packageFolder: '该文件夹是一个包(含 manifest.json);请拉取到租户层文件夹。',
  pulled: (written, removed, version) => `版本 ${version}:写入 ${written} 个文件,删除 ${removed} 个文件。`,
  unsafeName: (path) => `服务器发送的文档不对应任何文件:${path}。`,
  fine: (documents) => `${documents} 个文档,没有问题。`,
  problems: (count) => `发现 ${count} 个问题。`,
  nothingToDo: (version) => `无需发布:文件夹与版本 ${version} 一致。`,
  changes: (count, version) => `相对版本 ${version} 的 ${count} 处更改:`,
  steps: (count) => `对数据表的 ${count} 个步骤:`,
  noSteps: '数据表不变。',
  lock: { none: '不阻塞写入', brief: '短暂阻塞写入', rewrite: '长时间阻塞写入' },
  lostValues: (count) => `${count} 个值将不可见`,
  brokenRecords: (count) => `${count} 条记录与之冲突`,
  warnings: (count) => `${count} 条提醒:`,
  blankRecords: (count) => `${count} 条记录为空`,
  checksum: (checksum) => `计划 ${checksum.slice(0, 12)}`,
  askPublish: '确认按此计划发布?[y/N] ',
  notPublished: '未发布任何内容。',
  published: (version) => `已发布为版本 ${version}。`,
}

const ALL: { readonly [L in Locale]: Texts } = { en: english, 'zh-CN': chinese }

/** What to say in a language. */
export function textsIn(locale: Locale): Texts {
  return ALL[locale]
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
