const browser = '<rootDir>/test/e2e/**/*.test.ts';
const every = '<rootDir>/test/**/*.test.ts';
const journeys = process.env.FAIRBRIDGE_E2E;

export default {
  rootDir: '../..',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  testMatch: [journeys === 'only' ? browser : every],
  testPathIgnorePatterns: journeys ? [] : ['<rootDir>/test/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
