import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** How well a face can be recognised. */
@ApiSchema({ name: 'FaceQuality', description: 'How well a face can be recognised.' })
export class FaceQualityDto {
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.74, description: 'About 0.75 in a sharp photo, 0.4 for a face 30 pixels high, 0.2 and less when blurred.' })
  sharpness!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.46, description: 'From black to white; 0.25 to 0.8 is good light.' })
  brightness!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 1, description: 'The shorter side of its box over the side of what the embedder sees (112 pixels): below 1 pixels are made up.' })
  size!: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.57, description: '1 facing the camera, 0 in profile.' })
  pose!: number;
}
