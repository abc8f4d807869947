import { writeTime } from './time.js';

export const titles = {
  'proof-format': '证明的格式',
  'rules-format': '规则的格式',
  'seen-rules': '与开始时看到的规则一致',
  chain: '随机数来源',
  'frozen-format': '冻结记录的格式',
  'seen-frozen': '与开奖前看到的校验码一致',
  'same-lottery': '同一场抽奖',
  'rules-digest': '冻结记录所指的规则',
  commitment: '种子',
  times: '截止与冻结',
  round: '轮次编号',
  minimum: '最少参与人数',
  'staff-list': '员工名单与规则一致',
  entries: '参与名单',
  'left-out': '排除名单',
  staff: '员工名单',
  apart: '名单互不重叠',
  'left-out-reason': '以往中奖',
  stage: '阶段',
  'draw-round': '开奖所用轮次',
  signature: '轮次的签名',
  ranks: '名次与中奖者',
  passes: '奖品顺延',
};

export const statuses = { passed: '通过', failed: '未通过', 'not-checked': '未检查' };

export const sentences = {
  'proof-format': () => '证明符合文档规定的格式。',
  'rules-format': () => '规则符合文档规定的格式。',
  'seen-rules': () => '规则与开始时看到的一致。',
  chain: () => '规则指明的是预期的 drand 链及其公钥。',
  'frozen-format': () => '冻结记录符合文档规定的格式。',
  'seen-frozen': (v) =>
    v.before === undefined
      ? '冻结记录与看到的校验码一致。'
      : `冻结记录与看到的校验码一致。只有在 ${writeTime(v.before)}（该轮次公布的时间）之前看到，才有意义。`,
  'same-lottery': () => '所有记录属于同一场抽奖。',
  'rules-digest': () => '冻结记录所指的正是这份规则。',
  commitment: () => '种子与规则中的承诺一致。',
  times: (v) => `记录写明：截止后 ${v.delay} 秒冻结。`,
  round: (v) => (v.isVoid ? '抽奖作废，没有轮次。' : `第 ${v.round} 轮正是规则所要求的，公布时间为 ${writeTime(v.time)}。`),
  minimum: (v) =>
    v.count < v.minimum
      ? `参与者 ${v.count} 人，规则要求至少 ${v.minimum} 人，因此抽奖作废。`
      : `参与者 ${v.count} 人，规则要求至少 ${v.minimum} 人。`,
  'staff-list': () => '员工名单在开始后没有改动。',
  entries: (v) => `${v.count} 个别名，互不重复；各分块的摘要与记录一致。`,
  'left-out': (v) => `${v.count} 个别名，互不重复；各分块的摘要与记录一致。`,
  staff: (v) => `${v.count} 个别名，互不重复；各分块的摘要与记录一致。`,
  apart: () => '没有别名同时出现在两份名单中。',
  'left-out-reason': () => '没有人因以往中奖而被排除。',
  stage: (v) =>
    ({
      running: '抽奖尚未冻结，也没有开奖。',
      frozen: `尚未开奖。该轮次应于 ${writeTime(v.time)} 公布，此后应有开奖结果。`,
      void: '抽奖作废，没有开奖。',
      drawn: '抽奖已开奖。',
    })[v.stage],
  'draw-round': () => '开奖使用了冻结记录中的轮次。',
  signature: (v) => `drand 对第 ${v.round} 轮的签名正是此签名。`,
  ranks: (v) => `公布的 ${v.ranks} 个名次全部可由种子、冻结记录和签名推出，${v.winners} 位中奖者亦然。`,
  passes: (v) => (v.count === 0 ? '没有奖品顺延。' : `${v.count} 次顺延全部符合规则。`),

  form: (v) => `不符合文档规定的格式：${forms[v.reason]}${v.path === '' ? '' : `（${v.path}）`}。`,
  'seen-rules-differs': (v) => `规则被改动：看到的是 ${v.seen}，公布的是 ${v.found}。`,
  'seen-frozen-differs': (v) => `冻结记录被改动：看到的校验码是 ${v.seen}，公布的是 ${v.found}。`,
  'frozen-held-back': () => '看到过校验码，说明曾有冻结记录，但证明中没有。',
  'chain-differs': (v) => `规则指明的是另一条链：${v.hash}。预期是 ${v.expected} 及其公钥、起始时间和周期。`,
  'other-lottery': (v) => `规则属于 ${v.rules}，冻结记录属于 ${v.frozen}，预期是 ${v.expected}。`,
  'rules-differ': (v) => `冻结记录所指的规则是 ${v.named}，而这份规则是 ${v.found}。`,
  'seed-differs': () => '种子的 SHA-256 与规则中的承诺不符：种子在开始后被更换。',
  'closes-before-opening': () => '抽奖的截止早于开始。',
  'frozen-before-close': (v) => `记录写明：在截止前 ${v.delay} 秒冻结。`,
  'staff-differs': (v) => `员工名单在开始后被改动：规则中有 ${v.before} 个别名，现在有 ${v.now} 个。`,
  'void-without-need': (v) => `参与者 ${v.count} 人，规则要求至少 ${v.minimum} 人，但记录没有轮次。`,
  'too-few': (v) => `参与者 ${v.count} 人，规则要求至少 ${v.minimum} 人：抽奖必须作废。`,
  'round-differs': (v) => `规则要求第 ${v.round} 轮，记录却写第 ${v.found} 轮。`,
  'left-out-without-limit': (v) => `${v.count} 个别名被排除，但规则没有限制中奖次数。`,
  'list-count': (v) => `${v.count} 个别名与 ${v.chunks} 个分块不符。`,
  'chunk-digest': (v) => `有分块被改动：其 SHA-256 不是 ${v.name}。`,
  'chunk-size': (v) => `分块 ${v.name} 有 ${v.bytes} 字节，应为 ${v.expected} 字节。`,
  'list-twice': (v) => `有别名出现两次（分块 ${v.name}）。`,
  'list-unsorted': (v) => `别名没有排序（分块 ${v.name}）。`,
  'in-two-lists': (v) => `别名 ${v.alias} 同时出现在两份名单中。`,
  'draw-of-void': () => '冻结记录没有轮次，却有开奖。',
  'passes-before-draw': () => '开奖之前就有奖品顺延。',
  'draw-before-freeze': () => '没有冻结记录，却有开奖。',
  'draw-round-differs': (v) => `开奖写第 ${v.found} 轮，冻结记录写第 ${v.round} 轮。`,
  'signature-invalid': (v) => `这不是 drand 对第 ${v.round} 轮的签名。`,
  'ranks-count': (v) => `公布了 ${v.found} 个名次，应为 ${v.expected} 个。`,
  'rank-differs': (v) => `第 ${v.rank} 名应为 ${v.alias}，公布的却是 ${v.found}。`,
  'pass-number': (v) => `缺少第 ${v.number} 次顺延：其位置上的编号是 ${v.found}。`,
  'pass-slot': (v) => `第 ${v.number} 次顺延的奖位 ${v.slot} 没有中奖者。`,
  'pass-after-lapse': (v) => `第 ${v.number} 次顺延的奖位 ${v.slot} 此前已作废。`,
  'pass-from': (v) => `第 ${v.number} 次顺延从 ${v.from} 收回奖位 ${v.slot}，但持有者是 ${v.holder}。`,
  'pass-time': (v) => `第 ${v.number} 次顺延早于其前一步。`,
  'pass-order': (v) => `第 ${v.number} 次顺延的次序不对：截止时间早的在先；截止时间相同或在同一秒的，奖位小的在先。`,
  'pass-too-early': (v) => `第 ${v.number} 次顺延早于该中奖者的领奖期限。`,
  'pass-half': (v) => `第 ${v.number} 次顺延的 to 与 rank 只有其一。`,
  'pass-beyond': (v) => `第 ${v.number} 次顺延又送出奖位 ${v.slot} 的奖品，但它必须作废。`,
  'pass-lapsed-early': (v) => `第 ${v.number} 次顺延让奖位 ${v.slot} 的奖品作废，但应归下一名。`,
  'pass-rank': (v) => `第 ${v.number} 次顺延给了第 ${v.found} 名，但应轮到第 ${v.rank} 名。`,
  'pass-to': (v) => `第 ${v.number} 次顺延给了 ${v.to}，它不是第 ${v.rank} 名。`,

  blocked: () => '须先通过其他检查。',
  'not-frozen-yet': () => '抽奖尚未冻结。',
  'not-drawn-yet': () => '尚未开奖。',
  'void-no-draw': () => '抽奖作废，没有开奖。',
  'seen-rules-not-given': (v) => `没有提供开始时看到的规则摘要，因此无人见证这份规则（${v.found}）当时就存在。`,
  'seen-frozen-not-given': (v) =>
    v.before === undefined
      ? `没有提供冻结时看到的校验码，因此无人见证这份记录（${v.found}）当时就存在。`
      : `没有提供轮次公布前看到的校验码，因此无人见证记录（${v.found}）在该轮次公布（${writeTime(v.before)}）之前就已冻结。事后做成、却写上较早时间的记录，看起来完全一样。`,
  'left-out-unknown': (v) => `${v.count} 位参与者因 ${v.days} 天内中奖 ${v.wins} 次或以上而被排除。中奖记录只有店铺掌握，外部无法检查。`,
  'chunk-missing': (v) => `找不到分块 ${v.name}。`,
  'chunk-unreadable': (v) => `无法读取分块 ${v.name}：${v.why}。`,

  'other-chain': (v) => `这不是 DRAND 的 QUICKNET。检查所用的是另行指定的链：${v.hash}。运行该链的人可能事先知道其轮次。`,
  'short-gap': (v) => `冻结与轮次之间只有 ${v.gap} 秒。少于 30 秒时，记录可能在轮次公布之后才写入。`,
};

const forms = {
  'not-utf8': '不是 UTF-8',
  'not-json': '不是 JSON',
  twice: '有成员出现两次',
  'not-an-object': '缺少对象',
  'unknown-member': '有未知成员',
  'missing-member': '缺少成员',
  'not-a-list': '缺少列表或列表为空',
  'other-format': '格式名称不同',
  'not-a-number': '不是范围内的整数',
  'not-hex': '不是规定长度的小写十六进制',
  'not-text': '不是文字',
  'not-a-word': '不是规定的词',
  'not-an-id': '不是 16 字节的 base64url',
  'not-a-time': '不是整秒的 UTC 时间',
  'not-base64': '不是 base64',
  'not-aliases': '不是每个 16 字节的别名',
};

export const verdicts = {
  verified: (stage) =>
    stage === 'void' ? '验证通过。抽奖按规则作废，没有开奖。' : '验证通过。开奖结果可由公布的内容推出。',
  refused: () => '验证未通过。至少有一项检查未通过。',
  incomplete: () => '尚不能验证。已公布的内容没有错误，但还没有开奖。',
  unreadable: () => '无法检查。有分块无法读取。',
};

export const aliasLists = {
  entries: '它在参与名单中。',
  leftOut: '它参与了，但因以往中奖而被排除。',
  staff: '它属于员工，不能参与。',
  none: '它不在任何名单中。',
  unknown: '有名单无法读取。',
};

export const other = {
  warning: '注意',
  lottery: '抽奖',
  rules: '规则的 SHA-256',
  frozen: '冻结记录的 SHA-256（校验码）',
  winners: '中奖者',
  slot: '奖位',
  tier: '奖项',
  prize: '奖品',
  alias: '别名',
  rank: '名次',
  holder: '现持有者',
  lapsed: '已作废',
};
