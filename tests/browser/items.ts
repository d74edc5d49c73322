/** An item of each kind that has most of what items of its kind have. */
export const items = {
  partnerships: 'japan-uk-digital-partnership',
  councils: 'council-2-2024',
  actions: 'data',
  outcomes: 'council-2-2024-data',
  participants: 'kozuki-ryosuke',
  organisations: 'meti',
  roles: 'meti-state-minister',
  documents: 'progress-report-2024',
  terms: 'dfft',
};
