namespace Ami.Core;

/// <summary>
/// Keeps files: on the local disk, in an S3-compatible bucket (<c>Files:S3:Bucket</c>), or in a container of Azure (<c>Files:Azure:Container</c>). Holds
/// bytes only; what a file is, and whose, stands in a row of the module that stored it. A file is outside any transaction: store it under a new key before
/// the row that names it commits, and delete it after the row that no longer names it has committed. What a crash in between leaves is for the module to
/// sweep.
/// </summary>
public abstract class FileStore
{
    /// <summary>Stores a file whole or not at all, and replaces one of the same key.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="content">Read from its position to its end, more than once when the store must try again: it must be seekable. It is not closed.</param>
    /// <param name="cancellationToken">Gives up; then it may or may not have been stored.</param>
    /// <exception cref="FileStoreException">The store is away or full, or refuses.</exception>
    public abstract Task Put(FileKey key, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Opens a file for reading; null when there is none.</summary>
    /// <exception cref="FileStoreException">The store is away or refuses.</exception>
    public abstract Task<Stream?> Open(FileKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads a small file whole; null when there is none.</summary>
    /// <exception cref="FileStoreException">The store is away or refuses, or breaks off.</exception>
    public async Task<byte[]?> Read(FileKey key, CancellationToken cancellationToken = default)
    {
        await using var content = await Open(key, cancellationToken);
        if (content is null)
        {
            return null;
        }

        using var whole = new MemoryStream();
        try
        {
            await content.CopyToAsync(whole, cancellationToken);
        }
        catch (Exception e) when (e is IOException || IsRefusal(e) || IsTimeOut(e, cancellationToken))
        {
            throw new FileStoreException($"{key} could not be read to its end.", e);
        }

        return whole.ToArray();
    }

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    /// <exception cref="FileStoreException">The store is away or refuses.</exception>
    public abstract Task Delete(FileKey key, CancellationToken cancellationToken = default);

    /// <summary>The keys whose first segments are those of a folder, in no particular order.</summary>
    /// <exception cref="FileStoreException">The store is away or refuses.</exception>
    public abstract IAsyncEnumerable<FileKey> List(FileKey folder, CancellationToken cancellationToken = default);

    /// <summary>Whether this is how the store's client says that it is away, full or refuses.</summary>
    private protected abstract bool IsRefusal(Exception exception);

    private protected async Task<T> Try<T>(string failed, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsRefusal(e) || IsTimeOut(e, cancellationToken))
        {
            throw new FileStoreException(failed, e);
        }
    }

    /// <summary>Clients say of their own time-outs that they were cancelled, in more than one way.</summary>
    private static bool IsTimeOut(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;
}

/// <summary>The file store did not do what was asked. The API answers 503 <c>files.unavailable</c>.</summary>
public sealed class FileStoreException(string message, Exception cause) : Exception(message, cause);
