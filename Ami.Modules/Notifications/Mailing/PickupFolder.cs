using MimeKit;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>A folder with a file <c>{id}.eml</c> for each mail, for machines without a mail server. A mail that is sent again replaces its file.</summary>
internal sealed class PickupFolder(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Path.GetFullPath(folder);

    public async Task Send(Guid id, MimeMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        // Written under a name that is no mail's, and then put among them in one step: nobody reads half a mail.
        var half = Path.Combine(_folder, $".{id:N}-{Guid.CreateVersion7():N}");
        try
        {
            await using (
                var file = new FileStream(
                    half,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        Options = FileOptions.Asynchronous,
                        UnixCreateMode = OwnerOnly,
                    }
                )
            )
            {
                await message.WriteToAsync(MailFormat.Of(message), file, cancellationToken);
            }

            File.Move(half, PathOf(id), overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>The mail as it was sent; null when its file is not (or no longer) there.</summary>
    public async Task<MimeMessage?> Read(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await MimeMessage.LoadAsync(PathOf(id), cancellationToken);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes mails; nothing happens for those that are not there.</summary>
    public void Remove(IEnumerable<Guid> ids)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var id in ids)
        {
            File.Delete(PathOf(id));
        }
    }

    public void RemoveOlderThan(DateTimeOffset time)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*.eml").Where(file => file.LastWriteTimeUtc < time.UtcDateTime))
        {
            file.Delete();
        }
    }

    private string PathOf(Guid id) => Path.Combine(_folder, $"{id}.eml");
}
