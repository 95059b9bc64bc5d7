/** What was said in a recorded call, below its sound. Nothing where nothing was written down. */
import { useQuery } from '@tanstack/react-query';
import { getRecordingTranscript } from '@/api/spoken';
import type { Recording } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { Lines } from './Lines';
import { spokenWords } from './words';

export function Transcript({ recording }: { recording: Recording }) {
  const t = useTexts(spokenWords);
  const asked = useQuery({
    queryKey: ['recordings', recording.id, 'transcript'],
    queryFn: () => getRecordingTranscript(recording.id),
    enabled: !recording.deleted_at,
  });
  const lines = asked.data?.lines ?? [];
  if (!lines.length) return null;
  return (
    <section className="spoken-part" aria-label={t('title')}>
      <p className="quiet">
        {t('title')} · {t('recognised')}
      </p>
      <Lines lines={lines} />
    </section>
  );
}
