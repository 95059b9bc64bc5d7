/** How calls are handled in this centre: a switch writes a draft, publishing puts it in force. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Switch } from 'antd';
import { discardConfigDraft, publishConfig, saveConfigDraft } from '@/api/calls';
import type { ConfigEntry } from '@/api/types';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { settingsWords } from './words';

type Wish = { do: 'draft'; customerFirst: boolean } | { do: 'discard' } | { do: 'publish' };

function useChange(site: ConfigEntry | undefined) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation<unknown, unknown, Wish>({
    mutationFn: (wish) => {
      if (wish.do === 'publish') return publishConfig(['site']);
      const base = site?.changed.mark;
      if (wish.do === 'discard') return discardConfigDraft('site', 'site', base);
      const body = { ...(site?.draft ?? site?.value ?? {}), customer_first: wish.customerFirst };
      return saveConfigDraft('site', 'site', body, base);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['config'] }),
    onError,
  });
}

const firstOf = (body: Record<string, unknown> | null | undefined): boolean => body?.customer_first !== false;

export function Manners({ site }: { site: ConfigEntry | undefined }) {
  const t = useTexts(settingsWords);
  const changing = useChange(site);
  const mayChange = may(useSession(), 'config.change') && site !== undefined;
  const first = firstOf(site?.draft ?? site?.value);
  const drafted = Boolean(site?.draft);
  return (
    <section className="manners" aria-label={t('manners')}>
      <h3>{t('manners')}</h3>
      <div className="manners-line">
        <Switch
          checked={first}
          disabled={!mayChange || changing.isPending}
          checkedChildren={t('on')}
          unCheckedChildren={t('off')}
          aria-label={t('customerFirst')}
          onChange={(customerFirst) => changing.mutate({ do: 'draft', customerFirst })}
        />
        <strong>{t('customerFirst')}</strong>
        <span className="quiet">{t('customerFirstText')}</span>
      </div>
      {drafted ? (
        <div className="manners-line" role="status">
          <span className="pill wait">{t('unpublished')}</span>
          {mayChange ? (
            <>
              <Button
                type="primary"
                size="small"
                title={t('publishText')}
                disabled={changing.isPending}
                onClick={() => changing.mutate({ do: 'publish' })}
              >
                {t('publish')}
              </Button>
              <Button
                size="small"
                disabled={changing.isPending}
                onClick={() => changing.mutate({ do: 'discard' })}
              >
                {t('discard')}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
