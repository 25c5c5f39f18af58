import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { TakesImages } from '../uploads/takes-images.decorator';
import { CollectionSearch } from './collection-search';
import { SearchAnswers } from './search-answers';
import { SearchRequest, SearchResultDto } from './search.dto';

/** Who is this? */
@ApiTags('Search')
@ApiCollectionId()
@Controller('api/v1/collections/:id/search')
export class SearchController {
  constructor(private readonly search: CollectionSearch, private readonly answers: SearchAnswers) {}

  @Post()
  @NeedsInCollection('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Find people', description: 'By photo, by a stored face, or by an embedding. Nobody alike, and a photo without a face, are answers, not errors.' })
  @ApiOkResponse({ type: SearchResultDto })
  @TakesImages('collection_not_found', 'unknown_face', 'model_mismatch', 'vector_store_unavailable', 'catalog_unavailable')
  async searchFaces(@Param('id') collectionId: string, @Body() request: SearchRequest): Promise<SearchResultDto> {
    const { minCosine, searched, passedOver } = await this.search.find(collectionId, request);
    return { min_cosine: minCosine, searched_faces: await this.answers.describe(collectionId, searched), passed_over: passedOver };
  }
}
