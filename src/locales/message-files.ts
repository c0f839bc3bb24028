/** The language files of messages: those of earning and redeeming, with the word on the button of a card. */
import { clubFiles } from './club-files.ts';
import type { Files } from './languages.ts';
import type { Balances, ClubWords, Questions } from './words.ts';

export const messageFiles = Object.fromEntries(
  Object.entries(clubFiles as Files<Balances & ClubWords>).map(([tag, load]) => [
    tag,
    async () => {
      const { default: words } = await load();
      return { default: { ...words, close: words.closePanel } };
    },
  ]),
) as Files<Balances & ClubWords & Pick<Questions, 'close'>>;
