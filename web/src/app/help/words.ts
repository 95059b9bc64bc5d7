/** Help on each page, short: what it is for, and what to do. Lines of `do` are set as a list. */
import { texts } from '@/shared/i18n/texts';

export const helpWords = texts(
  {
    title: '帮助',
    what: '这个页面做什么',
    how: '怎么用',
    button: '帮助与快捷键',
    desk: '接电话、看客户、写小结的地方。',
    deskDo:
      '先签入队列并允许使用麦克风，空闲时来电会在顶部的通话条振铃。\n通话中填写小结，草稿随时保存，刷新也不会丢。\n要请别人接手：转接（Alt+T）直接送出，咨询（Alt+C）先问一声再完成转接；通话条下面看得到谁听得到谁。\n挂断后进入话后整理，提交小结就恢复空闲。',
    board: '整个中心此刻的样子：谁在等、谁在接、是否守住承诺。',
    boardDo:
      '点任何数字，打开它背后的明细。\n点队列名，只看这个队列；点状态，只看处于该状态的坐席。\n变红的等待已超过承诺；坐席卡片上的警示说明电话或示忙出了什么问题。\n有权限时，卡片右上角的“…”可监听、密语、强插、接管，或改状态。',
    interactions: '每一次联络，从来电到小结。',
    interactionsDo: '按日期、队列、坐席、结果筛选，或搜索号码和姓名。\n点一行看它的时间线、录音和分配原因。',
    recordings: '通话录音，左声道是客户，右声道是我方。',
    recordingsDo: '点一行开始播放；空格暂停，左右键前后跳。\n“查看联络”打开这通电话的全部经过。',
    messages: '来电者留下的话：您自己的信箱，和您所在队列的信箱。',
    messagesDo:
      '点播放按钮收听；可以直接回拨，删除后片刻内可以撤销。\n队列的留言先“认领”，处理好后点“处理完毕”，同事就知道有人在管。\n在“信箱设置”里设置密码后，可以用自己的话机拨 *97 收听。',
    customers: '我们服务的人和他们的历史。',
    customersDo: '按姓名、拼音或号码搜索。\n点一行看卡片和历次联络；没有权限的角色看到的号码是打星的。',
    directory: '全单位的电话：人员、房间、部门和外部号码。',
    directoryDo:
      '输入姓名、拼音、首字母、部门或号码的开头、结尾，打错一两个字母也能查到。\n上下键选择，回车呼叫，Shift+回车把当前通话转过去。\n管理员可以新建、修改，或从表格导入；先检查再导入。',
    people: '谁会什么、在哪个团队、接哪些队列。',
    peopleDo:
      '先选矩阵显示技能、语言还是队列；用方向键移动，按数字设级别，0 取消。\n勾选几个人后，改其中一人，大家一起改。\n改动先是草稿，点“发布”才生效；发布后可以撤销。',
    routing: '来电由谁、按什么顺序、在什么时间接：队列、服务时间和技能。',
    routingDo:
      '左边选一个队列，改好后存为草稿，还没有生效。\n“试一试”：设想一位来电者，看他此刻会被分给谁、为什么。\n点“发布”一起生效；“版本”里每一版都看得到改了什么，也可以恢复。',
    scripts: '通话中说什么：按场景写好的话术，由另一位同事审批。',
    scriptsDo:
      '左边选一篇，右边看内容；“写新的一版”修改，保存为草稿，再提交审批。\n自己写的不能自己批；有旧版时，新版可以先在一部分联络中对比试用。\n“效果”里看每一版用了多少次、有没有帮助，和 95% 的区间。\n通话中：Alt+↓ 下一句，Alt+↑ 上一句，Alt+1…9 选客户的回答，Alt+/ 输入客户的话，Alt+. 跳过，Alt+, 不用话术，e 然后 1…5 记下情绪。',
    prompts: '来电者听到的话：自己录的、上传的、由文字生成的，和系统自带的。',
    promptsDo:
      '点“新建提示音”，起个名字，再分别录好中文和英文。\n声音会自动去掉首尾静音、调到统一的响度。\n先存为草稿，点“发布”后，从下一个来电起就听得到。',
    'what-if': '如果当时多一个人、少一个人，或电话更多，那一天会怎样。',
    'what-ifDo': '选一天，说出要改什么，再点“开始推演”。\n结果按半小时和那一天实际的样子对照。',
    settings: '当前生效的配置，每一项的版本和草稿。',
    settingsDo:
      '左边选种类，点一项看内容。\n号码、分机、会议室、录音、邮件等直接在这里改：存为草稿，再发布。队列在“路由”里改。\n其他种类：导出 YAML，改好后导入为草稿，再发布。',
    extension: '您的分机：免打扰，以及来电转到哪里。',
    extensionDo: '打开免打扰，或填上转移的号码，按回车保存。\n在话机上拨短代码也一样；这里看得到它们。',
    conferences: '预约的会议：会议室、时间、密码，以及谁在里面。',
    conferencesDo:
      '选会议室和时间，填上到点要呼叫的号码，点“预约”。\n会议中可以静音、请出某人，锁定或结束会议。',
    welcome: '首次设置的最后一步：接上电话，打一通测试电话。',
    welcomeDo: '点“拨打”，看电话到达并听到双向声音。\n抄下话机密码，它只显示这一次。',
  },
  {
    title: 'Help',
    what: 'What this page is for',
    how: 'How to use it',
    button: 'Help and keys',
    desk: 'Where calls are taken, customers seen and contacts written up.',
    deskDo:
      'Sign in to the queues and allow the microphone; while you are ready, calls ring in the bar on top.\nWrite up while you talk: drafts are kept at once and survive a reload.\nTo pass a call on: transfer (Alt+T) sends it, consult (Alt+C) asks first; below the bar you see who hears whom.\nAfter hanging up you are in wrap-up; submitting the form makes you ready again.',
    board: 'The centre at this moment: who waits, who answers, whether promises are kept.',
    boardDo:
      'Click any figure to open the list behind it.\nClick a queue to see only that queue, a state to see only agents in it.\nA wait in red is beyond the promise; a warning on a tile says what is wrong with phone or pause.\nIf you may, the … on a tile lets you listen, whisper, barge in, take over, or change the state.',
    interactions: 'Every contact, from the first ring to the wrap-up.',
    interactionsDo:
      'Filter by day, queue, agent or outcome, or search for a number or name.\nClick a line to see its timeline, recording and why it was routed so.',
    recordings: 'Recorded calls: the customer on the left, our side on the right.',
    recordingsDo:
      'Click a line to listen; space pauses, the arrow keys jump.\n“Open the interaction” shows the whole of the call.',
    messages: 'What callers left: your own mailbox, and those of your queues.',
    messagesDo:
      'Press play to listen; call back from there. A deleted message can be brought back for a moment.\nTake a message of a queue first and mark it done later, so that colleagues know that somebody sees to it.\nWith a password, set below, you can listen by dialling *97 on your own telephone.',
    customers: 'Whom we serve, and their history.',
    customersDo:
      'Search by name, pinyin or number.\nClick a line for the card and past contacts; roles without the right see starred numbers.',
    directory: 'Every telephone of the house: people, rooms, departments, outside numbers.',
    directoryDo:
      'Type a name, pinyin, initials, a department, or how a number begins or ends; a wrong letter or two does not matter.\nThe arrow keys choose, Enter calls, Shift+Enter transfers the call you have.\nAdministrators add and change entries, or import a sheet: it is checked before anything changes.',
    people: 'Who can do what, in which team, for which queues.',
    peopleDo:
      'Choose whether the matrix shows skills, languages or queues; move with the arrows, a digit sets a level, 0 takes it away.\nTick several people: a change to one of them changes all.\nChanges are drafts until you publish; a publication can be undone.',
    routing: 'Who answers calls, in which order and when: queues, service hours and skills.',
    routingDo:
      'Choose a queue on the left and save what you change as a draft: nothing is in force yet.\n“Try it”: think of a caller and see who would get the call now, and why.\n“Publish” puts all of it in force; “Versions” shows what each one changed, and goes back to it.',
    scripts: 'What is said in calls: scripts by scene, written by one and approved by another.',
    scriptsDo:
      'Choose one on the left and read it on the right; “Write a new version” changes it: save a draft, then propose it.\nNobody approves what they have written; beside an older version the new one can be tried on part of the contacts first.\n“Effect” shows how often each version was used, whether it helped, and 95% intervals.\nIn a call: Alt+↓ next line, Alt+↑ the one before, Alt+1…9 what the customer answers, Alt+/ type what they said, Alt+. skip, Alt+, leave the script, e then 1…5 for the mood.',
    prompts: 'What callers hear: what you recorded, uploaded or had spoken, and what comes with the product.',
    promptsDo:
      'Press “New prompt”, give it a name, and make it in Chinese and in English.\nSilence before and after is cut, and the loudness made even.\nIt is a draft first; once published, callers hear it from the next call on.',
    'what-if': 'What that day would have been with more or fewer people, or more calls.',
    'what-ifDo':
      'Choose a day, say what is to be different, and start.\nThe result stands beside that day as it was, by half hours.',
    settings: 'The configuration in force, with versions and drafts.',
    settingsDo:
      'Choose a kind on the left, click an item to see it.\nNumbers, extensions, rooms, recording and mail are changed right here: save as a draft, then publish. Queues are changed under Routing.\nOther kinds: export YAML, edit, import as drafts, publish.',
    extension: 'Your extension: do not disturb, and where calls go on.',
    extensionDo:
      'Switch do not disturb on, or enter the number to forward to and press Enter.\nShort codes dialled on a telephone do the same; they are listed here.',
    conferences: 'Booked conferences: room, time, PIN, and who is in them.',
    conferencesDo:
      'Choose a room and a time, enter the numbers to call then, and click “Book”.\nWhile it goes on you may mute or remove somebody, lock it or end it.',
    welcome: 'The last step of the first start: connect a phone, place a test call.',
    welcomeDo:
      'Click “Call”, see the call arrive and hear that sound goes both ways.\nWrite the password of the phone down: it is shown once.',
  },
);

const PAGES = [
  'desk',
  'board',
  'interactions',
  'recordings',
  'messages',
  'customers',
  'directory',
  'people',
  'routing',
  'prompts',
  'what-if',
  'settings',
  'extension',
  'conferences',
  'welcome',
] as const;
export type Page = (typeof PAGES)[number];

/** Which page an address belongs to. */
export const pageAt = (path: string): Page | undefined => PAGES.find((page) => path.split('/')[1] === page);
