import { describe, expect, test } from 'vitest';
import { referenceProblem, suggestReference } from '../../src/domain/reference.ts';

describe('A reference of a case', () => {
  test.each([
    'K-2026-14',
    'Dorenkamp-12',
    'Fall 12',
    'Akte Nr. 7',
    '2026/047',
    'CM 3/26',
    'KIM-7',
    'FB8-2026-001',
    '  K-2026-14  ',
    'Case file 12',
    '12345',
    'x'.repeat(40),
  ])('"%s" is taken', (text) => {
    expect(referenceProblem(text)).toBeUndefined();
  });

  test.each([
    'Maria Popescu',
    'Popescu, Maria',
    'maria popescu',
    'MARIA POPESCU',
    'Familie Popescu',
    'A. Popescu',
    'Frau Yıldız-Öztürk',
    'Şükrü Çelik',
    'Олена Шевченко',
    'محمد الأحمد',
    'Maria Popescu 12',
    'Jean-Luc d’Artagnan',
    'Maria_Popescu',
  ])('"%s" looks like a name', (text) => {
    expect(referenceProblem(text)).toBe('name');
  });

  test.each([
    '12.03.1987',
    '12.3.87',
    '12. 3. 1987',
    '1987-03-12',
    '12/03/1987',
    '12-03-1987',
    '12. März 1987',
    '3 May 1987',
    '*12.03.1987',
    'K-12.03.1987',
    'Popescu 12.03.1987',
  ])('"%s" looks like a date of birth', (text) => {
    expect(referenceProblem(text)).toBe('birthdate');
  });

  test.each([
    'Maria Popescu 12.03.1987',
    'Popescu, Maria, geb. 12. März 1987',
    'Popescu, geb. 12.3.87',
    'Familie Popescu 1987-03-12',
  ])('"%s" looks like both', (text) => {
    expect(referenceProblem(text)).toBe('nameAndBirthdate');
  });

  test.each([
    ['', 'short'],
    ['   ', 'short'],
    ['K1', 'short'],
    [' K1 ', 'short'],
    ['x'.repeat(41), 'long'],
  ] as const)('"%s" is too %s', (text, problem) => {
    expect(referenceProblem(text)).toBe(problem);
  });

  test.each(['Popescu12.03.1987', 'K_12.03.1987'])('"%s" holds a date of birth', (text) => {
    expect(referenceProblem(text)).toBeDefined();
  });

  test.each(['1987.03.12', '1987/03/12', '12 03 1987'])('"%s" is a date of birth', (text) => {
    expect(referenceProblem(text)).toBe('birthdate');
  });

  test.each(['Li Wu', 'Bo Xu'])('"%s" is a name', (text) => {
    expect(referenceProblem(text)).toBe('name');
  });

  test.each(['Familie Popescu 12', 'A. Popescu 3'])('"%s" holds a name', (text) => {
    expect(referenceProblem(text)).toBe('name');
  });
});

describe('The suggested reference', () => {
  test.each([
    ['nothing is in use', [], 'K-2026-1'],
    ['some are in use', ['K-2026-1', 'K-2026-2'], 'K-2026-3'],
    ['there is a gap', ['K-2026-1', 'K-2026-13'], 'K-2026-14'],
    ['they are in no order', ['K-2026-9', 'K-2026-10', 'K-2026-2'], 'K-2026-11'],
    ['others are of another year', ['K-2025-88', 'K-2026-1'], 'K-2026-2'],
    ['others are of another form', ['Dorenkamp-12', 'K-2026-14b', 'AK-2026-20'], 'K-2026-1'],
  ])('is the next free number where %s', (_name, inUse, suggestion) => {
    expect(suggestReference(inUse, 2026)).toBe(suggestion);
  });

  test('can itself be taken', () => {
    expect(referenceProblem(suggestReference(['K-2026-13'], 2026))).toBeUndefined();
  });

  test('is free also where the one in use was typed in small letters', () => {
    expect(suggestReference(['k-2026-1'], 2026)).toBe('K-2026-2');
  });
});
