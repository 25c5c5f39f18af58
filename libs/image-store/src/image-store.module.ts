import { Module } from '@nestjs/common';
import { ImageStore } from './image-store';
import { ConfigurableModuleClass } from './image-store.module-definition';

/** Opens one `ImageStore` and closes it after the last request. */
@Module({ providers: [ImageStore], exports: [ImageStore] })
export class ImageStoreModule extends ConfigurableModuleClass {}
