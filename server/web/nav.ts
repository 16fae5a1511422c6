interface FairLink {
  name: string;
  slug: string;
}

export interface NavItem {
  href: string;
  label: string;
  current: boolean;
}

const items = (base: string, current: string, pages: [path: string, label: string][]): NavItem[] =>
  pages.map(([path, label]) => ({ href: base + path, label, current: label === current }));

/** The organizer's pages of one fair, in the order of a fair's life. */
export const organizerNav = ({ slug }: FairLink, current: string): NavItem[] =>
  items(`/fairs/${slug}`, current, [
    ['/dashboard', 'Control room'],
    ['/applications', 'Employers'],
    ['/graduates', 'Graduates'],
    ['/floor', 'Floor'],
    ['/desks', 'Door'],
    ['/follow-ups', 'Follow-up'],
    ['/outbox', 'Mail'],
    ['/settings', 'Settings'],
  ]);

export const employerNav = (
  { slug }: FairLink,
  enrollmentId: string,
  current: string,
  ended = false,
): NavItem[] =>
  items(`/fairs/${slug}/enrollments/${enrollmentId}`, current, [
    ['', 'Overview'],
    ['/openings', 'Openings'],
    ['/team', 'Team'],
    ...onlyWhile(!ended, ['/graduates', 'Graduates']),
    ['/visits', 'Visits'],
    ...onlyWhile(!ended, ['/scan', 'Scan a badge']),
  ]);

export const graduateNav = ({ slug }: FairLink, current: string): NavItem[] =>
  items(`/fairs/${slug}/registration`, current, [
    ['', 'My fair'],
    ['/badge', 'Badge'],
    ['/resume', 'Résumé'],
    ['/consent', 'Who sees what'],
    ['/visits', 'Whom I met'],
  ]);

const onlyWhile = (open: boolean, page: [path: string, label: string]) => (open ? [page] : []);
