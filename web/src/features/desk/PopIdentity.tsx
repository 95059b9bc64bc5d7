/** Whether the caller is the customer: how sure it is, and the ways to find out. */
import { LockOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  answerQuestions,
  checkCode,
  getCallerIdentity,
  openAnyway,
  sendCode,
  type CallerIdentity,
  type PopCustomer,
} from '@/api/desk';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { newOnce } from '@/shared/once';
import { Field } from '@/shared/ui/Field';
import { Refused } from '@/shared/ui/Refused';
import { identityWords } from './identity-words';
import { popKey } from './pop';
import './identity.css';

interface At {
  interaction: string;
  customer: string;
}
const keyOf = ({ interaction, customer }: At) => ['identity', interaction, customer] as const;

/** One way to find out; what comes of it is shown, and the card is asked for anew. */
function useWay<Told>(at: At, way: (told: Told) => Promise<CallerIdentity>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: way,
    onSuccess: (now) => {
      client.setQueryData(keyOf(at), now);
      void client.invalidateQueries({ queryKey: popKey(at.interaction) });
    },
    onError: () => void client.invalidateQueries({ queryKey: keyOf(at) }),
  });
}

interface WayProps {
  at: At;
  now: CallerIdentity;
}

function Outcome({ now }: { now: CallerIdentity }) {
  const t = useTexts(identityWords);
  if (now.passed === null) return null;
  return (
    <p role="status" className={now.passed ? 'is-verified' : 'fault'}>
      {now.passed ? t('right') : t('wrong', { n: now.left })}
    </p>
  );
}

interface FormProps {
  label: string;
  ready: boolean;
  waiting: boolean;
  failure: unknown;
  onSend: () => void;
  children: ReactNode;
}

function Asking({ label, ready, waiting, failure, onSend, children }: FormProps) {
  return (
    <form
      className="identity-form"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !waiting) onSend();
      }}
    >
      {children}
      <Refused failure={failure} />
      <Button htmlType="submit" loading={waiting} disabled={!ready}>
        {label}
      </Button>
    </form>
  );
}

function Questions({ at, now }: WayProps) {
  const t = useTexts(identityWords);
  const locale = useLocale();
  const [said, setSaid] = useState<Record<string, string>>({});
  const answers = Object.fromEntries(Object.entries(said).filter(([, text]) => text.trim() !== ''));
  const sending = useWay(at, (told: Record<string, string>) =>
    answerQuestions(at.interaction, at.customer, { answers: told, once: newOnce() }),
  );
  if (!now.needed) return <p className="quiet">{t('notEnough')}</p>;
  const ready = Object.keys(answers).length === now.needed;
  return (
    <>
      <p>{t('questions', { n: now.needed })}</p>
      <Asking
        label={t('compare')}
        ready={ready}
        waiting={sending.isPending}
        failure={sending.error}
        onSend={() => sending.mutate(answers, { onSuccess: () => setSaid({}) })}
      >
        {now.questions.map((one) => (
          <Field
            key={one.field}
            label={nameIn(one.name, locale)}
            rule={one.kind === 'id_number' ? t('last6') : ''}
          >
            <Input
              autoComplete="off"
              maxLength={200}
              value={said[one.field] ?? ''}
              onChange={({ target }) => setSaid((before) => ({ ...before, [one.field]: target.value }))}
            />
          </Field>
        ))}
      </Asking>
    </>
  );
}

function Code({ at, now }: WayProps) {
  const t = useTexts(identityWords);
  const [code, setCode] = useState('');
  const sending = useWay(at, (to: CallerIdentity['codes'][number]) =>
    sendCode(at.interaction, at.customer, { way: to.way, place: to.place }),
  );
  const checking = useWay(at, (told: string) =>
    checkCode(at.interaction, at.customer, { code: told, once: newOnce() }),
  );
  if (!now.codes.length) return <p className="quiet">{t('noCode')}</p>;
  return (
    <>
      <p>
        {now.codes.map((to) => (
          <Button
            key={`${to.way} ${to.place}`}
            size="small"
            loading={sending.isPending}
            onClick={() => sending.mutate(to)}
          >
            {t('codeTo', { to: to.to })}
          </Button>
        ))}
      </p>
      <Refused failure={sending.error} />
      {sending.isSuccess ? (
        <Asking
          label={t('checkCode')}
          ready={code.replace(/\D/g, '').length === 6}
          waiting={checking.isPending}
          failure={checking.error}
          onSend={() => checking.mutate(code, { onSuccess: () => setCode('') })}
        >
          <Field label={t('code')} rule={t('sent')}>
            <Input
              autoComplete="off"
              inputMode="numeric"
              maxLength={12}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </Field>
        </Asking>
      ) : null}
    </>
  );
}

function Without({ at }: { at: At }) {
  const t = useTexts(identityWords);
  const [reason, setReason] = useState('');
  const opening = useWay(at, (why: string) => openAnyway(at.interaction, at.customer, why));
  return (
    <details>
      <summary>{t('openAnyway')}</summary>
      <Asking
        label={t('open')}
        ready={reason.trim() !== ''}
        waiting={opening.isPending}
        failure={opening.error}
        onSend={() => opening.mutate(reason)}
      >
        <Field label={t('reason')}>
          <Input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </Asking>
    </details>
  );
}

function Ways({ at }: { at: At }) {
  const t = useTexts(identityWords);
  const asked = useQuery({
    queryKey: keyOf(at),
    queryFn: () => getCallerIdentity(at.interaction, at.customer),
  });
  const now = asked.data;
  if (!now) return <Refused failure={asked.error} />;
  return (
    <div className="identity-ways">
      <Outcome now={now} />
      {now.left ? (
        <>
          <Questions at={at} now={now} />
          <Code at={at} now={now} />
        </>
      ) : (
        <p className="fault" role="alert">
          {t('locked')}
        </p>
      )}
      {now.may_open && !now.enough && !now.opened ? <Without at={at} /> : null}
    </div>
  );
}

export function PopIdentity({ interaction, customer }: { interaction: string; customer: PopCustomer }) {
  const t = useTexts(identityWords);
  const [open, setOpen] = useState(false);
  const Sign = customer.hidden ? LockOutlined : SafetyCertificateOutlined;
  return (
    <section className={customer.hidden ? 'identity is-hidden' : 'identity'} aria-label={t('title')}>
      <p>
        <Sign aria-hidden /> {t('title')} <strong>{t(`level_${customer.identity}`)}</strong>{' '}
        {customer.hidden ? <span className="quiet">{t('hidden')}</span> : null}
        <Button size="small" className="push" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'close' : 'verify')}
        </Button>
      </p>
      {open ? <Ways at={{ interaction, customer: customer.id }} /> : null}
    </section>
  );
}
