/** Help with a number abroad: which country it is, what time it is there, how it is dialled from here. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { helpDialling, type DialHelp as Help } from '@/api/tickets';
import { groupPhone } from '@/shared/format/phone';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { useSettled } from '@/shared/ui/use-settled';
import { languageName } from './languages';
import { ticketWords } from './words';

const ABROAD = /^\s*(?:[+＋]|00)\s*[1-9]|\p{L}{2}/u;

/** The clock of a place, as the server told it with its offset. */
const clockIn = (zone: string, at: string): string => {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${place} ${at.slice(11, 16)}`;
};

function Country({ country }: { country: Help['countries'][number] }) {
  const locale = useLocale();
  return (
    <>
      <strong>{nameIn(country.name, locale)}</strong> <span className="num">+{country.code}</span>{' '}
      <span className="quiet">
        {languageName(country.language, locale)} ·{' '}
        {Object.entries(country.clocks)
          .map(([zone, at]) => clockIn(zone, at))
          .join(' · ')}
      </span>
    </>
  );
}

interface Given {
  typed: string;
  /** Put the whole number into the field; without it there is nothing to fill in. */
  use?: (number: string) => void;
}

export function DialHelp({ typed, use }: Given) {
  const t = useTexts(ticketWords);
  const asked = useSettled(typed.trim());
  const wanted = ABROAD.test(asked) && !asked.includes('*');
  const { data } = useQuery({
    queryKey: ['tickets', 'dialling', asked],
    queryFn: () => helpDialling(asked),
    enabled: wanted,
    staleTime: 60_000,
  });
  if (!wanted || !data?.countries.length) return null;
  return (
    <div className="dial-help" aria-live="polite">
      {data.countries.map((country) => (
        <div key={country.code}>
          <Country country={country} />
        </div>
      ))}
      {data.number ? (
        <div>
          {t('dials')} <strong className="num">{data.dial}</strong>{' '}
          {data.dropped ? <span className="quiet">{t('dropped', { digits: data.dropped })}</span> : null}
          {use && data.number !== typed.trim() ? (
            <Button type="link" size="small" onClick={() => use(data.number)}>
              {t('useNumber', { number: groupPhone(data.number) })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
