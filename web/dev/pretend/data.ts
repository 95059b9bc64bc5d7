/** The pretend hotel and support line: names, queues, types. Only for looking at pages without a server. */
import type { Name, WrapUpType } from '../../src/api/types.ts';

const name = (zh: string, en: string): Name => ({ zh, en });

export const QUEUES = [
  { id: 'front-desk', name: name('前台', 'Front desk'), answer_seconds: 20 },
  { id: 'reservations', name: name('预订', 'Reservations'), answer_seconds: 20 },
  { id: 'support', name: name('技术支持', 'Technical support'), answer_seconds: 30 },
  { id: 'vip', name: name('贵宾专线', 'VIP line'), answer_seconds: 10 },
];

export const PAUSES = [
  { id: 'break', name: name('小休', 'Break'), limit_seconds: 900, allowance_per_day_seconds: 1800 },
  { id: 'meal', name: name('用餐', 'Meal'), limit_seconds: 2700, allowance_per_day_seconds: null },
  { id: 'training', name: name('培训', 'Training'), limit_seconds: null, allowance_per_day_seconds: null },
  { id: 'meeting', name: name('会议', 'Meeting'), limit_seconds: null, allowance_per_day_seconds: null },
];

const PEOPLE =
  '王芳 Wang Fang,李强 Li Qiang,张伟 Zhang Wei,刘洋 Liu Yang,陈静 Chen Jing,杨敏 Yang Min,赵磊 Zhao Lei,黄丽 Huang Li,周涛 Zhou Tao,吴霞 Wu Xia,徐鹏 Xu Peng,孙悦 Sun Yue,马超 Ma Chao,朱琳 Zhu Lin,胡斌 Hu Bin,郭婷 Guo Ting,何军 He Jun,高洁 Gao Jie,林峰 Lin Feng,罗兰 Luo Lan,欧阳修远 Ouyang Xiuyuan,梁勇 Liang Yong,宋佳 Song Jia,唐宁 Tang Ning';

export const AGENTS = PEOPLE.split(',').map((both, nth) => {
  const [zh = '', ...en] = both.split(' ');
  return {
    id: `a${nth + 1}`,
    name: name(zh, en.join(' ')),
    number: String(8001 + nth),
    extension: String(101 + nth),
    queues: [QUEUES[nth % 4]?.id ?? 'support', ...(nth % 3 === 0 ? ['front-desk'] : [])],
  };
});

const result = (id: string, zh: string, en: string) => ({ id, name: name(zh, en) });
const RESULTS = [
  result('solved', '已解决', 'Solved'),
  result('open', '待跟进', 'To follow up'),
  result('forwarded', '已转交', 'Passed on'),
];
const leaf = (id: string, zh: string, en: string): WrapUpType => ({
  id,
  name: name(zh, en),
  results: RESULTS,
  children: [],
});

export const TYPES: WrapUpType[] = [
  {
    ...leaf('booking', '预订', 'Booking'),
    children: [
      leaf('booking-new', '新预订', 'New'),
      leaf('booking-change', '修改', 'Change'),
      leaf('booking-cancel', '取消', 'Cancellation'),
    ],
  },
  {
    ...leaf('room', '客房服务', 'Room service'),
    children: [
      leaf('room-clean', '打扫', 'Cleaning'),
      leaf('room-food', '送餐', 'Food'),
      leaf('room-fix', '报修', 'Repair'),
    ],
  },
  {
    ...leaf('complaint', '投诉', 'Complaint'),
    children: [leaf('complaint-noise', '噪音', 'Noise'), leaf('complaint-bill', '账单', 'Bill')],
  },
  leaf('question', '咨询', 'Question'),
];
export const LEAVES = [
  'booking-new',
  'booking-change',
  'room-clean',
  'room-fix',
  'complaint-bill',
  'question',
];

const CUSTOMER_NAMES =
  '诸葛明远,陈思雨,李建国,王晓燕,张子涵,Michael Brown,刘德全,赵雅芝,孙立人,周美玲,吴敬梓,郑成功,冯小宁,蒋丽萍,沈从文,韩寒,曹雪,许晴,何炅,吕良伟,施一公,张弛,孔令辉,邓亚萍'.split(
    ',',
  );
const LEVELS = ['normal', 'normal', 'gold', 'normal', 'vip', 'silver'] as const;

export const CUSTOMERS = CUSTOMER_NAMES.map((one, nth) => ({
  id: `c${nth + 1}`,
  kind: 'person' as const,
  risk: 'none' as const,
  tags: nth % 4 === 1 ? ['常客'] : [],
  name: one,
  company: nth % 4 === 0 ? '远东商务旅行有限公司' : '',
  level: LEVELS[nth % LEVELS.length] ?? ('normal' as const),
  language: one.includes(' ') ? 'en-US' : 'zh-CN',
  note: nth % 3 === 0 ? '常住 1208 房，对花生过敏。喜欢高楼层、远离电梯。' : '',
  numbers: [`138${String(10230457 + nth * 7919)}`, ...(nth % 5 === 0 ? ['01065551234'] : [])],
  numbers_masked: false,
  last_contact_at: new Date(Date.now() - nth * 7_200_000).toISOString(),
}));
