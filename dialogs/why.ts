import type { Evaluation } from '../src/domain/assessment.ts';
import { say, type Words } from './dialog.ts';

/** The sentence why: which of the two conditions of the form are met. */
export function why({
  openCase,
  affectedLevel,
  complexityLevel,
  affectedAreas,
  points,
}: Evaluation): Words {
  const params = {
    areas: say('assessment:areasCount', { count: affectedAreas }),
    points: say('assessment:pointsCount', { count: points }),
  };
  if (openCase) return say('assessment:why.both', params);
  if (affectedLevel !== 'high' && complexityLevel !== 'high')
    return say('assessment:why.neither', params);
  return say(
    affectedLevel === 'high' ? 'assessment:why.onlyAreas' : 'assessment:why.onlyPoints',
    params,
  );
}
