import type { DomainAnswer, DomainQuestion, SheetSummary, Stamp } from '../dialogs/dialog.ts';
import { type Catalogue, questionsOf } from './domain/catalogue.ts';
import { suggestReference } from './domain/reference.ts';
import { dayOf, deletionDay, noticeDay, type RetentionRules } from './domain/retention.ts';
import { currentPass, isFinished, type Sheet } from './domain/sheet.ts';
import type { Callbacks } from './stores/callbacks.ts';
import type { Links } from './stores/links.ts';
import type { Sheets } from './stores/sheets.ts';

export type AnswerParts = {
  sheets: Sheets;
  links: Links;
  /** Undefined where the city does not call back. */
  callbacks: Callbacks | undefined;
  retention: RetentionRules;
  catalogue: Catalogue;
  catalogueOf: (version: string) => Catalogue | undefined;
  /** Where browsers reach this server, without a slash at the end. */
  publicUrl: string;
};

function summary(sheet: Sheet, parts: AnswerParts, today: string): SheetSummary {
  return {
    id: sheet.id,
    reference: sheet.reference,
    finished: isFinished(sheet),
    passes: sheet.passes.length,
    answered: Object.keys(currentPass(sheet).answers).length,
    total: questionsOf(parts.catalogueOf(sheet.catalogueVersion) ?? parts.catalogue).length,
    changedAt: sheet.changedAt,
    deletionDay: deletionDay(sheet, parts.retention),
    expiring: noticeDay(sheet, parts.retention) <= today,
  };
}

/** Answers what dialogs ask the domain, always for the person who asks: nobody gets at another's sheets. */
export function createAnswers(parts: AnswerParts) {
  const { sheets, links, callbacks } = parts;

  async function listed({ principal, at }: Stamp): Promise<DomainAnswer> {
    const all = await sheets.list(principal.id);
    const today = dayOf(at);
    const waiting = await callbacks?.list();
    return {
      type: 'LISTED',
      sheets: all.map((sheet) => summary(sheet, parts, today)),
      callbacks: waiting?.length,
    };
  }

  async function callbacksListed(): Promise<DomainAnswer> {
    return { type: 'CALLBACKS_LISTED', callbacks: (await callbacks?.list()) ?? [] };
  }

  return async (question: DomainQuestion, stamp: Stamp): Promise<DomainAnswer> => {
    const owner = stamp.principal.id;
    switch (question.kind) {
      case 'list':
        return listed(stamp);
      case 'prepare': {
        const all = await sheets.list(owner);
        const inUse = all.map(({ reference, id }) => ({ reference, sheet: id }));
        const year = Number(dayOf(stamp.at).slice(0, 4));
        const suggestion = suggestReference(
          inUse.map(({ reference }) => reference),
          year,
        );
        return { type: 'PREPARED', suggestion, inUse };
      }
      case 'delete': {
        await sheets.delete(owner, question.sheet);
        return listed(stamp);
      }
      case 'export': {
        if (!(await sheets.read(owner, question.sheet))) return { type: 'NOT_FOUND' };
        const { token, minutes } = await links.make({ owner, sheet: question.sheet }, stamp.at);
        return { type: 'EXPORTED', url: `${parts.publicUrl}/bogen/${token}`, minutes };
      }
      case 'callbacks':
        return callbacksListed();
      case 'callbackDone': {
        await callbacks?.delete(question.callback);
        return callbacksListed();
      }
      case 'requestCallback': {
        const { phone, time } = question;
        await callbacks?.add({ id: stamp.newId, phone, time, locale: stamp.locale, at: stamp.at });
        return { type: 'REQUESTED' };
      }
      default:
        return question satisfies never;
    }
  };
}
