/**
 * Writes the demo datasets. Run by hand (`node schemas/demo/generate.ts`); the output is committed, so that every
 * installation shows the same records. Seeded: the same program writes the same files.
 */
import { writeFileSync } from 'node:fs'

/** Day the demo company looks back from. */
const TODAY = Date.UTC(2026, 10, 22)
const DAY = 86_400_000

/** mulberry32: small, seeded, good enough for plausible figures. */
function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = randomSource(20_261_122)
const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const weighted = <T>(items: readonly (readonly [item: T, weight: number])[]): T => {
  let at = random() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    at -= weight
    if (at < 0) return item
  }
  return (items.at(-1) as readonly [T, number])[0]
}
const day = (instant: number) => new Date(instant).toISOString().slice(0, 10)
const at = (instant: number) => new Date(instant + between(1, 10) * 3_600_000 + between(0, 59) * 60_000).toISOString()

const CITIES = ['上海', '北京', '深圳', '杭州', '苏州', '广州', '成都', '武汉', '南京', '西安', '青岛', '厦门']
const NAMES = [
  '华信',
  '中科',
  '恒远',
  '瑞丰',
  '天成',
  '博雅',
  '新锐',
  '云启',
  '明德',
  '安泰',
  '金石',
  '宏图',
  '凌云',
  '启明',
  '远景',
  '盛达',
  '联创',
  '优品',
  '同济',
  '卓越',
]
const TRADES = [
  ['manufacturing', ['精密制造', '机电设备', '汽车零部件', '新材料']],
  ['software', ['信息技术', '软件', '数据科技', '网络科技']],
  ['retail', ['商贸', '百货', '供应链']],
  ['finance', ['融资租赁', '保险经纪', '资产管理']],
  ['healthcare', ['医疗器械', '生物医药', '健康管理']],
  ['education', ['教育科技', '职业教育']],
  ['logistics', ['物流', '冷链运输']],
  ['energy', ['新能源', '电力工程', '光伏']],
  ['construction', ['建筑设计', '装饰工程', '置业']],
  ['public', ['水务集团', '公共交通集团']],
] as const
const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗']
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '杰',
  '涛',
  '明',
  '超',
  '秀英',
  '建华',
  '志强',
  '晓燕',
  '海波',
  '思远',
  '雨桐',
  '子轩',
  '欣怡',
]
const JOBS = [
  ['采购经理', '采购部', 'influencer'],
  ['总经理', '总经办', 'decision'],
  ['信息主管', '信息中心', 'user'],
  ['财务总监', '财务部', 'finance'],
  ['运营总监', '运营部', 'decision'],
  ['项目经理', '工程部', 'user'],
] as const
const SOLUTIONS = [
  '智慧园区',
  '生产管理系统',
  '数据中台',
  '客户服务平台',
  '仓储自动化',
  '能耗监测',
  '移动办公',
  '质量追溯',
  '网络安全加固',
  '设备运维服务',
  '供应商协同',
  '会员营销',
]
const KINDS = ['一期', '二期', '升级', '试点', '扩容', '年度服务']
const STEPS = [
  '提交方案并约评审',
  '现场演示',
  '确认预算与采购流程',
  '与信息中心对接需求',
  '报价谈判',
  '安排客户参观',
  '准备投标文件',
  '跟进合同审批',
]
const REPS = ['rep@demo.test', 'rep@demo.test', 'rep2@demo.test', 'rep2@demo.test', 'manager@demo.test']
const LOSSES = [
  ['price', 5],
  ['competitor', 4],
  ['function', 2],
  ['budget', 3],
  ['timing', 2],
  ['relation', 1],
] as const

interface Account {
  readonly credit_code: string
  readonly name: string
  readonly owner: string
  readonly since: number
}

const digits = (length: number) => Array.from({ length }, () => between(0, 9)).join('')

function makeAccounts(count: number, owners: readonly string[]): { accounts: Account[]; records: object[] } {
  const taken = new Set<string>()
  const accounts: Account[] = []
  const records: object[] = []
  while (accounts.length < count) {
    const [industry, trades] = pick(TRADES)
    const name = `${pick(CITIES)}${pick(NAMES)}${pick(trades)}有限公司`
    if (taken.has(name)) continue
    taken.add(name)
    const since = TODAY - between(370, 700) * DAY
    const account = { credit_code: `91${digits(6)}MA${digits(8)}`, name, owner: pick(owners), since }
    accounts.push(account)
    records.push({
      credit_code: account.credit_code,
      name,
      level: weighted([
        ['A', 2],
        ['B', 4],
        ['C', 5],
      ]),
      status: weighted([
        ['prospect', 3],
        ['active', 4],
        ['customer', 5],
        ['dormant', 1],
      ]),
      industry,
      source: pick(['referral', 'ad', 'expo', 'web', 'outbound']),
      phone: `0${between(10, 29)}-${between(50, 89)}${digits(6)}`,
      employees: between(3, 300) * 10,
      owner: { by: account.owner },
      next_contact_date: day(TODAY + between(-10, 30) * DAY),
      created_at: at(since),
    })
  }
  return { accounts, records }
}

interface Contact {
  readonly external_id: string
  readonly account: string
}

function makeContacts(accounts: readonly Account[], count: number): { contacts: Contact[]; records: object[] } {
  const contacts: Contact[] = []
  const records = Array.from({ length: count }, (_, index) => {
    const account = accounts[index % accounts.length] as Account
    const [job_title, dept, role] = pick(JOBS)
    const contact = { external_id: `LXR-${String(index + 1).padStart(4, '0')}`, account: account.credit_code }
    contacts.push(contact)
    return {
      external_id: contact.external_id,
      account: { by: account.credit_code },
      name: pick(SURNAMES) + pick(GIVEN),
      job_title,
      dept,
      role,
      mobile: `1${pick(['38', '39', '50', '86', '77'])}${digits(8)}`,
      email: `lxr${index + 1}@example.com`,
      is_primary: index < accounts.length,
      created_at: at(account.since + between(0, 200) * DAY),
    }
  })
  return { contacts, records }
}

/** How long ago it was created decides how far a deal is likely to have come. */
function stageOf(age: number): string {
  if (age > 150)
    return weighted([
      ['WON', 6],
      ['LOST', 6],
      ['VOID', 1],
      ['S4', 1],
      ['S3', 1],
    ])
  if (age > 60)
    return weighted([
      ['WON', 3],
      ['LOST', 3],
      ['S4', 3],
      ['S3', 4],
      ['S2', 2],
    ])
  return weighted([
    ['S1', 5],
    ['S2', 5],
    ['S3', 3],
    ['S4', 1],
    ['LOST', 1],
  ])
}

function makeOpportunities(
  accounts: readonly Account[],
  contacts: readonly Contact[],
  options: { count: number; prefix: string },
): object[] {
  return Array.from({ length: options.count }, (_, index) => {
    const account = pick(accounts)
    const own = contacts.filter((contact) => contact.account === account.credit_code)
    const age = between(2, 360)
    const created = TODAY - age * DAY
    const stage = stageOf(age)
    const isOpen = stage.startsWith('S')
    const closing = isOpen ? TODAY + between(5, 120) * DAY : Math.min(TODAY, created + between(20, 120) * DAY)
    const loss = stage === 'LOST' ? weighted(LOSSES) : null
    return {
      external_id: `${options.prefix}-${String(index + 1).padStart(4, '0')}`,
      name: `${account.name.slice(2, 4)}${pick(SOLUTIONS)}${pick(KINDS)}`,
      account: { by: account.credit_code },
      ...(own.length > 0 && { primary_contact: { by: pick(own).external_id } }),
      amount: `${
        between(2, 90) *
        weighted([
          [1000, 4],
          [5000, 4],
          [10_000, 2],
        ])
      }.${pick(['00', '00', '00', '50'])}`,
      close_date: day(closing),
      stage,
      ...(isOpen && {
        next_step: pick(STEPS),
        next_contact_date: day(Math.max(created, TODAY + between(-6, 20) * DAY)),
      }),
      ...(loss !== null && { loss_reason: loss }),
      ...(loss === 'competitor' && { competitor: pick(['用友网络', '金蝶软件', '本地集成商', '浪潮软件']) }),
      owner: { by: account.owner },
      created_at: at(created),
    }
  })
}

function write(name: string, content: { object: string; externalId: string; records: readonly object[] }): void {
  const head = {
    $schema: '../../metadata/dataset.schema.json',
    kind: 'dataset',
    name,
    object: content.object,
    externalId: content.externalId,
    sample: true,
  }
  const rows = content.records.map((record) => `    ${JSON.stringify(record)}`).join(',\n')
  const text = JSON.stringify(head, null, 2).replace(/\n\}$/, `,\n  "records": [\n${rows}\n  ]\n}\n`)
  writeFileSync(new URL(`datasets/${name}.json`, import.meta.url), text)
}

const first = makeAccounts(64, REPS)
const people = makeContacts(first.accounts, 160)
write('demo_accounts', { object: 'crm_account', externalId: 'credit_code', records: first.records })
write('demo_contacts', { object: 'crm_contact', externalId: 'external_id', records: people.records })
write('demo_opportunities', {
  object: 'crm_opportunity',
  externalId: 'external_id',
  records: makeOpportunities(first.accounts, people.contacts, { count: 320, prefix: 'SJ' }),
})

const second = makeAccounts(12, ['admin@demo2.test'])
write('demo2_accounts', { object: 'crm_account', externalId: 'credit_code', records: second.records })
write('demo2_opportunities', {
  object: 'crm_opportunity',
  externalId: 'external_id',
  records: makeOpportunities(second.accounts, [], { count: 30, prefix: 'XM' }),
})
