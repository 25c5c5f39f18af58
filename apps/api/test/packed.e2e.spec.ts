import { startPackedService } from './packed-service';
import { describeRecognition } from './recognition.contract';

describe('both apps as their images hold them, with the settings of production', () => describeRecognition(startPackedService));
