import { aiAgentTests } from './flows/examples/aiAgent.tests';
import { dataTableBatchTests } from './flows/examples/dataTableBatch.tests';
import { editWithCallbackTests } from './flows/examples/editWithCallback.tests';
import { fileTests } from './flows/examples/files/files.tests';
import { formToGoogleDriveTests } from './flows/examples/formToGoogleDrive.tests';
import { googleSheetToYouTubeTests } from './flows/examples/googleSheetToYouTube.tests';
import { orderAndCollectTests } from './flows/examples/orderAndCollect.tests';
import { shotsWithSoundTests } from './flows/examples/shotsWithSound.tests';
import { endSession, forgetAll, startSession } from './flows/session';

/**
 * The workflows in `examples/`: as files, in the editor, and at work. What needs an account
 * elsewhere is replaced under its name; all else runs as it stands.
 */
beforeAll(startSession);
afterAll(endSession);
beforeEach(forgetAll);

describe('the files', fileTests);
describe('1: a form that saves to Google Drive', formToGoogleDriveTests);
describe('2: rows of a Google Sheet, to YouTube', googleSheetToYouTubeTests);
describe('3: an edit while n8n is paused, to S3', editWithCallbackTests);
describe('4: order now, collect later', orderAndCollectTests);
describe('5: an AI agent', aiAgentTests);
describe('6: a table of videos', dataTableBatchTests);
describe('7: videos of several shots with sound', shotsWithSoundTests);
