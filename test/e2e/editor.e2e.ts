import { credentialTests } from './pages/credentialDialog.tests';
import { formTests } from './pages/form.tests';
import { findingTests } from './pages/nodeCreator.tests';
import { hintTests, outputTests, stepTests } from './pages/outputPanel.tests';
import { endSession, startSession } from './pages/session';

/** All that is tried in n8n's editor, in one n8n and one browser. */
beforeAll(startSession);
afterAll(endSession);

describe('finding the node', findingTests);
describe('the fields of the node', formTests);
describe('the credential', credentialTests);
describe('running the workflow', outputTests);
describe('running the node alone', stepTests);
describe('running a table that people have filled in', hintTests);
