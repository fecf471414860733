import { agentTests } from './flows/agent.tests';
import { dataTableTests } from './flows/dataTable.tests';
import { errorOutputTests, retryTests } from './flows/failures.tests';
import { filesOfStepsTests } from './flows/filesOfSteps.tests';
import { formTests } from './flows/form.tests';
import { endSession, forgetAll, startSession } from './flows/session';
import { stopTests } from './flows/stopped.tests';
import { webhookTests } from './flows/webhook.tests';

/** What users build around the node, from its beginning to its end, in one n8n. */
beforeAll(startSession);
afterAll(endSession);
beforeEach(forgetAll);

describe('a form with a photo', formTests);
describe('a file of an earlier step, behind one that hands no files on', filesOfStepsTests);
describe('a Data Table whose rows differ in their mode', dataTableTests);
describe('a webhook', webhookTests);
describe('On Error: Continue (using error output)', errorOutputTests);
describe('Retry On Fail', retryTests);
describe('an execution that is ended while videos render', stopTests);
describe('an AI agent', agentTests);
