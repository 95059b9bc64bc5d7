import { texts } from '@/shared/i18n/texts';

export const signInWords = texts(
  {
    title: '登录话务',
    login: '登录名',
    password: '密码',
    signIn: '登录',
    loginNeeded: '请输入登录名',
    passwordNeeded: '请输入密码',
    wrong: '登录名或密码不正确',
    wrongHelp: '注意大小写和中英文输入法。忘了密码请找管理员重设。',
    waitSeconds: '尝试次数过多，请 {seconds} 秒后再试',
    waitOver: '现在可以再试了',
    capsLock: '大写锁定已打开',
    tagline: '从第一声铃响，到问题解决',
  },
  {
    title: 'Sign in to Huawu',
    login: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    loginNeeded: 'Enter your user name',
    passwordNeeded: 'Enter your password',
    wrong: 'The user name or password is wrong',
    wrongHelp: 'Mind upper and lower case. If you forgot it, the administrator can set a new one.',
    waitSeconds: 'Too many attempts: try again in {seconds} s',
    waitOver: 'You can try again now',
    capsLock: 'Caps Lock is on',
    tagline: 'From the first ring to the solved case',
  },
);
