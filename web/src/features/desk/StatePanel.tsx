/** My state, for how long, and the ways out of it. */
import { CheckCircleFilled, CoffeeOutlined, LoginOutlined, LogoutOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useMemo } from 'react';
import type { Me } from '@/api/types';
import { useOffer, type Command } from '@/shared/commands/registry';
import { microsOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { Elapsed, Remaining } from '@/shared/ui/Elapsed';
import { usePauseReasons, useReasonName } from '@/shared/ui/names';
import { StateMark } from '@/shared/ui/StateMark';
import { useStateChange, type Wish } from './actions';
import { sinceOf } from './me';
import { deskWords } from './words';

function useStateCommands(me: Me, wish: (wish: Wish) => void): void {
  const t = useTexts(deskWords);
  const locale = useLocale();
  const reasons = usePauseReasons().data;
  const commands = useMemo<Command[]>(() => {
    const group = t('stateKeys');
    if (me.state === 'signed_out') {
      return [
        { id: 'sign-in', title: t('signIn'), keys: 'Alt+r', group, run: () => wish({ do: 'sign-in' }) },
      ];
    }
    const pauses = (reasons ?? []).map((reason, nth) => ({
      id: `pause-${reason.id}`,
      title: t('pauseAs', { reason: nameIn(reason.name, locale) }),
      ...(nth === 0 ? { keys: 'Alt+p' } : {}),
      group,
      run: () => wish({ do: 'pause', reason: reason.id }),
    }));
    return [
      { id: 'ready', title: t('goReady'), keys: 'Alt+r', group, run: () => wish({ do: 'ready' }) },
      ...pauses,
      { id: 'sign-out-queues', title: t('signOut'), group, run: () => wish({ do: 'sign-out' }) },
    ];
  }, [t, locale, reasons, me.state, wish]);
  useOffer(commands);
}

export function StatePanel({ me }: { me: Me }) {
  const t = useTexts(deskWords);
  const locale = useLocale();
  const reasons = usePauseReasons().data ?? [];
  const reasonName = useReasonName();
  const changing = useStateChange();
  const { mutate } = changing;
  useStateCommands(me, mutate);
  const busy = me.state === 'ringing' || me.state === 'talking';
  const reason = me.state === 'paused' ? reasonName(me.reason) : '';
  return (
    <section className="panel my-state">
      <div className="my-state-now">
        <StateMark state={me.state} reason={reason} />
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
      {me.state === 'signed_out' ? (
        <Button
          type="primary"
          size="large"
          block
          icon={<LoginOutlined />}
          loading={changing.isPending}
          onClick={() => mutate({ do: 'sign-in' })}
        >
          {t('signIn')}
        </Button>
      ) : (
        <>
          <div className="my-state-ways">
            {me.state === 'ready' || busy ? null : (
              <Button
                type={me.state === 'paused' ? 'primary' : 'default'}
                icon={<CheckCircleFilled />}
                onClick={() => mutate({ do: 'ready' })}
                title="Alt+R"
              >
                {t('goReady')}
              </Button>
            )}
            <Dropdown
              trigger={['click']}
              menu={{
                items: reasons.map((one) => ({
                  key: one.id,
                  label: nameIn(one.name, locale),
                  onClick: () => mutate({ do: 'pause', reason: one.id }),
                })),
              }}
            >
              <Button icon={<CoffeeOutlined />} aria-haspopup="menu">
                {t('pause')}
              </Button>
            </Dropdown>
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
