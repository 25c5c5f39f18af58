// Written by npm run openapi.
export interface paths {
    "/api/v1/face-recognition/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Index the faces of a photo
         * @description Puts the photo in the queue and waits until its faces are stored. When that takes longer than the service waits (30 s), or with `Prefer: respond-async`, the answer is 202 and the work goes on. A collection begins with its first photo; a photo indexed again is not stored twice.
         */
        post: operations["indexImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/face-recognition/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the person of a photo in a collection
         * @description Looks for the main face of the photo, the largest near its middle. A photo without a face, and nobody alike, are answers, not errors.
         */
        post: operations["matchFace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/detect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the faces of a photo
         * @description A photo without a face is an answer, not an error. Nothing is stored.
         */
        post: operations["detectFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/embeddings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Embed the faces of a photo
         * @description The numbers that searches compare. Nothing is stored.
         */
        post: operations["embedFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare the main face of one photo with the faces of another
         * @description Nothing is stored.
         */
        post: operations["compareFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the stored faces */
        get: operations["listFaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/faces/{face_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A stored face */
        get: operations["getFace"];
        put?: never;
        post?: never;
        /**
         * Delete one face
         * @description It stays away when its photo is indexed again, until the photo itself is another one, or is deleted.
         */
        delete: operations["deleteFace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/faces/{face_id}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The face, cut out of its photo
         * @description A JPEG, with half a face of surroundings. Only for photos in S3 that have not changed, and uploaded ones that were to be kept (`store_image`).
         */
        get: operations["getFaceCrop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store the faces of a photo, at once
         * @description Without the queue: when this answers 201, the faces are stored and can be found. The same photo again is not stored twice. Uploaded photos themselves are only kept with `store_image`. For many photos in S3 there are jobs.
         *
         *     When all workers are busy, or with `Prefer: respond-async`, a photo in S3 is put in the queue, and the answer is 202, if nothing but `max_faces` is said about it: the queue knows no more. Any other one is told 503 then, as uploaded bytes are, which have no place to wait.
         */
        post: operations["addImage"];
        /**
         * Delete the faces of a photo
         * @description A photo that is still queued is not indexed any more, even when nothing of it was found here (404). Index it again to bring its faces back.
         */
        delete: operations["deleteImage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the subjects of a collection */
        get: operations["listSubjects"];
        put?: never;
        /**
         * Create a subject
         * @description A person, whose photos are then indexed with its `subject_id`.
         */
        post: operations["createSubject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/subjects/{subject_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A subject */
        get: operations["getSubject"];
        put?: never;
        post?: never;
        /**
         * Delete a subject and its faces
         * @description The photos that were indexed with its `subject_id` lose their faces.
         */
        delete: operations["deleteSubject"];
        options?: never;
        head?: never;
        /**
         * Change a subject
         * @description Fields that are absent stay as they are.
         */
        patch: operations["changeSubject"];
        trace?: never;
    };
    "/api/v1/collections/{id}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find people
         * @description By photo, by a stored face, or by an embedding. Nobody alike, and a photo without a face, are answers, not errors.
         */
        post: operations["searchFaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/subjects/{subject_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does a photo show this subject? */
        post: operations["verifySubject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the collections */
        get: operations["listCollections"];
        put?: never;
        /**
         * Create a collection
         * @description It holds embeddings of the models in use, and of no others.
         */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A collection, and how many faces it holds */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        /**
         * Delete a collection
         * @description With all it holds when `force` is `true`; otherwise only an empty one. Its unfinished jobs are cancelled; photos that were queued before are not indexed into it any more, and those queued later begin it anew. When this fails in the middle, send it again.
         */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /**
         * Change a collection's threshold or notes
         * @description Fields that are absent stay as they are.
         */
        patch: operations["changeCollection"];
        trace?: never;
    };
    "/api/v1/collections/{id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Index many photos
         * @description Puts all photos under an S3 prefix, or a list of them, in the queue, in the background: however many there are, the answer comes at once, and a crash of the service loses none. A collection begins with its first job; a photo that is stored already is not stored twice.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Newest first, those of one photo each included.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a job has come
         * @description A job is what one request put in the queue; `status_url` of a 202 leads here.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Cancel a job
         * @description Nothing more of it is put in the queue, and what is there is dropped when its turn comes, without work and without a receipt. What is indexed stays. A job that is finished stays as it is.
         */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the images of a job
         * @description Those that came to an end; images that wait are not listed.
         */
        get: operations["listJobItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a job
         * @description Server-sent events: an event `status` now and whenever a count or the state changes, its data as from `GET /api/v1/jobs/{id}`. A comment every 15 seconds keeps the connection open. It ends with the job, or soon after the key was revoked.
         */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the failed images of a job again
         * @description Those with the state `failed`, and those whose messages ended in the dead-letter queue, are put in the queue again, in the background; a job that is `failed` itself goes on listing where it stopped.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models, and what their cosines mean */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, engines, limits, and how busy the service is */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the service running?
         * @description The original service's route; the same as /livez.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Asks nothing else: restart the process when this does not answer.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it do its work?
         * @description Models, stores and queue are asked at most every three seconds. A busy service stays ready; one that was told to stop is not.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics of this process, for Prometheus
         * @description Requests, workers, images, faces, stores, the depth of the queue (asked for at most every 15 seconds), and the process itself. No label names a collection, an image or a person.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldError: {
            /**
             * @description JSON pointer into the request body.
             * @example /max_faces
             */
            pointer: string;
            /** @example max_faces must not be greater than 20 */
            detail: string;
        };
        /** @description What went wrong, as RFC 9457 problem+json. */
        Problem: {
            /**
             * @description Identifies the kind of problem.
             * @example urn:problem-type:facerec:object_not_found
             */
            type: string;
            /**
             * @description The kind of problem in words.
             * @example Image not found
             */
            title: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What went wrong this time.
             * @example There is no object "nobody.jpg" in bucket "photos".
             */
            detail: string;
            /**
             * @description The path that was asked for.
             * @example /api/v1/face-recognition/match
             */
            instance: string;
            /**
             * @description The kind of problem, for programs.
             * @example object_not_found
             */
            code: string;
            /**
             * @description Equals the x-request-id header; names the log lines.
             * @example 99cc39c5-977d-4850-8342-6b39bd644b04
             */
            request_id: string;
            /**
             * @description The same request may succeed later, unchanged.
             * @example false
             */
            retryable: boolean;
            /** @description Only on invalid_request: the fields that are wrong. */
            errors?: components["schemas"]["FieldError"][];
            /** @description Only on not_ready: the parts of the service; absent while the process is about to stop. */
            checks?: {
                [key: string]: "up" | "down";
            };
        };
        IndexImageRequest: {
            /**
             * @description S3 bucket the photo lies in. It must be on the service's allow-list.
             * @example photos
             */
            bucket: string;
            /**
             * @description The photo's S3 key: a JPEG, PNG or WebP.
             * @example sample1.jpg
             */
            key: string;
            /**
             * @description Collection of faces.
             * @example demo
             */
            collection_id: string;
            /**
             * @description Index at most this many faces: large ones near the middle of the photo come first. `null`: as many as the service allows.
             * @default 5
             * @example 5
             */
            max_faces?: number | null;
        };
        /** @description Fractions of the upright photo's width and height. */
        BoundingBox: {
            /** @example 0.433 */
            left: number;
            /** @example 0.336 */
            top: number;
            /** @example 0.105 */
            width: number;
            /** @example 0.171 */
            height: number;
        };
        /** @description How well a face can be recognised. */
        FaceQuality: {
            /**
             * @description About 0.75 in a sharp photo, 0.4 for a face 30 pixels high, 0.2 and less when blurred.
             * @example 0.74
             */
            sharpness: number;
            /**
             * @description From black to white; 0.25 to 0.8 is good light.
             * @example 0.46
             */
            brightness: number;
            /**
             * @description The shorter side of its box over the side of what the embedder sees (112 pixels): below 1 pixels are made up.
             * @example 1
             */
            size: number;
            /**
             * @description 1 facing the camera, 0 in profile.
             * @example 0.57
             */
            pose: number;
        };
        FaceRecord: {
            /**
             * Format: uuid
             * @description The same photo, indexed again, has the same face ids.
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            bounding_box: components["schemas"]["BoundingBox"];
            /**
             * @description How sure the detector is that this is a face.
             * @example 0.999
             */
            confidence: number;
            /** @description Absent for a face that was stored by an earlier version. */
            quality?: components["schemas"]["FaceQuality"];
            /** @example sample1.jpg */
            image_key: string;
        };
        IndexedImage: {
            /** @description The stored faces; none when the photo shows no face. */
            face_records: components["schemas"]["FaceRecord"][];
            /**
             * @description Names this content of this photo.
             * @example a97cabe9-e6af-5250-857b-061f5b73d1b2
             */
            detection_id: string;
            /** @example sample1.jpg */
            image_key: string;
        };
        QueuedImage: {
            /**
             * @description Not known yet.
             * @example []
             */
            face_records: components["schemas"]["FaceRecord"][];
            /**
             * @description Not known yet.
             * @example
             * @enum {string}
             */
            detection_id: "";
            /** @example sample1.jpg */
            image_key: string;
            /**
             * Format: uuid
             * @example 20399363-d625-411e-bcd0-f68543d6a970
             */
            job_id: string;
            /**
             * @description Tells whether the photo has been indexed; asking for it again then answers its faces.
             * @example /api/v1/jobs/20399363-d625-411e-bcd0-f68543d6a970
             */
            status_url: string;
        };
        MatchFaceRequest: {
            /**
             * @description S3 bucket the photo lies in. It must be on the service's allow-list.
             * @example photos
             */
            bucket: string;
            /**
             * @description The photo's S3 key: a JPEG, PNG or WebP.
             * @example sample1.jpg
             */
            key: string;
            /**
             * @description Collection of faces.
             * @example demo
             */
            collection_id: string;
            /**
             * @description Leave out matches of a lower `similarity`. Without it the service's own threshold holds: 0.725 with the models it comes with.
             * @example 0.725
             */
            threshold?: number | null;
            /**
             * @description Answer at most this many matches.
             * @default 10
             * @example 10
             */
            max_matches?: number;
        };
        FaceMatch: {
            /**
             * Format: uuid
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            /**
             * @description (cosine + 1) / 2: the scale of `threshold`.
             * @example 1
             */
            similarity: number;
            /**
             * @description Cosine between the two embeddings.
             * @example 1
             */
            cosine: number;
            /**
             * @description The photo this face was indexed from.
             * @example sample1.jpg
             */
            image_key: string;
        };
        FaceMatches: {
            /**
             * @description Names the face that was searched for; empty when the photo shows none.
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            searched_face_id: string;
            /** @description Most similar first. */
            face_matches: components["schemas"]["FaceMatch"][];
        };
        S3Object: {
            /**
             * @description S3 bucket the photo lies in. It must be on the service's allow-list.
             * @example photos
             */
            bucket: string;
            /**
             * @description The photo's S3 key: a JPEG, PNG or WebP.
             * @example sample1.jpg
             */
            key: string;
        };
        /** @description Exactly one of `bytes` and `s3`. A form sends the file itself instead. */
        ImageInput: {
            /**
             * Format: byte
             * @description A JPEG, PNG or WebP of 10 MiB at most, in base64.
             */
            bytes?: string | null;
            s3?: components["schemas"]["S3Object"] | null;
        };
        DetectRequest: {
            /**
             * @description The photo.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            image: components["schemas"]["ImageInput"];
            /**
             * @description Describe at most this many faces: large ones near the middle of the photo come first.
             * @default 100
             * @example 100
             */
            max_faces?: number;
            /**
             * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
             * @example balanced
             * @enum {string|null}
             */
            detail?: "fast" | "balanced" | "thorough" | null;
        };
        /** @description Pixels of the upright photo at its full resolution. */
        PixelBox: {
            /** @example 831.4 */
            left: number;
            /** @example 430.1 */
            top: number;
            /** @example 201.6 */
            width: number;
            /** @example 218.9 */
            height: number;
        };
        Point: {
            /** @example 892.3 */
            x: number;
            /** @example 511.8 */
            y: number;
        };
        /** @description Pixels of the upright photo; left and right as seen in it. */
        Landmarks: {
            left_eye: components["schemas"]["Point"];
            right_eye: components["schemas"]["Point"];
            nose: components["schemas"]["Point"];
            mouth_left: components["schemas"]["Point"];
            mouth_right: components["schemas"]["Point"];
        };
        Face: {
            bounding_box: components["schemas"]["BoundingBox"];
            box: components["schemas"]["PixelBox"];
            landmarks: components["schemas"]["Landmarks"];
            /**
             * @description How sure the detector is that this is a face.
             * @example 0.999
             */
            confidence: number;
            quality: components["schemas"]["FaceQuality"];
        };
        PassedOverFace: {
            bounding_box: components["schemas"]["BoundingBox"];
            /** @example 0.71 */
            confidence: number;
            /**
             * @description `low_confidence`, `too_small`, `not_a_face`, `low_quality`, `beyond_max_faces` or `not_selected`.
             * @example beyond_max_faces
             */
            reason: string;
        };
        DetectedFaces: {
            /**
             * @description Pixels of the upright photo.
             * @example 1920
             */
            width: number;
            /** @example 1280 */
            height: number;
            /** @description Large ones near the middle first. */
            faces: components["schemas"]["Face"][];
            /** @description Seen, but not described. */
            passed_over: components["schemas"]["PassedOverFace"][];
        };
        EmbeddingModel: {
            /**
             * @description The model pack.
             * @example compact
             */
            pack: string;
            /**
             * @description Embeddings of equal contracts, and no others, can be compared.
             * @example bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0
             */
            embedding_contract: string;
            /**
             * @description Numbers in an embedding.
             * @example 512
             */
            dimension: number;
        };
        EmbeddedFace: {
            bounding_box: components["schemas"]["BoundingBox"];
            box: components["schemas"]["PixelBox"];
            landmarks: components["schemas"]["Landmarks"];
            /**
             * @description How sure the detector is that this is a face.
             * @example 0.999
             */
            confidence: number;
            quality: components["schemas"]["FaceQuality"];
            /**
             * @description Unit length: the cosine of two is their scalar product.
             * @example [
             *       0.04,
             *       -0.11
             *     ]
             */
            embedding: number[];
        };
        EmbeddedFaces: {
            model: components["schemas"]["EmbeddingModel"];
            /** @example 1920 */
            width: number;
            /** @example 1280 */
            height: number;
            /** @description Large ones near the middle first. */
            faces: components["schemas"]["EmbeddedFace"][];
            passed_over: components["schemas"]["PassedOverFace"][];
        };
        CompareRequest: {
            /** @description Lowest cosine that counts. Default: the collection's, else the models' own. */
            min_cosine?: number | null;
            /** @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know. */
            target_far?: number | null;
            /**
             * @description Whose main face, the largest near the middle, is looked for.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            source: components["schemas"]["ImageInput"];
            /**
             * @description Where it is looked for: each face is compared.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            target: components["schemas"]["ImageInput"];
            /**
             * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
             * @example balanced
             * @enum {string|null}
             */
            detail?: "fast" | "balanced" | "thorough" | null;
        };
        ComparedFace: {
            face: components["schemas"]["Face"];
            /**
             * @description (cosine + 1) / 2
             * @example 0.98
             */
            similarity: number;
            /** @example 0.96 */
            cosine: number;
            /**
             * @description The cosine reaches `min_cosine`.
             * @example true
             */
            same_person: boolean;
        };
        Comparison: {
            /**
             * @description What counts as the same person.
             * @example 0.3
             */
            min_cosine: number;
            source_face: components["schemas"]["Face"];
            /** @description Most similar first. */
            target_faces: components["schemas"]["ComparedFace"][];
        };
        StoredFace: {
            /**
             * Format: uuid
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            /** @example sample1.jpg */
            image_key: string;
            /**
             * @description Empty for an uploaded photo.
             * @example photos
             */
            bucket: string;
            /** @example null */
            subject_id: string | null;
            bounding_box: components["schemas"]["BoundingBox"];
            /** @example 0.999 */
            confidence: number;
            /** @description Absent for a face that was stored by an earlier version. */
            quality?: components["schemas"]["FaceQuality"];
            /** @example a97cabe9-e6af-5250-857b-061f5b73d1b2 */
            detection_id: string;
            /** @example {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
        };
        StoredFaces: {
            /**
             * @description For the next page; `null` on the last one. The `Link` header holds the same as a URL.
             * @example null
             */
            next_cursor: string | null;
            /** @description By bucket and image key. */
            faces: components["schemas"]["StoredFace"][];
        };
        AddImageRequest: {
            /**
             * @description The photo.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            image: components["schemas"]["ImageInput"];
            /**
             * @description Whom the photo shows: its main face is stored, and no other.
             * @example ann
             */
            subject_id?: string | null;
            /** @description Names an uploaded photo; a later one of the same name takes its place. Default: `sha256:` and the digest of its bytes. Photos in S3 have their key. */
            image_key?: string | null;
            /** @description Stored with each face; searches can filter by it. Flat: up to 50 strings, numbers and booleans. */
            metadata?: {
                [key: string]: string | number | boolean;
            } | null;
            /** @description Store at most this many faces: large ones near the middle come first. Default: 1 with `subject_id`, else as many as the service allows. */
            max_faces?: number | null;
            /**
             * @description Pass over faces below a mark, with reason `low_quality`. `standard`: blurred, under 40 pixels, or lost in the dark or in the light. `strict`, for photos to enrol people by: also soft ones, under 112 pixels, in poor light, or turned far from the camera. What is measured is told as `quality` of each face.
             * @default off
             * @example off
             * @enum {string}
             */
            quality?: "off" | "standard" | "strict";
            /**
             * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
             * @example balanced
             * @enum {string|null}
             */
            detail?: "fast" | "balanced" | "thorough" | null;
            /**
             * @description Keep the uploaded photo itself, so that its faces can be shown (`GET …/faces/{face_id}/crop`). It is deleted with the image, subject or collection, and with the last of its faces; sent again without this, it is not kept any longer. A photo without faces is not kept.
             * @default false
             * @example false
             */
            store_image?: boolean;
        };
        AddedImage: {
            /** @example sample1.jpg */
            image_key: string;
            /**
             * @description Empty for an uploaded photo.
             * @example photos
             */
            bucket: string;
            /**
             * @description `superseded`: a later photo of this name is stored instead.
             * @example indexed
             * @enum {string}
             */
            state: "indexed" | "no_face" | "superseded";
            /** @example ann */
            subject_id: string | null;
            /**
             * @description The uploaded photo itself is kept.
             * @example false
             */
            image_stored: boolean;
            /**
             * @description Names this content of this photo.
             * @example a97cabe9-e6af-5250-857b-061f5b73d1b2
             */
            detection_id: string;
            /** @description The stored faces; none when the photo shows no face. */
            face_records: components["schemas"]["FaceRecord"][];
            /** @description Seen, but not stored. */
            passed_over: components["schemas"]["PassedOverFace"][];
            /**
             * Format: uuid
             * @description The receipt is kept under this job.
             * @example 20399363-d625-411e-bcd0-f68543d6a970
             */
            job_id: string;
        };
        CreateSubjectRequest: {
            /** @example Ann */
            name?: string | null;
            /**
             * @description Your own id of this person; subjects can be listed by it.
             * @example employee-7
             */
            external_id?: string | null;
            /** @description Your own notes. Flat: up to 50 strings, numbers and booleans. */
            metadata?: {
                [key: string]: string | number | boolean;
            } | null;
            /**
             * @description Default: a new UUID.
             * @example ann
             */
            subject_id?: string | null;
        };
        Subject: {
            /** @example ann */
            subject_id: string;
            /** @example Ann */
            name: string | null;
            /** @example employee-7 */
            external_id: string | null;
            /** @example {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        Subjects: {
            /**
             * @description For the next page; `null` on the last one. The `Link` header holds the same as a URL.
             * @example null
             */
            next_cursor: string | null;
            /** @description By id. */
            subjects: components["schemas"]["Subject"][];
        };
        ChangeSubjectRequest: {
            /** @example Ann */
            name?: string | null;
            /**
             * @description Your own id of this person; subjects can be listed by it.
             * @example employee-7
             */
            external_id?: string | null;
            /** @description Your own notes. Flat: up to 50 strings, numbers and booleans. */
            metadata?: {
                [key: string]: string | number | boolean;
            } | null;
        };
        /** @description Exactly one of `image`, `face_id` and `embedding`. */
        SearchRequest: {
            /** @description Lowest cosine that counts. Default: the collection's, else the models' own. */
            min_cosine?: number | null;
            /** @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know. */
            target_far?: number | null;
            /**
             * @description A photo of whom to look for.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            image?: components["schemas"]["ImageInput"] | null;
            /** @description A stored face of this collection; it is not among its own matches. */
            face_id?: string | null;
            /** @description Numbers from POST /embeddings. */
            embedding?: number[] | null;
            /**
             * @description Which faces of the image are searched for: the largest, the largest near the middle, all, or the one of that index in POST /detect.
             * @default center_largest
             * @example center_largest
             */
            face_selection?: (("largest" | "center_largest" | "all") | {
                index: number;
            }) | null;
            /**
             * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
             * @example balanced
             * @enum {string|null}
             */
            detail?: "fast" | "balanced" | "thorough" | null;
            /**
             * @description Matches of each face at most.
             * @default 10
             * @example 10
             */
            limit?: number;
            /**
             * @description `subject`: only the best face of each subject; faces without one are left out.
             * @default face
             * @example face
             * @enum {string}
             */
            group_by?: "face" | "subject";
            /** @description Only faces whose `metadata` has all of these. Flat: up to 50 strings, numbers and booleans. */
            filter?: {
                [key: string]: string | number | boolean;
            } | null;
        };
        SearchMatch: {
            /**
             * Format: uuid
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            /**
             * @description (cosine + 1) / 2
             * @example 0.86
             */
            similarity: number;
            /** @example 0.72 */
            cosine: number;
            /** @example sample1.jpg */
            image_key: string;
            /** @example null */
            subject_id: string | null;
            /** @example null */
            subject_name: string | null;
            bounding_box: components["schemas"]["BoundingBox"];
            /** @example {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
        };
        SearchedFace: {
            /** @description `null` when the search was not by image. */
            face: components["schemas"]["Face"] | null;
            /** @description Most similar first. */
            matches: components["schemas"]["SearchMatch"][];
            /**
             * @description Another subject is nearly as similar as the first: within a cosine of 0.05. Let a person decide.
             * @example false
             */
            ambiguous: boolean;
        };
        SearchResult: {
            /**
             * @description What counts as a match.
             * @example 0.45
             */
            min_cosine: number;
            /** @description Each face that was searched for; none when the photo shows none. */
            searched_faces: components["schemas"]["SearchedFace"][];
            /** @description Faces of the photo that were not searched for. */
            passed_over: components["schemas"]["PassedOverFace"][];
        };
        VerifyRequest: {
            /** @description Lowest cosine that counts. Default: the collection's, else the models' own. */
            min_cosine?: number | null;
            /** @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know. */
            target_far?: number | null;
            /**
             * @description Whose main face, the largest near the middle, is compared with those of the subject.
             * @example {
             *       "s3": {
             *         "bucket": "photos",
             *         "key": "sample1.jpg"
             *       }
             *     }
             */
            image: components["schemas"]["ImageInput"];
            /**
             * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
             * @example balanced
             * @enum {string|null}
             */
            detail?: "fast" | "balanced" | "thorough" | null;
        };
        Verification: {
            /**
             * @description The best cosine reaches `min_cosine`.
             * @example true
             */
            verified: boolean;
            /** @example 0.3 */
            min_cosine: number;
            /**
             * @description To the most similar of the subject's faces; `null` when it has none.
             * @example 0.71
             */
            cosine: number | null;
            /**
             * @description (cosine + 1) / 2
             * @example 0.855
             */
            similarity: number | null;
            /** @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a */
            face_id: string | null;
        };
        CreateCollectionRequest: {
            /**
             * @description Lowest cosine that counts in searches that name none. `null`: the service's own.
             * @example 0.45
             */
            min_cosine?: number | null;
            /** @description Your own notes. Flat: up to 50 strings, numbers and booleans. */
            metadata?: {
                [key: string]: string | number | boolean;
            } | null;
            /** @example family */
            collection_id: string;
        };
        Collection: {
            /** @example family */
            collection_id: string;
            /**
             * @description `null`: the service's own holds.
             * @example 0.45
             */
            min_cosine: number | null;
            /**
             * @description Fixed at creation: only embeddings of this contract are stored here.
             * @example bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0
             */
            embedding_contract: string;
            /** @example {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
            /**
             * @description Stored faces. A vector store that is eventually consistent may lag behind.
             * @example 12
             */
            face_count: number;
        };
        CollectionSummary: {
            /** @example family */
            collection_id: string;
            /**
             * @description `null`: the service's own holds.
             * @example 0.45
             */
            min_cosine: number | null;
            /**
             * @description Fixed at creation: only embeddings of this contract are stored here.
             * @example bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0
             */
            embedding_contract: string;
            /** @example {} */
            metadata: {
                [key: string]: string | number | boolean;
            };
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updated_at: string;
        };
        Collections: {
            /**
             * @description For the next page; `null` on the last one. The `Link` header holds the same as a URL.
             * @example null
             */
            next_cursor: string | null;
            /** @description By id. */
            collections: components["schemas"]["CollectionSummary"][];
        };
        ChangeCollectionRequest: {
            /**
             * @description Lowest cosine that counts in searches that name none. `null`: the service's own.
             * @example 0.45
             */
            min_cosine?: number | null;
            /** @description Your own notes. Flat: up to 50 strings, numbers and booleans. */
            metadata?: {
                [key: string]: string | number | boolean;
            } | null;
        };
        /** @description One of `s3_prefix`, `bucket` with `prefix`, and `bucket` with `keys`. */
        NewJobRequest: {
            /**
             * Format: uuid
             * @description A UUID of your own. The same request with it again is the same job, however often it is sent and whatever has become of it. Default: a new one.
             * @example 20399363-d625-411e-bcd0-f68543d6a970
             */
            job_id?: string | null;
            /**
             * @description All photos (.jpg, .jpeg, .png, .webp) under a prefix: `s3://bucket/prefix`. There is no limit to their number.
             * @example s3://photos/sample
             */
            s3_prefix?: string | null;
            /** @description S3 bucket of `prefix` or `keys`. It must be on the service's allow-list. */
            bucket?: string | null;
            /** @description All photos of `bucket` whose keys begin with this; empty: all of them. */
            prefix?: string | null;
            /** @description Photos of `bucket`, by their keys; one named twice counts once. */
            keys?: string[] | null;
            /**
             * @description Index at most this many faces of each photo: large ones near its middle come first. `null`: as many as the service allows.
             * @default null
             * @example 5
             */
            max_faces?: number | null;
        };
        NewJob: {
            /**
             * Format: uuid
             * @example 20399363-d625-411e-bcd0-f68543d6a970
             */
            job_id: string;
            /**
             * @description How far the job has come.
             * @example /api/v1/jobs/20399363-d625-411e-bcd0-f68543d6a970
             */
            status_url: string;
            /**
             * @description What became of each photo.
             * @example /api/v1/jobs/20399363-d625-411e-bcd0-f68543d6a970/items
             */
            items_url: string;
            /**
             * @description The same as `status_url`, as it changes (server-sent events).
             * @example /api/v1/jobs/20399363-d625-411e-bcd0-f68543d6a970/events
             */
            events_url: string;
        };
        /** @description How many images of a job came to which end. */
        ImageCounts: {
            /**
             * @description Their faces are stored.
             * @example 1
             */
            indexed: number;
            /**
             * @description Nobody to be seen.
             * @example 0
             */
            no_face: number;
            /**
             * @description Missing, undecodable or too large, or given up after many attempts.
             * @example 0
             */
            failed: number;
            /**
             * @description Replaced or deleted in the meantime.
             * @example 0
             */
            superseded: number;
        };
        JobProblem: {
            /**
             * @description The kind of problem, for programs.
             * @example bucket_not_allowed
             */
            code: string;
            /** @example Bucket "elsewhere" is not allowed. Add it to S3_BUCKETS and to the role's policy. */
            detail: string;
        };
        JobStatus: {
            /**
             * Format: uuid
             * @example 20399363-d625-411e-bcd0-f68543d6a970
             */
            job_id: string;
            /** @example demo */
            collection_id: string;
            /**
             * @description Where the images come from.
             * @example s3://photos/sample1.jpg
             */
            source: string;
            /**
             * @description `queued`: nothing has been put in the queue yet. `finished`: every image was, and came to an end. `cancelled`: what was left is dropped. `failed`: the images could not be listed, `problem` says why; those put in the queue before are indexed.
             * @example finished
             * @enum {string}
             */
            state: "queued" | "running" | "finished" | "cancelled" | "failed";
            /**
             * @description Images put in the queue so far.
             * @example 1
             */
            enqueued: number;
            /**
             * @description Objects under the prefix that are no photos by their name, or empty.
             * @example 0
             */
            skipped: number;
            counts: components["schemas"]["ImageCounts"];
            /**
             * @description Images a second: of the last minute while the job is running, of the whole job afterwards. `null`: none was finished yet.
             * @example 24.5
             */
            rate: number | null;
            /**
             * @description Seconds until the last image is done, at this rate. `null`: not known, or nothing is going on.
             * @example 0
             */
            eta_seconds: number | null;
            /** @description Only when `state` is `failed`. */
            problem: components["schemas"]["JobProblem"] | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            created_at: string;
        };
        JobList: {
            /**
             * @description For the next page; `null` on the last one. The `Link` header holds the same as a URL.
             * @example null
             */
            next_cursor: string | null;
            /** @description Newest first. */
            jobs: components["schemas"]["JobStatus"][];
        };
        JobItemFace: {
            /**
             * Format: uuid
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            bounding_box: components["schemas"]["BoundingBox"];
            /** @example 0.999 */
            confidence: number;
        };
        JobItemPassedOverFace: {
            bounding_box: components["schemas"]["BoundingBox"];
            /** @example 0.71 */
            confidence: number;
            /** @example beyond_max_faces */
            reason: string;
        };
        JobItem: {
            /** @example photos */
            bucket: string;
            /** @example albums/sample1.jpg */
            image_key: string;
            /**
             * @example indexed
             * @enum {string}
             */
            state: "indexed" | "no_face" | "failed" | "superseded";
            /** @description The stored faces. */
            faces: components["schemas"]["JobItemFace"][];
            /** @description Faces that were seen, and not stored. */
            passed_over: components["schemas"]["JobItemPassedOverFace"][];
            /** @description Only when `state` is `failed`. */
            problem: components["schemas"]["JobProblem"] | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            finished_at: string;
        };
        JobItemList: {
            /**
             * @description For the next page; `null` on the last one. The `Link` header holds the same as a URL.
             * @example null
             */
            next_cursor: string | null;
            /** @description Images that came to an end, in the order of their keys. */
            items: components["schemas"]["JobItem"][];
        };
        /** @description What was removed where. */
        Removed: {
            /**
             * @description Faces that the catalog knew.
             * @example 3
             */
            faces: number;
            /**
             * @description Vectors, those that an interrupted attempt had left behind included.
             * @example 3
             */
            vectors: number;
            /**
             * @description Receipts of jobs that told of these faces, and do no longer.
             * @example 1
             */
            receipts: number;
        };
        DeletedFace: {
            /** @example family */
            collection_id: string;
            /**
             * Format: uuid
             * @example dd8b0369-c5f1-533e-ae1b-f52e78140f8a
             */
            face_id: string;
            removed: components["schemas"]["Removed"];
        };
        DeletedImage: {
            /** @example family */
            collection_id: string;
            /** @example photos */
            bucket: string;
            /** @example sample1.jpg */
            image_key: string;
            removed: components["schemas"]["Removed"];
        };
        DeletedSubject: {
            /** @example ann */
            subject_id: string;
            /**
             * @description Faces that went with it.
             * @example 2
             */
            deleted_faces: number;
        };
        RemovedWithCollection: {
            /**
             * @description Faces that the catalog knew.
             * @example 3
             */
            faces: number;
            /**
             * @description Vectors, those that an interrupted attempt had left behind included.
             * @example 3
             */
            vectors: number;
            /**
             * @description Receipts of jobs that told of these faces, and do no longer.
             * @example 1
             */
            receipts: number;
            /**
             * @description Photos that the catalog knew.
             * @example 2
             */
            images: number;
            /**
             * @description Jobs that would have gone on filling it, and are cancelled.
             * @example 0
             */
            jobs_cancelled: number;
        };
        DeletedCollection: {
            /** @example family */
            collection_id: string;
            removed: components["schemas"]["RemovedWithCollection"];
        };
        Model: {
            /**
             * @description The model pack.
             * @example compact
             */
            pack: string;
            /**
             * @description Numbers in an embedding.
             * @example 512
             */
            dimension: number;
            /**
             * @description Embeddings of equal contracts, and no others, can be compared.
             * @example bf6ae7f80af49430e9f0b38f426e3c8687b92c52d364ddd2c002ac0a10e266d0
             */
            embedding_contract: string;
            /**
             * @description Embedder, detector and how they are run.
             * @example 7aa1c2f0
             */
            pipeline_contract: string;
            /**
             * @description Lowest cosine of a match, unless a request, a collection or SIMILARITY_THRESHOLD says otherwise.
             * @example 0.45
             */
            search_cosine: number;
            /**
             * @description Lowest cosine of the same person, where two faces are compared.
             * @example 0.3
             */
            verify_cosine: number;
            /**
             * @description Score above which the detector's boxes are faces.
             * @example 0.65
             */
            min_confidence: number;
            /**
             * @description For `target_far`: how often two different people are taken for one → the cosine at which it was measured.
             * @example {
             *       "1e-3": 0.332
             *     }
             */
            cosine_at_far: {
                [key: string]: number;
            };
        };
        Models: {
            /** @description In use by this service. */
            models: components["schemas"]["Model"][];
        };
        PipelineState: {
            /** @example compact */
            pack: string;
            /** @example 2 */
            workers: number;
            /**
             * @description Photos in work.
             * @example 0
             */
            running: number;
            /**
             * @description Photos in line.
             * @example 0
             */
            waiting: number;
            /**
             * @description Photos since the start.
             * @example 7
             */
            completed: number;
        };
        Engines: {
            /** @example embedded */
            vector_store: string;
            /**
             * @description `eventual`: what was just stored may not be found yet.
             * @example read-your-writes
             * @enum {string}
             */
            vector_consistency: "read-your-writes" | "eventual";
            /** @example sqlite */
            catalog: string;
        };
        Limits: {
            /** @example 10485760 */
            image_bytes: number;
            /** @example 40000000 */
            image_pixels: number;
            /** @example 67108864 */
            request_bytes: number;
            /**
             * @description Faces stored of one photo at most.
             * @example 20
             */
            faces_per_image: number;
        };
        System: {
            /** @example 1.0 */
            api_version: string;
            /** @example v24.21.0 */
            node_version: string;
            /**
             * @example development
             * @enum {string}
             */
            environment: "development" | "test" | "production";
            pipeline: components["schemas"]["PipelineState"];
            engines: components["schemas"]["Engines"];
            limits: components["schemas"]["Limits"];
        };
        Health: {
            /**
             * @example healthy
             * @enum {string}
             */
            status: "healthy";
        };
        Liveness: {
            /**
             * @example alive
             * @enum {string}
             */
            status: "alive";
        };
        Checks: {
            /**
             * @description The models analyse a picture.
             * @example up
             * @enum {string}
             */
            model: "up" | "down";
            /**
             * @example up
             * @enum {string}
             */
            vector_store: "up" | "down";
            /**
             * @description Collections, jobs and receipts.
             * @example up
             * @enum {string}
             */
            catalog: "up" | "down";
            /**
             * @description S3.
             * @example up
             * @enum {string}
             */
            image_store: "up" | "down";
            /**
             * @description SQS.
             * @example up
             * @enum {string}
             */
            queue: "up" | "down";
        };
        Readiness: {
            /**
             * @example ready
             * @enum {string}
             */
            status: "ready";
            checks: components["schemas"]["Checks"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    indexImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once. */
                Prefer?: string;
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bucket": "photos",
                 *       "key": "sample1.jpg",
                 *       "collection_id": "demo",
                 *       "max_faces": 5
                 *     }
                 */
                "application/json": components["schemas"]["IndexImageRequest"];
            };
        };
        responses: {
            /** @description The faces are stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndexedImage"];
                };
            };
            /** @description The photo is in the queue. */
            202: {
                headers: {
                    /** @description Equals `status_url`. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedImage"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`), Request in progress (`idempotency_in_progress`), Image deleted (`image_deleted`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`), Idempotency-Key of another request (`idempotency_key_reused`), Image could not be indexed (`indexing_failed`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`), Queue unavailable (`queue_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    matchFace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bucket": "photos",
                 *       "key": "sample1.jpg",
                 *       "collection_id": "demo",
                 *       "threshold": 0.725,
                 *       "max_matches": 10
                 *     }
                 */
                "application/json": components["schemas"]["MatchFaceRequest"];
            };
        };
        responses: {
            /** @description The most similar faces of the collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceMatches"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    detectFaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "max_faces": 100,
                 *       "detail": "balanced"
                 *     }
                 */
                "application/json": components["schemas"]["DetectRequest"];
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The photo.
                     */
                    image: Blob;
                    /**
                     * @description Describe at most this many faces: large ones near the middle of the photo come first.
                     * @default 100
                     * @example 100
                     */
                    max_faces?: number;
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectedFaces"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    embedFaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "max_faces": 100,
                 *       "detail": "balanced"
                 *     }
                 */
                "application/json": components["schemas"]["DetectRequest"];
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The photo.
                     */
                    image: Blob;
                    /**
                     * @description Describe at most this many faces: large ones near the middle of the photo come first.
                     * @default 100
                     * @example 100
                     */
                    max_faces?: number;
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbeddedFaces"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareFaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "target": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "detail": "balanced"
                 *     }
                 */
                "application/json": components["schemas"]["CompareRequest"];
                "multipart/form-data": {
                    /**
                     * @description Lowest cosine that counts. Default: the collection's, else the models' own.
                     * @example
                     */
                    min_cosine?: number | null;
                    /**
                     * @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know.
                     * @example
                     */
                    target_far?: number | null;
                    /**
                     * Format: binary
                     * @description Whose main face, the largest near the middle, is looked for.
                     */
                    source: Blob;
                    /**
                     * Format: binary
                     * @description Where it is looked for: each face is compared.
                     */
                    target: Blob;
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`), No face in the image (`face_not_found`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFaces: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only faces of this subject. */
                subject_id?: string;
                /** @description Only faces of photos of this name. */
                image_key?: string;
            };
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page, `rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFaces"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
                /** @description A `face_id` of the collection. */
                face_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFace"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Face not in the collection (`face_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A `face_id` of the collection. */
                face_id: string;
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedFace"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`), Face not in the collection (`face_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFaceCrop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
                /** @description A `face_id` of the collection. */
                face_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": Blob;
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Face not in the collection (`face_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not stored (`image_not_stored`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addImage: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: answer 202 at once where the photo can wait. */
                Prefer?: string;
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "subject_id": "ann",
                 *       "quality": "off",
                 *       "detail": "balanced",
                 *       "store_image": false
                 *     }
                 */
                "application/json": components["schemas"]["AddImageRequest"];
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The photo.
                     */
                    image: Blob;
                    /**
                     * @description Whom the photo shows: its main face is stored, and no other.
                     * @example ann
                     */
                    subject_id?: string | null;
                    /**
                     * @description Names an uploaded photo; a later one of the same name takes its place. Default: `sha256:` and the digest of its bytes. Photos in S3 have their key.
                     * @example
                     */
                    image_key?: string | null;
                    /**
                     * @description Stored with each face; searches can filter by it. Flat: up to 50 strings, numbers and booleans.
                     * @example
                     */
                    metadata?: {
                        [key: string]: string | number | boolean;
                    } | null;
                    /**
                     * @description Store at most this many faces: large ones near the middle come first. Default: 1 with `subject_id`, else as many as the service allows.
                     * @example
                     */
                    max_faces?: number | null;
                    /**
                     * @description Pass over faces below a mark, with reason `low_quality`. `standard`: blurred, under 40 pixels, or lost in the dark or in the light. `strict`, for photos to enrol people by: also soft ones, under 112 pixels, in poor light, or turned far from the camera. What is measured is told as `quality` of each face.
                     * @default off
                     * @example off
                     * @enum {string}
                     */
                    quality?: "off" | "standard" | "strict";
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                    /**
                     * @description Keep the uploaded photo itself, so that its faces can be shown (`GET …/faces/{face_id}/crop`). It is deleted with the image, subject or collection, and with the last of its faces; sent again without this, it is not kept any longer. A photo without faces is not kept.
                     * @default false
                     * @example false
                     */
                    store_image?: boolean;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedImage"];
                };
            };
            /** @description The photo is in the queue. */
            202: {
                headers: {
                    /** @description Equals `status_url`. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedImage"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`), Subject not found (`subject_not_found`), Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`), Collection is being deleted (`collection_busy`), Request in progress (`idempotency_in_progress`), Image deleted (`image_deleted`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`), Idempotency-Key of another request (`idempotency_key_reused`), Image could not be indexed (`indexing_failed`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image is being changed (`image_busy`), All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`), Queue unavailable (`queue_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteImage: {
        parameters: {
            query: {
                /** @description S3 bucket the photo lies in, or lay in; empty for a photo that was uploaded. */
                bucket: string;
                /** @description The photo's S3 key, or the `image_key` of an upload. */
                key: string;
            };
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedImage"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`), Image not in the collection (`image_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubjects: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only those of this `external_id`. */
                external_id?: string;
            };
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page, `rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subjects"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSubject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann",
                 *       "external_id": "employee-7",
                 *       "subject_id": "ann"
                 *     }
                 */
                "application/json": components["schemas"]["CreateSubjectRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Subject exists (`subject_exists`), Request in progress (`idempotency_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Idempotency-Key of another request (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
                subject_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Subject not found (`subject_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
                subject_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedSubject"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Subject not found (`subject_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image is being changed (`image_busy`), Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSubject: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag`: change it only if nobody else has since. */
                "If-Match"?: string;
            };
            path: {
                subject_id: string;
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann",
                 *       "external_id": "employee-7"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeSubjectRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subject"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Subject not found (`subject_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed in the meantime (`precondition_failed`) */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchFaces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "face_selection": "center_largest",
                 *       "detail": "balanced",
                 *       "limit": 10,
                 *       "group_by": "face"
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
                "multipart/form-data": {
                    /**
                     * @description Lowest cosine that counts. Default: the collection's, else the models' own.
                     * @example
                     */
                    min_cosine?: number | null;
                    /**
                     * @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know.
                     * @example
                     */
                    target_far?: number | null;
                    /**
                     * Format: binary
                     * @description A photo of whom to look for.
                     */
                    image?: Blob;
                    /**
                     * @description A stored face of this collection; it is not among its own matches.
                     * @example
                     */
                    face_id?: string | null;
                    /**
                     * @description Numbers from POST /embeddings.
                     * @example []
                     */
                    embedding?: number[] | null;
                    /**
                     * @description Which faces of the image are searched for: the largest, the largest near the middle, all, or the one of that index in POST /detect.
                     * @default center_largest
                     * @example center_largest
                     */
                    face_selection?: (("largest" | "center_largest" | "all") | {
                        index: number;
                    }) | null;
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                    /**
                     * @description Matches of each face at most.
                     * @default 10
                     * @example 10
                     */
                    limit?: number;
                    /**
                     * @description `subject`: only the best face of each subject; faces without one are left out.
                     * @default face
                     * @example face
                     * @enum {string}
                     */
                    group_by?: "face" | "subject";
                    /**
                     * @description Only faces whose `metadata` has all of these. Flat: up to 50 strings, numbers and booleans.
                     * @example
                     */
                    filter?: {
                        [key: string]: string | number | boolean;
                    } | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`), Collection not found (`collection_not_found`), Face not in the collection (`face_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifySubject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
                subject_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": {
                 *         "s3": {
                 *           "bucket": "photos",
                 *           "key": "sample1.jpg"
                 *         }
                 *       },
                 *       "detail": "balanced"
                 *     }
                 */
                "application/json": components["schemas"]["VerifyRequest"];
                "multipart/form-data": {
                    /**
                     * @description Lowest cosine that counts. Default: the collection's, else the models' own.
                     * @example
                     */
                    min_cosine?: number | null;
                    /**
                     * @description Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know.
                     * @example
                     */
                    target_far?: number | null;
                    /**
                     * Format: binary
                     * @description Whose main face, the largest near the middle, is compared with those of the subject.
                     */
                    image: Blob;
                    /**
                     * @description `fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small faces, close ones and photos on their side; several times the time. Default: the service's own (`DETECTION_DETAIL`).
                     * @example balanced
                     * @enum {string|null}
                     */
                    detail?: "fast" | "balanced" | "thorough" | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image not found (`object_not_found`), Subject not found (`subject_not_found`), Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image too large (`image_too_large`), Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`), Unsupported kind of image (`unsupported_image`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Undecodable image (`undecodable_image`), No face in the image (`face_not_found`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description All workers are busy (`pipeline_busy`), Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page, `rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collections"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "min_cosine": 0.45,
                 *       "collection_id": "family"
                 *     }
                 */
                "application/json": components["schemas"]["CreateCollectionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection exists (`collection_exists`), Request in progress (`idempotency_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Idempotency-Key of another request (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCollection: {
        parameters: {
            query?: {
                /** @description `true`: delete it with all it holds. */
                force?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedCollection"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not empty (`collection_not_empty`), Collection is being deleted (`collection_busy`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Image store unavailable (`image_store_unavailable`), Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag`: change it only if nobody else has since. */
                "If-Match"?: string;
            };
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "min_cosine": 0.45
                 *     }
                 */
                "application/json": components["schemas"]["ChangeCollectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description For If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection not found (`collection_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed in the meantime (`precondition_failed`) */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Vector store unavailable (`vector_store_unavailable`), Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Collection of faces. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "job_id": "20399363-d625-411e-bcd0-f68543d6a970",
                 *       "s3_prefix": "s3://photos/sample",
                 *       "max_faces": 5
                 *     }
                 */
                "application/json": components["schemas"]["NewJobRequest"];
            };
        };
        responses: {
            /** @description The job is known, and begins. */
            202: {
                headers: {
                    /** @description Equals `status_url`. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewJob"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`), Bucket not allowed (`bucket_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Collection of another model (`model_mismatch`), Job exists (`job_exists`), Request in progress (`idempotency_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Idempotency-Key of another request (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only jobs of this collection. */
                collection_id?: string;
                /** @description Only jobs with exactly this source. */
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page, `rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `job_id` of a 202 answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStatus"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job not found (`job_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `job_id` of a 202 answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStatus"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job not found (`job_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobItems: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                limit?: number;
                /** @description Only images that came to this end. */
                state?: "indexed" | "no_face" | "failed" | "superseded";
            };
            header?: never;
            path: {
                /** @description The `job_id` of a 202 answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page, `rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobItemList"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job not found (`job_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `job_id` of a 202 answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: status
                     *     data: {"state":"running",…}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job not found (`job_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own, such as a UUID: sent again with the same key within 24 hours, the request is not done again but answered as before. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The `job_id` of a 202 answer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their receipts are withdrawn as they are sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStatus"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job not found (`job_not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Job cancelled (`job_cancelled`), Request in progress (`idempotency_in_progress`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request body too large (`request_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Idempotency-Key of another request (`idempotency_key_reused`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Models"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not ready (`not_ready`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example facerec_pipeline_workers 2
                     *     facerec_queue_messages{state="visible"} 0
                     */
                    "text/plain": string;
                };
            };
            /** @description Invalid request (`invalid_request`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid API key (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Key without the scope (`insufficient_scope`), Collection not allowed (`collection_not_allowed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal error (`internal_error`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Catalog unavailable (`catalog_unavailable`) */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
