import { CollectionsController } from './collections/collections.controller';
import { KnownCollections } from './collections/known-collections';
import { DetectController } from './detect/detect.controller';
import { FacesController } from './faces/faces.controller';
import { KnownFaces } from './faces/known-faces';
import { ImageAdding } from './images/image-adding';
import { ImagePostponing } from './images/image-postponing';
import { ImagesController } from './images/images.controller';
import { Cursors } from './paging/cursors';
import { Pages } from './paging/pages';
import { CollectionSearch } from './search/collection-search';
import { FaceQueries } from './search/face-queries';
import { FaceSearch } from './search/face-search';
import { SearchAnswers } from './search/search-answers';
import { SearchController } from './search/search.controller';
import { Thresholds } from './search/thresholds';
import { KnownSubjects } from './subjects/known-subjects';
import { SubjectsController } from './subjects/subjects.controller';
import { VerificationController } from './subjects/verification.controller';
import { ImageInputs } from './uploads/image-inputs';

/** The v1 resources, beside the original's routes. */
export const resourceControllers = [
  DetectController, FacesController, ImagesController, SubjectsController, SearchController, VerificationController, CollectionsController,
];

export const resourceProviders = [Cursors, Pages, ImageInputs, Thresholds, KnownCollections, KnownFaces, KnownSubjects, ImageAdding, ImagePostponing, FaceQueries, FaceSearch, SearchAnswers, CollectionSearch];
