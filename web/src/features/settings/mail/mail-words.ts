/** Words of the mail server, and of what is mailed. */
import { texts } from '@/shared/i18n/texts';

export const mailSettingsWords = texts(
  {
    server: '邮件服务器',
    serverText: '用来把新留言通知发到邮箱。存为草稿后可以先试发一封，再发布生效。',
    passwordThere: '密码文件 mail/password 已就位。',
    passwordNone:
      '还没有密码文件：请把密码写成一行，存为密钥目录里的 mail/password。密码不写进配置，也不会被导出。',
    try: '试发一封',
    to: '收件地址',
    send: '发送测试邮件',
    sent: '邮件服务器已收下：{said}',
    queues: '队列的留言',
    queuesText: '这里填写队列留言通知谁；分机的在“分机”里填写。录音随信发出就离开了本系统，默认不发。',
    site: '全部留言',
    noQueue: '还没有队列',
    nobody: '不发邮件',
    andSound: '附录音',
    waiting: '待发送：{n} 封',
    failing: '最近七天没有送达的通知',
    none: '没有未送达的通知',
    givenUp: '已放弃',
    tries: '已试 {n} 次',
  },
  {
    server: 'Mail server',
    serverText: 'It carries news of voice messages. Save it as a draft, send a test letter, then publish.',
    passwordThere: 'The file with its password, mail/password, is there.',
    passwordNone:
      'There is no password yet: put it as the only line into the file mail/password in the folder of keys. It is never part of the configuration or its exports.',
    try: 'Try it',
    to: 'To',
    send: 'Send a test letter',
    sent: 'The mail server took it: {said}',
    queues: 'Messages of queues',
    queuesText:
      'Who is told of messages for a queue; those of extensions are set at the extension. Sound that is attached leaves the house: it is off unless you switch it on.',
    site: 'All messages',
    noQueue: 'No queue yet',
    nobody: 'not mailed',
    andSound: 'with the sound',
    waiting: 'Letters that wait: {n}',
    failing: 'News that did not arrive, last seven days',
    none: 'Everything arrived',
    givenUp: 'given up',
    tries: 'tries: {n}',
  },
);
