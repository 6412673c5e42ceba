using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ami.Core;

/// <summary>
/// Files in a folder of this machine, readable by this process's user only. All processes of a system must see the same folder, so more than one
/// machine needs shared storage or a bucket.
/// </summary>
internal sealed class LocalFileStore(string folder) : FileStore
{
    private const int BufferBytes = 64 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Path.GetFullPath(folder);

    public override async Task Put(FileKey key, Stream content, CancellationToken cancellationToken = default)
    {
        var path = PathOf(key);

        // No key begins with a dot, so a half written file is never taken for a whole one.
        var half = Path.Combine(Path.GetDirectoryName(path) ?? _folder, ".part-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(half) ?? _folder, OwnerOnly | UnixFileMode.UserExecute);
            await using (
                var file = new FileStream(
                    half,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        Options = FileOptions.Asynchronous,
                        BufferSize = BufferBytes,
                        UnixCreateMode = OwnerOnly,
                    }
                )
            )
            {
                await content.CopyToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(half, path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            Discard(half);
            throw new FileStoreException($"{key} could not be stored.", e);
        }
        catch
        {
            Discard(half);
            throw;
        }
    }

    public override Task<Stream?> Open(FileKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous)
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new FileStoreException($"{key} could not be opened.", e);
        }
    }

    public override Task Delete(FileKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever stored beside it.
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new FileStoreException($"{key} could not be deleted.", e);
        }

        return Task.CompletedTask;
    }

    public override async IAsyncEnumerable<FileKey> List(FileKey folder, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = PathOf(folder);
        if (!Directory.Exists(start))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileKey.TryParse(Path.GetRelativePath(_folder, path).Replace(Path.DirectorySeparatorChar, '/'), out var key))
            {
                yield return key;
            }
        }

        await Task.CompletedTask;
    }

    private protected override bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private void Discard(string half)
    {
        try
        {
            File.Delete(half);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // What made the write fail also keeps this one from going; it is no key, so nobody will see it.
        }
    }

    private string PathOf(FileKey key) => Path.Combine(_folder, key.Value.Replace('/', Path.DirectorySeparatorChar));
}
