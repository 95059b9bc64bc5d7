/** `?`: every key that works on this page now, by group. */
import { Modal } from 'antd';
import { useCommands } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Keys } from '@/shared/ui/Keys';
import { frameWords } from './words';

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useTexts(frameWords);
  const keyed = useCommands().filter((command) => command.keys);
  const groups = [...new Set(keyed.map((command) => command.group))];
  return (
    <Modal open title={t('keys')} footer={null} onCancel={onClose} width={640} transitionName="">
      <div className="keys-help">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keyed
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <Keys keys={command.keys ?? ''} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet">{t('keysNote')}</p>
    </Modal>
  );
}
