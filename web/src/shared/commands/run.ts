/** A button for a command that another room offers: rooms need not know each other to lead to each other. */
import { commandsNow, useCommands } from './registry';

/** The title of a command that is offered now; undefined when nobody offers it. */
export const useCommandTitle = (id: string): string | undefined =>
  useCommands().find((command) => command.id === id)?.title;

export const runCommand = (id: string): void =>
  commandsNow()
    .find((command) => command.id === id)
    ?.run();
