using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ami.Core;

/// <summary>Files in a bucket of Amazon S3 or of anything that speaks its protocol (Cloudflare R2, MinIO, Ceph …).</summary>
internal sealed class S3FileStore : FileStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly S3Options _options;

    public S3FileStore(S3Options options)
    {
        _options = options;
        var config = new AmazonS3Config
        {
            // Buckets in the host name need DNS that only Amazon has.
            ForcePathStyle = options.Endpoint is not null,
            MaxErrorRetry = options.Retries,
            Timeout = options.Timeout,
            AuthenticationRegion = options.Region,

            // Checksums in trailers, as Amazon has them by default, are refused by others who speak S3; a content's signature covers it either way.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is not null)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        // Without keys the SDK finds those of the machine's role.
        _client = options is { AccessKey: { } id, SecretKey: { } secret }
            ? new AmazonS3Client(new BasicAWSCredentials(id, secret), config)
            : new AmazonS3Client(config);
    }

    public override async Task Put(FileKey key, Stream content, CancellationToken cancellationToken = default)
    {
        var start = content.Position;
        var request = new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = _options.Prefix + key.Value,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = "application/octet-stream",

            // One signature over the whole content: not everybody who speaks S3 knows signed chunks.
            UseChunkEncoding = false,
        };
        await Try(
            $"{key} could not be stored.",
            async () =>
            {
                // The SDK would take this hash with a hasher of the thread, and a source that fails half-way would leave that one spoilt for every later
                // signature.
                request.Headers["x-amz-content-sha256"] = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
                content.Position = start;
                return await _client.PutObjectAsync(request, cancellationToken);
            },
            cancellationToken
        );
    }

    public override async Task<Stream?> Open(FileKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            return (
                await Try(
                    $"{key} could not be opened.",
                    () => _client.GetObjectAsync(_options.Bucket, _options.Prefix + key.Value, cancellationToken),
                    cancellationToken
                )
            ).ResponseStream;
        }
        catch (FileStoreException e) when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
        {
            return null;
        }
    }

    public override Task Delete(FileKey key, CancellationToken cancellationToken = default) =>
        Try(
            $"{key} could not be deleted.",
            () => _client.DeleteObjectAsync(_options.Bucket, _options.Prefix + key.Value, cancellationToken),
            cancellationToken
        );

    public override async IAsyncEnumerable<FileKey> List(FileKey folder, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? next = null;
        do
        {
            var from = next;
            var page = await Try(
                $"{folder} could not be listed.",
                () =>
                    _client.ListObjectsV2Async(
                        new ListObjectsV2Request
                        {
                            BucketName = _options.Bucket,
                            Prefix = $"{_options.Prefix}{folder.Value}/",
                            ContinuationToken = from,
                        },
                        cancellationToken
                    ),
                cancellationToken
            );
            foreach (var found in page.S3Objects ?? [])
            {
                if (FileKey.TryParse(found.Key[_options.Prefix.Length..], out var key))
                {
                    yield return key;
                }
            }

            next = page.IsTruncated is true ? page.NextContinuationToken : null;
        } while (next is not null);
    }

    public void Dispose() => _client.Dispose();

    private protected override bool IsRefusal(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or WebException or TimeoutException;
}
