/** GD-000123: the number of a case as people say and search it. */
export const numberOf = (number: number): string => `GD-${String(number).padStart(6, '0')}`;
