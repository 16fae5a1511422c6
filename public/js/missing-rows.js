// Employers that are not here, each with whom to call once it is late.

/** @param {import('../../server/live/live-events.ts').DashboardState} state */
export function missingRows({ missingEmployers, lateEmployers }) {
  const late = new Map(lateEmployers.map((each) => [each.enrollmentId, each]));
  return missingEmployers.map(({ enrollmentId, name, boothCode }) => {
    const { contact = '', phone = '' } = late.get(enrollmentId) ?? {};
    return {
      enrollmentId,
      name,
      boothCode,
      call: [contact, phone].filter(Boolean).join(', ') || '–',
    };
  });
}
