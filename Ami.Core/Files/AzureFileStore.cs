using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Ami.Core;

/// <summary>Files in a container of Azure Blob Storage, or of anything that speaks its protocol (Azurite).</summary>
internal sealed class AzureFileStore : FileStore
{
    private readonly BlobContainerClient _container;
    private readonly string _prefix;

    public AzureFileStore(AzureOptions options)
    {
        var client = new BlobClientOptions
        {
            Retry =
            {
                MaxRetries = options.Retries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(2),
                NetworkTimeout = options.Timeout,
            },
        };
        _container = new BlobContainerClient(
            options.ConnectionString
                ?? throw new InvalidOperationException("Files:Azure:Container needs Files:Azure:ConnectionString, the account's connection string."),
            options.Container,
            client
        );
        _prefix = options.Prefix;
    }

    public override Task Put(FileKey key, Stream content, CancellationToken cancellationToken = default) =>
        Try($"{key} could not be stored.", () => BlobOf(key).UploadAsync(content, overwrite: true, cancellationToken), cancellationToken);

    public override Task<Stream?> Open(FileKey key, CancellationToken cancellationToken = default) =>
        Try<Stream?>(
            $"{key} could not be opened.",
            async () =>
            {
                try
                {
                    return (await BlobOf(key).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content;
                }
                catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
                {
                    return null;
                }
            },
            cancellationToken
        );

    public override Task Delete(FileKey key, CancellationToken cancellationToken = default) =>
        Try(
            $"{key} could not be deleted.",
            () => BlobOf(key).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken),
            cancellationToken
        );

    public override async IAsyncEnumerable<FileKey> List(FileKey folder, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var found = _container
            .GetBlobsAsync(new GetBlobsOptions { Prefix = $"{_prefix}{folder.Value}/" }, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await Try($"{folder} could not be listed.", () => found.MoveNextAsync().AsTask(), cancellationToken))
        {
            if (FileKey.TryParse(found.Current.Name[_prefix.Length..], out var key))
            {
                yield return key;
            }
        }
    }

    /// <summary>The client throws several failures in one after trying again.</summary>
    private protected override bool IsRefusal(Exception exception) => exception is RequestFailedException or IOException or AggregateException;

    private BlobClient BlobOf(FileKey key) => _container.GetBlobClient(_prefix + key.Value);
}
