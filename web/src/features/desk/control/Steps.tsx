/** How to go on with somebody consulted, called or guided: only what works now, each with its key. */
import { Button } from 'antd';
import { useMemo } from 'react';
import type { CallShown, Mode, PartyShown } from '@/api/control';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { isGuide } from './circles';
import type { Verbs, Wish } from './verbs';
import { controlWords } from './words';

interface Step {
  id: string;
  word:
    'alternate' | 'complete' | 'merge' | 'cancel' | 'cancelConsult' | 'cancelTransfer' | 'leave' | 'takeOver';
  keys: string;
  wish: Wish;
  main?: boolean;
}

const STEPS: readonly Step[] = [
  { id: 'alternate', word: 'alternate', keys: 'Alt+s', wish: { do: 'act', action: 'alternate' } },
  { id: 'complete', word: 'complete', keys: 'Alt+y', wish: { do: 'act', action: 'complete' }, main: true },
  { id: 'merge', word: 'merge', keys: 'Alt+j', wish: { do: 'act', action: 'merge' } },
  { id: 'cancel', word: 'cancel', keys: 'Alt+z', wish: { do: 'act', action: 'cancel' } },
  { id: 'take_over', word: 'takeOver', keys: 'Alt+o', wish: { do: 'guide', mode: 'take_over' } },
];
const LEAVE: Step = { id: 'leave', word: 'leave', keys: 'Alt+x', wish: { do: 'leave' } };

const MODES = [
  { mode: 'listen', role: 'listener', keys: 'Alt+i' },
  { mode: 'whisper', role: 'whisperer', keys: 'Alt+v' },
  { mode: 'barge', role: 'joined', keys: 'Alt+g' },
] as const satisfies readonly { mode: Mode; role: PartyShown['role']; keys: string }[];

const capital = (keys: string): string => keys.replace(/[a-z]$/, (key) => key.toUpperCase());

/** What is given up by cancelling: whomever one talks to at this moment. */
function cancelOf({ parties }: CallShown): Step['word'] {
  if (parties.some(({ role }) => role === 'consulted')) return 'cancelConsult';
  return parties.some(({ role }) => role === 'target') ? 'cancelTransfer' : 'cancel';
}

interface Given {
  call: CallShown;
  mine: PartyShown | undefined;
  verbs: Verbs;
}

function Modes({ call, mine, verbs }: Given) {
  const t = useTexts(controlWords);
  return (
    <span className="call-modes" role="group" aria-label={t('mode')}>
      {MODES.filter(({ mode, role }) => call.may.includes(mode) || mine?.role === role).map(
        ({ mode, role, keys }) => (
          <Button
            key={mode}
            aria-pressed={mine?.role === role}
            type={mine?.role === role ? 'primary' : 'default'}
            disabled={verbs.isPending}
            title={capital(keys)}
            onClick={() => verbs.mutate({ do: 'guide', mode })}
          >
            {t(mode)}
          </Button>
        ),
      )}
    </span>
  );
}

/** Who leads, in a call of somebody else's: also after barging in there are ways back. */
const isLeading = (call: CallShown): boolean => MODES.some(({ mode }) => call.may.includes(mode));

export function Steps({ call, mine, verbs }: Given) {
  const t = useTexts(controlWords);
  const { mutate } = verbs;
  const guides = mine !== undefined && isGuide(mine);
  const leads = guides || isLeading(call);
  const steps = useMemo(() => {
    const now = STEPS.filter((one) => call.may.includes(one.id)).map((one) =>
      one.id === 'cancel' ? { ...one, word: cancelOf(call) } : one,
    );
    return guides ? [...now, LEAVE] : now;
  }, [call, guides]);
  const commands = useMemo<Command[]>(() => {
    const group = t('group');
    const modes = leads ? MODES.filter(({ mode }) => call.may.includes(mode)) : [];
    return [
      ...steps.map(({ id, word, keys, wish }) => ({
        id,
        title: t(word),
        keys,
        group,
        run: () => mutate(wish),
      })),
      ...modes.map(({ mode, keys }) => ({
        id: mode,
        title: t(mode),
        keys,
        group,
        run: () => mutate({ do: 'guide', mode }),
      })),
    ];
  }, [steps, leads, call.may, t, mutate]);
  useOffer(commands);
  return (
    <span className="call-steps">
      {leads ? <Modes call={call} mine={mine} verbs={verbs} /> : null}
      {steps.map(({ id, word, keys, wish, main }) => (
        <Button
          key={id}
          type={main ? 'primary' : 'default'}
          danger={id === 'leave'}
          disabled={verbs.isPending}
          title={capital(keys)}
          onClick={() => mutate(wish)}
        >
          {t(word)}
        </Button>
      ))}
    </span>
  );
}
