/** The call comes from a colleague: who, why, and what they have written so far. */
import { SwapOutlined } from '@ant-design/icons';
import type { Pop } from '@/api/desk';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { timeOf } from '@/shared/format/time';
import { typePath, useWrapUpTypes } from '@/shared/ui/names';
import { handedWords } from './handed-words';

type HandedOver = NonNullable<Pop['handed_over']>;

const VERBS = { transfer: 'transfer', consult: 'consult', join: 'join', serial: 'serial' } as const;

/** The kind of matter and its result as they were chosen, in words. */
function useChosenWords({ draft }: HandedOver): string {
  const types = useWrapUpTypes().data ?? [];
  const locale = useLocale();
  if (!draft?.type) return '';
  const path = typePath(types, draft.type);
  const result = path.at(-1)?.results.find((one) => one.id === draft.result);
  return [...path, ...(result ? [result] : [])].map((one) => nameIn(one.name, locale)).join(' › ');
}

export function PopHandedOver({ handed }: { handed: HandedOver }) {
  const t = useTexts(handedWords);
  const locale = useLocale();
  const chosen = useChosenWords(handed);
  const verb = VERBS[handed.verb as keyof typeof VERBS] ?? 'transfer';
  const who = nameIn(handed.by?.name, locale) || t('colleague');
  const reason = handed.reason === 'urgent' ? t('urgent') : handed.reason;
  return (
    <section className="handed-over" aria-label={t('title')}>
      <p>
        <SwapOutlined aria-hidden /> <strong>{t(verb, { who })}</strong>{' '}
        <span className="quiet num">{timeOf(new Date(handed.at))}</span>
      </p>
      {reason ? (
        <p>
          <span className="quiet">{t('reason')}</span> {reason}
        </p>
      ) : null}
      {chosen ? (
        <p>
          <span className="quiet">{t('matter')}</span> {chosen}
        </p>
      ) : null}
      {handed.draft?.note ? (
        <p className="handed-over-note">
          <span className="quiet">{t('note')}</span> {handed.draft.note}
        </p>
      ) : null}
    </section>
  );
}
