/** My state, for how long, and the ways out of it. */
import { CheckCircleFilled, CoffeeOutlined, LoginOutlined, LogoutOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useCallback, useMemo } from 'react';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { clockOf, MICROS } from '@/shared/format/duration';
import { microsOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useServerSecond } from '@/shared/live/clock';
import { Elapsed, Remaining } from '@/shared/ui/Elapsed';
import { useFocusBack } from '@/shared/ui/focus-back';
import { usePauseReasons, useReasonName } from '@/shared/ui/names';
import { StateMark } from '@/shared/ui/StateMark';
import { useStateChange, type Wish } from './actions';
import { sinceOf } from './me';
import { useFinding } from './phone-mend';
import { usePhoneFirst } from './sign-in';
import { statePanelWords } from './state-words';
import { deskWords } from './words';

interface Ways {
  wish: (wish: Wish) => void;
  signIn: () => void;
  becomeReady: () => void;
}

function useStateCommands(me: Me, { wish, signIn, becomeReady }: Ways): void {
  const t = useTexts(deskWords);
  const locale = useLocale();
  const reasons = usePauseReasons().data;
  const commands = useMemo<Command[]>(() => {
    const group = t('stateKeys');
    if (me.state === 'signed_out') {
      return [{ id: 'sign-in', title: t('signIn'), keys: 'Alt+r', group, run: signIn }];
    }
    const pauses = (reasons ?? []).map((reason, nth) => ({
      id: `pause-${reason.id}`,
      title: t('pauseAs', { reason: nameIn(reason.name, locale) }),
      ...(nth === 0 ? { keys: 'Alt+p' } : {}),
      group,
      run: () => wish({ do: 'pause', reason: reason.id }),
    }));
    return [
      { id: 'ready', title: t('goReady'), keys: 'Alt+r', group, run: becomeReady },
      ...pauses,
      { id: 'sign-out-queues', title: t('signOut'), group, run: () => wish({ do: 'sign-out' }) },
    ];
  }, [t, locale, reasons, me.state, wish, signIn, becomeReady]);
  useOffer(commands);
}

/** What is left of a pause, or how far it is over. */
function PauseLimit({ me }: { me: Me }) {
  const t = useTexts(statePanelWords);
  const now = useServerSecond();
  if (me.state !== 'paused' || !me.until) return null;
  const left = (microsOf(me.until) - now) / MICROS;
  const over = me.over || left < 0;
  const time = clockOf(Math.abs(left));
  return (
    <p className={over ? 'my-state-over num' : 'quiet num'}>
      {t(over ? 'pauseOver' : 'pauseLeft', { time })}
    </p>
  );
}

/** It rings here beside the queues: passed on by a colleague, or called back. */
const rings = (me: Me): boolean => me.state === 'talking' && me.call?.stage === 'ringing';

/** In which state, since when, and what that means for calls. */
function Now({ me }: { me: Me }) {
  const t = useTexts(statePanelWords);
  const finding = useFinding(me);
  const reasonName = useReasonName();
  return (
    <>
      <div className="my-state-now">
        <StateMark
          state={rings(me) ? 'ringing' : me.state}
          reason={me.state === 'paused' ? reasonName(me.reason) : ''}
        />
        {me.state === 'signed_out' ? null : (
          <span className="my-state-time">
            {me.state === 'wrap_up' && me.until ? (
              <Remaining until={microsOf(me.until)} />
            ) : (
              <Elapsed since={sinceOf(me)} />
            )}
          </span>
        )}
      </div>
      <PauseLimit me={me} />
      {me.state === 'ready' && finding ? <p className="my-state-over">{t('notOffered')}</p> : null}
    </>
  );
}

function Pause({ paused, wish }: { paused: boolean; wish: (wish: Wish) => void }) {
  const t = useTexts(deskWords);
  const more = useTexts(statePanelWords);
  const locale = useLocale();
  const reasons = usePauseReasons().data ?? [];
  const { button, dropdown } = useFocusBack();
  const items = reasons.map((one) => {
    const limit = one.limit_seconds ? more('minutes', { n: Math.round(one.limit_seconds / 60) }) : '';
    return {
      key: one.id,
      label: nameIn(one.name, locale),
      extra: limit,
      onClick: () => wish({ do: 'pause', reason: one.id }),
    };
  });
  return (
    <Dropdown {...dropdown} menu={{ items }}>
      <Button ref={button} icon={<CoffeeOutlined />} aria-haspopup="menu">
        {paused ? more('pauseOther') : t('pause')}
      </Button>
    </Dropdown>
  );
}

export function StatePanel({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const more = useTexts(statePanelWords);
  const changing = useStateChange();
  const { mutate } = changing;
  const signIn = useCallback(() => mutate({ do: 'sign-in' }), [mutate]);
  const signing = usePhoneFirst(me, signIn);
  const ready = useCallback(() => mutate({ do: 'ready' }), [mutate]);
  const readying = usePhoneFirst(me, ready);
  const becomeReady = me.phone.ready ? ready : readying.start;
  useStateCommands(me, { wish: mutate, signIn: signing.start, becomeReady });
  const busy = me.state === 'ringing' || me.state === 'talking';
  return (
    <section className="panel my-state">
      <Now me={me} />
      {me.state === 'signed_out' ? (
        <Button
          type="primary"
          size="large"
          block
          icon={<LoginOutlined />}
          loading={changing.isPending || signing.waiting}
          title={more(signing.kind === 'browser' ? 'signInBrowser' : 'signInSip')}
          onClick={signing.start}
        >
          {signing.waiting ? more('connecting') : t('signIn')}
        </Button>
      ) : (
        <>
          <div className="my-state-ways">
            {me.state === 'ready' || busy ? null : (
              <Button
                type={me.state === 'paused' ? 'primary' : 'default'}
                icon={<CheckCircleFilled />}
                loading={readying.waiting}
                onClick={becomeReady}
                title="Alt+R"
              >
                {t('goReady')}
              </Button>
            )}
            <Pause paused={me.state === 'paused'} wish={mutate} />
            <Button icon={<LogoutOutlined />} onClick={() => mutate({ do: 'sign-out' })}>
              {t('signOut')}
            </Button>
          </div>
          {busy ? <p className="quiet my-state-note">{t('afterCall')}</p> : null}
        </>
      )}
    </section>
  );
}
