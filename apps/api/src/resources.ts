import { DetectController } from './detect/detect.controller';
import { Thresholds } from './search/thresholds';
import { ImageInputs } from './uploads/image-inputs';

/** The v1 resources, beside the original's routes. */
export const resourceControllers = [DetectController];

export const resourceProviders = [ImageInputs, Thresholds];
