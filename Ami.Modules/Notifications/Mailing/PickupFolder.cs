using System.Net.Mail;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>A folder with a file <c>{id}.eml</c> for each mail, for machines without a mail server. A mail that is sent again replaces its file.</summary>
internal sealed class PickupFolder(string folder)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Path.GetFullPath(folder);

    public async Task Send(Guid id, MailMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder, Private);
        // It is written under a name that the client chooses, beside the others, and then put among them in one step: nobody reads half a mail.
        var unfinished = Directory.CreateDirectory(Path.Combine(_folder, $".{id:N}-{Guid.CreateVersion7():N}"), Private);
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = unfinished.FullName };
            await client.SendMailAsync(message, cancellationToken);
            File.Move(unfinished.GetFiles().Single().FullName, PathOf(id), overwrite: true);
        }
        finally
        {
            unfinished.Delete(recursive: true);
        }
    }

    /// <summary>The mail as it was sent; null when its file is not (or no longer) there.</summary>
    public async Task<EmlFile?> Read(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return EmlFile.Parse(await File.ReadAllTextAsync(PathOf(id), cancellationToken));
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes mails; nothing happens for those that are not there.</summary>
    public void Remove(IEnumerable<Guid> ids)
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var id in ids) File.Delete(PathOf(id));
    }

    public void RemoveOlderThan(DateTimeOffset time)
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*.eml").Where(file => file.LastWriteTimeUtc < time.UtcDateTime)) file.Delete();
    }

    private string PathOf(Guid id) => Path.Combine(_folder, $"{id}.eml");
}
