/** The dependency rule of the code base: downwards, leftwards between slices, one owner per outside world, no cycles. */
const slices = [
  'workforce',
  'fairs',
  'accounts',
  'programs',
  'employers',
  'graduates',
  'booths',
  'resumes',
  'checkins',
  'visits',
  'followups',
  'dashboard',
  'home',
];

const leftwards = slices.slice(0, -1).map((slice, at) => ({
  name: `${slice}-reads-only-leftwards`,
  severity: 'error',
  from: { path: `^server/${slice}/` },
  to: { path: `^server/(${slices.slice(at + 1).join('|')})/` },
}));

// Naming a type binds nobody to the thing: only real imports count.
const owner = (what, module, ...homes) => ({
  name: `${what}-has-one-owner`,
  severity: 'error',
  from: { path: '^server/', pathNot: homes.map((home) => `^server/${home}`) },
  to: { path: `node_modules/${module}/`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-index-files', severity: 'error', from: {}, to: { path: '^server/.*/index\\.ts$' } },
    ...leftwards,
    owner('socket.io', 'socket\\.io', 'live/'),
    owner('nodemailer', 'nodemailer', 'mail/'),
    owner(
      'express',
      'express',
      'app\\.ts',
      'trust-app\\.ts',
      'start\\.ts',
      'web/',
      'access/',
      'live/',
      '[a-z]+/[a-z-]+-routes\\.ts',
      'mail/',
    ),
    {
      name: 'routes-are-mounted-only',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(trust-)?app\\.ts|-routes\\.ts$' },
      to: { path: '-routes\\.ts$' },
    },
    {
      name: 'foundation-knows-no-slice-pages',
      severity: 'error',
      from: { path: '^server/(web|database|jobs|mail|live)/' },
      to: { path: `^server/(${slices.join('|')})/.*(-routes|-form)\\.ts$` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
