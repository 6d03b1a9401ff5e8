import { textsIn } from './cards.ts';
import type { Chat } from './chat.ts';

/**
 * Ends the assessment at hand and reads from the bot's own cards what it took down, the newest first: the question and
 * its change, as `2. ohne Antwort → Ja`.
 */
export async function trailOf(chat: Chat): Promise<string[]> {
  await chat.say('Übersicht');
  await chat.tap('Abschließen');
  await chat.tap('Verlauf der Antworten');
  const changes: string[] = [];
  for (;;) {
    const texts = textsIn(chat.card);
    texts.forEach((text, index) => {
      const number = /^(\d+)\. /.exec(text)?.[1];
      const change = / Uhr: (.+)$/.exec(texts[index + 1] ?? '')?.[1];
      if (number && change) changes.push(`${number}. ${change}`);
    });
    if (!chat.buttons.includes('Ältere')) return changes;
    await chat.tap('Ältere');
  }
}
