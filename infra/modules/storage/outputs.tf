output "bucket_name" {
  description = "The photo bucket."
  value       = aws_s3_bucket.photos.bucket
}

output "bucket_arn" {
  description = "ARN of the photo bucket."
  value       = aws_s3_bucket.photos.arn
}

output "kms_key_arn" {
  description = "Key of the photos: whoever reads them needs kms:Decrypt on it, whoever writes them kms:GenerateDataKey."
  value       = aws_kms_key.photos.arn
}
