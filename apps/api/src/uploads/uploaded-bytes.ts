/** A file of a form. Behind a function, since validation copies everything else: megabytes for nothing. */
export type UploadedBytes = () => Uint8Array;
