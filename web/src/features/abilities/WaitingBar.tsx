/** What waits to be put in force, and the way back from what was put in force last. */
import { UndoOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { PEOPLE_KINDS, type People } from '@/api/people';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Refused } from '@/shared/ui/Refused';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { AloneWarning } from '@/shared/alone/AloneWarning';
import { AloneAsks } from '@/shared/alone/AloneAsks';
import { useAloneFirst } from '@/shared/alone/use-alone-first';
import { useAlone } from '@/shared/alone/use-alone';
import { waitingIn } from './levels';
import { useDiscardPeople, useLastPublished, usePublishPeople, usePutBack } from './use-people';
import { abilityWords } from './words';

/** Put people back as they were before the publication that is shown as the last, and say so; it is refused
 * when somebody has published since. */
function useUndo(): { undo: (number: number) => void; busy: boolean } {
  const t = useTexts(abilityWords);
  const { message } = App.useApp();
  const onError = useSayRefusal();
  const back = usePutBack();
  const undo = (number: number): void =>
    back.mutate(number, { onSuccess: () => void message.success(t('back')), onError });
  return { undo, busy: back.isPending };
}

function LastPublished() {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const [last] = useLastPublished().data?.items ?? [];
  const { undo, busy } = useUndo();
  const first = useAloneFirst();
  if (!last || last.number < 2) return null;
  const who = last.by ? nameIn(last.by, locale) : t('system');
  return (
    <>
      <span className="quiet">{t('lastChange', { who, when: whenOf(last.at, dateAt(serverNow())) })}</span>
      <Button
        size="small"
        icon={<UndoOutlined aria-hidden />}
        loading={busy || first.looking}
        onClick={() => first.wish({ back_to: last.number - 1, kinds: PEOPLE_KINDS }, () => undo(last.number))}
      >
        {t('undoLast')}
      </Button>
      <AloneAsks queues={first.queues} anyway={t('undoAnyway')} onAnswer={first.answer} />
    </>
  );
}

export function WaitingBar({ people }: { people: People }) {
  const t = useTexts(abilityWords);
  const { message } = App.useApp();
  const publishing = usePublishPeople();
  const discarding = useDiscardPeople();
  const n = waitingIn(people);
  const marks = people.people.flatMap(({ draft, mark }) => (draft ? [mark] : []));
  const alone = useAlone(n ? { drafts: true, kinds: PEOPLE_KINDS } : null, marks);
  const publish = (): void =>
    publishing.mutate(undefined, { onSuccess: () => void message.success(t('published')) });
  return (
    <>
      <div className="waiting-bar">
        {n ? (
          <>
            <span className="pill wait" role="status">
              {t('waiting', { n })}
            </span>
            <Button type="primary" title={t('publishText')} loading={publishing.isPending} onClick={publish}>
              {t('publish')}
            </Button>
            <Button loading={discarding.isPending} onClick={() => discarding.mutate()}>
              {t('discard')}
            </Button>
          </>
        ) : (
          <LastPublished />
        )}
      </div>
      <AloneWarning queues={alone} />
      <Refused failure={n ? (publishing.error ?? discarding.error) : null} />
    </>
  );
}
